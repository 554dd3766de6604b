/**
 * Resources written in the literal template of a `resources:Deployment` are resources like any other: each becomes
 * one, in the properties of azure-native. Template expressions are not evaluated; they are unknown.
 * https://learn.microsoft.com/azure/azure-resource-manager/templates/syntax
 */
import { isUnknown, unknown } from "../../azure/known";
import { CapturedResource } from "../capture/captured-stack";
import { Properties, Value } from "../capture/wire-value";
import { isProperties, listAt, textAt, valueAt } from "./read";
import { azureType } from "./type-token";

/** Marks the URN of a resource inside a template; what stands before it is the deployment's. */
const separator = "#template:";

/** The resource that the engine knows: the deployment, for a resource of its template. */
export function registeredUrn(urn: string): string {
  return urn.split(separator)[0] ?? urn;
}

export function withTemplates(resources: readonly CapturedResource[]): readonly CapturedResource[] {
  return resources.flatMap((resource) =>
    azureType(resource.type) === "resources:Deployment" ? [resource, ...resourcesIn(resource)] : [resource],
  );
}

function resourcesIn(deployment: CapturedResource): readonly CapturedResource[] {
  const template = deployment.inputs && valueAt(deployment.inputs, "properties.template");
  if (!isProperties(template)) {
    return [];
  }
  const list = listAt(template, "resources");
  return list === undefined || isUnknown(list)
    ? []
    : list.filter(isProperties).flatMap((resource) => readResource(deployment, resource));
}

/** Type in azure-native and the properties that carry the segments of the name, by ARM type in lower case. */
const types: Readonly<Record<string, readonly [type: string, ...names: string[]]>> = {
  "microsoft.network/networksecuritygroups": ["network:NetworkSecurityGroup", "networkSecurityGroupName"],
  "microsoft.network/networksecuritygroups/securityrules": [
    "network:SecurityRule",
    "networkSecurityGroupName",
    "securityRuleName",
  ],
  "microsoft.network/virtualnetworks": ["network:VirtualNetwork", "virtualNetworkName"],
  "microsoft.network/virtualnetworks/subnets": ["network:Subnet", "virtualNetworkName", "subnetName"],
  "microsoft.network/routetables": ["network:RouteTable", "routeTableName"],
  "microsoft.network/routetables/routes": ["network:Route", "routeTableName", "routeName"],
  "microsoft.network/privateendpoints": ["network:PrivateEndpoint", "privateEndpointName"],
  "microsoft.network/privatednszones/virtualnetworklinks": [
    "privatedns:VirtualNetworkLink",
    "privateZoneName",
    "virtualNetworkLinkName",
  ],
  "microsoft.containerregistry/registries": ["containerregistry:Registry", "registryName"],
  "microsoft.storage/storageaccounts": ["storage:StorageAccount", "accountName"],
  "microsoft.keyvault/vaults": ["keyvault:Vault", "vaultName"],
  "microsoft.machinelearningservices/workspaces/outboundrules": [
    "machinelearningservices:ManagedNetworkSettingsRule",
    "workspaceName",
    "ruleName",
  ],
  "microsoft.machinelearningservices/workspaces": ["machinelearningservices:Workspace", "workspaceName"],
  "microsoft.machinelearningservices/workspaces/computes": [
    "machinelearningservices:Compute",
    "workspaceName",
    "computeName",
  ],
  "microsoft.containerservice/managedclusters": ["containerservice:ManagedCluster", "resourceName"],
  "microsoft.containerservice/managedclusters/agentpools": [
    "containerservice:AgentPool",
    "resourceName",
    "agentPoolName",
  ],
  "microsoft.authorization/roleassignments": ["authorization:RoleAssignment", "roleAssignmentName"],
  "microsoft.authorization/roledefinitions": ["authorization:RoleDefinition", "roleDefinitionId"],
};

/** Classes whose `properties` azure-native does not flatten. */
const keepsProperties = new Set([
  "machinelearningservices:Compute",
  "machinelearningservices:ManagedNetworkSettingsRule",
]);

function readResource(deployment: CapturedResource, resource: Properties): readonly CapturedResource[] {
  const armType = textAt(resource, "type");
  const known = typeof armType === "string" ? types[armType.toLowerCase()] : undefined;
  if (known === undefined) {
    return [];
  }
  const [type, ...nameProperties] = known;
  const name = evaluated(resource.name ?? null, "name");
  const segments = typeof name === "string" ? name.split("/") : [];
  const names = nameProperties.map((property, index): [string, Value] => [
    property,
    segments[index] ?? (isUnknown(name) ? name : unknown(`the name of ${type} in ${deployment.name}`)),
  ]);
  const body = evaluated(resource, "");
  const flat = isProperties(body) ? (keepsProperties.has(type) ? body : flattened(body)) : {};
  const inputs = {
    ...(flat as Properties),
    ...Object.fromEntries(names),
    ...(deployment.inputs?.resourceGroupName === undefined
      ? {}
      : { resourceGroupName: deployment.inputs.resourceGroupName }),
  };
  return [
    {
      ...deployment,
      urn: `${deployment.urn}${separator}${type}/${segments.join("/")}`,
      type: `azure-native:${type}`,
      name: segments.at(-1) ?? deployment.name,
      inputs,
      propertyDependencies: dependenciesOf(deployment, Object.keys(inputs)),
    },
  ];
}

/** Whatever the template was computed from may be in any property of its resources. */
function dependenciesOf(deployment: CapturedResource, properties: readonly string[]): Map<string, readonly string[]> {
  const ofTemplate = deployment.propertyDependencies.get("properties") ?? [];
  const ofGroup = deployment.propertyDependencies.get("resourceGroupName") ?? [];
  return new Map(properties.map((key) => [key, key === "resourceGroupName" ? ofGroup : ofTemplate]));
}

/** Literals as they are; expressions in brackets as unknowns. */
function evaluated(value: Value, path: string): Value {
  if (typeof value === "string") {
    return value.startsWith("[") && !value.startsWith("[[")
      ? unknown(`${path === "" ? "a value" : path} is a template expression`)
      : value.replace(/^\[\[/, "[");
  }
  if (Array.isArray(value)) {
    return (value as readonly Value[]).map((element, index) => evaluated(element, `${path}[${index}]`));
  }
  if (!isProperties(value)) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, evaluated(inner, path === "" ? key : `${path}.${key}`)]),
  );
}

/** azure-native writes what ARM keeps under `properties` beside the name, in lists as well. */
function flattened(value: Value): Value {
  if (Array.isArray(value)) {
    return (value as readonly Value[]).map(flattened);
  }
  if (!isProperties(value)) {
    return value;
  }
  const { properties, ...rest } = value;
  const merged = isProperties(properties) ? { ...rest, ...properties } : value;
  return Object.fromEntries(Object.entries(merged).map(([key, inner]) => [key, flattened(inner)]));
}

/**
 * Resources of the classic `azure` package in the properties of azure-native, where the shape is clear. Any other
 * classic type that touches networks, rights or Azure Machine Learning blinds the estate, and says so.
 * https://www.pulumi.com/registry/packages/azure/
 */
import { CapturedResource } from "../capture/captured-stack";
import { Properties, Value } from "../capture/wire-value";
import { isProperties } from "./read";
import { classicType } from "./type-token";

interface Translation {
  readonly type: string;
  /** Input of azure-native by classic input. Whatever is not named keeps its name. */
  readonly renamed: Readonly<Record<string, string>>;
  /** Values whose shape differs, after renaming. */
  readonly reshaped?: (inputs: Properties) => Properties;
}

const translations: Readonly<Record<string, Translation>> = {
  "core/resourceGroup": { type: "resources:ResourceGroup", renamed: { name: "resourceGroupName" } },
  "network/virtualNetwork": {
    type: "network:VirtualNetwork",
    renamed: { name: "virtualNetworkName", addressSpaces: "addressSpace" },
    reshaped: (inputs) => ({
      ...inputs,
      addressSpace: { addressPrefixes: inputs.addressSpace ?? [] },
      subnets: each(inputs.subnets, (subnet) => withId(subnet, "securityGroup", "networkSecurityGroup")),
    }),
  },
  "network/subnet": { type: "network:Subnet", renamed: { name: "subnetName" } },
  "network/networkSecurityGroup": {
    type: "network:NetworkSecurityGroup",
    renamed: { name: "networkSecurityGroupName" },
    reshaped: (inputs) => ({ ...inputs, securityRules: each(inputs.securityRules, securityRule) }),
  },
  "network/networkSecurityRule": {
    type: "network:SecurityRule",
    renamed: { name: "securityRuleName" },
    reshaped: securityRule,
  },
  "containerservice/registry": { type: "containerregistry:Registry", renamed: { name: "registryName" } },
  "machinelearning/workspace": {
    type: "machinelearningservices:Workspace",
    renamed: { name: "workspaceName", containerRegistryId: "containerRegistry" },
  },
  "authorization/assignment": {
    type: "authorization:RoleAssignment",
    renamed: { name: "roleAssignmentName", roleDefinitionName: "roleDefinitionId" },
  },
};

/** Classic types of these modules may change what we decide. */
const touching = /^(network|authorization|machinelearning|containerservice|privatelink|privatedns)\//;

export interface Untranslated {
  readonly resource: CapturedResource;
  readonly because: string;
}

export function translateClassic(resources: readonly CapturedResource[]): {
  readonly resources: readonly CapturedResource[];
  readonly untranslated: readonly Untranslated[];
} {
  const untranslated: Untranslated[] = [];
  const translated = withAssociations(resources).map((resource) => {
    const classic = classicType(resource.type);
    const translation = classic === undefined ? undefined : translations[classic];
    if (translation !== undefined) {
      return translate(resource, translation);
    }
    if (classic !== undefined && touching.test(classic) && !associations.has(classic)) {
      untranslated.push({ resource, because: `classic type ${resource.type} is not understood` });
    }
    return resource;
  });
  return { resources: translated, untranslated };
}

function translate(resource: CapturedResource, translation: Translation): CapturedResource {
  const rename = (key: string) => translation.renamed[key] ?? key;
  const inputs = Object.fromEntries(Object.entries(resource.inputs ?? {}).map(([key, value]) => [rename(key), value]));
  return {
    ...resource,
    type: `azure-native:${translation.type}`,
    inputs: resource.inputs && (translation.reshaped?.(inputs) ?? inputs),
    propertyDependencies: new Map([...resource.propertyDependencies].map(([key, urns]) => [rename(key), urns])),
  };
}

const associations = new Set(["network/subnetNetworkSecurityGroupAssociation"]);

/** The classic package ties a security group to a subnet by a resource of its own. */
function withAssociations(resources: readonly CapturedResource[]): readonly CapturedResource[] {
  const ties = resources.filter((one) => associations.has(classicType(one.type) ?? ""));
  return resources.map((resource) => {
    const tie = ties.find((one) => one.propertyDependencies.get("subnetId")?.includes(resource.urn));
    if (tie === undefined || classicType(resource.type) !== "network/subnet") {
      return resource;
    }
    const group = tie.propertyDependencies.get("networkSecurityGroupId") ?? [];
    return {
      ...resource,
      inputs: { ...resource.inputs, networkSecurityGroup: { id: tie.inputs?.networkSecurityGroupId ?? null } },
      propertyDependencies: new Map([...resource.propertyDependencies, ["networkSecurityGroup", group]]),
    };
  });
}

function securityRule(rule: Properties): Properties {
  const groups = (ids: Value | undefined): Value =>
    Array.isArray(ids) ? ids.map((id: Value) => ({ id })) : (ids ?? null);
  return {
    ...rule,
    sourceApplicationSecurityGroups: groups(rule.sourceApplicationSecurityGroupIds),
    destinationApplicationSecurityGroups: groups(rule.destinationApplicationSecurityGroupIds),
  };
}

function withId(properties: Properties, classic: string, native: string): Properties {
  const id = properties[classic];
  return id === undefined || id === null || id === "" ? properties : { ...properties, [native]: { id } };
}

function each(list: Value | undefined, change: (element: Properties) => Properties): Value {
  return Array.isArray(list)
    ? (list as readonly Value[]).map((element) => (isProperties(element) ? change(element) : element))
    : (list ?? null);
}

/** A deployed stack as a state export, and as the engine registers it: the same compute behind a security group. */
import { Registered, urnOf } from "../protocol/pack-process";

const provider: Registered = {
  type: "pulumi:providers:azure-native",
  name: "azure",
  inputs: { subscriptionId: "6f1d2c3b-4a59-4e87-9d0c-1b2a3c4d5e6f" },
};

/** A compute in a subnet whose security group has these rules. */
export function deployed(securityRules: readonly unknown[]): readonly Registered[] {
  const group: Registered = {
    type: "azure-native:resources:ResourceGroup",
    name: "rg",
    inputs: { resourceGroupName: "rg-ml", location: "westeurope" },
  };
  const on = { resourceGroupName: [group] };
  const named = { resourceGroupName: "rg-ml" };
  const guard: Registered = {
    type: "azure-native:network:NetworkSecurityGroup",
    name: "nsg",
    inputs: { ...named, networkSecurityGroupName: "nsg-inference", location: "westeurope", securityRules },
    propertyDependencies: on,
  };
  const network: Registered = {
    type: "azure-native:network:VirtualNetwork",
    name: "vnet",
    inputs: { ...named, virtualNetworkName: "vnet", addressSpace: { addressPrefixes: ["10.0.0.0/16"] } },
    propertyDependencies: on,
  };
  const subnet: Registered = {
    type: "azure-native:network:Subnet",
    name: "inference",
    inputs: {
      ...named,
      virtualNetworkName: "vnet",
      subnetName: "inference",
      addressPrefix: "10.0.2.0/24",
      networkSecurityGroup: { id: "/known/in/the/state" },
    },
    propertyDependencies: { ...on, virtualNetworkName: [network], networkSecurityGroup: [guard] },
  };
  const workspace: Registered = {
    type: "azure-native:machinelearningservices:Workspace",
    name: "ml",
    inputs: { ...named, workspaceName: "ml", location: "westeurope" },
    propertyDependencies: on,
  };
  const compute: Registered = {
    type: "azure-native:machinelearningservices:Compute",
    name: "scoring",
    inputs: {
      ...named,
      workspaceName: "ml",
      computeName: "scoring",
      properties: { computeType: "AmlCompute", properties: { subnet: { id: "/known/in/the/state" } } },
    },
    propertyDependencies: { ...on, workspaceName: [workspace], properties: [subnet] },
  };
  return [provider, group, guard, network, subnet, workspace, compute];
}

/** The text of the state of these resources; providers are not stated, as over the protocol of the tests. */
export function stateFile(resources: readonly Registered[]): string {
  const states = resources.map((resource) => ({
    urn: urnOf(resource),
    type: resource.type,
    custom: true,
    inputs: resource.inputs,
    outputs: resource.inputs,
    dependencies: [],
    propertyDependencies: Object.fromEntries(
      Object.entries(resource.propertyDependencies ?? {}).map(([property, on]) => [property, on.map(urnOf)]),
    ),
  }));
  return JSON.stringify({ version: 3, deployment: { manifest: {}, resources: states } });
}

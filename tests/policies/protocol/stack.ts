/** A stack as a first preview shows it: what the pack's tests over the protocol judge. */
import { Registered } from "./pack-process";

const unknownText = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export const denyInternet = {
  name: "DenyInternet",
  priority: 200,
  direction: "Outbound",
  access: "Deny",
  protocol: "*",
  sourceAddressPrefix: "*",
  sourcePortRange: "*",
  destinationAddressPrefix: "Internet",
  destinationPortRange: "*",
};

/** A compute in a subnet whose security group has these rules, as a first preview shows it. */
export function stack(securityRules: readonly unknown[]): readonly Registered[] {
  const group: Registered = {
    type: "azure-native:resources:ResourceGroup",
    name: "rg",
    inputs: { resourceGroupName: "rg-ml", location: "westeurope" },
  };
  const on = { resourceGroupName: [group] };
  const named = { resourceGroupName: unknownText };
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
      virtualNetworkName: unknownText,
      subnetName: "inference",
      addressPrefix: "10.0.2.0/24",
      networkSecurityGroup: { id: unknownText },
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
      workspaceName: unknownText,
      computeName: "scoring",
      properties: { computeType: "AmlCompute", properties: { subnet: { id: unknownText } } },
    },
    propertyDependencies: { ...on, workspaceName: [workspace], properties: [subnet] },
  };
  return [group, guard, network, subnet, workspace, compute];
}

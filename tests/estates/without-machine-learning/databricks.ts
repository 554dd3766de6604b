/** A workspace of another service, injected into a network whose group has the rules of that service. */
import { CapturedResource } from "../../../policies/capture/captured-stack";
import { notYet } from "../captured";
import { outboundRules } from "../outbound-rules";
import { Program } from "./program";

export function databricks(): readonly CapturedResource[] {
  const program = new Program("lake", "northcentralus");
  const guard = program.inGroup("azure-native:network:NetworkSecurityGroup", "lake-nsg", {
    securityRules: outboundRules(
      "100 allow tcp VirtualNetwork -> AzureDatabricks:443",
      "101 allow tcp VirtualNetwork -> Storage:443",
      "102 allow tcp VirtualNetwork -> EventHub:9093",
      "110 deny * * -> Internet:*",
    ),
  });
  const network = program.inGroup("azure-native:network:VirtualNetwork", "lake-vnet", {
    addressSpace: { addressPrefixes: ["10.11.0.0/16"] },
  });
  const subnetOf = (name: string, addressPrefix: string) =>
    program.inGroup(
      "azure-native:network:Subnet",
      name,
      {
        virtualNetworkName: notYet,
        subnetName: name,
        addressPrefix,
        delegations: [{ name: "d", serviceName: "Microsoft.Databricks/workspaces" }],
        networkSecurityGroup: { id: notYet },
      },
      { virtualNetworkName: [network], networkSecurityGroup: [guard] },
    );
  const subnets = [subnetOf("hosts", "10.11.0.0/18"), subnetOf("containers", "10.11.64.0/18")];
  program.inGroup(
    "azure-native:databricks:Workspace",
    "lake",
    {
      managedResourceGroupId: notYet,
      sku: { name: "premium" },
      parameters: {
        customVirtualNetworkId: { value: notYet },
        customPublicSubnetName: { value: "hosts" },
        customPrivateSubnetName: { value: "containers" },
        enableNoPublicIp: { value: false },
      },
    },
    { parameters: [network, ...subnets] },
  );
  const pool = program.inGroup("azure-native:synapse:Workspace", "warehouse", {
    defaultDataLakeStorage: { accountUrl: notYet, filesystem: "data" },
    managedVirtualNetwork: "default",
    publicNetworkAccess: "Enabled",
  });
  program.inGroup(
    "azure-native:synapse:BigDataPool",
    "spark",
    { workspaceName: notYet, nodeCount: 3, nodeSize: "Small" },
    { workspaceName: [pool] },
  );
  return program.resources;
}

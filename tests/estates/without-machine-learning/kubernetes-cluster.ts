/** A cluster in a network of its own whose group closes everything, with GitOps on it, pulling from the team's registry. */
import { CapturedResource } from "../../../policies/capture/captured-stack";
import { notYet } from "../captured";
import { roleIds } from "../deployer";
import { outboundRules } from "../outbound-rules";
import { Program } from "./program";

export function kubernetesCluster(): readonly CapturedResource[] {
  const program = new Program("cluster", "uksouth");
  const guard = program.inGroup("azure-native:network:NetworkSecurityGroup", "nodes-nsg", {
    securityRules: outboundRules("200 deny * * -> Internet:*", "300 allow tcp * -> AzureContainerRegistry.uswest:443"),
  });
  const network = program.inGroup("azure-native:network:VirtualNetwork", "cluster-vnet", {
    addressSpace: { addressPrefixes: ["172.17.0.0/16"] },
  });
  const subnetOf = (name: string, addressPrefix: string) =>
    program.inGroup(
      "azure-native:network:Subnet",
      name,
      { virtualNetworkName: notYet, subnetName: name, addressPrefix, networkSecurityGroup: { id: notYet } },
      { virtualNetworkName: [network], networkSecurityGroup: [guard] },
    );
  const nodes = subnetOf("nodes", "172.17.0.0/20");
  const batch = subnetOf("batch", "172.17.16.0/20");
  const identity = program.inGroup("azure-native:managedidentity:UserAssignedIdentity", "cluster-identity", {});
  const registry = program.inGroup("azure-native:containerregistry:Registry", "team", {
    sku: { name: "Premium" },
    publicNetworkAccess: "Enabled",
  });
  const cluster = program.inGroup(
    "azure-native:containerservice:ManagedCluster",
    "team-aks",
    {
      dnsPrefix: "team",
      identity: { type: "UserAssigned", userAssignedIdentities: [notYet] },
      disableLocalAccounts: true,
      agentPoolProfiles: [
        { name: "system", mode: "System", count: 1, vmSize: "Standard_D2s_v5", vnetSubnetID: notYet },
      ],
      networkProfile: { networkPlugin: "kubenet", outboundType: "loadBalancer", loadBalancerSku: "basic" },
    },
    { identity: [identity], agentPoolProfiles: [nodes] },
  );
  program.inGroup(
    "azure-native:containerservice:AgentPool",
    "batch-pool",
    { resourceName: notYet, mode: "User", count: 0, enableNodePublicIP: true, vnetSubnetID: notYet },
    { resourceName: [cluster], vnetSubnetID: [batch] },
  );
  program.inGroup(
    "azure-native:kubernetesconfiguration:Extension",
    "flux",
    {
      clusterRp: "Microsoft.ContainerService",
      clusterResourceName: "managedClusters",
      clusterName: notYet,
      extensionType: "microsoft.flux",
    },
    { clusterName: [cluster] },
  );
  program.add(
    "azure-native:authorization:RoleAssignment",
    "cluster-joins",
    {
      scope: notYet,
      principalId: notYet,
      principalType: "ServicePrincipal",
      roleDefinitionId: `/providers/Microsoft.Authorization/roleDefinitions/${roleIds.contributor}`,
    },
    { scope: [program.group], principalId: [identity] },
  );
  program.add(
    "azure-native:authorization:RoleAssignment",
    "kubelet-pulls",
    { scope: notYet, principalId: notYet, principalType: "ServicePrincipal", roleDefinitionId: notYet },
    { scope: [registry], principalId: [cluster], roleDefinitionId: [] },
  );
  return program.resources;
}

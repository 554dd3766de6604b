import * as containerregistry from "@pulumi/azure-native/containerregistry";
import * as containerservice from "@pulumi/azure-native/containerservice";
import * as kubernetesconfiguration from "@pulumi/azure-native/kubernetesconfiguration";
import * as network from "@pulumi/azure-native/network";
import * as resources from "@pulumi/azure-native/resources";
import * as pulumi from "@pulumi/pulumi";

/** What a platform team hands out: a cluster in a subnet whose group lets nothing out. */
class Platform extends pulumi.ComponentResource {
  public constructor(name: string, resourceGroupName: pulumi.Input<string>) {
    super("acme:platform:Platform", name);
    const child = { parent: this };

    const guard = new network.NetworkSecurityGroup(
      `${name}-nsg`,
      {
        resourceGroupName,
        securityRules: [
          {
            name: "DenyInternet",
            priority: 200,
            direction: "Outbound",
            access: "Deny",
            protocol: "*",
            sourceAddressPrefix: "*",
            sourcePortRange: "*",
            destinationAddressPrefix: "Internet",
            destinationPortRange: "*",
          },
        ],
      },
      child,
    );

    const virtualNetwork = new network.VirtualNetwork(
      `${name}-vnet`,
      {
        resourceGroupName,
        addressSpace: { addressPrefixes: ["10.30.0.0/16"] },
        subnets: [{ name: "nodes", addressPrefix: "10.30.0.0/20", networkSecurityGroup: { id: guard.id } }],
      },
      child,
    );

    const cluster = new containerservice.ManagedCluster(
      `${name}-aks`,
      {
        resourceGroupName,
        dnsPrefix: name,
        identity: { type: "SystemAssigned" },
        agentPoolProfiles: [
          {
            name: "system",
            mode: "System",
            count: 1,
            vmSize: "Standard_D2s_v5",
            vnetSubnetID: virtualNetwork.subnets.apply((subnets) => subnets?.[0]?.id ?? ""),
          },
        ],
      },
      child,
    );

    new kubernetesconfiguration.Extension(
      `${name}-flux`,
      {
        resourceGroupName,
        clusterRp: "Microsoft.ContainerService",
        clusterResourceName: "managedClusters",
        clusterName: cluster.name,
        extensionName: "flux",
        extensionType: "microsoft.flux",
        autoUpgradeMinorVersion: true,
      },
      child,
    );

    this.registerOutputs();
  }
}

const { name: resourceGroupName } = new resources.ResourceGroup("team-rg");

new Platform("team", resourceGroupName);

new containerregistry.Registry("images", {
  resourceGroupName,
  sku: { name: "Basic" },
  adminUserEnabled: true,
});

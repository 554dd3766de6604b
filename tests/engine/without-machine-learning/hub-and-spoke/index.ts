import * as network from "@pulumi/azure-native/network";
import * as resources from "@pulumi/azure-native/resources";

const { name: resourceGroupName } = new resources.ResourceGroup("hub-rg");

const hub = new network.VirtualNetwork("hub", {
  resourceGroupName,
  addressSpace: { addressPrefixes: ["10.100.0.0/20"] },
});

const subnet = (subnetName: string, addressPrefix: string) =>
  new network.Subnet(subnetName, {
    resourceGroupName,
    virtualNetworkName: hub.name,
    subnetName,
    addressPrefix,
  });

const address = (name: string) =>
  new network.PublicIPAddress(name, {
    resourceGroupName,
    publicIPAllocationMethod: "Static",
    sku: { name: "Standard" },
  });

const firewall = new network.AzureFirewall("firewall", {
  resourceGroupName,
  sku: { name: "AZFW_VNet", tier: "Standard" },
  ipConfigurations: [
    {
      name: "one",
      subnet: { id: subnet("AzureFirewallSubnet", "10.100.0.0/26").id },
      publicIPAddress: { id: address("firewall-ip").id },
    },
  ],
});

new network.BastionHost("bastion", {
  resourceGroupName,
  ipConfigurations: [
    {
      name: "one",
      subnet: { id: subnet("AzureBastionSubnet", "10.100.0.64/26").id },
      publicIPAddress: { id: address("bastion-ip").id },
    },
  ],
});

const routes = new network.RouteTable("spoke-routes", {
  resourceGroupName,
  routes: [
    {
      name: "out",
      addressPrefix: "0.0.0.0/0",
      nextHopType: "VirtualAppliance",
      nextHopIpAddress: firewall.ipConfigurations.apply((all) => all?.[0]?.privateIPAddress ?? "10.100.0.4"),
    },
    { name: "models", addressPrefix: "AzureMachineLearning", nextHopType: "Internet" },
  ],
});

const guard = new network.NetworkSecurityGroup("spoke-nsg", {
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
});

const spoke = new network.VirtualNetwork("spoke", {
  resourceGroupName,
  addressSpace: { addressPrefixes: ["10.101.0.0/16"] },
  subnets: [
    {
      name: "work",
      addressPrefix: "10.101.1.0/24",
      routeTable: { id: routes.id },
      networkSecurityGroup: { id: guard.id },
    },
  ],
});

new network.VirtualNetworkPeering("hub-to-spoke", {
  resourceGroupName,
  virtualNetworkName: hub.name,
  remoteVirtualNetwork: { id: spoke.id },
});

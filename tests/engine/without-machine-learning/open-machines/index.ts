import * as compute from "@pulumi/azure-native/compute";
import * as network from "@pulumi/azure-native/network";
import * as resources from "@pulumi/azure-native/resources";
import * as pulumi from "@pulumi/pulumi";

const { name: resourceGroupName } = new resources.ResourceGroup("fleet-rg");
const adminPassword = new pulumi.Config().getSecret("adminPassword") ?? pulumi.secret("Only-4-the-Sandbox!");

const guard = new network.NetworkSecurityGroup("fleet-nsg", { resourceGroupName });

for (const [index, port] of ["22", "3389", "44224"].entries()) {
  new network.SecurityRule(`open-${port}`, {
    resourceGroupName,
    networkSecurityGroupName: guard.name,
    priority: 100 + index,
    direction: "Inbound",
    access: "Allow",
    protocol: "*",
    sourceAddressPrefix: "*",
    sourcePortRange: "*",
    destinationAddressPrefix: "*",
    destinationPortRange: port,
  });
}

new network.SecurityRule("storage-everywhere", {
  resourceGroupName,
  networkSecurityGroupName: guard.name,
  priority: 100,
  direction: "Outbound",
  access: "Allow",
  protocol: "*",
  sourceAddressPrefix: "*",
  sourcePortRange: "*",
  destinationAddressPrefix: "storage",
  destinationPortRange: "*",
});

const address = new network.PublicIPAddress("fleet-ip", {
  resourceGroupName,
  publicIPAllocationMethod: "Static",
  sku: { name: "Standard" },
});

const gateway = new network.NatGateway("fleet-nat", {
  resourceGroupName,
  sku: { name: "Standard" },
  publicIpAddresses: [{ id: address.id }],
});

const virtualNetwork = new network.VirtualNetwork("fleet-vnet", {
  resourceGroupName,
  addressSpace: { addressPrefixes: ["10.3.0.0/16"] },
});

const subnet = new network.Subnet("fleet", {
  resourceGroupName,
  virtualNetworkName: virtualNetwork.name,
  addressPrefix: "10.3.1.0/24",
  natGateway: { id: gateway.id },
  networkSecurityGroup: { id: guard.id },
});

for (const name of ["blue", "green"]) {
  const card = new network.NetworkInterface(`${name}-nic`, {
    resourceGroupName,
    ipConfigurations: [{ name: "one", subnet: { id: subnet.id } }],
  });
  new compute.VirtualMachine(name, {
    resourceGroupName,
    hardwareProfile: { vmSize: "Standard_B2s" },
    networkProfile: { networkInterfaces: [{ id: card.id }] },
    osProfile: { computerName: name, adminUsername: "operator", adminPassword },
    storageProfile: {
      osDisk: { createOption: "FromImage" },
      imageReference: { publisher: "Canonical", offer: "ubuntu-24_04-lts", sku: "server", version: "latest" },
    },
  });
}

// A compute whose subnet denies the internet and allows every service it was told of, but not the registry.
import * as containerregistry from "@pulumi/azure-native/containerregistry";
import * as keyvault from "@pulumi/azure-native/keyvault";
import * as machinelearningservices from "@pulumi/azure-native/machinelearningservices";
import * as network from "@pulumi/azure-native/network";
import * as resources from "@pulumi/azure-native/resources";
import * as storage from "@pulumi/azure-native/storage";

const group = new resources.ResourceGroup("ml");

const securityGroup = new network.NetworkSecurityGroup("inference", {
  resourceGroupName: group.name,
  securityRules: [
    {
      name: "AllowMachineLearning",
      priority: 100,
      direction: "Outbound",
      access: "Allow",
      protocol: "Tcp",
      sourceAddressPrefix: "*",
      sourcePortRange: "*",
      destinationAddressPrefix: "AzureMachineLearning",
      destinationPortRange: "443",
    },
    {
      name: "AllowEntra",
      priority: 110,
      direction: "Outbound",
      access: "Allow",
      protocol: "Tcp",
      sourceAddressPrefix: "*",
      sourcePortRange: "*",
      destinationAddressPrefix: "AzureActiveDirectory",
      destinationPortRange: "443",
    },
    {
      name: "AllowResourceManager",
      priority: 120,
      direction: "Outbound",
      access: "Allow",
      protocol: "Tcp",
      sourceAddressPrefix: "*",
      sourcePortRange: "*",
      destinationAddressPrefix: "AzureResourceManager",
      destinationPortRange: "443",
    },
    {
      name: "AllowStorage",
      priority: 130,
      direction: "Outbound",
      access: "Allow",
      protocol: "Tcp",
      sourceAddressPrefix: "*",
      sourcePortRange: "*",
      destinationAddressPrefix: "Storage.WestEurope",
      destinationPortRange: "443",
    },
    {
      name: "AllowMicrosoftRegistry",
      priority: 140,
      direction: "Outbound",
      access: "Allow",
      protocol: "Tcp",
      sourceAddressPrefix: "*",
      sourcePortRange: "*",
      destinationAddressPrefix: "MicrosoftContainerRegistry",
      destinationPortRange: "443",
    },
    {
      name: "AllowFrontDoor",
      priority: 150,
      direction: "Outbound",
      access: "Allow",
      protocol: "Tcp",
      sourceAddressPrefix: "*",
      sourcePortRange: "*",
      destinationAddressPrefix: "AzureFrontDoor.FirstParty",
      destinationPortRange: "443",
    },
    {
      name: "AllowBatch",
      priority: 160,
      direction: "Outbound",
      access: "Allow",
      protocol: "*",
      sourceAddressPrefix: "*",
      sourcePortRange: "*",
      destinationAddressPrefix: "BatchNodeManagement.WestEurope",
      destinationPortRange: "443",
    },
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
    {
      name: "AllowMonitor",
      priority: 161,
      direction: "Outbound",
      access: "Allow",
      protocol: "Tcp",
      sourceAddressPrefix: "*",
      sourcePortRange: "*",
      destinationAddressPrefix: "AzureMonitor",
      destinationPortRange: "443",
    },
  ],
});

const virtualNetwork = new network.VirtualNetwork("ml", {
  resourceGroupName: group.name,
  addressSpace: { addressPrefixes: ["10.40.0.0/16"] },
});

const subnet = new network.Subnet("inference", {
  resourceGroupName: group.name,
  virtualNetworkName: virtualNetwork.name,
  addressPrefix: "10.40.2.0/24",
  networkSecurityGroup: { id: securityGroup.id },
  defaultOutboundAccess: false,
});

const storageAccount = new storage.StorageAccount("ml", {
  resourceGroupName: group.name,
  kind: "StorageV2",
  sku: { name: "Standard_LRS" },
});

const vault = new keyvault.Vault("ml", {
  resourceGroupName: group.name,
  properties: { tenantId: "0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d", sku: { family: "A", name: "standard" } },
});

const registry = new containerregistry.Registry("ml", {
  resourceGroupName: group.name,
  sku: { name: "Premium" },
});

const workspace = new machinelearningservices.Workspace("ml", {
  resourceGroupName: group.name,
  identity: { type: "SystemAssigned" },
  storageAccount: storageAccount.id,
  keyVault: vault.id,
  containerRegistry: registry.id,
});

new machinelearningservices.Compute("scoring", {
  resourceGroupName: group.name,
  workspaceName: workspace.name,
  computeName: "scoring",
  properties: {
    computeType: "AmlCompute",
    properties: {
      vmSize: "Standard_DS3_v2",
      subnet: { id: subnet.id },
      enableNodePublicIp: false,
      scaleSettings: { minNodeCount: 0, maxNodeCount: 2 },
    },
  },
});

import * as authorization from "@pulumi/azure-native/authorization";
import * as compute from "@pulumi/azure-native/compute";
import * as keyvault from "@pulumi/azure-native/keyvault";
import * as monitor from "@pulumi/azure-native/monitor";
import * as network from "@pulumi/azure-native/network";
import * as operationalinsights from "@pulumi/azure-native/operationalinsights";
import * as privatedns from "@pulumi/azure-native/privatedns";
import * as resources from "@pulumi/azure-native/resources";
import * as storage from "@pulumi/azure-native/storage";
import * as pulumi from "@pulumi/pulumi";
import { PrivateVault } from "./private-vault";

const config = new pulumi.Config();
const adminUsername = config.get("adminUsername") ?? "operator";
const adminPassword = config.requireSecret("adminPassword");
const environment = config.get("environment") ?? "test";

const resourceGroup = new resources.ResourceGroup("server-rg", { location: "WestEurope" });
const resourceGroupName = resourceGroup.name;

// Network
const virtualNetwork = new network.VirtualNetwork("server-network", {
  resourceGroupName,
  addressSpace: { addressPrefixes: ["10.10.0.0/16"] },
  subnets: [
    { name: "servers", addressPrefix: "10.10.1.0/24" },
    { name: "endpoints", addressPrefix: "10.10.2.0/24", privateEndpointNetworkPolicies: "Disabled" },
  ],
});

const subnetId = (name: string) =>
  virtualNetwork.subnets.apply((subnets) => subnets?.find((subnet) => subnet.name === name)?.id ?? "");

const publicIp = new network.PublicIPAddress("server-ip", {
  resourceGroupName,
  publicIPAllocationMethod: network.IPAllocationMethod.Static,
  sku: { name: network.PublicIPAddressSkuName.Standard },
  dnsSettings: { domainNameLabel: pulumi.interpolate`demo-${resourceGroupName}`.apply((label) => label.toLowerCase()) },
});

const networkInterface = new network.NetworkInterface("server-nic", {
  resourceGroupName,
  ipConfigurations: [
    {
      name: "primary",
      subnet: { id: subnetId("servers") },
      privateIPAllocationMethod: network.IPAllocationMethod.Dynamic,
      publicIPAddress: { id: publicIp.id },
    },
  ],
});

// Diagnostics
const account = new storage.StorageAccount("serverdiag", {
  resourceGroupName,
  kind: storage.Kind.StorageV2,
  sku: { name: storage.SkuName.Standard_LRS },
});

const logs = new operationalinsights.Workspace("server-logs", {
  resourceGroupName,
  sku: { name: "PerGB2018" },
  retentionInDays: 30,
});

new monitor.DiagnosticSetting("network-metrics", {
  resourceUri: virtualNetwork.id,
  workspaceId: logs.id,
  metrics: [{ category: "AllMetrics", enabled: true }],
});

// Virtual machine
const boot = `#!/bin/sh
apt-get update && apt-get install --yes nginx
`;

const machine = new compute.VirtualMachine("server", {
  resourceGroupName,
  networkProfile: { networkInterfaces: [{ id: networkInterface.id, primary: true }] },
  hardwareProfile: { vmSize: compute.VirtualMachineSizeTypes.Standard_D2s_v3 },
  identity: { type: compute.ResourceIdentityType.SystemAssigned },
  osProfile: {
    computerName: "server",
    adminUsername,
    adminPassword,
    customData: Buffer.from(boot).toString("base64"),
    linuxConfiguration: { disablePasswordAuthentication: false },
  },
  storageProfile: {
    osDisk: {
      name: "server-os",
      createOption: compute.DiskCreateOptionTypes.FromImage,
      deleteOption: compute.DiskDeleteOptionTypes.Delete,
      managedDisk: { storageAccountType: compute.StorageAccountTypes.Premium_LRS },
    },
    imageReference: {
      publisher: "Canonical",
      offer: "0001-com-ubuntu-server-jammy",
      sku: "22_04-lts-gen2",
      version: "latest",
    },
  },
  diagnosticsProfile: { bootDiagnostics: { enabled: true, storageUri: account.primaryEndpoints.blob } },
  tags: { environment },
});

// A vault that is reached from the network only
const current = authorization.getClientConfigOutput();

const vault = new PrivateVault("secrets", {
  resourceGroupName,
  tenantId: current.tenantId,
  virtualNetworkId: virtualNetwork.id,
  subnetId: subnetId("endpoints"),
  administratorObjectId: current.objectId,
  readerObjectId: machine.identity.apply((identity) => identity?.principalId ?? ""),
});

const apiKey = new keyvault.Secret("api-key", {
  resourceGroupName,
  vaultName: vault.name,
  properties: { value: config.requireSecret("apiKey") },
});

// Names inside the network
const zone = new privatedns.PrivateZone("internal", {
  resourceGroupName,
  privateZoneName: "demo.internal",
  location: "global",
});

new privatedns.VirtualNetworkLink("internal-link", {
  resourceGroupName,
  privateZoneName: zone.name,
  location: "global",
  registrationEnabled: true,
  virtualNetwork: { id: virtualNetwork.id },
});

const privateAddress = networkInterface.ipConfigurations.apply(
  (configurations) => configurations?.[0]?.privateIPAddress ?? "",
);

new privatedns.PrivateRecordSet("server-record", {
  resourceGroupName,
  privateZoneName: zone.name,
  recordType: "A",
  relativeRecordSetName: "server",
  ttl: 300,
  aRecords: [{ ipv4Address: privateAddress }],
});

// Whoever cleans up shall not take the diagnostics along
new authorization.ManagementLockByScope("keep-diagnostics", {
  scope: account.id,
  level: authorization.LockLevel.CanNotDelete,
  notes: "Held until the audit is over",
});

// What Azure says about what was made
const found = network.getVirtualNetworkOutput({ resourceGroupName, virtualNetworkName: virtualNetwork.name });

const allocated = machine.id.apply(() =>
  network.getPublicIPAddressOutput({ resourceGroupName, publicIpAddressName: publicIp.name }),
);

export const addressSpace = found.apply(({ addressSpace }) => addressSpace?.addressPrefixes);
export { privateAddress };
export const publicAddress = allocated.ipAddress;
export const subscription = current.subscriptionId;
export const vaultUri = vault.uri;
export const secretUri = apiKey.properties.apply(({ secretUri }) => secretUri);
export const password = adminPassword;

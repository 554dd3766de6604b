/** What most of an organization's stacks are made of, without any Azure Machine Learning in them. */
import { CapturedResource } from "../../policies/capture/captured-stack";
import { declare, notYet } from "./captured";
import { outboundRules } from "./outbound-rules";

/** A web application with its plan and its database, in a group of their own. */
export function webApplication(): readonly CapturedResource[] {
  const group = declare("azure-native:resources:ResourceGroup", "web-rg", {
    resourceGroupName: "rg-web",
    location: "northeurope",
  });
  const inGroup = { resourceGroupName: [group] };
  const plan = declare(
    "azure-native:web:AppServicePlan",
    "plan",
    { resourceGroupName: notYet, kind: "Linux", sku: { name: "P1v3", tier: "PremiumV3" } },
    inGroup,
  );
  const site = declare(
    "azure-native:web:WebApp",
    "site",
    { resourceGroupName: notYet, serverFarmId: notYet, siteConfig: { alwaysOn: true }, httpsOnly: true },
    { ...inGroup, serverFarmId: [plan] },
  );
  const server = declare(
    "azure-native:sql:Server",
    "sql",
    { resourceGroupName: notYet, administratorLogin: "owner", administratorLoginPassword: notYet },
    inGroup,
  );
  const database = declare(
    "azure-native:sql:Database",
    "orders",
    { resourceGroupName: notYet, serverName: notYet, sku: { name: "S0" } },
    { ...inGroup, serverName: [server] },
  );
  return [group, plan, site, server, database];
}

export interface HubNetwork {
  readonly resources: readonly CapturedResource[];
  /** The subnet that others may use. */
  readonly shared: CapturedResource;
}

/** A hub: a virtual network with a firewall's subnet and a shared one, whose security group closes everything. */
export function hubNetwork(): HubNetwork {
  const group = declare("azure-native:resources:ResourceGroup", "hub-rg", {
    resourceGroupName: "rg-hub",
    location: "westeurope",
  });
  const inGroup = { resourceGroupName: [group] };
  const guard = declare(
    "azure-native:network:NetworkSecurityGroup",
    "hub-nsg",
    {
      resourceGroupName: notYet,
      networkSecurityGroupName: "nsg-hub",
      securityRules: outboundRules("4096 deny * * -> *:*"),
    },
    inGroup,
  );
  const network = declare(
    "azure-native:network:VirtualNetwork",
    "hub",
    {
      resourceGroupName: notYet,
      virtualNetworkName: "vnet-hub",
      addressSpace: { addressPrefixes: ["10.100.0.0/16"] },
      subnets: [{ name: "AzureFirewallSubnet", addressPrefix: "10.100.0.0/26" }],
    },
    inGroup,
  );
  const shared = declare(
    "azure-native:network:Subnet",
    "shared",
    {
      resourceGroupName: notYet,
      virtualNetworkName: notYet,
      subnetName: "shared",
      addressPrefix: "10.100.1.0/24",
      networkSecurityGroup: { id: notYet },
    },
    { ...inGroup, virtualNetworkName: [network], networkSecurityGroup: [guard] },
  );
  const link = declare(
    "azure-native:privatedns:VirtualNetworkLink",
    "hub-link",
    {
      resourceGroupName: notYet,
      privateZoneName: "privatelink.blob.core.windows.net",
      registrationEnabled: false,
      virtualNetwork: { id: notYet },
    },
    { ...inGroup, virtualNetwork: [network] },
  );
  return { resources: [group, guard, network, shared, link], shared };
}

/** Storage with a private endpoint in the given subnet, a vault, and a registry that no workspace uses. */
export function storageAndVault(subnet: CapturedResource): readonly CapturedResource[] {
  const group = declare("azure-native:resources:ResourceGroup", "data-rg", {
    resourceGroupName: "rg-data",
    location: "westeurope",
  });
  const inGroup = { resourceGroupName: [group] };
  const account = declare(
    "azure-native:storage:StorageAccount",
    "data",
    { resourceGroupName: notYet, kind: "StorageV2", sku: { name: "Standard_LRS" }, publicNetworkAccess: "Disabled" },
    inGroup,
  );
  const vault = declare(
    "azure-native:keyvault:Vault",
    "vault",
    { resourceGroupName: notYet, properties: { tenantId: notYet, sku: { family: "A", name: "standard" } } },
    inGroup,
  );
  const registry = declare(
    "azure-native:containerregistry:Registry",
    "images",
    { resourceGroupName: notYet, sku: { name: "Basic" }, adminUserEnabled: true },
    inGroup,
  );
  const endpoint = declare(
    "azure-native:network:PrivateEndpoint",
    "data-endpoint",
    {
      resourceGroupName: notYet,
      subnet: { id: notYet },
      privateLinkServiceConnections: [{ name: "blob", groupIds: ["blob"], privateLinkServiceId: notYet }],
    },
    { ...inGroup, subnet: [subnet], privateLinkServiceConnections: [account] },
  );
  return [group, account, vault, registry, endpoint];
}

/** An application that reaches its database through a network, behind rules that let in whoever wants to. */
import { CapturedResource } from "../../../policies/capture/captured-stack";
import { notYet } from "../captured";
import { Program } from "./program";

export function webApp(): readonly CapturedResource[] {
  const program = new Program("shop", "northeurope");
  const guard = program.inGroup("azure-native:network:NetworkSecurityGroup", "shop-nsg", {
    securityRules: [
      {
        name: "everything",
        priority: 100,
        direction: "Inbound",
        access: "Allow",
        protocol: "*",
        sourceAddressPrefix: "*",
        sourcePortRange: "*",
        destinationAddressPrefix: "*",
        destinationPortRange: "*",
      },
    ],
  });
  const network = program.inGroup("azure-native:network:VirtualNetwork", "shop-vnet", {
    addressSpace: { addressPrefixes: ["10.1.0.0/16"] },
  });
  const subnet = program.inGroup(
    "azure-native:network:Subnet",
    "integration",
    {
      virtualNetworkName: notYet,
      addressPrefix: "10.1.1.0/26",
      delegations: [{ name: "web", serviceName: "Microsoft.Web/serverFarms" }],
      networkSecurityGroup: { id: notYet },
    },
    { virtualNetworkName: [network], networkSecurityGroup: [guard] },
  );
  const plan = program.inGroup("azure-native:web:AppServicePlan", "plan", {
    kind: "Linux",
    reserved: true,
    sku: { name: "P0v3", tier: "Premium0V3" },
  });
  const server = program.inGroup("azure-native:dbforpostgresql:Server", "orders", {
    version: "16",
    administratorLogin: "owner",
    administratorLoginPassword: notYet,
    sku: { name: "Standard_B1ms", tier: "Burstable" },
    storage: { storageSizeGB: 32 },
  });
  program.inGroup(
    "azure-native:dbforpostgresql:FirewallRule",
    "anybody",
    { serverName: notYet, startIpAddress: "0.0.0.0", endIpAddress: "255.255.255.255" },
    { serverName: [server] },
  );
  const site = program.inGroup(
    "azure-native:web:WebApp",
    "shop",
    {
      serverFarmId: notYet,
      virtualNetworkSubnetId: notYet,
      httpsOnly: true,
      siteConfig: { linuxFxVersion: "PYTHON|3.12", vnetRouteAllEnabled: true, appSettings: notYet },
    },
    { serverFarmId: [plan], virtualNetworkSubnetId: [subnet], siteConfig: [server] },
  );
  program.inGroup("azure-native:web:WebAppSlot", "staging", { name: notYet, slot: "staging" }, { name: [site] });
  return program.resources;
}

/** A database that a network reaches by private endpoint: zone, link and zone group by a component. */
import { CapturedResource } from "../../../policies/capture/captured-stack";
import { notYet } from "../captured";
import { outboundRules } from "../outbound-rules";
import { Program } from "./program";

export function sqlPrivateEndpoint(): readonly CapturedResource[] {
  const program = new Program("sql", "germanywestcentral");
  const server = program.inGroup("azure-native:sql:Server", "sql", {
    administratorLogin: "owner",
    administratorLoginPassword: notYet,
    publicNetworkAccess: "Disabled",
  });
  program.inGroup(
    "azure-native:sql:Database",
    "orders",
    { serverName: notYet, sku: { name: "GP_S_Gen5_1" } },
    { serverName: [server] },
  );
  const guard = program.inGroup("azure-native:network:NetworkSecurityGroup", "data-nsg", {
    securityRules: outboundRules("100 deny * * -> VirtualNetwork:*"),
  });
  const network = program.inGroup("azure-native:network:VirtualNetwork", "data-vnet", {
    addressSpace: { addressPrefixes: ["10.5.0.0/16"] },
  });
  const subnet = program.inGroup(
    "azure-native:network:Subnet",
    "data",
    { virtualNetworkName: notYet, addressPrefix: "10.5.1.0/24", networkSecurityGroup: { id: notYet } },
    { virtualNetworkName: [network], networkSecurityGroup: [guard] },
  );
  const link = program.add("acme:network:PrivateLink", "sql-link", {});
  const zone = program.inComponent(link, "azure-native:privatedns:PrivateZone", "sql-zone", {
    privateZoneName: "privatelink.sql.database.windows.net",
    location: "global",
  });
  program.inComponent(
    link,
    "azure-native:privatedns:VirtualNetworkLink",
    "sql-zone-link",
    { privateZoneName: notYet, registrationEnabled: true, virtualNetwork: { id: notYet } },
    { privateZoneName: [zone], virtualNetwork: [network] },
  );
  const endpoint = program.inComponent(
    link,
    "azure-native:network:PrivateEndpoint",
    "sql-endpoint",
    {
      subnet: { id: notYet },
      manualPrivateLinkServiceConnections: [{ name: "sql", groupIds: ["sqlServer"], privateLinkServiceId: notYet }],
    },
    { subnet: [subnet], manualPrivateLinkServiceConnections: [server] },
  );
  program.inComponent(
    link,
    "azure-native:network:PrivateDnsZoneGroup",
    "sql-zone-group",
    { privateEndpointName: notYet, privateDnsZoneConfigs: [{ name: "sql", privateDnsZoneId: notYet }] },
    { privateEndpointName: [endpoint], privateDnsZoneConfigs: [zone] },
  );
  return program.resources;
}

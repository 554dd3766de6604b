/** Names: a public zone, a private one, one for private endpoints under a wrong name, and a resolver for the branches. */
import { CapturedResource } from "../../../policies/capture/captured-stack";
import { notYet } from "../captured";
import { Program } from "./program";

export function dnsZones(): readonly CapturedResource[] {
  const program = new Program("names");
  const zone = program.inGroup("azure-native:dns:Zone", "public", { zoneName: "shop.example", location: "global" });
  program.inGroup(
    "azure-native:dns:RecordSet",
    "www",
    { zoneName: notYet, recordType: "CNAME", ttl: 300, cnameRecord: { cname: notYet } },
    { zoneName: [zone] },
  );
  const network = program.inGroup("azure-native:network:VirtualNetwork", "names-vnet", {
    addressSpace: { addressPrefixes: [notYet] },
    dhcpOptions: { dnsServers: ["10.6.0.4", "1.1.1.1"] },
    subnets: [
      { name: "resolver", addressPrefix: notYet, delegations: [{ serviceName: "Microsoft.Network/dnsResolvers" }] },
    ],
  });
  for (const name of ["corp.internal", "privatelink.vault.azure.net", "privatelink.api.azureml.ms"]) {
    const privateZone = program.inGroup("azure-native:privatedns:PrivateZone", name, {
      privateZoneName: name,
      location: "global",
    });
    program.inGroup(
      "azure-native:privatedns:VirtualNetworkLink",
      `${name}-link`,
      { privateZoneName: notYet, registrationEnabled: true, virtualNetwork: { id: notYet } },
      { privateZoneName: [privateZone], virtualNetwork: [network] },
    );
  }
  const resolver = program.inGroup(
    "azure-native:dnsresolver:DnsResolver",
    "resolver",
    { virtualNetwork: { id: notYet } },
    { virtualNetwork: [network] },
  );
  program.inGroup(
    "azure-native:dnsresolver:InboundEndpoint",
    "branches",
    { dnsResolverName: notYet, ipConfigurations: [{ subnet: { id: notYet } }] },
    { dnsResolverName: [resolver], ipConfigurations: [network] },
  );
  return program.resources;
}

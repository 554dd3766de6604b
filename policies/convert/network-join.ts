/** Resources that join a virtual network as a whole: `privatedns:VirtualNetworkLink` and `dnsresolver:DnsResolver`. */
import { NetworkJoin, VirtualNetwork } from "../../azure/estate/estate";
import { linkedAccessOf } from "../../azure/facts/linked-access";
import { unknown } from "../../azure/known";
import { Conversion } from "./conversion";
import { textAt } from "./read";

/** Each class with the ARM type under which the facts know what it joins. */
const types: readonly (readonly [type: string, armType: string])[] = [
  ["privatedns:VirtualNetworkLink", "Microsoft.Network/privateDnsZones/virtualNetworkLinks"],
  ["dnsresolver:DnsResolver", "Microsoft.Network/dnsResolvers"],
];

export function convertNetworkJoins(
  conversion: Conversion,
  networks: readonly VirtualNetwork[],
): readonly NetworkJoin[] {
  return types.flatMap(([type, armType]) =>
    conversion.ofType(type).map((resource) => ({
      origin: conversion.origin(resource),
      id: unknown(`the id of ${resource.name}`),
      what: linkedAccessOf(armType)[0]?.name ?? armType,
      virtualNetwork: conversion.link(
        resource,
        "virtualNetwork",
        textAt(resource.inputs, "virtualNetwork.id"),
        networks,
        "virtual network",
      ),
    })),
  );
}

/** Resources that join a virtual network as a whole: `privatedns:VirtualNetworkLink` and `dnsresolver:DnsResolver`. */
import { NetworkJoin, VirtualNetwork } from "../../azure/estate/estate";
import { unknown } from "../../azure/known";
import { Conversion } from "./conversion";
import { textAt } from "./read";

const types: readonly (readonly [type: string, what: NetworkJoin["what"]])[] = [
  ["privatedns:VirtualNetworkLink", "virtual network link"],
  ["dnsresolver:DnsResolver", "DNS resolver"],
];

export function convertNetworkJoins(
  conversion: Conversion,
  networks: readonly VirtualNetwork[],
): readonly NetworkJoin[] {
  return types.flatMap(([type, what]) =>
    conversion.ofType(type).map((resource) => ({
      origin: conversion.origin(resource),
      id: unknown(`the id of ${resource.name}`),
      what,
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

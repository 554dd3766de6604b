/** Subnets: `network:Subnet`, and those written inline in a `network:VirtualNetwork`. */
import { Scope } from "../../azure/access/scope";
import { RouteTable, SecurityGroup, Subnet, VirtualNetwork } from "../../azure/estate/estate";
import { linkTo, unknownLink } from "../../azure/estate/link";
import { isUnknown, Maybe, unknown } from "../../azure/known";
import { Properties } from "../capture/wire-value";
import { Conversion, Resource } from "./conversion";
import { allTextsAt, isProperties, listAt, textAt } from "./read";

export function convertSubnets(
  conversion: Conversion,
  networks: readonly VirtualNetwork[],
  groups: readonly SecurityGroup[],
  routeTables: readonly RouteTable[],
): readonly Subnet[] {
  const standalone = conversion.ofType("network:Subnet").map((resource): Subnet => {
    const network = conversion.parent(resource, "virtualNetworkName", networks);
    return {
      origin: conversion.origin(resource),
      name: textAt(resource.inputs, "subnetName") ?? unknown(`the name of subnet ${resource.name}`),
      id: conversion.id(resource, "Microsoft.Network", [
        ["virtualNetworks", "virtualNetworkName"],
        ["subnets", "subnetName"],
      ]),
      virtualNetwork:
        network === undefined ? unknownLink(`the virtual network of subnet ${resource.name}`) : linkTo(network),
      addressPrefixes: addressPrefixes(resource.inputs, resource.name),
      securityGroup: conversion.link(
        resource,
        "networkSecurityGroup",
        textAt(resource.inputs, "networkSecurityGroup.id"),
        groups,
        "network security group",
      ),
      routeTable: conversion.link(
        resource,
        "routeTable",
        textAt(resource.inputs, "routeTable.id"),
        routeTables,
        "route table",
      ),
      cloud: conversion.cloud(resource),
    };
  });
  const inline = conversion
    .ofType("network:VirtualNetwork")
    .flatMap((resource) => inlineSubnets(conversion, resource, networks, groups, routeTables));
  return [...standalone, ...inline];
}

function inlineSubnets(
  conversion: Conversion,
  resource: Resource,
  networks: readonly VirtualNetwork[],
  groups: readonly SecurityGroup[],
  routeTables: readonly RouteTable[],
): readonly Subnet[] {
  const network = networks.find((one) => one.origin.urn === resource.urn);
  const list = listAt(resource.inputs, "subnets") ?? [];
  if (network === undefined || isUnknown(list)) {
    return [];
  }
  return list.filter(isProperties).map((subnet, index): Subnet => {
    const name = textAt(subnet, "name") ?? unknown(`the name of subnets[${index}] of ${resource.name}`);
    const label = isUnknown(name) ? `subnets[${index}]` : name;
    return {
      origin: { ...conversion.origin(resource, `subnets[${index}]`), name: label },
      name,
      id: inlineId(network.id, name, `${resource.urn}#subnets[${index}]`),
      virtualNetwork: linkTo(network),
      addressPrefixes: addressPrefixes(subnet, label),
      securityGroup: conversion.link(
        resource,
        `subnets[${index}].networkSecurityGroup.id`,
        textAt(subnet, "networkSecurityGroup.id"),
        groups,
        "network security group",
      ),
      routeTable: conversion.link(
        resource,
        `subnets[${index}].routeTable.id`,
        textAt(subnet, "routeTable.id"),
        routeTables,
        "route table",
      ),
      cloud: conversion.cloud(resource),
    };
  });
}

function inlineId(network: Maybe<Scope>, name: Maybe<string>, reference: string): Maybe<Scope> {
  return isUnknown(network)
    ? network
    : [...network, "subnets", isUnknown(name) ? { of: reference } : name.toLowerCase()];
}

function addressPrefixes(subnet: Properties, name: string): Maybe<readonly string[]> {
  const single = textAt(subnet, "addressPrefix");
  if (single !== undefined) {
    return isUnknown(single) ? single : [single];
  }
  return allTextsAt(subnet, "addressPrefixes") ?? unknown(`the address prefixes of subnet ${name}`);
}

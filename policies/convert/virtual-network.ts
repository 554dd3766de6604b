/** `network:VirtualNetwork`, without its subnets. */
import { VirtualNetwork } from "../../azure/estate/estate";
import { unknown } from "../../azure/known";
import { Conversion } from "./conversion";
import { allTextsAt } from "./read";

export function convertVirtualNetworks(conversion: Conversion): readonly VirtualNetwork[] {
  return conversion.ofType("network:VirtualNetwork").map((resource) => ({
    origin: conversion.origin(resource),
    id: conversion.id(resource, "Microsoft.Network", [["virtualNetworks", "virtualNetworkName"]]),
    location: conversion.location(resource),
    addressPrefixes:
      allTextsAt(resource.inputs, "addressSpace.addressPrefixes") ?? unknown(`the address space of ${resource.name}`),
  }));
}

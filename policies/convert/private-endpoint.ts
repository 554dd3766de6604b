/** `network:PrivateEndpoint`, as far as it leads to a registry. */
import { PrivateEndpoint, Registry, Subnet } from "../../azure/estate/estate";
import { noLink } from "../../azure/estate/link";
import { isUnknown } from "../../azure/known";
import { Properties, Value } from "../capture/wire-value";
import { Conversion, Resource } from "./conversion";
import { isProperties, listAt, textAt, textsAt } from "./read";

export function convertPrivateEndpoints(
  conversion: Conversion,
  subnets: readonly Subnet[],
  registries: readonly Registry[],
): readonly PrivateEndpoint[] {
  return conversion.ofType("network:PrivateEndpoint").map((resource) => ({
    origin: conversion.origin(resource),
    id: conversion.id(resource, "Microsoft.Network", [["privateEndpoints", "privateEndpointName"]]),
    subnet: conversion.link(resource, "subnet", textAt(resource.inputs, "subnet.id"), subnets, "subnet"),
    registry: registryBehind(conversion, resource, registries),
  }));
}

const connectionLists = ["privateLinkServiceConnections", "manualPrivateLinkServiceConnections"];

function registryBehind(
  conversion: Conversion,
  resource: Resource,
  registries: readonly Registry[],
): PrivateEndpoint["registry"] {
  for (const property of connectionLists) {
    const connection = connectionsIn(listAt(resource.inputs, property)).find(leadsToRegistry);
    if (connection !== undefined) {
      const id = textAt(connection, "privateLinkServiceId");
      return conversion.link(resource, property, id, registries, "container registry");
    }
  }
  return noLink;
}

function connectionsIn(list: ReturnType<typeof listAt>): readonly Properties[] {
  return list === undefined || isUnknown(list) ? [] : (list as readonly Value[]).filter(isProperties);
}

/** The group id of a registry's endpoint is `registry`. */
function leadsToRegistry(connection: Properties): boolean {
  const groups = textsAt(connection, "groupIds");
  return groups !== undefined && !isUnknown(groups) && groups.includes("registry");
}

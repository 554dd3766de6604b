/** `network:PrivateEndpoint`, as far as it leads to a registry. */
import { PrivateEndpoint, Registry, Subnet } from "../../azure/estate/estate";
import { noLink, unknownLink } from "../../azure/estate/link";
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
    const list = listAt(resource.inputs, property) ?? [];
    const hidden = isUnknown(list) ? list : list.find(isUnknown);
    if (hidden !== undefined) {
      return unknownLink(hidden.unknown);
    }
    const connections = (list as readonly Value[]).filter(isProperties);
    const sure = connections.find((connection) => leadsToRegistry(connection) === "yes");
    if (sure !== undefined) {
      const id = textAt(sure, "privateLinkServiceId");
      return conversion.link(resource, property, id, registries, "container registry");
    }
    if (connections.some((connection) => leadsToRegistry(connection) === "unknown")) {
      return unknownLink(`what private endpoint ${resource.name} leads to`);
    }
  }
  return noLink;
}

/** The group id of a registry's endpoint is `registry`. */
function leadsToRegistry(connection: Properties): "yes" | "no" | "unknown" {
  const groups = textsAt(connection, "groupIds") ?? [];
  if (isUnknown(groups)) {
    return "unknown";
  }
  if (groups.includes("registry")) {
    return "yes";
  }
  return groups.some(isUnknown) ? "unknown" : "no";
}

/** `network:PrivateEndpoint`: where it stands and what it leads to. */
import { PrivateEndpoint, Subnet, Thing } from "../../azure/estate/estate";
import { noLink, unknownLink } from "../../azure/estate/link";
import { isKnown, isUnknown, unknown } from "../../azure/known";
import { Properties, Value } from "../capture/wire-value";
import { Conversion, Resource } from "./conversion";
import { isProperties, listAt, textAt, textsAt } from "./read";

/** `targets`: what the estate follows endpoints to. */
export function convertPrivateEndpoints(
  conversion: Conversion,
  subnets: readonly Subnet[],
  targets: readonly Thing[],
): readonly PrivateEndpoint[] {
  return conversion.ofType("network:PrivateEndpoint").map((resource) => ({
    origin: conversion.origin(resource),
    id: conversion.id(resource, "Microsoft.Network", [["privateEndpoints", "privateEndpointName"]]),
    subnet: conversion.link(resource, "subnet", textAt(resource.inputs, "subnet.id"), subnets, "subnet"),
    ...connectionOf(conversion, resource, targets),
  }));
}

const connectionLists = ["privateLinkServiceConnections", "manualPrivateLinkServiceConnections"];

/** An endpoint has one connection, in one of the two lists. */
function connectionOf(
  conversion: Conversion,
  resource: Resource,
  targets: readonly Thing[],
): Pick<PrivateEndpoint, "groupIds" | "target"> {
  for (const property of connectionLists) {
    const list = listAt(resource.inputs, property) ?? [];
    const hidden = isUnknown(list) ? list : list.find(isUnknown);
    if (hidden !== undefined) {
      return { groupIds: hidden, target: unknownLink(hidden.unknown) };
    }
    const [connection] = (list as readonly Value[]).filter(isProperties);
    if (connection !== undefined) {
      const groupIds = groupsOf(connection, resource);
      return { groupIds, target: targetOf(conversion, resource, property, connection, targets) };
    }
  }
  return { groupIds: [], target: noLink };
}

function groupsOf(connection: Properties, resource: Resource): PrivateEndpoint["groupIds"] {
  const groups = textsAt(connection, "groupIds") ?? [];
  if (isUnknown(groups)) {
    return groups;
  }
  const hidden = groups.some(isUnknown);
  return hidden
    ? unknown(`which part of its target private endpoint ${resource.name} leads to`)
    : groups.filter(isKnown);
}

/** The id of something that the estate does not follow is no doubt: it is none of these. */
function targetOf(
  conversion: Conversion,
  resource: Resource,
  property: string,
  connection: Properties,
  targets: readonly Thing[],
): PrivateEndpoint["target"] {
  const id = textAt(connection, "privateLinkServiceId");
  const link = conversion.link(resource, property, id, targets, "target");
  const followed = typeof id !== "string" || followedTypes.test(id);
  return link.link === "unknown" && !followed ? noLink : link;
}

const followedTypes =
  /\/(microsoft\.containerregistry\/registries|microsoft\.machinelearningservices\/workspaces|microsoft\.storage\/storageaccounts|microsoft\.keyvault\/vaults)\//i;

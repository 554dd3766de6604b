/** `containerservice:ManagedCluster` and `containerservice:AgentPool`: where nodes and pods live. */
import { Cluster, Subnet } from "../../azure/estate/estate";
import { Link, linkTo, unknownLink } from "../../azure/estate/link";
import { isUnknown } from "../../azure/known";
import { Properties } from "../capture/wire-value";
import { Conversion, Resource } from "./conversion";
import { isProperties, listAt, textAt } from "./read";

export function convertClusters(conversion: Conversion, subnets: readonly Subnet[]): readonly Cluster[] {
  const clusters = conversion.ofType("containerservice:ManagedCluster").map((resource): Cluster => ({
    origin: conversion.origin(resource),
    id: conversion.id(resource, "Microsoft.ContainerService", [["managedClusters", "resourceName"]]),
    nodeSubnets: subnetsOfPools(conversion, resource, subnets),
  }));
  const pools = conversion.ofType("containerservice:AgentPool").map((resource) => ({
    of: conversion.parent(resource, "resourceName", clusters),
    subnets: subnetsOfPool(conversion, resource, { properties: resource.inputs, path: "" }, subnets),
  }));
  return clusters.map((cluster) => ({
    ...cluster,
    nodeSubnets: [
      ...cluster.nodeSubnets,
      ...pools.filter((pool) => pool.of === cluster).flatMap((pool) => pool.subnets),
    ],
  }));
}

function subnetsOfPools(
  conversion: Conversion,
  resource: Resource,
  subnets: readonly Subnet[],
): readonly Link<Subnet>[] {
  const list = listAt(resource.inputs, "agentPoolProfiles") ?? [];
  if (isUnknown(list)) {
    return computedFrom(conversion, resource, subnets, list.unknown);
  }
  return list.flatMap((pool, index): readonly Link<Subnet>[] => {
    if (isUnknown(pool)) {
      return computedFrom(conversion, resource, subnets, pool.unknown);
    }
    const properties = isProperties(pool) ? pool : {};
    return subnetsOfPool(conversion, resource, { properties, path: `agentPoolProfiles[${index}].` }, subnets);
  });
}

/** A list that is not known was still computed from the subnets that its pools lie in. */
function computedFrom(
  conversion: Conversion,
  resource: Resource,
  subnets: readonly Subnet[],
  because: string,
): readonly Link<Subnet>[] {
  const candidates = conversion.candidates(resource, "agentPoolProfiles", subnets);
  return candidates.length > 0 ? candidates.map((subnet) => linkTo(subnet)) : [unknownLink(because)];
}

interface Pool {
  readonly properties: Properties;
  readonly path: string;
}

function subnetsOfPool(
  conversion: Conversion,
  resource: Resource,
  pool: Pool,
  subnets: readonly Subnet[],
): readonly Link<Subnet>[] {
  return ["vnetSubnetID", "podSubnetID"].flatMap((property): readonly Link<Subnet>[] => {
    const value = textAt(pool.properties, property);
    if (value === undefined) {
      return [];
    }
    const link = conversion.link(resource, `${pool.path}${property}`, value, subnets, "subnet");
    // The list was computed from these subnets and knows no other use for one: each of them carries nodes or pods.
    return link.link === "one-of" && isUnknown(value) ? link.candidates.map((subnet) => linkTo(subnet)) : [link];
  });
}

/** Captured resources and external facts become one estate, each kind of thing after those it points at. */
import { Estate } from "../../azure/estate/estate";
import { ExternalFacts, readExternalFacts } from "../../azure/estate/external-facts";
import { CapturedResource } from "../capture/captured-stack";
import { convertClusters } from "./cluster";
import { convertComputes } from "./compute";
import { Conversion } from "./conversion";
import { convertExtensions } from "./machine-learning-extension";
import { convertNetworkJoins } from "./network-join";
import { convertPrivateEndpoints } from "./private-endpoint";
import { convertRegistries } from "./registry";
import { convertRoleAssignments } from "./role-assignment";
import { convertSecurityGroups } from "./security-group";
import { convertSubnets } from "./subnet";
import { convertVirtualNetworks } from "./virtual-network";
import { convertWorkspaces } from "./workspace";

export function convertEstate(resources: readonly CapturedResource[], externalFacts: ExternalFacts): Estate {
  const conversion = new Conversion(resources, externalFacts.subscriptionId);
  const facts = readExternalFacts(externalFacts, "externalFacts");
  const securityGroups = [...convertSecurityGroups(conversion), ...facts.securityGroups];
  const virtualNetworks = [...convertVirtualNetworks(conversion), ...facts.virtualNetworks];
  const subnets = [...convertSubnets(conversion, virtualNetworks, securityGroups), ...facts.subnets];
  const registries = [...convertRegistries(conversion), ...facts.registries];
  const workspaces = [...convertWorkspaces(conversion, registries), ...facts.workspaces];
  const clusters = convertClusters(conversion, subnets);
  const things = [...securityGroups, ...virtualNetworks, ...subnets, ...registries, ...workspaces, ...clusters];
  return {
    virtualNetworks,
    securityGroups,
    subnets,
    registries,
    privateEndpoints: convertPrivateEndpoints(conversion, subnets, registries),
    workspaces,
    clusters,
    extensions: convertExtensions(conversion, clusters),
    computes: convertComputes(conversion, workspaces, clusters, subnets),
    networkJoins: convertNetworkJoins(conversion, virtualNetworks),
    grants: [...convertRoleAssignments(conversion, things), ...facts.grants],
    blindness: conversion.blindness,
  };
}

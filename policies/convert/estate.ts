/** Captured resources and external facts become one estate, each kind of thing after those it points at. */
import { Estate, SecurityGroup, Subnet, Thing } from "../../azure/estate/estate";
import { unknownLink } from "../../azure/estate/link";
import { unknown } from "../../azure/known";
import { ExternalFacts, readExternalFacts, readPrivateEndpoints } from "../../azure/estate/external-facts";
import { CapturedResource } from "../capture/captured-stack";
import { translateClassic, Untranslated } from "./classic";
import { convertClusters } from "./cluster";
import { convertComputes } from "./compute";
import { Conversion } from "./conversion";
import { convertExtensions } from "./machine-learning-extension";
import { convertNetworkJoins } from "./network-join";
import { convertPrivateEndpoints } from "./private-endpoint";
import { convertRegistries } from "./registry";
import { convertKeyVaults, convertStorageAccounts } from "./dependency";
import { convertRoleAssignments } from "./role-assignment";
import { convertRouteTables } from "./route-table";
import { convertSecurityGroups } from "./security-group";
import { convertServiceTagRules } from "./service-tag-rule";
import { convertSubnets } from "./subnet";
import { withTemplates } from "./template";
import { convertVirtualNetworks } from "./virtual-network";
import { convertWorkspaces } from "./workspace";

export function convertEstate(captured: readonly CapturedResource[], externalFacts: ExternalFacts): Estate {
  const { resources, untranslated } = translateClassic(withTemplates(captured));
  const touched = touchedBy(untranslated, resources);
  const conversion = new Conversion(resources, externalFacts.subscriptionId);
  const facts = readExternalFacts(externalFacts, "externalFacts");
  const ownGroups = convertSecurityGroups(conversion).map((group) => blindGroup(group, touched));
  const securityGroups = [...ownGroups, ...facts.securityGroups];
  const virtualNetworks = [...convertVirtualNetworks(conversion), ...facts.virtualNetworks];
  const routeTables = convertRouteTables(conversion);
  const ownSubnets = convertSubnets(conversion, virtualNetworks, securityGroups, routeTables);
  const subnets = [...ownSubnets.map((subnet) => blindSubnet(subnet, touched)), ...facts.subnets];
  const registries = [...convertRegistries(conversion), ...facts.registries];
  const storageAccounts = [...convertStorageAccounts(conversion), ...facts.dependencies];
  const keyVaults = [...convertKeyVaults(conversion), ...facts.dependencies];
  const workspaces = [
    ...convertWorkspaces(conversion, { registries, storageAccounts, keyVaults }),
    ...facts.workspaces,
  ];
  const clusters = convertClusters(conversion, subnets);
  const targets = [...new Set<Thing>([...registries, ...workspaces, ...storageAccounts, ...keyVaults])];
  const things = [...securityGroups, ...virtualNetworks, ...subnets, ...targets, ...clusters];
  const stated = readPrivateEndpoints(
    externalFacts.privateEndpoints ?? [],
    "externalFacts.privateEndpoints",
    subnets,
    targets,
  );
  return {
    virtualNetworks,
    securityGroups,
    routeTables,
    subnets,
    registries,
    privateEndpoints: [...convertPrivateEndpoints(conversion, subnets, targets), ...stated.privateEndpoints],
    workspaces,
    serviceTagRules: convertServiceTagRules(conversion),
    clusters,
    extensions: convertExtensions(conversion, clusters),
    computes: convertComputes(conversion, workspaces, clusters, subnets),
    networkJoins: convertNetworkJoins(conversion, virtualNetworks),
    grants: [...convertRoleAssignments(conversion, things), ...facts.grants],
    denyAssignments: facts.denyAssignments,
  };
}

/** Why a resource cannot be trusted, by URN: something that is not understood was computed from it, or it from that. */
function touchedBy(
  untranslated: readonly Untranslated[],
  resources: readonly CapturedResource[],
): ReadonlyMap<string, string> {
  const touched = new Map<string, string>();
  for (const { resource, because } of untranslated) {
    const users = resources.filter((one) => one.dependencies.includes(resource.urn)).map((one) => one.urn);
    for (const urn of [...resource.dependencies, ...users]) {
      touched.set(urn, because);
    }
  }
  return touched;
}

function blindGroup(group: SecurityGroup, touched: ReadonlyMap<string, string>): SecurityGroup {
  const because = touched.get(group.origin.urn ?? "");
  return because === undefined ? group : { ...group, rules: unknown(because) };
}

function blindSubnet(subnet: Subnet, touched: ReadonlyMap<string, string>): Subnet {
  const because = touched.get(subnet.origin.urn ?? "");
  return because === undefined ? subnet : { ...subnet, securityGroup: unknownLink(because) };
}

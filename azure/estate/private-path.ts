/** Private endpoints as a subnet sees them: which lead to something it needs, and which may. */
import { FlowReplacement } from "../facts/required-flows";
import { isUnknown } from "../known";
import { Estate, PrivateEndpoint, Subnet, Thing } from "./estate";
import { reachable } from "./link";

export interface PrivatePath {
  /** Endpoints that surely lead there, in the subnet's own network. */
  readonly nearby: readonly PrivateEndpoint[];
  /** Endpoints that may serve the subnet: in another network, or of a target that is not known. */
  readonly possible: readonly PrivateEndpoint[];
}

/** Group ids of the endpoints that make a flow to the public address unnecessary: all of them together. */
const groupsOf: Readonly<Record<FlowReplacement, readonly string[]>> = {
  "private-endpoint:registry": ["registry"],
  "private-endpoint:storage": ["blob", "file"],
  "private-endpoint:key-vault": ["vault"],
  "azure-monitor-private-link-scope": ["azuremonitor"],
};

/** `target` undefined: whatever the endpoint of that kind leads to, as with a private link scope. */
export function privatePath(
  estate: Estate,
  subnet: Subnet,
  replacement: FlowReplacement,
  target: Thing | undefined,
): PrivatePath {
  const paths = groupsOf[replacement].map((group) => pathOfGroup(estate, subnet, group, target));
  const complete = paths.every((path) => path.nearby.length > 0);
  const conceivable = paths.every((path) => path.possible.length > 0);
  return {
    nearby: complete ? paths.flatMap((path) => path.nearby) : [],
    possible: conceivable ? paths.flatMap((path) => path.possible) : [],
  };
}

function pathOfGroup(estate: Estate, subnet: Subnet, group: string, target: Thing | undefined): PrivatePath {
  const anyTarget = group === "azuremonitor";
  const possible = estate.privateEndpoints.filter(
    (endpoint) => maySpeakFor(endpoint, group) && (anyTarget || mayLeadTo(endpoint, target)),
  );
  const nearby = possible.filter(
    (endpoint) =>
      (anyTarget ? hasGroup(endpoint, group) : surelyLeadsTo(endpoint, target)) && sharesNetwork(endpoint, subnet),
  );
  return { nearby, possible };
}

/** Endpoints in the subnet's network that Azure Machine Learning uses. */
export function dependencyEndpoints(estate: Estate, subnet: Subnet): readonly PrivateEndpoint[] {
  return estate.privateEndpoints.filter((endpoint) => isUsed(endpoint) !== "no" && sharesNetwork(endpoint, subnet));
}

/** Whether Azure Machine Learning uses such an endpoint: of its workspace, or of what a workspace depends on. */
export function isUsed(endpoint: PrivateEndpoint): "yes" | "no" | "maybe" {
  if (isUnknown(endpoint.groupIds)) {
    return "maybe";
  }
  return usedGroups.some((group) => hasGroup(endpoint, group)) ? "yes" : "no";
}

const usedGroups = ["amlworkspace", "registry", "blob", "file", "queue", "table", "dfs", "vault", "azuremonitor"];

function hasGroup({ groupIds }: PrivateEndpoint, group: string): boolean {
  return !isUnknown(groupIds) && groupIds.some((one) => one.toLowerCase() === group);
}

function maySpeakFor(endpoint: PrivateEndpoint, group: string): boolean {
  return isUnknown(endpoint.groupIds) || hasGroup(endpoint, group);
}

function mayLeadTo({ target: link }: PrivateEndpoint, target: Thing | undefined): boolean {
  return link.link === "unknown" || (target !== undefined && reachable(link).includes(target));
}

function surelyLeadsTo({ target: link }: PrivateEndpoint, target: Thing | undefined): boolean {
  return target !== undefined && link.link === "known" && link.to === target;
}

function sharesNetwork(endpoint: PrivateEndpoint, subnet: Subnet): boolean {
  if (endpoint.subnet.link !== "known" || subnet.virtualNetwork.link !== "known") {
    return false;
  }
  const of = endpoint.subnet.to.virtualNetwork;
  return of.link === "known" && of.to === subnet.virtualNetwork.to;
}

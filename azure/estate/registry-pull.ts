/**
 * Can a subnet reach the registry that its images come from, through its security rules?
 * https://learn.microsoft.com/azure/machine-learning/how-to-secure-inferencing-vnet, "Limit outbound connectivity"
 */
import { findRegion } from "../facts/regions";
import { acrPull } from "../facts/required-flows";
import { isUnknown, Maybe, unknown } from "../known";
import { AddressTerm, Flow, SecurityRule } from "../network/security-rule";
import { decideSecurityRules, SecurityDecision } from "../network/security-rules";
import { Problem } from "../problem";
import { Verdict } from "../verdict";
import { Estate, PrivateEndpoint, Registry, SecurityGroup, Subnet, VirtualNetwork, Workspace } from "./estate";
import { InferencingSubnet } from "./inferencing-subnets";
import { Link, reachable } from "./link";

/** A registry as far as its address matters: where it is, and which resource of the estate it is, if any. */
export interface RegistryPlace {
  /** Canonical name of its region, for instance `westeurope`. */
  readonly region: Maybe<string>;
  readonly registry?: Registry;
  /** For messages: which registry this is, for instance `registry of workspace ml`. */
  readonly name: string;
}

/** One security group's answer. `decision` is absent where there is no group to ask. */
export interface GuardAnswer {
  readonly group?: SecurityGroup;
  readonly decision?: SecurityDecision;
  readonly verdict: Verdict;
}

/** The question "does this subnet reach this registry?" with its answer. */
export interface RegistryPull {
  readonly subnet: InferencingSubnet;
  readonly place: RegistryPlace;
  readonly via: "public address" | "private endpoint";
  /** What was asked, and in which network: for rules that look at single security rules. */
  readonly flow: Flow;
  readonly virtualNetwork: Maybe<readonly string[]>;
  readonly verdict: Verdict;
  /** One answer, or one for each candidate where a preview does not tell which group guards the subnet. */
  readonly answers: readonly GuardAnswer[];
  readonly unknowns: readonly string[];
}

export function registryPulls(estate: Estate, subnets: readonly InferencingSubnet[]): readonly RegistryPull[] {
  return subnets.flatMap((subnet) => placesFor(estate, subnet).map((place) => judgePull(estate, subnet, place)));
}

function judgePull(estate: Estate, inferencing: InferencingSubnet, place: RegistryPlace): RegistryPull {
  const endpoints = endpointsOf(estate, place, inferencing.subnet);
  const [nearby] = endpoints.nearby;
  const flow = flowTo(inferencing.subnet, nearby === undefined ? publicAddress(place) : addressOf(nearby));
  const virtualNetwork = addressSpaceOf(estate, inferencing.subnet.virtualNetwork);
  const answers = askGuards(inferencing.subnet.securityGroup, flow, virtualNetwork);
  const asked = agreement(answers.map((answer) => answer.verdict));
  const pull = { subnet: inferencing, place, flow, virtualNetwork, answers };
  const via = nearby === undefined ? "public address" : "private endpoint";
  const doubt = doubtOf(asked, place, endpoints);
  if (doubt !== undefined) {
    return { ...pull, via, verdict: "undecided", unknowns: [doubt] };
  }
  return { ...pull, via, verdict: asked, unknowns: unknownsOf(inferencing.subnet.securityGroup, answers, asked) };
}

/** Why the security rules' answer does not settle the question. */
function doubtOf(asked: Verdict, place: RegistryPlace, endpoints: EndpointsOfPlace): string | undefined {
  const [nearby] = endpoints.nearby;
  if (nearby !== undefined) {
    return asked === "partly" ? `the address of private endpoint ${nearby.origin.name} in its subnet` : undefined;
  }
  const [possible] = endpoints.possible;
  if (possible !== undefined) {
    return `whether the registry is reached by private endpoint ${possible.origin.name}`;
  }
  return asked === "partly" && isUnknown(place.region) ? place.region.unknown : undefined;
}

/** All candidates say the same, or it is undecided. */
function agreement(verdicts: readonly Verdict[]): Verdict {
  const [first, ...rest] = verdicts;
  return first !== undefined && rest.every((verdict) => verdict === first) ? first : "undecided";
}

function askGuards(
  guard: Link<SecurityGroup>,
  flow: Flow,
  virtualNetwork: Maybe<readonly string[]>,
): readonly GuardAnswer[] {
  switch (guard.link) {
    case "none":
      return [{ verdict: "allowed" }];
    case "unknown":
      return [{ verdict: "undecided" }];
    case "known":
      return [askGroup(guard.to, flow, virtualNetwork)];
    case "one-of":
      return guard.candidates.map((group) => askGroup(group, flow, virtualNetwork));
  }
}

function askGroup(group: SecurityGroup, flow: Flow, virtualNetwork: Maybe<readonly string[]>): GuardAnswer {
  if (isUnknown(group.rules)) {
    return { group, verdict: "undecided" };
  }
  const unlisted = unlistedRegistryTags(group).map((one) => one.rule);
  const rules = group.rules.filter((rule) => !unlisted.includes(rule));
  const decision = decideSecurityRules(rules, flow, { virtualNetwork });
  return { group, decision, verdict: decision.verdict };
}

/**
 * Rules towards a registry tag that is not published, for instance `AzureContainerRegistry.West Europe`. Azure does
 * not take them, and a published region is never meant by one, so they open nothing.
 */
export function unlistedRegistryTags(
  group: SecurityGroup,
): readonly { readonly rule: SecurityRule; readonly problem: Problem }[] {
  const rules = isUnknown(group.rules) ? [] : group.rules;
  return rules.flatMap((rule) => {
    const problem = group.problems.find(
      (one) =>
        one.path.startsWith(`${rule.path}.destinationAddressPrefix`) && /azurecontainerregistry\./i.test(one.found),
    );
    return problem === undefined ? [] : [{ rule, problem }];
  });
}

function unknownsOf(guard: Link<SecurityGroup>, answers: readonly GuardAnswer[], asked: Verdict): readonly string[] {
  if (asked !== "undecided") {
    return [];
  }
  const ofLink = guard.link === "unknown" || guard.link === "one-of" ? [guard.because] : [];
  const ofGroups = answers.flatMap((answer) => {
    const rules = answer.group?.rules;
    return rules !== undefined && isUnknown(rules) ? [rules.unknown] : (answer.decision?.unknowns ?? []);
  });
  return [...new Set([...ofLink, ...ofGroups])];
}

function flowTo(subnet: Subnet, destinations: Flow["destinations"]): Flow {
  const sources: Flow["sources"] = isUnknown(subnet.addressPrefixes)
    ? subnet.addressPrefixes
    : subnet.addressPrefixes.map((prefix): AddressTerm => ({ kind: "prefix", prefix }));
  return { direction: "Outbound", protocol: "Tcp", sources, destinations, destinationPorts: acrPull.ports };
}

/** Of a region that is not known, the address is some address of the tag that holds every region's. */
function publicAddress(place: RegistryPlace): Flow["destinations"] {
  const region = isUnknown(place.region) ? undefined : findRegion(place.region);
  return [
    { kind: "service-tag", tag: `AzureContainerRegistry${region === undefined ? "" : `.${region.serviceTagSuffix}`}` },
  ];
}

/** The endpoint's own address is given at creation; it lies somewhere in its subnet. */
function addressOf(endpoint: PrivateEndpoint): Flow["destinations"] {
  const [subnet] = reachable(endpoint.subnet);
  if (subnet === undefined || isUnknown(subnet.addressPrefixes)) {
    return unknown(`the address of private endpoint ${endpoint.origin.name}`);
  }
  return subnet.addressPrefixes.map((prefix): AddressTerm => ({ kind: "prefix", prefix }));
}

interface EndpointsOfPlace {
  /** Endpoints that surely lead to the registry, in the subnet's own network. */
  readonly nearby: readonly PrivateEndpoint[];
  /** Endpoints that may serve the subnet: in another network, or of a target that is not known. */
  readonly possible: readonly PrivateEndpoint[];
}

function endpointsOf(estate: Estate, { registry }: RegistryPlace, subnet: Subnet): EndpointsOfPlace {
  const sure = (endpoint: PrivateEndpoint) => {
    const { registry: target } = endpoint;
    return registry !== undefined && target.link === "known" && target.to === registry;
  };
  const possible = estate.privateEndpoints.filter(
    ({ registry: target }) =>
      target.link === "unknown" || (registry !== undefined && reachable(target).includes(registry)),
  );
  const nearby = possible.filter((endpoint) => sure(endpoint) && sharesNetwork(endpoint, subnet));
  return { nearby, possible };
}

function sharesNetwork(endpoint: PrivateEndpoint, subnet: Subnet): boolean {
  if (endpoint.subnet.link !== "known" || subnet.virtualNetwork.link !== "known") {
    return false;
  }
  const of = endpoint.subnet.to.virtualNetwork;
  return of.link === "known" && of.to === subnet.virtualNetwork.to;
}

/** The network's address space; its subnets' prefixes are the least of it. */
function addressSpaceOf(estate: Estate, network: Link<VirtualNetwork>): Maybe<readonly string[]> {
  if (network.link !== "known") {
    return unknown("the address space of the virtual network");
  }
  if (!isUnknown(network.to.addressPrefixes)) {
    return network.to.addressPrefixes;
  }
  const subnets = estate.subnets.filter((subnet) => reachable(subnet.virtualNetwork).includes(network.to));
  const prefixes = subnets.flatMap((subnet) => (isUnknown(subnet.addressPrefixes) ? [] : subnet.addressPrefixes));
  return prefixes.length > 0 ? prefixes : network.to.addressPrefixes;
}

/** The registries that a subnet's workloads pull from, one entry for each region that may answer. */
function placesFor(estate: Estate, inferencing: InferencingSubnet): readonly RegistryPlace[] {
  const links = inferencing.workloads.flatMap((workload) => workload.workspaces);
  if (links.length > 0) {
    const workspaces = [...new Set(links.flatMap((link) => reachable(link)))];
    return unique([...workspaces.flatMap((workspace) => placesOfWorkspace(workspace)), ...unseenPlaces(links)]);
  }
  // No workspace is tied to this subnet: whichever the estate has may come to use it.
  const places = unique(estate.workspaces.flatMap((workspace) => placesOfWorkspace(workspace)));
  return [theOne(places.length > 0 ? places : unique(estate.registries.flatMap(placesOfRegistry)))];
}

/** The registries of workspaces that are named and not seen. */
function unseenPlaces(links: readonly Link<Workspace>[]): readonly RegistryPlace[] {
  return links.flatMap((link) =>
    link.link === "unknown" ? [{ region: unknown(link.because), name: "the workspace's registry" }] : [],
  );
}

/** The place that all candidates agree on; otherwise an unknown one. */
function theOne(places: readonly RegistryPlace[]): RegistryPlace {
  const [first] = places;
  if (first !== undefined && places.every((place) => place.registry === first.registry && place.name === first.name)) {
    return first;
  }
  const names = places.map((place) => place.name).join(", ");
  const because = names === "" ? "which registry the images come from" : `which of ${names} the images come from`;
  return { region: unknown(because), name: "the workspace's registry" };
}

function placesOfWorkspace(workspace: Workspace): readonly RegistryPlace[] {
  const name = `the registry of workspace \`${workspace.origin.name}\``;
  switch (workspace.registry.link) {
    case "none":
      return [{ region: canonicalRegion(workspace.location), name }];
    case "unknown":
      return [{ region: unknown(workspace.registry.because), name }];
    case "known":
    case "one-of":
      return reachable(workspace.registry).flatMap(placesOfRegistry);
  }
}

function placesOfRegistry(registry: Registry): readonly RegistryPlace[] {
  return [registry.location, ...registry.replicas].map((location) => ({
    region: canonicalRegion(location),
    registry,
    name: `registry \`${registry.origin.name}\``,
  }));
}

function canonicalRegion(location: Maybe<string>): Maybe<string> {
  return isUnknown(location) ? location : (findRegion(location)?.name ?? unknown(`the region \`${location}\``));
}

function unique(places: readonly RegistryPlace[]): readonly RegistryPlace[] {
  const seen = new Map(places.map((place) => [JSON.stringify([place.region, place.name]), place]));
  return [...seen.values()];
}

/** What the security group that guards a subnet says of a flow. */
import { findRegion } from "../facts/regions";
import { CloudName } from "../facts/clouds";
import { isUnknown, Maybe, unknown } from "../known";
import { SecurityRuleProblem } from "../network/read-security-rule";
import {
  AddressTerm,
  Direction,
  Flow,
  NetworkContext,
  PortRange,
  Protocol,
  SecurityRule,
} from "../network/security-rule";
import { decideSecurityRules, SecurityDecision } from "../network/security-rules";
import { Verdict } from "../verdict";
import { Estate, RouteTable, SecurityGroup, Subnet, VirtualNetwork } from "./estate";
import { Link, reachable } from "./link";

/** One security group's answer. `decision` is absent where there is no group to ask, or nothing is known of its rules. */
export interface GuardAnswer {
  readonly group?: SecurityGroup;
  readonly decision?: SecurityDecision;
  readonly verdict: Verdict;
}

export interface GuardedFlow {
  readonly flow: Flow;
  readonly context: NetworkContext;
  readonly verdict: Verdict;
  /** One answer, or one for each candidate where a preview does not tell which group guards the subnet. */
  readonly answers: readonly GuardAnswer[];
  /** What would have to be known; empty unless the verdict is undecided. */
  readonly unknowns: readonly string[];
}

/** What flows between a subnet and something else, seen from the subnet. */
export interface SubnetFlow {
  readonly direction: Direction;
  readonly protocol: Protocol;
  /** The other end. */
  readonly peer: Flow["destinations"];
  /** Absent: every port. */
  readonly ports?: readonly PortRange[];
}

export function askGuards(estate: Estate, subnet: Subnet, asked: SubnetFlow): GuardedFlow {
  const flow = flowOf(subnet, asked);
  const context = contextOf(estate, subnet);
  const answers = answersOf(subnet.securityGroup, flow, context);
  const verdict = agreement(answers.map((answer) => answer.verdict));
  return { flow, context, verdict, answers, unknowns: unknownsOf(subnet.securityGroup, answers, verdict) };
}

/** The rules of a group that Azure takes: one that names a part of a service which is not published opens nothing. */
export function acceptedRules(group: SecurityGroup): readonly SecurityRule[] {
  const refused = unpublishedTags(group).map((one) => one.rule);
  return isUnknown(group.rules) ? [] : group.rules.filter((rule) => !refused.includes(rule));
}

/**
 * Rules towards a part of a service that is not published, for instance `AzureContainerRegistry.West Europe`. Azure
 * does not take them, and a published part is never meant by one.
 */
export function unpublishedTags(
  group: SecurityGroup,
): readonly { readonly rule: SecurityRule; readonly problem: SecurityRuleProblem }[] {
  const rules = isUnknown(group.rules) ? [] : group.rules;
  return rules.flatMap((rule) => {
    const problem = group.problems.find(
      (one) => one.kind === "service-tag-part" && one.path.startsWith(`${rule.path}.destinationAddressPrefix`),
    );
    return problem === undefined ? [] : [{ rule, problem }];
  });
}

/** Which cloud the subnet is in: as it says itself, or by the region of its network. */
export function cloudOf(subnet: Subnet): Maybe<CloudName> {
  const regions = reachable(subnet.virtualNetwork).map(({ location }) =>
    isUnknown(location) ? undefined : findRegion(location),
  );
  return isUnknown(subnet.cloud) ? (regions[0]?.cloud ?? subnet.cloud) : subnet.cloud;
}

function flowOf(subnet: Subnet, { direction, protocol, peer, ports }: SubnetFlow): Flow {
  const own: Flow["sources"] = isUnknown(subnet.addressPrefixes)
    ? subnet.addressPrefixes
    : subnet.addressPrefixes.map((prefix): AddressTerm => ({ kind: "prefix", prefix }));
  const ends = direction === "Outbound" ? { sources: own, destinations: peer } : { sources: peer, destinations: own };
  return { direction, protocol, ...ends, ...(ports && { destinationPorts: ports }) };
}

function contextOf(estate: Estate, subnet: Subnet): NetworkContext {
  const cloud = cloudOf(subnet);
  return {
    virtualNetwork: addressSpaceOf(estate, subnet.virtualNetwork),
    ...(!isUnknown(cloud) && { cloud }),
    ...routedBy(subnet.routeTable),
  };
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

/** What the subnet's own routes lead to an appliance or gateway, Azure counts into `VirtualNetwork`. */
function routedBy(table: Link<RouteTable>): Pick<NetworkContext, "routedPrefixes"> {
  const tables = reachable(table);
  if (tables.length === 0) {
    return {};
  }
  const hidden = tables.map((one) => one.routes).find(isUnknown);
  const routes = tables.flatMap((one) => (isUnknown(one.routes) ? [] : one.routes));
  const carried = routes.filter(({ nextHopType }) => isUnknown(nextHopType) || /^virtual/i.test(nextHopType));
  const prefixes = carried.flatMap(({ addressPrefix }) =>
    isUnknown(addressPrefix) || !/^[0-9a-f:.]+\//i.test(addressPrefix) ? [] : [addressPrefix],
  );
  return { routedPrefixes: hidden ?? prefixes };
}

function answersOf(guard: Link<SecurityGroup>, flow: Flow, context: NetworkContext): readonly GuardAnswer[] {
  switch (guard.link) {
    case "none":
      return [{ verdict: "allowed" }];
    case "unknown":
      return [{ verdict: "undecided" }];
    case "known":
      return [askGroup(guard.to, flow, context)];
    case "one-of":
      return guard.candidates.map((group) => askGroup(group, flow, context));
  }
}

function askGroup(group: SecurityGroup, flow: Flow, context: NetworkContext): GuardAnswer {
  if (isUnknown(group.rules)) {
    return { group, verdict: "undecided" };
  }
  const decision = decideSecurityRules(acceptedRules(group), flow, context);
  return { group, decision, verdict: decision.verdict };
}

/** All candidates say the same, or it is undecided. */
function agreement(verdicts: readonly Verdict[]): Verdict {
  const [first, ...rest] = verdicts;
  return first !== undefined && rest.every((verdict) => verdict === first) ? first : "undecided";
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

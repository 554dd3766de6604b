/**
 * What the rules of a network security group decide about a flow: the first rule that matches a packet decides it.
 * https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview#security-rules
 */
import { isUnknown } from "../known";
import { Verdict } from "../verdict";
import { describeDoubts, describePacket } from "./describe-flow";
import { matchesFor } from "./evaluation-order";
import { followFlow, Leaf } from "./follow-flow";
import { verdictOf } from "./outcome";
import { Step } from "./rule-match";
import { Access, AddressTerm, Direction, Flow, NetworkContext, SecurityRule } from "./security-rule";
import { tagDataDate } from "./service-tag-lattice";
import { readSurroundings, Surroundings } from "./symbolic-set";

export interface SecurityDecision {
  /** `allowed` and `denied` speak of every packet of the flow, `partly` of some each. */
  readonly verdict: Verdict;
  /** The rules that decide some part, or may, in the order in which they are tried. */
  readonly decidedBy: readonly DecidingRule[];
  /** What would have to be known; empty unless the verdict is undecided. */
  readonly unknowns: readonly string[];
  /** The day of the published tags, if it matters how the prefixes of two of them lay on that day. */
  readonly restsOn?: string;
}

export interface DecidingRule {
  readonly rule: SecurityRule;
  /** Whose rule it is, where two groups decide. */
  readonly of?: SecurityGroupPlace;
  /** What the rule says; one whose access isn't known stands here with each. */
  readonly access: Access;
  /** `perhaps`: something that is not known tells whether a packet comes as far as this rule, and matches. */
  readonly decides: "surely" | "perhaps";
  /** A packet that it decides, for instance `Tcp 10.0.2.4 -> Internet:443`. */
  readonly witness: string;
}

/** What a security group is associated with. */
export type SecurityGroupPlace = "subnet" | "network interface";

/**
 * Decides the flow by the rules and Azure's default rules, which needn't be passed. Rules of the other direction don't
 * matter. What is not known leads to `undecided` wherever it could change the verdict, and only there.
 */
export function decideSecurityRules(
  rules: readonly SecurityRule[],
  flow: Flow,
  context: NetworkContext,
): SecurityDecision {
  return decideInTurn([{ rules }], flow, context);
}

/** The rules of one security group; those of the list stand for nothing that could be named. */
export interface GroupInTurn {
  readonly rules: readonly SecurityRule[];
  readonly of?: SecurityGroupPlace;
}

/** Decides by several groups that a packet meets one after the other: all of them must allow it. */
export function decideInTurn(groups: readonly GroupInTurn[], flow: Flow, context: NetworkContext): SecurityDecision {
  const surroundings = surroundingsOf(context);
  const matches = groups.map(({ rules }) => matchesFor(withDefaults(rules), flow, surroundings));
  const trace = followFlow(matches, flow, surroundings);
  const verdict = verdictOf(trace.possibilities);
  const restsOnTagData = trace.restsOnTagData || (verdict === "partly" && trace.leaves.some(isTagWithoutAnother));
  return {
    verdict,
    decidedBy: decidingRules(trace.leaves, flow, groups),
    unknowns: verdict === "undecided" ? unknownsOf(trace.leaves, surroundings) : [],
    ...(restsOnTagData && { restsOn: tagDataDate }),
  };
}

/** The same list is one list, so that what is worked out about it once is found again. */
function withDefaults(rules: readonly SecurityRule[]): readonly SecurityRule[] {
  const known = completeLists.get(rules);
  if (known !== undefined) {
    return known;
  }
  const complete = [...rules, ...defaultRules];
  completeLists.set(rules, complete);
  return complete;
}

const completeLists = new WeakMap<readonly SecurityRule[], readonly SecurityRule[]>();

/** Contexts that say the same are one; a program knows few networks. */
function surroundingsOf(context: NetworkContext): Surroundings {
  const key = JSON.stringify([context.virtualNetwork, context.routedPrefixes, context.cloud]);
  const known = networks.get(key);
  if (known !== undefined) {
    return known;
  }
  if (networks.size >= mostNetworks) {
    networks.clear();
  }
  const surroundings = readSurroundings(context);
  networks.set(key, surroundings);
  return surroundings;
}

const networks = new Map<string, Surroundings>();
const mostNetworks = 100;

/** Azure's own rules, which nobody can remove. */
export function defaultSecurityRules(): readonly SecurityRule[] {
  return defaultRules;
}

const virtualNetwork: AddressTerm = { kind: "service-tag", tag: "VirtualNetwork" };
const internet: AddressTerm = { kind: "service-tag", tag: "Internet" };
const loadBalancer: AddressTerm = { kind: "service-tag", tag: "AzureLoadBalancer" };
const everything: AddressTerm = { kind: "everything" };

const defaultRules: readonly SecurityRule[] = [
  defaultRule("AllowVnetInBound", 65000, "Inbound", "Allow", virtualNetwork, virtualNetwork),
  defaultRule("AllowAzureLoadBalancerInBound", 65001, "Inbound", "Allow", loadBalancer, everything),
  defaultRule("DenyAllInBound", 65500, "Inbound", "Deny", everything, everything),
  defaultRule("AllowVnetOutBound", 65000, "Outbound", "Allow", virtualNetwork, virtualNetwork),
  defaultRule("AllowInternetOutBound", 65001, "Outbound", "Allow", everything, internet),
  defaultRule("DenyAllOutBound", 65500, "Outbound", "Deny", everything, everything),
];

function defaultRule(
  name: string,
  priority: number,
  direction: Direction,
  access: Access,
  source: AddressTerm,
  destination: AddressTerm,
): SecurityRule {
  const everyPort = [{ from: 0, to: 65535 }];
  return {
    name,
    path: `defaultSecurityRules.${name}`,
    priority,
    direction,
    access,
    protocol: "*",
    sources: [source],
    destinations: [destination],
    sourcePorts: everyPort,
    destinationPorts: everyPort,
  };
}

/** What is denied, one rule decides; what is allowed, one of each group. */
function decidingRules(leaves: readonly Leaf[], flow: Flow, groups: readonly GroupInTurn[]): readonly DecidingRule[] {
  const found = groups.map(() => new Map<SecurityRule, { place: number; leaf: Leaf }>());
  for (const leaf of leaves) {
    for (const { group, place, match } of stepsOf(leaf)) {
      const seen = found[group]?.get(match.rule);
      if (seen === undefined) {
        found[group]?.set(match.rule, { place, leaf });
      } else {
        seen.place = Math.min(seen.place, place);
        seen.leaf = leaf.sure && !seen.leaf.sure ? leaf : seen.leaf;
      }
    }
  }
  return groups.flatMap(({ of }, group) => {
    const deciding = [...(found[group] ?? [])].sort(([, a], [, b]) => a.place - b.place);
    return deciding.flatMap(([rule, { leaf }]) => {
      const accesses: readonly Access[] = isUnknown(rule.access) ? ["Allow", "Deny"] : [rule.access];
      const witness = describePacket(leaf.part, flow.protocol);
      const decides = leaf.sure ? "surely" : "perhaps";
      return accesses.map((access) => ({ rule, ...(of && { of }), access, decides, witness }));
    });
  });
}

function stepsOf(leaf: Leaf): readonly Step[] {
  return leaf.match.rule.access === "Deny" || leaf.passed.length === 0 ? [leaf] : [...leaf.passed, leaf];
}

/** That something is left of a tag without another one, the published prefixes say. */
function isTagWithoutAnother({ part, sure }: Leaf): boolean {
  return sure && [part.source, part.destination].some((side) => side.inside.length > 0 && side.outside.length > 0);
}

/** The doubts that could change the verdict: those about parts that differ from what surely is. */
function unknownsOf(leaves: readonly Leaf[], surroundings: Surroundings): readonly string[] {
  const certain = new Set(leaves.flatMap((leaf) => (leaf.sure ? [leaf.match.rule.access] : [])));
  const [agreed] = certain.size === 1 ? certain : [];
  const doubtful = leaves.filter((leaf) => !leaf.sure && leaf.match.rule.access !== agreed);
  const doubts = doubtful.flatMap((leaf) => [...leaf.doubts, ...describeDoubts(leaf.part, surroundings)]);
  const accesses = leaves.flatMap(({ match }) => (isUnknown(match.rule.access) ? [match.rule.access.unknown] : []));
  const unknowns = [...new Set([...doubts, ...accesses])];
  return unknowns.length > 0 ? unknowns : ["whether the flow holds any packet"];
}

/**
 * Why a rule does or doesn't decide a flow: how each of its fields lies to the flow, and which rules come before it.
 * Apart from the decision, which doesn't need any of this.
 */
import { isKnown, isUnknown } from "../known";
import { AddressPart, AddressSide, isSurelyNonEmpty, splitSide } from "./address-part";
import { matchesFor } from "./evaluation-order";
import { pairsOf } from "./flow-question";
import { followFlow, followPairs } from "./follow-flow";
import { PortSet } from "./port-set";
import { Flow, NetworkContext, Protocol, SecurityRule } from "./security-rule";
import { readSide, Terms } from "./rule-match";
import { readSurroundings, Surroundings } from "./symbolic-set";

/** `covers`: surely all of the flow's; `overlaps`: surely some of it; `disjoint`: surely nothing; else `unknown`. */
export type Coverage = "covers" | "overlaps" | "disjoint" | "unknown";

export interface RuleComparison {
  readonly source: Coverage;
  readonly destination: Coverage;
  readonly protocol: Coverage;
  readonly destinationPorts: Coverage;
}

/** Each field of the rule by itself, against the flow's. Direction and priority don't count. */
export function compareRule(rule: SecurityRule, flow: Flow, context: NetworkContext): RuleComparison {
  const surroundings = readSurroundings(context);
  const pairs = pairsOf(flow, surroundings);
  const sides = (side: "source" | "destination") =>
    pairs.flatMap(({ parts, doubts }) => parts.map((part) => ({ part: part[side], doubtful: doubts.length > 0 })));
  return {
    source: compareSides(readSide(rule.sources, surroundings), sides("source"), surroundings),
    destination: compareSides(readSide(rule.destinations, surroundings), sides("destination"), surroundings),
    protocol: compareProtocols(rule.protocol, flow.protocol),
    destinationPorts: comparePorts(rule.destinationPorts, flow.destinationPorts),
  };
}

/**
 * The rules with a smaller priority number that surely take some of the packets which this rule and the flow have in
 * common, in the order in which they are tried. Whether anything is left for the rule, the decision says.
 */
export function shadowedBy(
  rules: readonly SecurityRule[],
  rule: SecurityRule,
  flow: Flow,
  context: NetworkContext,
): readonly SecurityRule[] {
  const surroundings = readSurroundings(context);
  const { priority } = rule;
  if (isUnknown(priority)) {
    return [];
  }
  const earlier = rules.filter((other) => !isUnknown(other.priority) && other.priority < priority);
  const { leaves } = followFlow([matchesFor([rule], flow, surroundings)], flow, surroundings);
  const common = leaves.filter((leaf) => leaf.match.rule === rule);
  const pairs = common.map(({ part, doubts }) => ({ parts: [part], doubts }));
  const taken = followPairs([matchesFor(earlier, flow, surroundings)], pairs, surroundings).leaves;
  return [...new Set(taken.filter((leaf) => leaf.sure).map((leaf) => leaf.match.rule))];
}

interface FlowSide {
  readonly part: AddressPart;
  readonly doubtful: boolean;
}

function compareSides(
  rule: Terms<readonly AddressSide[]>,
  flow: readonly FlowSide[],
  surroundings: Surroundings,
): Coverage {
  const splits = flow.map(({ part, doubtful }) => ({ doubtful, ...splitSide(part, rule.known, surroundings) }));
  if (splits.every((split) => split.rest === undefined)) {
    return "covers";
  }
  if (rule.unknowns.length === 0 && splits.every((split) => split.matched.length === 0)) {
    return "disjoint";
  }
  const certain = splits.some(
    (split) => !split.doubtful && split.matched.some((part) => isSurelyNonEmpty(part, surroundings)),
  );
  return certain ? "overlaps" : "unknown";
}

function compareProtocols(rule: SecurityRule["protocol"], flow: Protocol): Coverage {
  if (isUnknown(rule)) {
    return "unknown";
  }
  return rule === "*" || rule === flow ? "covers" : "disjoint";
}

function comparePorts(rule: SecurityRule["destinationPorts"], flow: Flow["destinationPorts"]): Coverage {
  const asked = flow === undefined ? PortSet.everything() : PortSet.from(flow);
  const terms = isUnknown(rule) ? [rule] : rule;
  const known = PortSet.from(terms.filter(isKnown));
  if (asked.isSubsetOf(known)) {
    return "covers";
  }
  if (!known.intersect(asked).isEmpty()) {
    return "overlaps";
  }
  return terms.some(isUnknown) ? "unknown" : "disjoint";
}

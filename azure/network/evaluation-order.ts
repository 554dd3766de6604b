/**
 * Security rules in the order in which they are tried, each as what it surely matches and what it may match.
 * https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview#security-rules
 */
import { isKnown, isUnknown } from "../known";
import { Flow, SecurityRule } from "./security-rule";
import { platformMatches } from "./platform-traffic";
import { hasPorts, matchesOf, RuleMatch } from "./rule-match";
import { Surroundings } from "./symbolic-set";

/**
 * The tries for packets of the flow's direction and protocol. A rule whose place isn't known, because its priority is
 * unknown or another rule has the same, may come first of all that it could precede, and surely comes at the latest
 * place it can have.
 */
export function matchesFor(
  rules: readonly SecurityRule[],
  flow: Flow,
  surroundings: Surroundings,
): readonly RuleMatch[] {
  const candidates = rules.filter((rule) => mayConcern(rule, flow));
  const placed = candidates.filter((rule) => isKnown(rule.priority));
  const unplaced = candidates.filter((rule) => isUnknown(rule.priority));
  const matches = (rule: SecurityRule) => matchesOf(rule, flow.protocol, surroundings);
  const ownRules = groupByPriority(placed.filter(isOwn));
  const azureRules = groupByPriority(placed.filter((rule) => !isOwn(rule)));
  const own = [
    ...unplaced.flatMap((rule) => perhaps(matches(rule), `the priority of ${nameOf(rule)}`)),
    ...ownRules.flatMap((group) => inAnyOrder(group, matches)),
    ...inAnyOrder(unplaced, matches),
  ];
  return [
    ...(flow.direction === "Outbound" ? platformMatches(own) : []),
    ...own,
    ...azureRules.flatMap((group) => inAnyOrder(group, matches)),
  ];
}

/** 4096 is the highest number that people can give; Azure's own rules come later. */
function isOwn(rule: SecurityRule): boolean {
  return Number(rule.priority) <= 4096;
}

function groupByPriority(rules: readonly SecurityRule[]): readonly (readonly SecurityRule[])[] {
  const groups = new Map<number, SecurityRule[]>();
  for (const rule of rules) {
    const priority = Number(rule.priority);
    groups.set(priority, [...(groups.get(priority) ?? []), rule]);
  }
  return [...groups].sort(([a], [b]) => a - b).map(([, group]) => group);
}

function inAnyOrder(
  group: readonly SecurityRule[],
  matches: (rule: SecurityRule) => readonly RuleMatch[],
): readonly RuleMatch[] {
  const [first] = group;
  const agreed = first !== undefined && group.every((rule) => rule.access === first.access);
  const tries = group.flatMap(matches);
  if (agreed || group.length < 2) {
    return tries;
  }
  const because = `which of the rules ${group.map(nameOf).join(", ")} comes first`;
  return [...perhaps(tries, because), ...tries];
}

function perhaps(matches: readonly RuleMatch[], because: string): readonly RuleMatch[] {
  return matches.map((match) => ({ ...match, holds: "perhaps", unknowns: [...match.unknowns, because] }));
}

/** Whether more than addresses has to be looked at. Most rules of a long list are out of the question here. */
function mayConcern(rule: SecurityRule, flow: Flow): boolean {
  return (
    (isUnknown(rule.direction) || rule.direction === flow.direction) &&
    (isUnknown(rule.protocol) || rule.protocol === "*" || rule.protocol === flow.protocol) &&
    (!hasPorts(flow.protocol) ||
      (mayMeet(rule.destinationPorts, flow.destinationPorts) && mayMeet(rule.sourcePorts, flow.sourcePorts)))
  );
}

function mayMeet(rule: SecurityRule["destinationPorts"], flow: Flow["destinationPorts"]): boolean {
  return (
    isUnknown(rule) ||
    flow === undefined ||
    rule.some((term) => isUnknown(term) || flow.some((range) => range.from <= term.to && term.from <= range.to))
  );
}

export function nameOf(rule: SecurityRule): string {
  return isUnknown(rule.name) ? rule.path : `\`${rule.name}\``;
}

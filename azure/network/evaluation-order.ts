/**
 * Security rules in the order in which they are tried, each as what it surely matches and what it may match.
 * https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview#security-rules
 */
import { isKnown, isUnknown } from "../known";
import { portsOf } from "./flow-question";
import { platformMatches } from "./platform-traffic";
import { matchesOf, RuleMatch } from "./rule-match";
import { Flow, SecurityRule } from "./security-rule";
import { Surroundings } from "./symbolic-set";

/**
 * The tries for packets of the flow's direction and protocol, on its ports. A rule whose place isn't known, because its
 * priority is unknown or another rule has the same, may come first of all that it could precede, and surely comes at
 * the latest place it can have.
 */
export function matchesFor(
  rules: readonly SecurityRule[],
  flow: Flow,
  surroundings: Surroundings,
): readonly RuleMatch[] {
  const ports = {
    sourcePorts: portsOf(flow, flow.sourcePorts),
    destinationPorts: portsOf(flow, flow.destinationPorts),
  };
  const concerns = ({ matches }: Placed) =>
    matches.some(
      ({ box }) => box.destinationPorts.meets(ports.destinationPorts) && box.sourcePorts.meets(ports.sourcePorts),
    );
  const { unplaced, ownRules, azureRules } = placeRules(rules, flow, surroundings);
  const loose = unplaced.filter(concerns);
  const own = [
    ...loose.flatMap(({ rule, matches }) => perhaps(matches, `the priority of ${nameOf(rule)}`)),
    ...inOrder(ownRules.filter(concerns)),
    ...inAnyOrder(loose),
  ];
  return [
    ...(flow.direction === "Outbound" ? platformMatches(own) : []),
    ...own,
    ...inOrder(azureRules.filter(concerns)),
  ];
}

interface Placed {
  readonly rule: SecurityRule;
  readonly matches: readonly RuleMatch[];
}

/** Rules of one direction and protocol, by priority. */
interface PlacedRules {
  readonly unplaced: readonly Placed[];
  readonly ownRules: readonly Placed[];
  readonly azureRules: readonly Placed[];
}

/** A list is asked about many times and never changes; to read and order it takes longer than most answers. */
const placedRules = new WeakMap<readonly SecurityRule[], WeakMap<Surroundings, Map<string, PlacedRules>>>();

function placeRules(rules: readonly SecurityRule[], flow: Flow, surroundings: Surroundings): PlacedRules {
  const ofList = placedRules.get(rules) ?? new WeakMap<Surroundings, Map<string, PlacedRules>>();
  placedRules.set(rules, ofList);
  const ofPlace = ofList.get(surroundings) ?? new Map<string, PlacedRules>();
  ofList.set(surroundings, ofPlace);
  const key = `${flow.direction} ${flow.protocol}`;
  const placed = ofPlace.get(key) ?? readRules(rules, flow, surroundings);
  ofPlace.set(key, placed);
  return placed;
}

function readRules(rules: readonly SecurityRule[], flow: Flow, surroundings: Surroundings): PlacedRules {
  const candidates = rules
    .filter((rule) => mayConcern(rule, flow))
    .map((rule): Placed => ({ rule, matches: matchesOf(rule, flow.protocol, surroundings) }));
  const placed = candidates
    .filter(({ rule }) => isKnown(rule.priority))
    .sort((a, b) => Number(a.rule.priority) - Number(b.rule.priority));
  return {
    unplaced: candidates.filter(({ rule }) => isUnknown(rule.priority)),
    ownRules: placed.filter(({ rule }) => isOwn(rule)),
    azureRules: placed.filter(({ rule }) => !isOwn(rule)),
  };
}

/** 4096 is the highest number that people can give; Azure's own rules come later. */
function isOwn(rule: SecurityRule): boolean {
  return Number(rule.priority) <= 4096;
}

/** Rules by priority, those that share one together. */
function inOrder(placed: readonly Placed[]): readonly RuleMatch[] {
  const tries: RuleMatch[] = [];
  for (let start = 0; start < placed.length;) {
    let end = start + 1;
    while (end < placed.length && placed[end]?.rule.priority === placed[start]?.rule.priority) {
      end++;
    }
    for (const match of end === start + 1 ? (placed[start]?.matches ?? []) : inAnyOrder(placed.slice(start, end))) {
      tries.push(match);
    }
    start = end;
  }
  return tries;
}

function inAnyOrder(group: readonly Placed[]): readonly RuleMatch[] {
  const [first] = group;
  const agreed = first !== undefined && group.every(({ rule }) => rule.access === first.rule.access);
  const tries = group.flatMap(({ matches }) => matches);
  if (agreed || group.length < 2) {
    return tries;
  }
  const because = `which of the rules ${group.map(({ rule }) => nameOf(rule)).join(", ")} comes first`;
  return [...perhaps(tries, because), ...tries];
}

function perhaps(matches: readonly RuleMatch[], because: string): readonly RuleMatch[] {
  return matches.map((match) => ({ ...match, holds: "perhaps", unknowns: [...match.unknowns, because] }));
}

function mayConcern(rule: SecurityRule, flow: Flow): boolean {
  return (
    (isUnknown(rule.direction) || rule.direction === flow.direction) &&
    (isUnknown(rule.protocol) || rule.protocol === "*" || rule.protocol === flow.protocol)
  );
}

export function nameOf(rule: SecurityRule): string {
  return isUnknown(rule.name) ? rule.path : `\`${rule.name}\``;
}

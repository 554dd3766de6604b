/**
 * Security rules in the order in which they are tried, each as what it surely matches and what it may match.
 * https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview#security-rules
 */
import { isKnown, isUnknown, Maybe } from "../known";
import { AddressSet, isAddressPrefix } from "./address-set";
import { AddressSide } from "./address-part";
import { MatchBox } from "./flow-part";
import { PortSet } from "./port-set";
import { AddressTerm, Flow, PortRange, Protocol, SecurityRule } from "./security-rule";
import { securityGroupMembers, serviceTagSet, Surroundings } from "./symbolic-set";

/** One try: packets in the box match the rule, or (`may`) any of them may match and any may not. */
export interface Step {
  readonly rule: SecurityRule;
  readonly box: MatchBox;
  readonly match: "sure" | "may";
  /** What is not known, for a match that may be. */
  readonly unknowns: readonly string[];
}

/**
 * The tries for packets of the flow's direction and protocol. A rule whose place isn't known, because its priority is
 * unknown or another rule has the same, may come first of all that it could precede, and surely comes at the latest
 * place it can have.
 */
export function stepsFor(rules: readonly SecurityRule[], flow: Flow, surroundings: Surroundings): readonly Step[] {
  const candidates = rules.filter((rule) => mayConcern(rule, flow));
  const placed = candidates.filter((rule) => isKnown(rule.priority));
  const unplaced = candidates.filter((rule) => isUnknown(rule.priority));
  const steps = (rule: SecurityRule) => stepsOf(rule, flow, surroundings);
  const ownRules = groupByPriority(placed.filter((rule) => Number(rule.priority) <= lowestOwnPriority));
  const azureRules = groupByPriority(placed.filter((rule) => Number(rule.priority) > lowestOwnPriority));
  return [
    ...unplaced.flatMap((rule) => perhaps(steps(rule), `the priority of ${nameOf(rule)}`)),
    ...ownRules.flatMap((group) => inAnyOrder(group, steps)),
    ...inAnyOrder(unplaced, steps),
    ...azureRules.flatMap((group) => inAnyOrder(group, steps)),
  ];
}

/** The highest number that people can give; Azure's own rules come later. */
const lowestOwnPriority = 4096;

function groupByPriority(rules: readonly SecurityRule[]): readonly (readonly SecurityRule[])[] {
  const groups = new Map<number, SecurityRule[]>();
  for (const rule of rules) {
    const priority = Number(rule.priority);
    groups.set(priority, [...(groups.get(priority) ?? []), rule]);
  }
  return [...groups].sort(([a], [b]) => a - b).map(([, group]) => group);
}

function inAnyOrder(group: readonly SecurityRule[], steps: (rule: SecurityRule) => readonly Step[]): readonly Step[] {
  const [first] = group;
  const agreed = first !== undefined && group.every((rule) => rule.access === first.access);
  const tries = group.flatMap(steps);
  if (agreed || group.length < 2) {
    return tries;
  }
  const because = `which of the rules ${group.map(nameOf).join(", ")} comes first`;
  return [...perhaps(tries, because), ...tries];
}

function perhaps(steps: readonly Step[], because: string): readonly Step[] {
  return steps.map((step) => ({ ...step, match: "may", unknowns: [...step.unknowns, because] }));
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

export function hasPorts(protocol: Protocol): boolean {
  return protocol === "Tcp" || protocol === "Udp";
}

/** At most two: what the known terms match, and what the unknown ones may match beyond. */
function stepsOf(rule: SecurityRule, flow: Flow, surroundings: Surroundings): readonly Step[] {
  const sides = {
    sources: readSide(rule.sources, surroundings),
    destinations: readSide(rule.destinations, surroundings),
  };
  const ports = {
    sourcePorts: readPorts(rule.sourcePorts, flow.protocol),
    destinationPorts: readPorts(rule.destinationPorts, flow.protocol),
  };
  const whole = [rule.direction, rule.protocol].flatMap((field) => (isUnknown(field) ? [field.unknown] : []));
  const fields = [...Object.values(sides), ...Object.values(ports)];
  const partial = fields.flatMap((field) => field.unknowns);
  const surely: MatchBox = {
    sources: sides.sources.known,
    destinations: sides.destinations.known,
    sourcePorts: ports.sourcePorts.known,
    destinationPorts: ports.destinationPorts.known,
  };
  if (whole.length === 0 && partial.length === 0) {
    return [{ rule, box: surely, match: "sure", unknowns: [] }];
  }
  const atMost: MatchBox = {
    sources: widenSide(sides.sources),
    destinations: widenSide(sides.destinations),
    sourcePorts: widenPorts(ports.sourcePorts),
    destinationPorts: widenPorts(ports.destinationPorts),
  };
  const may: Step = { rule, box: atMost, match: "may", unknowns: [...whole, ...partial] };
  return whole.length > 0 ? [may] : [{ rule, box: surely, match: "sure", unknowns: [] }, may];
}

export interface Terms<Known> {
  readonly known: Known;
  /** Why there may be more. */
  readonly unknowns: readonly string[];
}

/** The terms of one side; known addresses are one set, whatever their number. */
export function readSide(
  terms: Maybe<readonly Maybe<AddressTerm>[]>,
  surroundings: Surroundings,
): Terms<readonly AddressSide[]> {
  const list = isUnknown(terms) ? [terms] : terms;
  const prefixes: string[] = [];
  const sets: AddressSide[] = [];
  const unknowns: string[] = [];
  for (const term of list) {
    if (isUnknown(term)) {
      unknowns.push(term.unknown);
    } else if (term.kind === "everything") {
      sets.push(AddressSet.everything());
    } else if (term.kind === "service-tag") {
      sets.push(serviceTagSet(term.tag, surroundings));
    } else if (term.kind === "application-security-group") {
      sets.push(securityGroupMembers(term.id, surroundings));
    } else if (isAddressPrefix(term.prefix)) {
      prefixes.push(term.prefix);
    } else {
      unknowns.push(`what \`${term.prefix}\` means, which is no address prefix`);
    }
  }
  return { known: prefixes.length > 0 ? [AddressSet.from(prefixes), ...sets] : sets, unknowns };
}

function widenSide(side: Terms<readonly AddressSide[]>): readonly AddressSide[] {
  return side.unknowns.length > 0 ? [AddressSet.everything()] : side.known;
}

/** Protocols without ports: a rule that names some may match such packets, none says whether. */
function readPorts(terms: Maybe<readonly Maybe<PortRange>[]>, protocol: Protocol): Terms<PortSet> {
  const list = isUnknown(terms) ? [terms] : terms;
  const known = PortSet.from(list.filter(isKnown));
  const unknowns = list.flatMap((term) => (isUnknown(term) ? [term.unknown] : []));
  if (hasPorts(protocol) || known.equals(PortSet.everything())) {
    return { known, unknowns };
  }
  return { known: PortSet.of(), unknowns: [...unknowns, `whether a rule with ports matches ${protocol}`] };
}

function widenPorts(ports: Terms<PortSet>): PortSet {
  return ports.unknowns.length > 0 ? PortSet.everything() : ports.known;
}

export function nameOf(rule: SecurityRule): string {
  return isUnknown(rule.name) ? rule.path : `\`${rule.name}\``;
}

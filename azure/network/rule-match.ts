/** What packets a security rule matches for certain, and what it may match because something of it isn't known. */
import { isKnown, isUnknown, Maybe } from "../known";
import { AddressSide } from "./address-part";
import { AddressSet, isAddressPrefix } from "./address-set";
import { MatchBox } from "./flow-part";
import { PortSet } from "./port-set";
import { AddressTerm, PortRange, Protocol, SecurityRule } from "./security-rule";
import { securityGroupMembers, serviceTagSet, Surroundings } from "./symbolic-set";

/** What a rule matches: packets in the box do, or (`perhaps`) any of them may and any may not. */
export interface RuleMatch {
  readonly rule: SecurityRule;
  readonly box: MatchBox;
  readonly holds: "surely" | "perhaps";
  /** What is not known, for a match that may be. */
  readonly unknowns: readonly string[];
}

/** The rules of one group in the order in which they are tried. */
export type RuleMatches = readonly RuleMatch[];

/** A rule that a part of a flow meets: the group's index, and the rule's place in it. */
export interface Step {
  readonly group: number;
  readonly place: number;
  readonly match: RuleMatch;
}

/** At most two: what the known terms match, and what the unknown ones may match beyond. */
export function matchesOf(rule: SecurityRule, protocol: Protocol, surroundings: Surroundings): readonly RuleMatch[] {
  const sides = {
    sources: readSide(rule.sources, surroundings),
    destinations: readSide(rule.destinations, surroundings),
  };
  const ports = {
    sourcePorts: readPorts(rule.sourcePorts, protocol),
    destinationPorts: readPorts(rule.destinationPorts, protocol),
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
    return [{ rule, box: surely, holds: "surely", unknowns: [] }];
  }
  const atMost: MatchBox = {
    sources: widenSide(sides.sources),
    destinations: widenSide(sides.destinations),
    sourcePorts: widenPorts(ports.sourcePorts),
    destinationPorts: widenPorts(ports.destinationPorts),
  };
  const perhaps: RuleMatch = { rule, box: atMost, holds: "perhaps", unknowns: [...whole, ...partial] };
  return whole.length > 0 ? [perhaps] : [{ rule, box: surely, holds: "surely", unknowns: [] }, perhaps];
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
  if (isUnknown(terms)) {
    return { known: [], unknowns: [terms.unknown] };
  }
  const { addresses, names, unknowns } = sortTerms(terms);
  const sets = names.map((term) =>
    term.kind === "service-tag" ? serviceTagSet(term.tag, surroundings) : securityGroupMembers(term.id, surroundings),
  );
  return { known: addresses.isEmpty() ? sets : [addresses, ...sets], unknowns };
}

interface SortedTerms {
  readonly addresses: AddressSet;
  readonly names: readonly Exclude<AddressTerm, { kind: "everything" | "prefix" }>[];
  readonly unknowns: readonly string[];
}

function sortTerms(terms: readonly Maybe<AddressTerm>[]): SortedTerms {
  const seen = sortedTerms.get(terms);
  if (seen !== undefined) {
    return seen;
  }
  const prefixes: string[] = [];
  const names: SortedTerms["names"][number][] = [];
  const unknowns: string[] = [];
  for (const term of terms) {
    if (isUnknown(term)) {
      unknowns.push(term.unknown);
    } else if (term.kind === "everything") {
      prefixes.push("0.0.0.0/0", "::/0");
    } else if (term.kind !== "prefix") {
      names.push(term);
    } else if (isAddressPrefix(term.prefix)) {
      prefixes.push(term.prefix);
    } else {
      unknowns.push(`what \`${term.prefix}\` means, which is no address prefix`);
    }
  }
  const sorted = { addresses: AddressSet.from(prefixes), names, unknowns };
  sortedTerms.set(terms, sorted);
  return sorted;
}

/** A rule is asked about many times and never changes; reading its prefixes takes longer than deciding by them. */
const sortedTerms = new WeakMap<readonly Maybe<AddressTerm>[], SortedTerms>();

function widenSide(side: Terms<readonly AddressSide[]>): readonly AddressSide[] {
  return side.unknowns.length > 0 ? [AddressSet.everything()] : side.known;
}

/** Protocols without ports: a rule that names some may match such packets, nobody says whether. */
function readPorts(terms: Maybe<readonly Maybe<PortRange>[]>, protocol: Protocol): Terms<PortSet> {
  const list = isUnknown(terms) ? [terms] : terms;
  const known = PortSet.from(list.filter(isKnown));
  const unknowns = list.flatMap((term) => (isUnknown(term) ? [term.unknown] : []));
  if (hasPorts(protocol) || known.equals(PortSet.everything())) {
    return { known, unknowns };
  }
  return { known: PortSet.of(), unknowns: [...unknowns, `whether a rule with ports matches ${protocol}`] };
}

export function hasPorts(protocol: Protocol): boolean {
  return protocol === "Tcp" || protocol === "Udp";
}

function widenPorts(ports: Terms<PortSet>): PortSet {
  return ports.unknowns.length > 0 ? PortSet.everything() : ports.known;
}

/**
 * What is wrong with a list of security rules as such, whatever flow one asks about: rules that have no effect, and
 * combinations that Azure refuses. What is wrong with one property, whoever reads the rule says.
 * https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview#security-rules
 *
 * Not judged is whether an address belongs to the network: appliances forward packets of others, and a load balancer
 * with a floating address delivers packets to its own.
 */
import { isKnown, isUnknown, Maybe } from "../known";
import { AddressSet, isAddressPrefix } from "./address-set";
import { platformAddresses } from "./platform-traffic";
import { PortSet } from "./port-set";
import { Direction, NetworkContext, PortRange, SecurityRule } from "./security-rule";
import { shadowsIn } from "./shadowed-rules";
import { impossibleDestinations, impossibleSources } from "./special-addresses";

export type SecurityRuleFinding =
  ShadowedRule | NeverMatchingRule | DuplicatePriority | MixedFamilies | SeveralTags | SeveralApplicationSecurityGroups;

/** Every packet that the rule could match is surely taken by rules before it: removing it changes nothing. */
export interface ShadowedRule {
  readonly kind: "shadowed";
  readonly rule: SecurityRule;
  /** Together they take all of it, those that take most first; one of another access is among them if there is one. */
  readonly by: readonly SecurityRule[];
}

/** No packet has what the rule asks for. */
export interface NeverMatchingRule {
  readonly kind: "never-matches";
  readonly rule: SecurityRule;
  readonly field: "sources" | "destinations" | "sourcePorts" | "destinationPorts";
  readonly because: string;
}

/** Azure refuses a group in which two rules of one direction have the same number. */
export interface DuplicatePriority {
  readonly kind: "duplicate-priority";
  readonly direction: Direction;
  readonly priority: number;
  /** Two at least, as they stand in the list. */
  readonly rules: readonly SecurityRule[];
}

/** Azure refuses a rule with IPv4 and IPv6 prefixes, on whichever side they stand. */
export interface MixedFamilies {
  readonly kind: "mixed-families";
  readonly rule: SecurityRule;
  readonly ipv4: readonly string[];
  readonly ipv6: readonly string[];
}

/** A rule can have several prefixes on a side, but one service tag only. */
export interface SeveralTags {
  readonly kind: "several-service-tags";
  readonly rule: SecurityRule;
  readonly side: "sources" | "destinations";
  readonly tags: readonly string[];
}

/** … and one application security group. */
export interface SeveralApplicationSecurityGroups {
  readonly kind: "several-application-security-groups";
  readonly rule: SecurityRule;
  readonly side: "sources" | "destinations";
  readonly ids: readonly string[];
}

/**
 * The findings of one group's rules, Azure's own left out. Where a field isn't known, only what holds for each of its
 * values is found, so a finding is never wrong.
 */
export function inspectSecurityRules(
  group: readonly SecurityRule[],
  context: NetworkContext,
): readonly SecurityRuleFinding[] {
  const rules = group.filter(({ priority }) => isUnknown(priority) || priority <= 4096);
  const impossible = rules.flatMap(findImpossible);
  const idle = new Set(impossible.map(({ rule }) => rule));
  return [
    ...findDuplicates(rules),
    ...rules.flatMap(findMixed),
    ...rules.flatMap((rule) => [...findSeveral(rule, "sources"), ...findSeveral(rule, "destinations")]),
    ...impossible,
    ...shadowsIn(rules, context)
      .filter(({ rule }) => !idle.has(rule))
      .map(({ rule, by }): ShadowedRule => ({ kind: "shadowed", rule, by })),
  ];
}

function findDuplicates(rules: readonly SecurityRule[]): readonly DuplicatePriority[] {
  const byNumber = new Map<string, DuplicatePriority & { rules: SecurityRule[] }>();
  for (const rule of rules) {
    const { direction, priority } = rule;
    if (isUnknown(direction) || isUnknown(priority)) {
      continue;
    }
    const key = `${direction} ${priority}`;
    const seen = byNumber.get(key) ?? { kind: "duplicate-priority", direction, priority, rules: [] };
    if (seen.rules.every((other) => isSurelyAnother(other, rule))) {
      seen.rules.push(rule);
    }
    byNumber.set(key, seen);
  }
  return [...byNumber.values()].filter((duplicate) => duplicate.rules.length > 1);
}

/** A rule inside the group and a resource of its own may be one and the same, if their names are. */
function isSurelyAnother(a: SecurityRule, b: SecurityRule): boolean {
  if (isKnown(a.name) && isKnown(b.name)) {
    return a.name.toLowerCase() !== b.name.toLowerCase();
  }
  return a.path !== b.path && listOf(a) !== undefined && listOf(a) === listOf(b);
}

/** What stands before the index of a rule that is written in a list. */
function listOf({ path }: SecurityRule): string | undefined {
  return /^(.*)\[\d+\]$/.exec(path)?.[1];
}

function findMixed(rule: SecurityRule): readonly MixedFamilies[] {
  const prefixes = [...knownTerms(rule.sources), ...knownTerms(rule.destinations)].flatMap((term) =>
    term.kind === "prefix" && isAddressPrefix(term.prefix) ? [term.prefix] : [],
  );
  const [ipv4, ipv6] = [
    prefixes.filter((prefix) => !prefix.includes(":")),
    prefixes.filter((prefix) => prefix.includes(":")),
  ];
  return ipv4.length > 0 && ipv6.length > 0 ? [{ kind: "mixed-families", rule, ipv4, ipv6 }] : [];
}

function findSeveral(
  rule: SecurityRule,
  side: "sources" | "destinations",
): readonly (SeveralTags | SeveralApplicationSecurityGroups)[] {
  const terms = knownTerms(rule[side]);
  const tags = distinct(terms.flatMap((term) => (term.kind === "service-tag" ? [term.tag] : [])));
  const ids = distinct(terms.flatMap((term) => (term.kind === "application-security-group" ? [term.id] : [])));
  return [
    ...(tags.length > 1 ? [{ kind: "several-service-tags" as const, rule, side, tags }] : []),
    ...(ids.length > 1 ? [{ kind: "several-application-security-groups" as const, rule, side, ids }] : []),
  ];
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Map(texts.map((text) => [text.toLowerCase(), text])).values()];
}

function knownTerms<Term>(terms: Maybe<readonly Maybe<Term>[]>): readonly Term[] {
  return isUnknown(terms) ? [] : terms.filter(isKnown);
}

/** The first field that no packet fits; one is enough. */
function findImpossible(rule: SecurityRule): readonly NeverMatchingRule[] {
  const fields = [
    { field: "sources", because: whyNoAddress(rule.sources, impossibleSources) },
    { field: "destinations", because: whyNoAddress(rule.destinations, impossibleDestinations) },
    { field: "destinations", because: whyPlatform(rule) },
    { field: "sourcePorts", because: whyNoPort(rule.sourcePorts) },
    { field: "destinationPorts", because: whyNoPort(rule.destinationPorts) },
  ] as const;
  return fields
    .flatMap(({ field, because }): readonly NeverMatchingRule[] =>
      because === undefined ? [] : [{ kind: "never-matches", rule, field, because }],
    )
    .slice(0, 1);
}

function whyNoAddress(terms: SecurityRule["sources"], impossible: AddressSet): string | undefined {
  if (isKnown(terms) && terms.length === 0) {
    return "an empty list matches nothing";
  }
  const named = prefixesOf(terms);
  return named?.isSubsetOf(impossible) ? `no packet has an address of ${named.toString()}` : undefined;
}

/** Traffic to the platform passes unless a rule names it by its tag; a rule with the address has no effect. */
function whyPlatform(rule: SecurityRule): string | undefined {
  const named = rule.direction === "Outbound" ? prefixesOf(rule.destinations) : undefined;
  return named !== undefined && !named.isEmpty() && named.isSubsetOf(platformAddresses)
    ? `only AzurePlatformDNS and AzurePlatformIMDS reach the platform's traffic to ${named.toString()}`
    : undefined;
}

/** All that the side matches, if it is known and consists of prefixes. */
function prefixesOf(terms: SecurityRule["sources"]): AddressSet | undefined {
  const prefixes = knownTerms(terms).flatMap((term) => (term.kind === "prefix" ? [term.prefix] : []));
  const complete = isKnown(terms) && terms.length > 0 && prefixes.length === terms.length;
  return complete && prefixes.every(isAddressPrefix) ? AddressSet.from(prefixes) : undefined;
}

function whyNoPort(terms: Maybe<readonly Maybe<PortRange>[]>): string | undefined {
  const ranges = knownTerms(terms);
  const complete = isKnown(terms) && ranges.length === terms.length;
  return complete && PortSet.from(ranges).isEmpty() ? "the list holds no port" : undefined;
}

/**
 * Follows a flow through the rules, cutting it up on the way: what a rule matches is decided by it, what is left goes
 * on. The rule that decides a part stays with it, so nobody has to search for a reason afterwards.
 */
import { isUnknown } from "../known";
import { AddressFamily, AddressSet } from "./address-set";
import { AddressSide } from "./address-part";
import { FlowPart, isFlowPartSurelyNonEmpty, portsMeet, splitFlow, wholeFlow } from "./flow-part";
import { possibilitiesOf, Possibilities } from "./outcome";
import { platformAddresses } from "./platform-traffic";
import { PortSet } from "./port-set";
import { hasPorts, readSide, RuleMatch } from "./rule-match";
import { Flow, PortRange } from "./security-rule";
import { Share, ShareTree } from "./share-tree";
import { Surroundings } from "./symbolic-set";

export interface Trace {
  readonly possibilities: Possibilities;
  /** In the order in which the groups and their rules are tried. */
  readonly leaves: readonly Leaf[];
  /** Whether it matters that two published tags had no address in common. */
  readonly restsOnTagData: boolean;
}

/** A part of the flow and the rule that decides it. */
export interface Leaf extends Step {
  readonly part: FlowPart;
  /** The rules of earlier groups that let the part pass. */
  readonly passed: readonly Step[];
  /** Whether the part surely holds a packet that surely matches. */
  readonly sure: boolean;
  /** What isn't known of the rules or of the question; doubts about addresses stand in the part itself. */
  readonly doubts: readonly string[];
}

/** A rule that a part met: the group's index, and the rule's place in it. */
export interface Step {
  readonly group: number;
  readonly place: number;
  readonly match: RuleMatch;
}

/** Follows the flow through the groups one after the other: what one allows goes on to the next. */
export function followFlow(groups: readonly RuleMatches[], flow: Flow, surroundings: Surroundings): Trace {
  return followPairs(groups, pairsOf(flow, surroundings), surroundings);
}

/** The rules of one group in the order in which they are tried. */
export type RuleMatches = readonly RuleMatch[];

/** All parts that one source and one destination of a flow give, one a family; together they surely hold a packet. */
export interface FlowPair {
  readonly parts: readonly FlowPart[];
  /** Why one of the two may stand for nothing, although its addresses don't. */
  readonly doubts: readonly string[];
}

export function followPairs(
  groups: readonly RuleMatches[],
  pairs: readonly FlowPair[],
  surroundings: Surroundings,
): Trace {
  const walk: Walk = {
    tree: new ShareTree(),
    leaves: [],
    surroundings,
    last: groups.length - 1,
    restsOnTagData: false,
  };
  let open: readonly OpenPart[] = pairs.flatMap((pair) => startsOf(pair, walk));
  if (groups.length === 0) {
    open.forEach(({ share }) => (share.possibilities = possibilitiesOf("Allow")));
  }
  groups.forEach((matches, group) => {
    open = followGroup(matches, group, open, walk);
  });
  return { possibilities: walk.tree.evaluate(), leaves: walk.leaves, restsOnTagData: walk.restsOnTagData };
}

interface Walk {
  readonly tree: ShareTree;
  readonly leaves: Leaf[];
  readonly surroundings: Surroundings;
  /** Index of the last group, whose word is final. */
  readonly last: number;
  restsOnTagData: boolean;
}

/** A part of the flow that no rule has decided yet. */
interface OpenPart {
  readonly part: FlowPart;
  readonly share: Share;
  readonly passed: readonly Step[];
  readonly doubts: readonly string[];
}

function startsOf({ parts, doubts }: FlowPair, { tree, surroundings }: Walk): readonly OpenPart[] {
  const pair = tree.add(tree.root, "surely");
  return parts.map((part) => ({
    part,
    doubts,
    passed: [],
    share: tree.add(pair, certainty(part, doubts, surroundings)),
  }));
}

/** What the group lets pass, for the next one. */
function followGroup(
  matches: RuleMatches,
  group: number,
  starts: readonly OpenPart[],
  walk: Walk,
): readonly OpenPart[] {
  const { tree, surroundings } = walk;
  const passing: OpenPart[] = [];
  let open = starts;
  matches.forEach((match, place) => {
    const left: OpenPart[] = [];
    for (const each of open) {
      if (!portsMeet(each.part, match.box)) {
        left.push(each);
        continue;
      }
      const split = splitFlow(each.part, match.box, surroundings);
      walk.restsOnTagData ||= split.restsOnTagData;
      if (split.matched.length === 0) {
        left.push(each);
        continue;
      }
      for (const part of split.matched) {
        passing.push(...decide(each, part, { group, place, match }, walk));
        if (match.holds === "perhaps") {
          const doubts = [...each.doubts, ...match.unknowns];
          left.push({ ...each, part, doubts, share: tree.add(each.share, "perhaps") });
        }
      }
      for (const part of split.rest) {
        left.push({ ...each, part, share: tree.add(each.share, certainty(part, each.doubts, surroundings)) });
      }
    }
    open = left;
  });
  return passing;
}

/** The part is decided, or goes on to the next group; where the access isn't known, both. */
function decide(open: OpenPart, part: FlowPart, step: Step, walk: Walk): readonly OpenPart[] {
  const { match, group } = step;
  const { access } = match.rule;
  const doubts = match.holds === "perhaps" ? [...open.doubts, ...match.unknowns] : open.doubts;
  const holds = certainty(part, doubts, walk.surroundings);
  const final = group === walk.last || access === "Deny";
  const share = final
    ? walk.tree.add(open.share, holds, possibilitiesOf(isUnknown(access) ? undefined : access))
    : walk.tree.add(open.share, holds);
  if (final || isUnknown(access)) {
    walk.leaves.push({ ...step, part, passed: open.passed, sure: holds === "surely", doubts });
  }
  if (final) {
    return [];
  }
  const passed = [...open.passed, step];
  if (isUnknown(access)) {
    share.otherwise = possibilitiesOf("Deny");
    return [{ part, share, passed, doubts: [...doubts, access.unknown] }];
  }
  return [{ part, share, passed, doubts }];
}

function certainty(part: FlowPart, doubts: readonly string[], surroundings: Surroundings): Share["holds"] {
  return doubts.length === 0 && isFlowPartSurelyNonEmpty(part, surroundings) ? "surely" : "perhaps";
}

/** The pairs of the flow's terms that hold a packet at all. Who asks about them holds that such packets exist. */
export function pairsOf(flow: Flow, surroundings: Surroundings): readonly FlowPair[] {
  const ports = {
    sourcePorts: portsOf(flow, flow.sourcePorts),
    destinationPorts: portsOf(flow, flow.destinationPorts),
  };
  const destinations = termsOf(flow.destinations, surroundings);
  const unasked = flow.direction === "Outbound" ? platformAddresses.subtract(platformAsked(flow)) : AddressSet.of();
  const pairs = termsOf(flow.sources, surroundings).flatMap((source) =>
    destinations.map((destination) => ({
      parts: wholeFlows(source.side, destination.side, ports, surroundings).map((part) =>
        withoutPlatform(part, unasked),
      ),
      doubts: [...source.doubts, ...destination.doubts],
    })),
  );
  return pairs.filter((pair) => pair.parts.length > 0);
}

interface FlowTerm {
  readonly side: AddressSide;
  readonly doubts: readonly string[];
}

function termsOf(terms: Flow["sources"], surroundings: Surroundings): readonly FlowTerm[] {
  const { known, unknowns } = readSide(terms, surroundings);
  return [
    ...known.map((side) => ({ side, doubts: [] })),
    ...(unknowns.length > 0 ? [{ side: AddressSet.everything(), doubts: unknowns }] : []),
  ];
}

/** Protocols without ports are asked about as a whole. */
function portsOf(flow: Flow, ranges: readonly PortRange[] | undefined): PortSet {
  return ranges === undefined || !hasPorts(flow.protocol) ? PortSet.everything() : PortSet.from(ranges);
}

/**
 * One family at a time: no packet goes from one to the other. A network without IPv6 addresses sends none, unless the
 * question itself names a prefix.
 */
function wholeFlows(
  source: AddressSide,
  destination: AddressSide,
  ports: Pick<FlowPart, "sourcePorts" | "destinationPorts">,
  { space }: Surroundings,
): readonly FlowPart[] {
  const parts = families.flatMap((family) => wholeFlow(source, destination, family, ports) ?? []);
  const used = parts.filter((part) => space === undefined || !space.only(part.source.family).isEmpty());
  return used.length > 0 ? used : parts;
}

/** A wider question doesn't mean the platform's own traffic. */
function withoutPlatform(part: FlowPart, unasked: AddressSet): FlowPart {
  const within = part.destination.within.subtract(unasked);
  return within.isEmpty() ? part : { ...part, destination: { ...part.destination, within } };
}

/** What the question names by a prefix of nothing else, whatever stands beside it. */
function platformAsked({ destinations }: Flow): AddressSet {
  const terms = isUnknown(destinations) ? [] : destinations;
  const prefixes = terms.flatMap((term) => (!isUnknown(term) && term.kind === "prefix" ? [term.prefix] : []));
  return AddressSet.from(prefixes.filter((prefix) => AddressSet.of(prefix).isSubsetOf(platformAddresses)));
}

const families: readonly AddressFamily[] = ["IPv4", "IPv6"];

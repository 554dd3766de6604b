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
  /** In the order in which the rules are tried. */
  readonly leaves: readonly Leaf[];
  /** Whether it matters that two published tags had no address in common. */
  readonly restsOnTagData: boolean;
}

/** A part of the flow and the rule that decides it. */
export interface Leaf {
  readonly part: FlowPart;
  readonly match: RuleMatch;
  /** Whether the part surely holds a packet that surely matches. */
  readonly sure: boolean;
  /** What isn't known of the rules or of the question; doubts about addresses stand in the part itself. */
  readonly doubts: readonly string[];
}

export function followFlow(matches: readonly RuleMatch[], flow: Flow, surroundings: Surroundings): Trace {
  return followPairs(matches, pairsOf(flow, surroundings), surroundings);
}

/** All parts that one source and one destination of a flow give, one a family; together they surely hold a packet. */
export interface FlowPair {
  readonly parts: readonly FlowPart[];
  /** Why one of the two may stand for nothing, although its addresses don't. */
  readonly doubts: readonly string[];
}

export function followPairs(
  matches: readonly RuleMatch[],
  pairs: readonly FlowPair[],
  surroundings: Surroundings,
): Trace {
  const tree = new ShareTree();
  const leaves: Leaf[] = [];
  let restsOnTagData = false;
  let open = pairs.flatMap((pair) => startsOf(pair, tree, surroundings));
  for (const match of matches) {
    const left: OpenPart[] = [];
    for (const each of open) {
      if (!portsMeet(each.part, match.box)) {
        left.push(each);
        continue;
      }
      const split = splitFlow(each.part, match.box, surroundings);
      restsOnTagData ||= split.restsOnTagData;
      if (split.matched.length === 0) {
        left.push(each);
        continue;
      }
      for (const part of split.matched) {
        leaves.push(decide(each, part, match, tree, surroundings));
        if (match.holds === "perhaps") {
          const doubts = [...each.doubts, ...match.unknowns];
          left.push({ part, doubts, share: tree.add(each.share, "perhaps") });
        }
      }
      for (const part of split.rest) {
        left.push({
          part,
          doubts: each.doubts,
          share: tree.add(each.share, certainty(part, each.doubts, surroundings)),
        });
      }
    }
    open = left;
  }
  return { possibilities: tree.evaluate(), leaves, restsOnTagData };
}

/** A part of the flow that no rule has decided yet. */
interface OpenPart {
  readonly part: FlowPart;
  readonly share: Share;
  readonly doubts: readonly string[];
}

function startsOf({ parts, doubts }: FlowPair, tree: ShareTree, surroundings: Surroundings): readonly OpenPart[] {
  const pair = tree.add(tree.root, "surely");
  return parts.map((part) => ({ part, doubts, share: tree.add(pair, certainty(part, doubts, surroundings)) }));
}

/** The pairs of the flow's terms that hold a packet at all. Who asks about them holds that such packets exist. */
export function pairsOf(flow: Flow, surroundings: Surroundings): readonly FlowPair[] {
  const ports = {
    sourcePorts: portsOf(flow, flow.sourcePorts),
    destinationPorts: portsOf(flow, flow.destinationPorts),
  };
  const destinations = termsOf(flow.destinations, surroundings);
  const pairs = termsOf(flow.sources, surroundings).flatMap((source) =>
    destinations.map((destination) => ({
      parts: wholeFlows(source.side, destination.side, ports, surroundings).map((part) =>
        flow.direction === "Outbound" ? withoutPlatform(part) : part,
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
function withoutPlatform(part: FlowPart): FlowPart {
  const within = part.destination.within.subtract(platformAddresses);
  return within.isEmpty() ? part : { ...part, destination: { ...part.destination, within } };
}

const families: readonly AddressFamily[] = ["IPv4", "IPv6"];

function decide(open: OpenPart, part: FlowPart, match: RuleMatch, tree: ShareTree, surroundings: Surroundings): Leaf {
  const doubts = match.holds === "perhaps" ? [...open.doubts, ...match.unknowns] : open.doubts;
  const holds = certainty(part, doubts, surroundings);
  const { access } = match.rule;
  tree.add(open.share, holds, possibilitiesOf(isUnknown(access) ? undefined : access));
  return { part, match, sure: holds === "surely", doubts };
}

function certainty(part: FlowPart, doubts: readonly string[], surroundings: Surroundings): Share["holds"] {
  return doubts.length === 0 && isFlowPartSurelyNonEmpty(part, surroundings) ? "surely" : "perhaps";
}

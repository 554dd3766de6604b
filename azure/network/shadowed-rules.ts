/**
 * Rules that never decide anything because the rules before them take all their packets, and which of those to name.
 * Which ones to name follows Batfish's unreachable filter lines: the list of all that overlap helps nobody.
 */
import { isKnown, isUnknown } from "../known";
import { AddressFamily } from "./address-set";
import { FlowPart, splitFlow, wholeFlow } from "./flow-part";
import { namesPlatform, platformAddresses } from "./platform-traffic";
import { mayMeet } from "./relevant-steps";
import { matchesOf, RuleMatch } from "./rule-match";
import { Direction, NetworkContext, Protocol, SecurityRule } from "./security-rule";
import { readSurroundings, Surroundings } from "./symbolic-set";

export interface Shadow {
  readonly rule: SecurityRule;
  readonly by: readonly SecurityRule[];
}

/** Of the rules whose place is known, those that rules with smaller numbers surely leave nothing. */
export function shadowsIn(rules: readonly SecurityRule[], context: NetworkContext): readonly Shadow[] {
  const surroundings = readSurroundings(context);
  return directions.flatMap((direction) => {
    const placed = rules.flatMap((rule) => placeOf(rule, direction, surroundings) ?? []);
    return placed.flatMap((each) => {
      const earlier = placed.filter(({ priority }) => priority < each.priority);
      const by = blockersOf(
        each,
        earlier.sort((a, b) => a.priority - b.priority),
        surroundings,
      );
      return by === undefined ? [] : [{ rule: each.rule, by }];
    });
  });
}

const directions: readonly Direction[] = ["Inbound", "Outbound"];

/** A rule of one direction with a known number. */
interface Placed {
  readonly rule: SecurityRule;
  readonly direction: Direction;
  readonly priority: number;
  /** The most it may match, for each protocol that it may match. */
  readonly reach: RuleMatch;
  /** What it surely matches. */
  readonly takes: readonly RuleMatch[];
}

/**
 * Ports count for every protocol here. Whether a rule with ports matches a protocol without any isn't documented; if
 * it does, the earlier rules do so likewise.
 */
function placeOf(rule: SecurityRule, direction: Direction, surroundings: Surroundings): Placed | undefined {
  const { priority } = rule;
  const [first, ...more] = matchesOf(rule, "Tcp", surroundings);
  if (rule.direction !== direction || isUnknown(priority) || first === undefined) {
    return undefined;
  }
  const takes = [first].filter(({ holds }) => holds === "surely");
  return { rule, direction, priority, reach: more[0] ?? first, takes };
}

/** Undefined: it may well decide something. */
function blockersOf(
  shadowed: Placed,
  earlier: readonly Placed[],
  surroundings: Surroundings,
): readonly SecurityRule[] | undefined {
  const pieces = piecesOf(shadowed, earlier);
  if (pieces.length === 0) {
    return undefined;
  }
  const taking: Placed[] = [];
  let left = pieces;
  for (const other of earlier) {
    const cut = cutOut(left, other, surroundings);
    if (cut.taken > 0) {
      taking.push(other);
    }
    left = cut.left;
    if (left.length === 0) {
      return choose(shadowed, pieces, earlier, taking, surroundings).map(({ rule }) => rule);
    }
  }
  return undefined;
}

/** Part of what a rule may match: packets of one protocol, to the platform or elsewhere. */
interface Piece {
  readonly protocol: Protocol;
  readonly part: FlowPart;
  readonly to: "platform" | "elsewhere";
}

/** Protocols that none of the rules tells apart need one look together. */
function piecesOf({ rule, direction, reach }: Placed, earlier: readonly Placed[]): readonly Piece[] {
  const named = new Set<SecurityRule["protocol"]>();
  earlier.forEach((other) => named.add(other.rule.protocol));
  const other = protocols.find((protocol) => !named.has(protocol));
  const { protocol } = rule;
  const asked =
    isUnknown(protocol) || protocol === "*"
      ? protocols.filter((each) => named.has(each) || each === other)
      : [protocol];
  const { sources, destinations, sourcePorts, destinationPorts } = reach.box;
  const ports = { sourcePorts, destinationPorts };
  const parts = families.flatMap((family) =>
    sources.flatMap((from) =>
      destinations.flatMap((to) => {
        const whole = wholeFlow(from, to, family, ports);
        const toPlatform = direction === "Outbound" && namesPlatform(to);
        // A rule doesn't reach the platform's own traffic but by its tags.
        const part = direction === "Outbound" && !toPlatform ? whole && withoutPlatform(whole) : whole;
        return part === undefined ? [] : [{ part, to: toPlatform ? ("platform" as const) : ("elsewhere" as const) }];
      }),
    ),
  );
  return asked.flatMap((each) => parts.map((piece) => ({ protocol: each, ...piece })));
}

const protocols: readonly Protocol[] = ["Tcp", "Udp", "Icmp", "Esp", "Ah"];
const families: readonly AddressFamily[] = ["IPv4", "IPv6"];

function withoutPlatform(part: FlowPart): FlowPart | undefined {
  const within = part.destination.within.subtract(platformAddresses);
  return within.isEmpty() ? undefined : { ...part, destination: { ...part.destination, within } };
}

interface Cut {
  /** How much the rule takes, compared with all packets of one protocol. */
  readonly taken: number;
  readonly left: readonly Piece[];
}

function cutOut(pieces: readonly Piece[], { rule, takes }: Placed, surroundings: Surroundings): Cut {
  let taken = 0;
  let left = pieces;
  for (const { box } of takes) {
    const meets = ({ protocol, part }: Piece) =>
      (rule.protocol === "*" || rule.protocol === protocol) && mayMeet(part, box);
    if (!left.some(meets)) {
      continue;
    }
    left = left.flatMap((piece) => {
      if (!meets(piece)) {
        return [piece];
      }
      const { part, to } = piece;
      const destinations = to === "platform" ? box.destinations.filter(namesPlatform) : box.destinations;
      const split = splitFlow(part, { ...box, destinations }, surroundings);
      taken += split.matched.reduce((sum, matched) => sum + sizeOf(matched), 0);
      return split.rest.map((rest) => (rest === part ? piece : { ...piece, part: rest }));
    });
  }
  return { taken, left };
}

function sizeOf({ source, destination, sourcePorts, destinationPorts }: FlowPart): number {
  const addresses = source.within.shareOf(source.family) * destination.within.shareOf(destination.family);
  return addresses * sourcePorts.share * destinationPorts.share;
}

/** Those that take most, until nothing is left; and the first that decides otherwise, if none of them does. */
function choose(
  shadowed: Placed,
  pieces: readonly Piece[],
  earlier: readonly Placed[],
  taking: readonly Placed[],
  surroundings: Surroundings,
): readonly Placed[] {
  const chosen: Placed[] = [];
  let left = pieces;
  let candidates = earlier;
  while (left.length > 0) {
    const cuts = candidates.map((other) => ({ other, ...cutOut(left, other, surroundings) }));
    const useful = cuts.filter(({ taken }) => taken > 0);
    const [first] = useful;
    if (first === undefined) {
      return taking;
    }
    const most = useful.reduce((best, each) => (each.taken > best.taken ? each : best), first);
    chosen.push(most.other);
    left = most.left;
    candidates = useful.map(({ other }) => other).filter((other) => other !== most.other);
  }
  const differs = ({ rule }: Placed) => isKnown(rule.access) && rule.access !== shadowed.rule.access;
  const otherwise = isKnown(shadowed.rule.access) && !chosen.some(differs) ? taking.find(differs) : undefined;
  return otherwise === undefined ? chosen : [...chosen, otherwise];
}

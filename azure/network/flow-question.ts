/** The packets that a flow asks about, as parts to follow: one for each source, destination and family. */
import { isUnknown } from "../known";
import { AddressFamily, AddressSet } from "./address-set";
import { AddressSide } from "./address-part";
import { FlowPart, wholeFlow } from "./flow-part";
import { platformAddresses } from "./platform-traffic";
import { PortSet } from "./port-set";
import { hasPorts, readSide } from "./rule-match";
import { Flow, PortRange } from "./security-rule";
import { Surroundings } from "./symbolic-set";

/** All parts that one source and one destination of a flow give, one a family; together they surely hold a packet. */
export interface FlowPair {
  readonly parts: readonly FlowPart[];
  /** Why one of the two may stand for nothing, although its addresses don't. */
  readonly doubts: readonly string[];
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
export function portsOf(flow: Flow, ranges: readonly PortRange[] | undefined): PortSet {
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

/** Part of a flow: the packets of one protocol and family between two sides, on some ports. A product of sets. */
import { AddressFamily } from "./address-set";
import { AddressPart, AddressSide, isSurelyNonEmpty, splitSide, wholeSide } from "./address-part";
import { PortSet } from "./port-set";
import { Surroundings } from "./symbolic-set";

export interface FlowPart {
  readonly source: AddressPart;
  readonly destination: AddressPart;
  readonly sourcePorts: PortSet;
  readonly destinationPorts: PortSet;
}

/** What a rule matches: any packet whose four properties are each among those listed. */
export interface MatchBox {
  readonly sources: readonly AddressSide[];
  readonly destinations: readonly AddressSide[];
  readonly sourcePorts: PortSet;
  readonly destinationPorts: PortSet;
}

export interface FlowSplit {
  /** Parts that may match. Empty: surely nothing does. */
  readonly matched: readonly FlowPart[];
  /** Parts that may not. Apart from the matched ones and from each other. */
  readonly rest: readonly FlowPart[];
  readonly restsOnTagData: boolean;
}

export function wholeFlow(
  source: AddressSide,
  destination: AddressSide,
  family: AddressFamily,
  ports: Pick<FlowPart, "sourcePorts" | "destinationPorts">,
): FlowPart | undefined {
  const [from, to] = [wholeSide(source, family), wholeSide(destination, family)];
  if (ports.sourcePorts.isEmpty() || ports.destinationPorts.isEmpty()) {
    return undefined;
  }
  return from === undefined || to === undefined ? undefined : { source: from, destination: to, ...ports };
}

/** Whether its addresses are all known, so that it surely holds a packet. */
export function isPlain({ source, destination }: FlowPart): boolean {
  return hasNoSets(source) && hasNoSets(destination);
}

/** Whether the side is bounded by addresses alone. */
export function hasNoSets(side: AddressPart): boolean {
  return side.inside.length === 0 && side.outside.length === 0;
}

export function isFlowPartSurelyNonEmpty(part: FlowPart, surroundings: Surroundings): boolean {
  return isSurelyNonEmpty(part.source, surroundings) && isSurelyNonEmpty(part.destination, surroundings);
}

/**
 * Cuts the box out of the part, by ports first: the rules of a group name few different ports and many different
 * addresses, so that way the part stays in few pieces. A part that the box surely misses comes back whole.
 */
export function splitFlow(part: FlowPart, box: MatchBox, surroundings: Surroundings): FlowSplit {
  const source = splitSide(part.source, box.sources, surroundings);
  if (source.matched.length === 0) {
    return { matched: [], rest: [part], restsOnTagData: source.restsOnTagData };
  }
  const destination = splitSide(part.destination, box.destinations, surroundings);
  if (destination.matched.length === 0) {
    return { matched: [], rest: [part], restsOnTagData: destination.restsOnTagData };
  }
  const ports = {
    sourcePorts: part.sourcePorts.intersect(box.sourcePorts),
    destinationPorts: part.destinationPorts.intersect(box.destinationPorts),
  };
  const { destination: whole } = part;
  const otherAddresses = [
    ...(source.rest ? [{ source: source.rest, destination: whole, ...ports }] : []),
    ...source.matched.flatMap((from) =>
      destination.rest ? [{ source: from, destination: destination.rest, ...ports }] : [],
    ),
  ];
  return {
    matched: source.matched.flatMap((from) =>
      destination.matched.map((to) => ({ source: from, destination: to, ...ports })),
    ),
    rest: [...otherPortsOf(part, box), ...otherAddresses],
    restsOnTagData: source.restsOnTagData || destination.restsOnTagData,
  };
}

/** What of the part lies on other ports than the box. */
export function otherPortsOf(part: FlowPart, box: MatchBox): readonly FlowPart[] {
  const others: FlowPart[] = [];
  let { sourcePorts } = part;
  if (!sourcePorts.isSubsetOf(box.sourcePorts)) {
    others.push({ ...part, sourcePorts: sourcePorts.subtract(box.sourcePorts) });
    sourcePorts = sourcePorts.intersect(box.sourcePorts);
  }
  if (!part.destinationPorts.isSubsetOf(box.destinationPorts)) {
    others.push({ ...part, sourcePorts, destinationPorts: part.destinationPorts.subtract(box.destinationPorts) });
  }
  return others.filter(hasPort);
}

/** Whether the two have ports in common on both sides; if not, there is nothing to split. */
export function portsMeet(part: FlowPart, box: MatchBox): boolean {
  return part.destinationPorts.meets(box.destinationPorts) && part.sourcePorts.meets(box.sourcePorts);
}

function hasPort(part: FlowPart): boolean {
  return !part.sourcePorts.isEmpty() && !part.destinationPorts.isEmpty();
}

/** Words for parts of a flow, in the notation `Tcp 10.0.2.4 -> AzureContainerRegistry.WestEurope:443`. */
import { AddressSet } from "./address-set";
import { AddressPart, isSurelyNonEmpty } from "./address-part";
import { FlowPart } from "./flow-part";
import { PortSet } from "./port-set";
import { Protocol } from "./security-rule";
import { Surroundings } from "./symbolic-set";

/** One packet of the part, as concrete as is known. */
export function describePacket(part: FlowPart, protocol: Protocol): string {
  const from = `${describeSide(part.source)}${describePort(part.sourcePorts)}`;
  return `${protocol} ${from} -> ${describeSide(part.destination)}${describePort(part.destinationPorts)}`;
}

/** Why it isn't certain that the part holds a packet; empty if it is. */
export function describeDoubts(part: FlowPart, surroundings: Surroundings): readonly string[] {
  return [part.source, part.destination]
    .filter((side) => !isSurelyNonEmpty(side, surroundings))
    .map((side) => `whether an address ${describeConditions(side)} exists`);
}

function describeConditions(side: AddressPart): string {
  const inside = side.inside.map((set) => `in ${set.name}`);
  const outside = side.outside.map((set) => `not in ${set.name}`);
  return [...describeRanges(side), ...inside, ...outside].join(" and ");
}

/** Nothing if the names say it all. A long list of what earlier prefixes left would tell nobody anything. */
function describeRanges(side: AddressPart): readonly string[] {
  const named = side.outside.reduce(
    (left, set) => left.subtract(set.atLeast),
    side.inside.reduce((left, set) => left.intersect(set.atMost), AddressSet.everything().only(side.family)),
  );
  if (side.within.equals(named)) {
    return [];
  }
  const prefixes = side.within.rangeCount <= 2 ? side.within.toPrefixes() : [];
  const readable = prefixes.length >= 1 && prefixes.length <= 3;
  return [readable ? `in ${prefixes.join(", ")}` : "in no prefix of an earlier rule"];
}

/** The narrowest thing that can be named: a tag, or an address. */
function describeSide(side: AddressPart): string {
  const name = side.inside[side.inside.length - 1]?.name;
  if (name !== undefined) {
    const except = side.outside.map((set) => ` outside ${set.name}`).join("");
    return `${name}${side.outside.length <= 2 ? except : ""}`;
  }
  return side.within.equals(AddressSet.everything().only(side.family))
    ? `any ${side.family} address`
    : side.within.sample();
}

function describePort(ports: PortSet): string {
  const [first] = ports.ranges;
  return first === undefined || ports.equals(PortSet.everything()) ? "" : `:${first.from}`;
}

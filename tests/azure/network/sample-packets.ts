/**
 * Packets of a random flow over the sample addresses of the published service tags, each in every network that what is
 * documented leaves possible. It knows the terms of a flow by their documents and nothing of the core.
 */
import * as sandbox from "../../../sandbox/azure-native/packet";
import { sampleAddresses, tagsOfSample } from "../../../sandbox/azure-native/packet-samples";
import { PortRange, portsTried, privateAddresses, RandomCase, RandomFlow, sourcePortsTried } from "./random-groups";

export interface PacketInNetwork {
  readonly packet: sandbox.Packet;
  readonly network: sandbox.Network;
}

/** A wider flow is thinned out evenly, on each side and as a whole; some of what each rule names is always tried. */
const most = { addresses: 40, ofEachRule: 5, packets: 120 };

export function packetsOf(random: RandomCase, asked: RandomFlow): readonly PacketInNetwork[] {
  const { direction, protocol } = asked;
  const sources = placesOf(random, asked.sources);
  const destinations = placesOf(random, asked.destinations).filter(
    ({ address }) => direction === "Inbound" || !isPlatformUnasked(address, asked.destinations),
  );
  const pairs = sources.flatMap((source) =>
    destinations
      .filter(({ address, counts }) => address !== source.address || counts === source.counts)
      .map((destination) => ({ source, destination })),
  );
  const ports = portsOf(asked);
  const step = Math.ceil((pairs.length * ports.length) / most.packets);
  return thin(pairs, most.packets, random.offset).flatMap(({ source, destination }, index) => {
    const network = networkOf(random, [source, destination]);
    return ports
      .filter((_, which) => (which + index) % Math.min(step, ports.length) === 0)
      .map((port) => ({
        packet: { direction, protocol, source: source.address, destination: destination.address, ...port },
        network,
      }));
  });
}

function thin<Item>(items: readonly Item[], count: number, offset: number): readonly Item[] {
  const step = Math.ceil(items.length / count);
  if (step <= 1) {
    return items;
  }
  const some: Item[] = [];
  for (let index = offset % step; index < items.length; index += step) {
    some.push(...items.slice(index, index + 1));
  }
  return some;
}

const platform = new Map([
  ["168.63.129.16", ["168.63.129.16", "AzureLoadBalancer", "AzurePlatformDNS"]],
  ["169.254.169.254", ["169.254.169.254", "AzurePlatformIMDS"]],
]);

/** A wider question doesn't mean the platform's own traffic; one that names it does. */
function isPlatformUnasked(address: string, terms: readonly string[]): boolean {
  return platform.has(address) && !terms.some((term) => platform.get(address)?.includes(term));
}

/** An address, and what it counts as: the same one is on-premises to one network and nowhere to another. */
interface Place {
  readonly address: string;
  readonly counts: Counts;
}

type Counts = "network" | "internet" | "both" | "neither";

function placesOf(random: RandomCase, terms: readonly string[]): readonly Place[] {
  const asked = terms.flatMap((term) => thin(candidatesOf(random, term), most.addresses, random.offset));
  const ofRules = namedBy(random).flatMap((term) => thin(candidatesOf(random, term), most.ofEachRule, random.offset));
  return [...new Set([...asked, ...ofRules])].flatMap((address) =>
    countsAs(random, address)
      .map((counts): Place => ({ address, counts }))
      .filter((place) => terms.some((term) => holds(random, term, place))),
  );
}

/** The tags and prefixes of all rules. */
function namedBy({ subnet, networkInterface = [] }: RandomCase): readonly string[] {
  const terms = [...subnet, ...networkInterface].flatMap((rule) => [
    ...[rule.sourceAddressPrefix ?? "", rule.destinationAddressPrefix ?? ""],
    ...(rule.sourceAddressPrefixes ?? []),
    ...(rule.destinationAddressPrefixes ?? []),
  ]);
  return [...new Set(terms)];
}

function candidatesOf(random: RandomCase, term: string): readonly string[] {
  if (term === "VirtualNetwork") {
    return [...notPublic, ...[...random.space, ...random.routed].flatMap((prefix) => pointsOf(prefix))];
  }
  return random.members[term] ?? pointsOf(term);
}

const allPoints = [...new Set([...sampleAddresses, ...privateAddresses])];
const byName = groupedBy(namesOf);
const byFirstPart = groupedBy((address) => [firstPart(address)]);
const points = new Map<string, readonly string[]>();

function groupedBy(keys: (address: string) => readonly string[]): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const address of allPoints) {
    for (const key of keys(address)) {
      const group = groups.get(key) ?? [];
      group.push(address);
      groups.set(key, group);
    }
  }
  return groups;
}

/** No prefix here is shorter than /8, but for the one of all addresses. */
function firstPart(address: string): string {
  return address.slice(0, address.indexOf("."));
}

/** Those that the term holds, or may hold. */
function pointsOf(term: string): readonly string[] {
  const known = points.get(term);
  if (known !== undefined) {
    return known;
  }
  const near = isNumeric(term) && !term.endsWith("/0") ? byFirstPart.get(firstPart(term)) : undefined;
  const found = byName.get(term) ?? (near ?? allPoints).filter((address) => mayHold(term, address));
  points.set(term, found);
  return found;
}

function mayHold(term: string, address: string): boolean {
  if (isNumeric(term)) {
    return sandbox.liesIn(address, [term]);
  }
  return /^(\*|Internet)$/.test(term) || namesOf(address).includes(term);
}

export function isNumeric(term: string): boolean {
  return /^\d/.test(term);
}

function namesOf(address: string): readonly string[] {
  return platform.get(address) ?? tagsOfSample(address);
}

function holds({ members }: RandomCase, term: string, { address, counts }: Place): boolean {
  switch (term) {
    case "VirtualNetwork":
      return counts === "network" || counts === "both";
    case "Internet":
      return counts === "internet" || counts === "both";
    default:
      return term.startsWith("asg/") ? (members[term]?.includes(address) ?? false) : mayHold(term, address);
  }
}

/** Reserved, but not private: nobody says whether `Internet` holds these. */
const unclear = sandbox.reserved.filter((prefix) => !/^(10|172|192\.168|100|127|169|f|::1)/.test(prefix));
const kinds = new Map(
  allPoints.map((address) => [
    address,
    !sandbox.liesIn(address, sandbox.reserved) ? "public" : sandbox.liesIn(address, unclear) ? "unclear" : "private",
  ]),
);

const notPublic = allPoints.filter((address) => kinds.get(address) !== "public" || platform.has(address));

/** All that is documented leaves possible. */
function countsAs({ space, routed }: RandomCase, address: string): readonly Counts[] {
  if (address === "168.63.129.16" || sandbox.liesIn(address, [...space])) {
    return ["network"];
  }
  switch (kinds.get(address)) {
    case "public":
      return sandbox.liesIn(address, [...routed]) ? ["internet", "both"] : ["internet"];
    case "unclear":
      return ["network", "internet", "neither"];
    default:
      return ["network", "neither"];
  }
}

function networkOf({ space, members }: RandomCase, places: readonly Place[]): sandbox.Network {
  const those = (which: Counts) =>
    places.flatMap(({ address, counts }) => (counts === which || counts === "both" ? [address] : []));
  return { virtualNetwork: [...space, ...those("network")], internet: those("internet"), members };
}

/** The ends of every range that a rule or flow names, and their neighbours. */
function portsOf({ protocol, sourcePorts, destinationPorts }: RandomFlow): readonly Partial<sandbox.Packet>[] {
  if (protocol === "Icmp") {
    return [{}];
  }
  const within = (ports: readonly number[], range: PortRange | undefined) =>
    ports.filter((port) => range === undefined || (range[0] <= port && port <= range[1]));
  return within(sourcePortsTried, sourcePorts).flatMap((sourcePort) =>
    within(portsTried, destinationPorts).map((destinationPort) => ({ sourcePort, destinationPort })),
  );
}

/**
 * The slow truth about security rules: every packet of a small universe goes through the rules one by one, and the
 * first that matches decides. Nothing here is clever, and nothing of it comes from `azure/`.
 */

/** One packet. Its addresses are points: a text, and the names of all sets that hold it. */
export interface Packet {
  readonly direction: string;
  readonly protocol: string;
  readonly source: Point;
  readonly destination: Point;
  readonly sourcePort: number;
  readonly destinationPort: number;
}

export interface Point {
  /** A concrete address; absent for a point of which only the tags are known. */
  readonly address?: string;
  readonly tags: readonly string[];
}

export interface OracleRule {
  readonly priority: number;
  readonly direction: string;
  readonly access: "Allow" | "Deny";
  readonly protocol: string;
  /** Prefixes, tags or `*`. */
  readonly sources: readonly string[];
  readonly destinations: readonly string[];
  readonly sourcePorts: readonly (readonly [number, number])[];
  readonly destinationPorts: readonly (readonly [number, number])[];
}

const everyPort = [[0, 65535]] as const;

export const azureRules: readonly OracleRule[] = [
  own(65000, "Inbound", "Allow", "VirtualNetwork", "VirtualNetwork"),
  own(65001, "Inbound", "Allow", "AzureLoadBalancer", "*"),
  own(65500, "Inbound", "Deny", "*", "*"),
  own(65000, "Outbound", "Allow", "VirtualNetwork", "VirtualNetwork"),
  own(65001, "Outbound", "Allow", "*", "Internet"),
  own(65500, "Outbound", "Deny", "*", "*"),
];

function own(
  priority: number,
  direction: string,
  access: "Allow" | "Deny",
  source: string,
  destination: string,
): OracleRule {
  const ports = { sourcePorts: everyPort, destinationPorts: everyPort };
  return { priority, direction, access, protocol: "*", sources: [source], destinations: [destination], ...ports };
}

/** What the rules, Azure's own last, say about this packet. */
export function firstMatch(rules: readonly OracleRule[], packet: Packet): "Allow" | "Deny" {
  return firstOf(inOrder(rules), packet);
}

/** What all packets have in common. */
export function verdictOfAll(rules: readonly OracleRule[], packets: readonly Packet[]): string {
  const ordered = inOrder(rules);
  let answer: "Allow" | "Deny" | undefined;
  for (const packet of packets) {
    const next = firstOf(ordered, packet);
    if (answer !== undefined && answer !== next) {
      return "partly";
    }
    answer = next;
  }
  return answer === "Allow" ? "allowed" : answer === "Deny" ? "denied" : "no packet";
}

function inOrder(rules: readonly OracleRule[]): readonly OracleRule[] {
  return [...rules, ...azureRules].sort((a, b) => a.priority - b.priority);
}

function firstOf(ordered: readonly OracleRule[], packet: Packet): "Allow" | "Deny" {
  const first = ordered.find((rule) => matches(rule, packet));
  if (first === undefined) {
    throw new Error("the last of Azure's own rules matches everything");
  }
  return first.access;
}

function matches(rule: OracleRule, packet: Packet): boolean {
  return (
    rule.direction === packet.direction &&
    (rule.protocol === "*" || rule.protocol === packet.protocol) &&
    rule.sources.some((term) => holds(term, packet.source)) &&
    rule.destinations.some((term) => holds(term, packet.destination)) &&
    rule.sourcePorts.some(([from, to]) => from <= packet.sourcePort && packet.sourcePort <= to) &&
    rule.destinationPorts.some(([from, to]) => from <= packet.destinationPort && packet.destinationPort <= to)
  );
}

/** Bit by bit, as one would on paper. A point without an address lies in no prefix but the whole family's. */
export function holds(term: string, point: Point): boolean {
  if (term === "*") {
    return true;
  }
  if (!term.includes("/")) {
    return point.tags.includes(term);
  }
  const fixed = fixedBits(term);
  if (point.address === undefined) {
    return fixed === "4";
  }
  return fixedBits(point.address).startsWith(fixed);
}

const known = new Map<string, string>();

/** What a prefix fixes: the number of its family, then the bits that its length counts. Of an address all of them. */
function fixedBits(prefix: string): string {
  const seen = known.get(prefix);
  if (seen !== undefined) {
    return seen;
  }
  const [address = "", length = "128"] = prefix.split("/");
  const text = address.includes(":") ? `6${bits6(address)}` : `4${bits4(address)}`;
  const fixed = text.slice(0, 1 + Number(length));
  known.set(prefix, fixed);
  return fixed;
}

function bits4(address: string): string {
  return address
    .split(".")
    .map((part) => Number(part).toString(2).padStart(8, "0"))
    .join("");
}

function bits6(address: string): string {
  const [head = "", tail = ""] = address.split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail === "" ? [] : tail.split(":");
  const zeros = address.includes("::") ? Array.from({ length: 8 - left.length - right.length }, () => "0") : [];
  return [...left, ...zeros, ...right].map((part) => parseInt(part, 16).toString(2).padStart(16, "0")).join("");
}

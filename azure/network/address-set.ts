/** A set of IP addresses of both families. */
import { IPv6 } from "ipaddr.js";
import { CanonicalSet, Dealt, Interval, IntervalSet, Line } from "./interval-set";

export type AddressFamily = "IPv4" | "IPv6";

export class AddressSet implements CanonicalSet<AddressSet> {
  private constructor(
    private readonly v4: IntervalSet<number>,
    private readonly v6: IntervalSet<bigint>,
  ) {}

  /**
   * The addresses of prefixes in CIDR notation or single addresses. Bits behind the prefix length don't count, as
   * with Azure. What is neither is left out: ask `isAddressPrefix` first.
   */
  static of(...prefixes: readonly string[]): AddressSet {
    return AddressSet.from(prefixes);
  }

  /** The same of a list, which may be long. */
  static from(prefixes: readonly string[]): AddressSet {
    const parsed = prefixes.map(parsePrefix);
    const v4 = parsed.flatMap((prefix) => (prefix?.family === "IPv4" ? [prefix.interval] : []));
    const v6 = parsed.flatMap((prefix) => (prefix?.family === "IPv6" ? [prefix.interval] : []));
    return new AddressSet(IntervalSet.of(line4, v4), IntervalSet.of(line6, v6));
  }

  static everything(): AddressSet {
    return everyAddress;
  }

  /** The addresses of one family. */
  only(family: AddressFamily): AddressSet {
    return family === "IPv4" ? new AddressSet(this.v4, noAddress6) : new AddressSet(noAddress4, this.v6);
  }

  meets(other: AddressSet): boolean {
    return this.v4.meets(other.v4) || this.v6.meets(other.v6);
  }

  union(other: AddressSet): AddressSet {
    return new AddressSet(this.v4.union(other.v4), this.v6.union(other.v6));
  }

  intersect(other: AddressSet): AddressSet {
    return new AddressSet(this.v4.intersect(other.v4), this.v6.intersect(other.v6));
  }

  subtract(other: AddressSet): AddressSet {
    return new AddressSet(this.v4.subtract(other.v4), this.v6.subtract(other.v6));
  }

  /** Deals the addresses out, each to the first of the sets that has it. */
  dealOut(sets: readonly AddressSet[]): Dealt<AddressSet> {
    const v4 = this.v4.dealOut(sets.map((set) => set.v4));
    const v6 = this.v6.dealOut(sets.map((set) => set.v6));
    return {
      dealt: sets.map((_, index) => new AddressSet(v4.dealt[index] ?? noAddress4, v6.dealt[index] ?? noAddress6)),
      rest: new AddressSet(v4.rest, v6.rest),
    };
  }

  /** Where the other set's ranges begin or end between the first and the last own address of the family. */
  endsOf(other: AddressSet, family: AddressFamily): readonly (number | bigint)[] {
    return family === "IPv4" ? this.v4.endsOf(other.v4) : this.v6.endsOf(other.v6);
  }

  /** What lies before the address and what doesn't, in a set of one family: a number for IPv4, a bigint for IPv6. */
  cutAt(address: number | bigint): readonly AddressSet[] {
    return typeof address === "number"
      ? this.v4.cutAt(address).map((half) => new AddressSet(half, noAddress6))
      : this.v6.cutAt(address).map((half) => new AddressSet(noAddress4, half));
  }

  isSubsetOf(other: AddressSet): boolean {
    return this.v4.isSubsetOf(other.v4) && this.v6.isSubsetOf(other.v6);
  }

  isEmpty(): boolean {
    return this.v4.isEmpty() && this.v6.isEmpty();
  }

  equals(other: AddressSet): boolean {
    return this.v4.equals(other.v4) && this.v6.equals(other.v6);
  }

  /** How many ranges make up the set, which says how long it takes to print. */
  get rangeCount(): number {
    return this.v4.intervals.length + this.v6.intervals.length;
  }

  /** How much of the family's addresses, 0 to 1, as exact as a fraction can say. */
  shareOf(family: AddressFamily): number {
    return family === "IPv4"
      ? this.v4.intervals.reduce((sum, { from, to }) => sum + (to - from + 1), 0) / 2 ** 32
      : this.v6.intervals.reduce((sum, { from, to }) => sum + Number(to - from + 1n), 0) / 2 ** 128;
  }

  /** The fewest prefixes that make up the set, ascending, IPv4 first. */
  toPrefixes(): readonly string[] {
    return [
      ...this.v4.intervals.flatMap(({ from, to }) => splitIntoPrefixes(BigInt(from), BigInt(to), 32)),
      ...this.v6.intervals.flatMap(({ from, to }) => splitIntoPrefixes(from, to, 128)),
    ];
  }

  /** Some address of the set, the fifth of a range that has as many: Azure keeps the first four of a subnet. */
  sample(): string {
    const [range4] = this.v4.intervals;
    if (range4 !== undefined) {
      return printAddress4(Math.min(range4.from + 4, range4.to));
    }
    const [range6] = this.v6.intervals;
    const fifth = range6 && range6.from + 4n;
    return range6 === undefined || fifth === undefined
      ? "no address"
      : printAddress(fifth < range6.to ? fifth : range6.to, 128);
  }

  toString(): string {
    return this.toPrefixes().join(",");
  }
}

/** CIDR notation or a single address, IPv4 in four decimal parts or IPv6 without a zone. */
export function isAddressPrefix(text: string): boolean {
  return parsePrefix(text) !== undefined;
}

/** `10.0.0.9/24` is `10.0.0.0/24`, and a single address a /32 or /128. Undefined if `text` is no prefix. */
export function canonicalPrefix(text: string): string | undefined {
  const prefix = parsePrefix(text);
  if (prefix === undefined) {
    return undefined;
  }
  return `${printAddress(BigInt(prefix.interval.from), prefix.bits)}/${prefix.length}`;
}

type Prefix =
  | { readonly family: "IPv4"; readonly bits: 32; readonly length: number; readonly interval: Interval<number> }
  | { readonly family: "IPv6"; readonly bits: 128; readonly length: number; readonly interval: Interval<bigint> };

function parsePrefix(text: string): Prefix | undefined {
  if (text.length > longestPrefix) {
    return undefined;
  }
  const slash = text.indexOf("/");
  const address = slash < 0 ? text : text.slice(0, slash);
  const length = slash < 0 ? undefined : text.slice(slash + 1);
  if (!address.includes(":")) {
    const value = parseAddress4(address);
    const bits = parseLength(length, 32);
    return value === undefined || bits === undefined ? undefined : prefix4(value, bits);
  }
  if (!address.includes("%") && IPv6.isValid(address)) {
    const bits = parseLength(length, 128);
    return bits === undefined ? undefined : prefix6(IPv6.parse(address).toByteArray(), bits);
  }
  return undefined;
}

/** Four decimal parts, as Azure wants it; libraries also read 10.1, 0x0a000001 and 010.0.0.1. */
function parseAddress4(text: string): number | undefined {
  const match = fourParts.exec(text);
  if (match === null) {
    return undefined;
  }
  const [, a = "", b = "", c = "", d = ""] = match;
  return ((Number(a) * 256 + Number(b)) * 256 + Number(c)) * 256 + Number(d);
}

const byte = "(0|[1-9]\\d?|1\\d\\d|2[0-4]\\d|25[0-5])";
const fourParts = new RegExp(`^${byte}\\.${byte}\\.${byte}\\.${byte}$`);

/** Of IPv6 with its last part in IPv4 notation. What is longer isn't worth looking into. */
const longestPrefix = "0000:0000:0000:0000:0000:ffff:255.255.255.255/128".length;

function parseLength(text: string | undefined, highest: number): number | undefined {
  if (text === undefined) {
    return highest;
  }
  return /^(0|[1-9]\d{0,2})$/.test(text) && Number(text) <= highest ? Number(text) : undefined;
}

function prefix4(address: number, length: number): Prefix {
  const size = 2 ** (32 - length);
  const from = address - (address % size);
  return { family: "IPv4", bits: 32, length, interval: { from, to: from + size - 1 } };
}

function prefix6(bytes: readonly number[], length: number): Prefix {
  const address = bytes.reduce((value, byte) => value * 256n + BigInt(byte), 0n);
  const size = 1n << BigInt(128 - length);
  const from = address - (address % size);
  return { family: "IPv6", bits: 128, length, interval: { from, to: from + size - 1n } };
}

/** From the lowest address on, always the largest prefix that starts there and still fits. */
function splitIntoPrefixes(from: bigint, to: bigint, bits: 32 | 128): readonly string[] {
  const prefixes: string[] = [];
  for (let start = from; start <= to;) {
    let free = 0;
    while (free < bits && start % (1n << BigInt(free + 1)) === 0n && start + (1n << BigInt(free + 1)) - 1n <= to) {
      free++;
    }
    prefixes.push(`${printAddress(start, bits)}/${bits - free}`);
    start += 1n << BigInt(free);
  }
  return prefixes;
}

function printAddress4(address: number): string {
  return `${address >>> 24}.${(address >>> 16) & 255}.${(address >>> 8) & 255}.${address & 255}`;
}

/** IPv6 as RFC 5952 wants it. */
function printAddress(address: bigint, bits: 32 | 128): string {
  if (bits === 32) {
    return printAddress4(Number(address));
  }
  const bytes = Array.from({ length: 16 }, (_, index) => Number((address >> BigInt(120 - 8 * index)) & 255n));
  return new IPv6(bytes).toRFC5952String();
}

const line4: Line<number> = { next: (address) => address + 1, previous: (address) => address - 1 };
const line6: Line<bigint> = { next: (address) => address + 1n, previous: (address) => address - 1n };

const noAddress4: IntervalSet<number> = IntervalSet.of(line4, []);
const noAddress6: IntervalSet<bigint> = IntervalSet.of(line6, []);
const everyAddress = AddressSet.of("0.0.0.0/0", "::/0");

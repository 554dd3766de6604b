/** A set of ports of Tcp or Udp, 0 to 65535. */
import { CanonicalSet, IntervalSet, Line } from "./interval-set";
import { PortRange } from "./security-rule";

export class PortSet implements CanonicalSet<PortSet> {
  private constructor(private readonly set: IntervalSet<number>) {}

  /** Ranges outside 0 to 65535 are cut off there. */
  static of(...ranges: readonly PortRange[]): PortSet {
    return PortSet.from(ranges);
  }

  /** The same of a list, which may be long. */
  static from(ranges: readonly PortRange[]): PortSet {
    const inside = ranges.map(({ from, to }) => ({ from: Math.max(from, 0), to: Math.min(to, highestPort) }));
    return new PortSet(IntervalSet.of(portLine, inside));
  }

  static everything(): PortSet {
    return everyPort;
  }

  /** Ascending, apart from each other. */
  get ranges(): readonly PortRange[] {
    return this.set.intervals;
  }

  meets(other: PortSet): boolean {
    return this.set.meets(other.set);
  }

  union(other: PortSet): PortSet {
    return new PortSet(this.set.union(other.set));
  }

  intersect(other: PortSet): PortSet {
    return new PortSet(this.set.intersect(other.set));
  }

  subtract(other: PortSet): PortSet {
    return new PortSet(this.set.subtract(other.set));
  }

  /** Where the other set's ranges begin or end between the first and the last own port. */
  endsOf(other: PortSet): readonly number[] {
    return this.set.endsOf(other.set);
  }

  /** The ports before the given one, and the others. */
  cutAt(port: number): readonly PortSet[] {
    return this.set.cutAt(port).map((half) => new PortSet(half));
  }

  isSubsetOf(other: PortSet): boolean {
    return this.set.isSubsetOf(other.set);
  }

  isEmpty(): boolean {
    return this.set.isEmpty();
  }

  equals(other: PortSet): boolean {
    return this.set.equals(other.set);
  }

  /** How many of all ports, 0 to 1. */
  get share(): number {
    return this.ranges.reduce((sum, { from, to }) => sum + (to - from + 1), 0) / (highestPort + 1);
  }

  /** As a security rule writes it, for instance `80,8080-8089`; every port is `*`. */
  toString(): string {
    if (this.equals(everyPort)) {
      return "*";
    }
    return this.ranges.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`)).join(",");
  }
}

export const highestPort = 65535;

const portLine: Line<number> = { next: (port) => port + 1, previous: (port) => port - 1 };

const everyPort = PortSet.of({ from: 0, to: highestPort });

/** A set of points on a line, for instance ports, or the addresses of one family, as closed intervals. */

/** Both ends included. */
export interface Interval<Point> {
  readonly from: Point;
  readonly to: Point;
}

/** The line: its points are compared by `<`, and each has a neighbour. */
export interface Line<Point> {
  readonly next: (point: Point) => Point;
  readonly previous: (point: Point) => Point;
}

/**
 * What every set of ours can do. Each value has one canonical form, so equal sets print and compare equal. Nothing
 * changes a set; every operation answers a new one.
 */
export interface CanonicalSet<Self> {
  meets(other: Self): boolean;
  union(other: Self): Self;
  intersect(other: Self): Self;
  subtract(other: Self): Self;
  isSubsetOf(other: Self): boolean;
  isEmpty(): boolean;
  equals(other: Self): boolean;
}

/** Canonical: ascending, and neither overlapping nor adjacent. */
export class IntervalSet<Point extends number | bigint> implements CanonicalSet<IntervalSet<Point>> {
  private constructor(
    private readonly line: Line<Point>,
    readonly intervals: readonly Interval<Point>[],
  ) {}

  /** The union of the intervals, in any order. One whose end lies before its start holds no point. */
  static of<Point extends number | bigint>(
    line: Line<Point>,
    intervals: readonly Interval<Point>[],
  ): IntervalSet<Point> {
    const sorted = intervals
      .filter(({ from, to }) => from <= to)
      .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
    const merged: Interval<Point>[] = [];
    for (const interval of sorted) {
      const last = merged[merged.length - 1];
      if (last === undefined || interval.from > line.next(last.to)) {
        merged.push(interval);
      } else if (interval.to > last.to) {
        merged[merged.length - 1] = { from: last.from, to: interval.to };
      }
    }
    return new IntervalSet(line, merged);
  }

  union(other: IntervalSet<Point>): IntervalSet<Point> {
    return IntervalSet.of(this.line, [...this.intervals, ...other.intervals]);
  }

  /** Whether the two have a point in common; without building their intersection. */
  meets(other: IntervalSet<Point>): boolean {
    const [few, many] = this.intervals.length < other.intervals.length ? [this, other] : [other, this];
    return few.intervals.some(({ from, to }) => {
      const next = many.intervals[many.firstEndingAt(from)];
      return next !== undefined && next.from <= to;
    });
  }

  intersect(other: IntervalSet<Point>): IntervalSet<Point> {
    if (this.isEmpty() || other.isEmpty()) {
      return this.isEmpty() ? this : other;
    }
    const common: Interval<Point>[] = [];
    let [mine, theirs] = [0, 0];
    for (;;) {
      const a = this.intervals[mine];
      const b = other.intervals[theirs];
      if (a === undefined || b === undefined) {
        return new IntervalSet(this.line, common);
      }
      const from = a.from > b.from ? a.from : b.from;
      const to = a.to < b.to ? a.to : b.to;
      if (from <= to) {
        common.push({ from, to });
      }
      if (a.to < b.to) {
        mine++;
      } else {
        theirs++;
      }
    }
  }

  subtract(other: IntervalSet<Point>): IntervalSet<Point> {
    if (!this.meets(other)) {
      return this;
    }
    const left: Interval<Point>[] = [];
    let next = 0;
    for (const interval of this.intervals) {
      let from: Point | undefined = interval.from;
      while (next < other.intervals.length) {
        const cut: Interval<Point> | undefined = other.intervals[next];
        if (cut === undefined || cut.from > interval.to) {
          break;
        }
        if (cut.to >= from) {
          if (cut.from > from) {
            left.push({ from, to: this.line.previous(cut.from) });
          }
          if (cut.to >= interval.to) {
            from = undefined;
            break;
          }
          from = this.line.next(cut.to);
        }
        next++;
      }
      if (from !== undefined) {
        left.push({ from, to: interval.to });
      }
    }
    return new IntervalSet(this.line, left);
  }

  /** Deals the points out, each to the first of the sets that has it. Takes little longer than sorting the sets' ends. */
  dealOut(sets: readonly IntervalSet<Point>[]): Dealt<IntervalSet<Point>> {
    const bounds = this.boundsWithin(sets);
    const cells = new Cells(bounds.length - 1);
    let next = bounds[0];
    let at = 0;
    for (const { from, to } of this.intervals) {
      // Cells between the intervals belong to nobody.
      for (; next !== undefined && next < from; next = bounds[++at]) {
        cells.take(at, at + 1, outside);
      }
      for (; next !== undefined && next <= to; next = bounds[++at]);
    }
    sets.forEach((set, owner) => {
      this.clipped(set, (from, to) => cells.take(indexOf(bounds, from), indexOf(bounds, this.line.next(to)), owner));
    });
    const dealt = sets.map((): Interval<Point>[] => []);
    const rest: Interval<Point>[] = [];
    cells.owners.forEach((owner, cell) => {
      const from = bounds[cell];
      const end = bounds[cell + 1];
      if (owner !== outside && from !== undefined && end !== undefined) {
        append<Point>(this.line, owner === nobody ? rest : (dealt[owner] ?? rest), from, this.line.previous(end));
      }
    });
    return {
      dealt: dealt.map((intervals) => new IntervalSet(this.line, intervals)),
      rest: new IntervalSet(this.line, rest),
    };
  }

  /** Where the other set's intervals begin, or where what follows them does, between the first and the last own point. */
  endsOf(other: IntervalSet<Point>): readonly Point[] {
    const first = this.intervals[0]?.from;
    const last = this.intervals[this.intervals.length - 1]?.to;
    const ends: Point[] = [];
    this.clipped(other, (from, to) => {
      if (from !== first) {
        ends.push(from);
      }
      if (to !== last) {
        ends.push(this.line.next(to));
      }
    });
    return ends;
  }

  /** The points before the given one, and the others; neither is empty if it lies between first and last. */
  cutAt(point: Point): readonly [IntervalSet<Point>, IntervalSet<Point>] {
    const before: Interval<Point>[] = [];
    const after: Interval<Point>[] = [];
    for (const interval of this.intervals) {
      if (interval.to < point) {
        before.push(interval);
      } else if (interval.from >= point) {
        after.push(interval);
      } else {
        before.push({ from: interval.from, to: this.line.previous(point) });
        after.push({ from: point, to: interval.to });
      }
    }
    return [new IntervalSet(this.line, before), new IntervalSet(this.line, after)];
  }

  /** Where the own intervals and those of the sets begin and end, ascending. */
  private boundsWithin(sets: readonly IntervalSet<Point>[]): readonly Point[] {
    const bounds: Point[] = [];
    for (const { from, to } of this.intervals) {
      bounds.push(from, this.line.next(to));
    }
    for (const set of sets) {
      this.clipped(set, (from, to) => bounds.push(from, this.line.next(to)));
    }
    bounds.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
    return bounds.filter((bound, index) => index === 0 || bound !== bounds[index - 1]);
  }

  /** The other set's intervals, as far as they lie between the first and the last own point. */
  private clipped(other: IntervalSet<Point>, take: (from: Point, to: Point) => void): void {
    const first = this.intervals[0]?.from;
    const last = this.intervals[this.intervals.length - 1]?.to;
    if (first === undefined || last === undefined) {
      return;
    }
    for (let index = other.firstEndingAt(first); index < other.intervals.length; index++) {
      const interval = other.intervals[index];
      if (interval === undefined || interval.from > last) {
        return;
      }
      take(largerOf(interval.from, first), smallerOf(interval.to, last));
    }
  }

  isSubsetOf(other: IntervalSet<Point>): boolean {
    return this.intervals.every(({ from, to }) => {
      const cover = other.intervals[other.firstEndingAt(from)];
      return cover !== undefined && cover.from <= from && to <= cover.to;
    });
  }

  isEmpty(): boolean {
    return this.intervals.length === 0;
  }

  equals(other: IntervalSet<Point>): boolean {
    return (
      this.intervals.length === other.intervals.length &&
      this.intervals.every((interval, index) => {
        const theirs = other.intervals[index];
        return theirs !== undefined && interval.from === theirs.from && interval.to === theirs.to;
      })
    );
  }

  /** Index of the first interval that doesn't lie wholly before the point. */
  private firstEndingAt(point: Point): number {
    let [low, high] = [0, this.intervals.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const interval = this.intervals[middle];
      if (interval !== undefined && interval.to < point) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}

/** What each set gets, and what none has. */
export interface Dealt<Self> {
  readonly dealt: readonly Self[];
  readonly rest: Self;
}

const nobody = -1;
const outside = -2;

/** Stretches of a line that have one owner each. Whoever comes first keeps what he takes. */
class Cells {
  readonly owners: Int32Array;
  /** For each cell a later one before which none is free, or itself if it is. */
  private readonly free: Int32Array;

  constructor(count: number) {
    this.owners = new Int32Array(Math.max(count, 0)).fill(nobody);
    this.free = Int32Array.from({ length: Math.max(count, 0) + 1 }, (_, cell) => cell);
  }

  take(from: number, end: number, owner: number): void {
    for (let cell = this.firstFree(from); cell < end; cell = this.firstFree(cell)) {
      this.owners[cell] = owner;
      this.free[cell] = cell + 1;
    }
  }

  private firstFree(from: number): number {
    let cell = from;
    for (let next = this.free[cell]; next !== undefined && next !== cell; next = this.free[cell]) {
      // Halving the way makes the next walk shorter.
      this.free[cell] = this.free[next] ?? next;
      cell = next;
    }
    return cell;
  }
}

/** Of a bound that is there. */
function indexOf<Point extends number | bigint>(bounds: readonly Point[], bound: Point): number {
  let [low, high] = [0, bounds.length - 1];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const value = bounds[middle];
    if (value !== undefined && value < bound) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

function append<Point extends number | bigint>(
  line: Line<Point>,
  intervals: Interval<Point>[],
  from: Point,
  to: Point,
): void {
  const last = intervals[intervals.length - 1];
  if (last !== undefined && line.next(last.to) === from) {
    intervals[intervals.length - 1] = { from: last.from, to };
  } else {
    intervals.push({ from, to });
  }
}

function largerOf<Point extends number | bigint>(a: Point, b: Point): Point {
  return a < b ? b : a;
}

function smallerOf<Point extends number | bigint>(a: Point, b: Point): Point {
  return a < b ? a : b;
}

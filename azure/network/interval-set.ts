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

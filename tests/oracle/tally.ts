/** Counts what a property saw, so that a generator which always comes to the same proves nothing. */
import { strict as assert } from "node:assert";
import { factor } from "./seed";

export class Tally {
  private readonly counts = new Map<string, number>();

  count(answer: string): void {
    this.counts.set(answer, (this.counts.get(answer) ?? 0) + 1);
  }

  share(answer: string): number {
    const total = [...this.counts.values()].reduce((sum, count) => sum + count, 0);
    return (this.counts.get(answer) ?? 0) / total;
  }

  /** Fails unless each answer was seen that often, in as many runs as usual. Of a tenth of them it says nothing. */
  atLeast(expected: Readonly<Record<string, number>>): void {
    if (factor < 0.1) {
      return;
    }
    for (const [answer, least] of Object.entries(expected)) {
      const seen = this.counts.get(answer) ?? 0;
      assert.ok(
        seen >= least * Math.min(factor, 1),
        `${answer} seen ${seen} times, expected at least ${least}: ${this.toString()}`,
      );
    }
  }

  toString(): string {
    return [...this.counts].map(([answer, count]) => `${answer} ${count}`).join(", ");
  }
}

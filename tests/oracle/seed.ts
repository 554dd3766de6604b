/** One seed for all property tests of a run: random, printed with every failure, and settable to see it again. */
const given = Number(process.env["PROPERTY_SEED"]);

export const seed = Number.isInteger(given) && given !== 0 ? given : Math.floor(Math.random() * 2 ** 31);

/** Runs of a property; `PROPERTY_RUNS` multiplies them for a long night. */
export function runs(count: number): { readonly numRuns: number; readonly seed: number } {
  return { numRuns: count * Number(process.env["PROPERTY_RUNS"] ?? 1), seed };
}

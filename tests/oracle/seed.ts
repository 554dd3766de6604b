/** One seed for all property tests of a run: random, printed with every failure, and settable to see it again. */
const given = Number(process.env["PROPERTY_SEED"]);

export const seed = Number.isInteger(given) && given !== 0 ? given : Math.floor(Math.random() * 2 ** 31);

/** `PROPERTY_RUNS` multiplies the runs of every property: 100 for a long night, 0.1 for a quick look. */
export const factor = Number(process.env["PROPERTY_RUNS"] ?? 1);

export function runs(count: number): { readonly numRuns: number; readonly seed: number } {
  return { numRuns: Math.ceil(count * factor), seed };
}

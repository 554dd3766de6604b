/**
 * One seed for all property tests of a run. It is fixed, so that a gate never fails over what nobody changed;
 * `PROPERTY_SEED=random` explores, any number repeats. Every failure prints it.
 */
const given = process.env["PROPERTY_SEED"];

export const seed = given === "random" ? Math.floor(Math.random() * 2 ** 31) : Number(given ?? 20261124);

/** `PROPERTY_RUNS` multiplies the runs of every property: 100 for a long night, 0.1 for a quick look. */
export const factor = Number(process.env["PROPERTY_RUNS"] ?? 1);

export function runs(count: number): { readonly numRuns: number; readonly seed: number } {
  return { numRuns: Math.ceil(count * factor), seed };
}

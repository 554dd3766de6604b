/** Something wrong with input that a person wrote: where it stands, what was found, what is allowed, what to do. */
export interface Problem {
  /** Property path as the person wrote it, for instance `outboundRules.fqdn.pypi.destination`. */
  readonly path: string;
  /** What stands there, already fit to be shown: never a secret, never a serialised output. */
  readonly found: string;
  readonly expected: string;
  /** The smallest change that mends it. */
  readonly fix?: string;
}

/** The one wording of a problem: `path: found `x`, expected y (fix)`. */
export function describeProblem(problem: Problem): string {
  const fix = problem.fix === undefined ? "" : ` (${problem.fix})`;
  return `${problem.path}: found ${problem.found}, expected ${problem.expected}${fix}`;
}

/** `value` as it may stand in `found`: quoted, on one line, not longer than a line. */
export function quoted(value: unknown): string {
  if (value === undefined) {
    return "nothing";
  }
  const text = asText(value);
  const line = text.replace(/\p{Cc}+/gu, " ");
  return `\`${line.length > 80 ? `${line.slice(0, 77)}...` : line}\``;
}

/** Input may be anything, also what JSON can't write: a circle, a bigint, an object that refuses. */
function asText(value: unknown): string {
  if (typeof value !== "object") {
    return String(value);
  }
  try {
    return JSON.stringify(value) ?? "an object";
  } catch {
    return "an object";
  }
}

/**
 * Arguments that nobody may leave out. TypeScript says so by their types; plain JavaScript, a cast, or a `!` behind a
 * configuration value that isn't set leave them out all the same.
 */
import * as pulumi from "@pulumi/pulumi";

import { Problem } from "../azure/problem";

/** `paths` as for `checkPlain`. What is required of an optional object is asked only where the object is given. */
export function checkGiven(args: object | undefined, paths: readonly string[]): Problem[] {
  const missing = new Set(paths.flatMap((path) => gapsOn(args ?? {}, path.split("."), [])));
  return [...missing].map((path) => ({
    path,
    found: "nothing",
    expected: "a value",
    fix: "it is required; a configuration value that isn't set is `undefined`",
  }));
}

/** Where the last step of the path is missing, though the way to it is there and known. */
function gapsOn(value: unknown, [next, ...rest]: readonly string[], walked: readonly string[]): string[] {
  if (next === undefined) {
    return isGiven(value) ? [] : [walked.join(".")];
  }
  if (typeof value !== "object" || value === null || pulumi.Output.isInstance(value) || value instanceof Promise) {
    return [];
  }
  const keys = next === "*" ? Object.keys(value) : [next];
  return keys.flatMap((key) => gapsOn((value as Record<string, unknown>)[key], rest, [...walked, key]));
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

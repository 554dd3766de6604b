/**
 * Arguments that decide which children exist have to be known before any child does. TypeScript says so by their types;
 * a program in another language, or one that casts, may still hand over an output.
 */
import * as pulumi from "@pulumi/pulumi";

import { Problem } from "../azure/problem";

/** `paths` name arguments with dots between, `*` for every key of a map or list: `subnets.*.addressPrefix`. */
export function checkPlain(args: object, paths: readonly string[]): Problem[] {
  const late = new Set(paths.flatMap((path) => outputsOn(args, path.split("."), [])));
  return [...late].map((path) => ({
    path,
    found: "an output of another resource",
    expected: "a value that is known before anything exists",
    fix: "which resources there are follows from it",
  }));
}

/** Where on the way to the path the first output stands. */
function outputsOn(value: unknown, [next, ...rest]: readonly string[], walked: readonly string[]): string[] {
  if (pulumi.Output.isInstance(value) || value instanceof Promise) {
    return [walked.join(".")];
  }
  if (next === undefined || typeof value !== "object" || value === null) {
    return [];
  }
  const keys = next === "*" ? Object.keys(value) : [next];
  return keys.flatMap((key) => outputsOn((value as Record<string, unknown>)[key], rest, [...walked, key]));
}

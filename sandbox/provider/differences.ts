// What changed between two sets of inputs, property by property, and which changes can't be made in place.

import type { DifferenceKind } from "./resource-provider";
import { equal, isMap, member, type PropertyMap, reveal, type Value } from "./value";

export interface DifferenceRules {
  /** Property paths without positions, e.g. `agentPoolProfiles[].vmSize`, whose change replaces the resource. */
  replacing: ReadonlySet<string>;
  /** Whether the service behind takes two texts for the same. */
  same(before: Value, after: Value, path: string): boolean;
}

/** Names that begin with `__` are the provider's own notes and no difference. */
export function differencesOf(
  old: PropertyMap,
  given: PropertyMap,
  rules: DifferenceRules,
): Map<string, DifferenceKind> {
  const differ = new Differ(rules);
  differ.objects(visible(old), visible(given), "", "");
  return differ.found;
}

function visible(inputs: PropertyMap): PropertyMap {
  return Object.fromEntries(Object.entries(inputs).filter(([name]) => !name.startsWith("__")));
}

class Differ {
  readonly found = new Map<string, DifferenceKind>();

  constructor(private readonly rules: DifferenceRules) {}

  /** `path` is where the user sees it, `rule` the same without positions. */
  objects(old: PropertyMap, given: PropertyMap, path: string, rule: string): void {
    const dot = path === "" ? "" : ".";
    for (const name of new Set([...Object.keys(old), ...Object.keys(given)])) {
      const before = member(old, name);
      const after = member(given, name);
      const here = `${path}${dot}${name}`;
      const ruleHere = `${rule}${dot}${name}`;
      if (before !== undefined && after !== undefined) {
        this.values(before, after, here, ruleHere);
        continue;
      }
      const kind = before === undefined ? "add" : "delete";
      this.found.set(here, this.rules.replacing.has(ruleHere) ? `${kind}-replace` : kind);
    }
  }

  private values(before: Value, after: Value, path: string, rule: string): void {
    if (equal(before, after) || this.rules.same(before, after, rule)) {
      return;
    }
    const old = reveal(before);
    const given = reveal(after);
    if (isMap(old) && isMap(given)) {
      this.objects(old, given, path, rule);
      return;
    }
    if (Array.isArray(old) && Array.isArray(given)) {
      this.arrays(old, given, path, rule);
      return;
    }
    this.found.set(path, this.isInReplacing(rule) ? "update-replace" : "update");
  }

  private arrays(old: Value[], given: Value[], path: string, rule: string): void {
    for (let index = 0; index < Math.max(old.length, given.length); index++) {
      const before = old[index];
      const after = given[index];
      const here = `${path}[${index}]`;
      if (before !== undefined && after !== undefined) {
        this.values(before, after, here, `${rule}[]`);
        continue;
      }
      // azure-native plans no replacement for an item more or less, not even in a create-only list.
      this.found.set(here, before === undefined ? "add" : "delete");
    }
  }

  /** A value that changes inside a create-only object replaces as well. */
  private isInReplacing(rule: string): boolean {
    const { replacing } = this.rules;
    return replacing.has(rule) || [...replacing].some((path) => rule.startsWith(`${path}.`));
  }
}

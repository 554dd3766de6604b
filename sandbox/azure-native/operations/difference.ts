// What changed between two sets of inputs, and whether Azure can change it in place. Compares inputs only,
// as azure-native does: what Azure added on its own is no difference.

import type { DiffRequest, DiffResult, DifferenceKind } from "../../provider/resource-provider";
import { equal, isMap, member, type PropertyMap, reveal, text, type Value } from "../../provider/value";
import type { ResourceModel } from "../schema/resource-model";
import { createBeforeDelete } from "./defaults";

export function difference(model: ResourceModel, request: DiffRequest): DiffResult {
  const { oldInputs, news, olds } = request;
  const differ = new Differ(model.replacing);
  const version = member(olds, "azureApiVersion");
  // A resource that was only looked up so far has no inputs of its own but for what its state tells.
  const before = version === undefined ? oldInputs : { azureApiVersion: version, ...oldInputs };
  differ.objects(visible(before), visible(news), "", "");
  for (const [path, kind] of differ.found) {
    const given = member(news, path);
    // An input that was left out and is now given the value which Azure had chosen changes nothing.
    if (kind === "add-replace" && given !== undefined && equal(given, member(olds, path) ?? null)) {
      differ.found.set(path, "add");
    }
  }
  const flag = member(oldInputs, createBeforeDelete);
  return { differences: differ.found, deleteBeforeReplace: flag !== true };
}

function visible(inputs: PropertyMap): PropertyMap {
  return Object.fromEntries(Object.entries(inputs).filter(([name]) => !name.startsWith("__")));
}

class Differ {
  readonly found = new Map<string, DifferenceKind>();

  constructor(private readonly replacing: Set<string>) {}

  /** `path` is where the user sees it, `rule` the same without positions, as create-only members are named. */
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
      this.found.set(here, this.replacing.has(ruleHere) ? `${kind}-replace` : kind);
    }
  }

  private values(before: Value, after: Value, path: string, rule: string): void {
    if (equal(before, after) || sameInAzure(before, after, rule)) {
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
    return this.replacing.has(rule) || [...this.replacing].some((path) => rule.startsWith(`${path}.`));
  }
}

/** Azure reads `West Europe` as `westeurope`, and an id in any case. */
function sameInAzure(before: Value, after: Value, rule: string): boolean {
  const old = text(before);
  const given = text(after);
  if (old === undefined || given === undefined) {
    return false;
  }
  if (rule === "location") {
    return normalizedLocation(old) === normalizedLocation(given);
  }
  return old.startsWith("/subscriptions/") && old.toLowerCase() === given.toLowerCase();
}

export function normalizedLocation(location: string): string {
  return location.toLowerCase().replaceAll(" ", "");
}

// What changed between two sets of inputs, and whether Azure can change it in place. Compares inputs only,
// as azure-native does: what Azure added on its own is no difference.

import { differencesOf } from "../../provider/differences";
import type { DiffRequest, DiffResult } from "../../provider/resource-provider";
import { equal, member, text, type Value } from "../../provider/value";
import type { ResourceModel } from "../schema/resource-model";
import { createBeforeDelete } from "./defaults";

export function difference(model: ResourceModel, request: DiffRequest): DiffResult {
  const { oldInputs, news, olds } = request;
  const version = member(olds, "azureApiVersion");
  // A resource that was only looked up so far has no inputs of its own but for what its state tells.
  const before = version === undefined ? oldInputs : { azureApiVersion: version, ...oldInputs };
  const differences = differencesOf(before, news, { replacing: model.replacing, same: sameInAzure });
  for (const [path, kind] of differences) {
    const given = member(news, path);
    // An input that was left out and is now given the value which Azure had chosen changes nothing.
    if (kind === "add-replace" && given !== undefined && equal(given, member(olds, path) ?? null)) {
      differences.set(path, "add");
    }
  }
  return { differences, deleteBeforeReplace: member(oldInputs, createBeforeDelete) !== true };
}

/** Azure reads `West Europe` as `westeurope`, and an id in any case. */
function sameInAzure(before: Value, after: Value, path: string): boolean {
  const old = text(before);
  const given = text(after);
  if (old === undefined || given === undefined) {
    return false;
  }
  if (path === "location") {
    return normalizedLocation(old) === normalizedLocation(given);
  }
  return old.startsWith("/subscriptions/") && old.toLowerCase() === given.toLowerCase();
}

export function normalizedLocation(location: string): string {
  return location.toLowerCase().replaceAll(" ", "");
}

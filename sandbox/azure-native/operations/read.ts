// Reading a resource: a refresh, which carries changes made elsewhere into the inputs, or a look-up, which
// has to find the inputs too.

import { Refused, type ReadRequest, type ReadResult } from "../../provider/resource-provider";
import { equal, isMap, member, type PropertyMap, Secret, type Value } from "../../provider/value";
import type { ResourceModel } from "../schema/resource-model";
import { inlineChildrenOf } from "../state/inline-children";
import type { Cloud } from "./write";
import { inputsFromId } from "./resource-id";

export function read(model: ResourceModel, request: ReadRequest, cloud: Cloud): ReadResult | undefined {
  const stored = cloud.azure.get(request.id);
  if (stored === undefined) {
    return undefined;
  }
  const { id, properties } = stored;
  if (request.oldInputs === undefined || request.olds === undefined) {
    return { id, properties, inputs: inputsOf(model, id, properties) };
  }
  return { id, properties, inputs: refreshed(model, request.oldInputs, request.olds, properties) };
}

/** Inputs of a resource that the program does not describe yet. */
function inputsOf(model: ResourceModel, id: string, properties: PropertyMap): PropertyMap {
  const fromId = inputsFromId(model, id);
  if (fromId === undefined) {
    throw new Refused(`'${id}' is not an id of ${model.token}, which has the form ${model.path}`);
  }
  const names = [...model.shape.inputs.properties.keys()].filter((name) => !["id", "name", "type"].includes(name));
  const given = names.flatMap((name) => {
    const value = member(properties, name);
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(given), ...fromId };
}

/** Old inputs, with what changed in Azure since: only that, as Azure fills in much that nobody wrote. */
function refreshed(model: ResourceModel, inputs: PropertyMap, olds: PropertyMap, news: PropertyMap): PropertyMap {
  const kept = new Set(inlineChildrenOf(model.token).map(({ property }) => property));
  const result: PropertyMap = { ...inputs };
  for (const name of model.shape.inputs.properties.keys()) {
    const before = member(olds, name);
    const after = member(news, name);
    const isUnsetList = kept.has(name) && !Object.hasOwn(inputs, name);
    if (isUnsetList || model.pathInputs.includes(name) || equal(before ?? null, after ?? null)) {
      continue;
    }
    if (after === undefined) {
      delete result[name];
      continue;
    }
    result[name] = merged(member(inputs, name), before, after);
  }
  return result;
}

function merged(input: Value | undefined, before: Value | undefined, after: Value): Value {
  if (input instanceof Secret) {
    return new Secret(merged(input.value, before, after));
  }
  if (isMap(input) && isMap(before) && isMap(after)) {
    const result: PropertyMap = { ...input };
    for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
      const old = member(before, name);
      const now = member(after, name);
      if (equal(old ?? null, now ?? null)) {
        continue;
      }
      if (now === undefined) {
        delete result[name];
        continue;
      }
      result[name] = merged(member(input, name), old, now);
    }
    return result;
  }
  if (Array.isArray(input) && Array.isArray(before) && Array.isArray(after)) {
    return after.map((item, index) =>
      equal(before[index] ?? null, item) ? (input[index] ?? item) : merged(input[index], before[index], item),
    );
  }
  return after;
}

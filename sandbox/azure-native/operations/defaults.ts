// What azure-native adds to a program's inputs before it checks them: a name, a location, the API version.
// https://www.pulumi.com/docs/iac/concepts/resources/names/#autonaming

import { createHash, randomBytes } from "node:crypto";
import { type CheckRequest, parseUrn } from "../../provider/resource-provider";
import { holdsUnknown, member, type PropertyMap, text, unknown, type Value } from "../../provider/value";
import type { ResourceModel } from "../schema/resource-model";

/** Marks a name that was made up: a replacement can then be created before the old one is deleted. */
export const createBeforeDelete = "__createBeforeDelete";

export interface Surroundings {
  /** `azure-native:location` of the provider in use. */
  configuredLocation: string | undefined;
  /** Location of a resource group, unknown when nobody knows the group. */
  locationOfGroup(name: string): Value;
}

export function withDefaults(model: ResourceModel, request: CheckRequest, surroundings: Surroundings): PropertyMap {
  const inputs: PropertyMap = { ...request.news };
  const { autoName } = model;
  if (autoName !== undefined && !Object.hasOwn(inputs, autoName.input)) {
    Object.assign(inputs, nameFor(model, request));
  }
  if (model.hasLocation && !Object.hasOwn(inputs, "location")) {
    const location = locationFor(model, request, inputs, surroundings);
    if (location !== undefined) {
      inputs["location"] = location;
    }
  }
  if (!Object.hasOwn(inputs, "azureApiVersion") && model.apiVersion !== "") {
    inputs["azureApiVersion"] = model.apiVersion;
  }
  return inputs;
}

function nameFor(model: ResourceModel, request: CheckRequest): PropertyMap {
  const { input, kind } = model.autoName ?? { input: "", kind: "copy" };
  const old = request.olds === undefined ? undefined : member(request.olds, input);
  if (old !== undefined) {
    const isRandom = request.olds?.[createBeforeDelete] === true;
    return isRandom ? { [input]: old, [createBeforeDelete]: true } : { [input]: old };
  }
  const { autonaming } = request;
  if (autonaming?.mode === "disable") {
    return {};
  }
  if (autonaming !== undefined && (autonaming.mode === "enforce" || kind !== "uuid")) {
    return { [input]: autonaming.proposedName, [createBeforeDelete]: true };
  }
  const { name } = parseUrn(request.urn);
  switch (kind) {
    case "copy":
      return { [input]: name };
    case "uuid":
      return { [input]: uuid(hex(request, 32)), [createBeforeDelete]: true };
    case "random":
      return { [input]: name + hex(request, 8), [createBeforeDelete]: true };
  }
}

/** From the engine's seed, so that a preview and its update agree, and no two resources; random without one. */
function hex(request: CheckRequest, length: number): string {
  const { randomSeed, urn } = request;
  const bytes =
    randomSeed.length === 0 ? randomBytes(32) : createHash("sha256").update(randomSeed).update(urn).digest();
  return bytes.toString("hex").slice(0, length);
}

function uuid(digits: string): string {
  return [8, 12, 16, 20, 32].map((end, index, ends) => digits.slice(ends[index - 1] ?? 0, end)).join("-");
}

function locationFor(
  model: ResourceModel,
  request: CheckRequest,
  inputs: PropertyMap,
  surroundings: Surroundings,
): Value | undefined {
  const old = request.olds === undefined ? undefined : member(request.olds, "location");
  if (old !== undefined) {
    return old;
  }
  if (surroundings.configuredLocation !== undefined) {
    return surroundings.configuredLocation;
  }
  const group = member(inputs, "resourceGroupName");
  if (group === undefined || model.token === "azure-native:resources:ResourceGroup") {
    return undefined;
  }
  const name = text(group);
  return name === undefined || holdsUnknown(group) ? unknown : surroundings.locationOfGroup(name);
}

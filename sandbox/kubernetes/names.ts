// Names of objects, given or made up.
// https://www.pulumi.com/registry/packages/kubernetes/how-to-guides/ (auto-naming)

import { randomBytes } from "node:crypto";
import { inventedHex } from "../provider/invented";
import { type CheckRequest, parseUrn } from "../provider/resource-provider";
import { isMap, member, type PropertyMap, reveal, text, Unknown } from "../provider/value";

const annotation = "pulumi.com/autonamed";
/** A Helm release has no annotations; the note stays in its inputs. */
const note = "__autonamed";

/** The inputs with a name: the program's, the old one, or the program's name of the resource and eight digits. */
export function autonamed(inputs: PropertyMap, request: CheckRequest): PropertyMap {
  if (!Object.hasOwn(inputs, "apiVersion")) {
    return Object.hasOwn(inputs, "name") ? inputs : { ...inputs, name: nameFor(request), [note]: true };
  }
  const metadata = reveal(member(inputs, "metadata")) ?? {};
  if (!isMap(metadata) || Object.hasOwn(metadata, "name") || Object.hasOwn(metadata, "generateName")) {
    return inputs;
  }
  const annotations = member(metadata, "annotations") ?? {};
  if (annotations instanceof Unknown || !isMap(annotations)) {
    return inputs;
  }
  return {
    ...inputs,
    metadata: { ...metadata, name: nameFor(request), annotations: { ...annotations, [annotation]: "true" } },
  };
}

export function isAutonamed(inputs: PropertyMap): boolean {
  if (member(inputs, note) === true) {
    return true;
  }
  const metadata = reveal(member(inputs, "metadata"));
  const annotations = isMap(metadata) ? reveal(member(metadata, "annotations")) : undefined;
  return isMap(annotations) && member(annotations, annotation) === "true";
}

export function objectName(object: PropertyMap): string | undefined {
  const metadata = reveal(member(object, "metadata"));
  return text(member(isMap(metadata) ? metadata : object, "name"));
}

function nameFor(request: CheckRequest): string {
  return (request.olds === undefined ? undefined : objectName(request.olds)) ?? newName(request);
}

function newName(request: CheckRequest): string {
  if (request.autonaming !== undefined && request.autonaming.mode !== "disable") {
    return request.autonaming.proposedName;
  }
  const { randomSeed } = request;
  const seed = (randomSeed.length === 0 ? randomBytes(16) : Buffer.from(randomSeed)).toString("hex");
  return `${parseUrn(request.urn).name}-${inventedHex(8, seed, request.urn)}`;
}

/** Changes to a stack: one resource told otherwise, everything else as it was. */
import { CapturedResource } from "../../policies/capture/captured-stack";
import { Properties } from "../../policies/capture/wire-value";
import { asReported } from "./captured";

export interface Change {
  readonly type?: string;
  /** Set over the resource's inputs. */
  readonly inputs?: Properties;
  /** Input properties that the program does not set, together with what they were computed from. */
  readonly without?: readonly string[];
  /** Replaces what the named input properties were computed from. */
  readonly from?: Readonly<Record<string, readonly CapturedResource[]>>;
}

/** The stack with one resource changed; its URN stays, so that others still point to it. */
export function changed(
  resources: readonly CapturedResource[],
  which: CapturedResource,
  change: Change,
): readonly CapturedResource[] {
  return resources.map((resource) => (resource.urn === which.urn ? changedResource(resource, change) : resource));
}

function changedResource(resource: CapturedResource, change: Change): CapturedResource {
  const gone = new Set(change.without ?? []);
  const kept = Object.entries({ ...resource.inputs, ...asReported(change.inputs ?? {}) }).filter(
    ([key]) => !gone.has(key),
  );
  const from = Object.entries(change.from ?? {}).map(([key, on]): [string, readonly string[]] => [
    key,
    on.map((one) => one.urn),
  ]);
  const propertyDependencies = new Map([...resource.propertyDependencies, ...from].filter(([key]) => !gone.has(key)));
  return {
    ...resource,
    type: change.type ?? resource.type,
    inputs: Object.fromEntries(kept),
    propertyDependencies,
    dependencies: [...new Set([...propertyDependencies.values()].flat())],
  };
}

export function without(
  resources: readonly CapturedResource[],
  ...which: readonly CapturedResource[]
): readonly CapturedResource[] {
  const gone = new Set(which.map((resource) => resource.urn));
  return resources.filter((resource) => !gone.has(resource.urn));
}

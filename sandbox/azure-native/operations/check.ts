// Checks a resource's inputs: the declared types, Azure's limits, and the name that must be there.

import { type Findings, findingsOf, type LimitSource } from "../../declarations/findings";
import { member, type PropertyMap } from "../../provider/value";
import type { ResourceModel } from "../schema/resource-model";

/** Inputs with defaults already in place. */
export function check(model: ResourceModel, inputs: PropertyMap): Findings {
  // The provider's own addition; no class declares it as an input.
  const written = Object.fromEntries(Object.entries(inputs).filter(([name]) => name !== "azureApiVersion"));
  const findings = findingsOf(model.shape.inputs, written, limitsOf(model));
  const named = model.autoName?.input;
  if (named !== undefined && member(inputs, named) === undefined) {
    findings.failures.push({ reason: `missing required property '${named}'` });
  }
  if (needsLocation(model) && member(inputs, "location") === undefined) {
    findings.failures.push({
      reason:
        "missing required property 'location'. Either set it explicitly or configure it with 'pulumi config set azure-native:location <value>'.",
    });
  }
  return findings;
}

/** Optional in the SDK, as the provider has a default for it. */
function needsLocation(model: ResourceModel): boolean {
  const isRequired =
    model.constraint === undefined
      ? model.shape.outputs.properties.get("location")?.required
      : model.constraint.body.required?.includes("location");
  return model.hasLocation && isRequired === true;
}

function limitsOf(model: ResourceModel): LimitSource {
  const { arm, nameLimits } = model;
  return {
    root: (input) => nameLimits.get(input) ?? arm?.root(input),
    nested: (typeName, name) => arm?.nested(typeName, name),
    resolve: (limits) => arm?.resolve(limits) ?? limits,
  };
}

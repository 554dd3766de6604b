/** Stacks as the engine tells the pack of them: the material for named estates, in the state of a preview or after it. */
import { CapturedResource } from "../../policies/capture/captured-stack";
import { Properties, Value } from "../../policies/capture/wire-value";
import { isUnknown, unknown } from "../../azure/known";

/** A value that only the deployment will tell. */
export const notYet: Value = unknown("a value that is not known before the deployment");

/**
 * A resource in the program. `from` says from which resources the values of an input property were computed, as the
 * engine reports it: by top-level property.
 */
export function declare(
  type: string,
  name: string,
  inputs: Properties,
  from: Readonly<Record<string, readonly CapturedResource[]>> = {},
): CapturedResource {
  const dependencies = Object.entries(from);
  return {
    urn: `urn:pulumi:test::project::${type}::${name}`,
    type,
    name,
    inputs: asReported(inputs),
    provider: { urn: "urn:pulumi:test::project::pulumi:providers:azure-native::default", inputs: {} },
    dependencies: [...new Set(dependencies.flatMap(([, on]) => on.map((one) => one.urn)))],
    propertyDependencies: new Map(dependencies.map(([property, on]) => [property, on.map((one) => one.urn)])),
  };
}

/** An unknown as it comes out of the capture: it says which property it stands for. */
export function asReported(inputs: Properties): Properties {
  return Object.fromEntries(Object.entries(inputs).map(([key, value]) => [key, placed(value, key)]));
}

function placed(value: Value, path: string): Value {
  if (value === notYet) {
    return unknown(`${path} is not known before the deployment`);
  }
  if (typeof value !== "object" || value === null || isUnknown(value)) {
    return value;
  }
  if (isList(value)) {
    return value.map((element, index) => placed(element, `${path}[${index}]`));
  }
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, placed(inner, `${path}.${key}`)]));
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

/**
 * Checks a value against a JSON schema, as far as the schema of the settings goes: what the engine refuses when it
 * loads the pack is refused here, told with its path and all of it at once. A key that a closed object does not have
 * gets the key that was probably meant.
 */
import { similarTexts } from "../azure/facts/similar-texts";
import { Problem, quoted } from "../azure/problem";

export interface Schema {
  readonly type: "string" | "boolean" | "array" | "object";
  readonly enum?: readonly string[];
  readonly minLength?: number;
  /** Matches anywhere in the text, unless it says otherwise. */
  readonly pattern?: string;
  readonly items?: Schema;
  /** Absent: an object with any keys. */
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: false;
}

/** @param path of the value; empty for the whole */
export function checkSchema(schema: Schema, value: unknown, path: string): readonly Problem[] {
  switch (schema.type) {
    case "string":
      return checkText(schema, value, path);
    case "boolean":
      return typeof value === "boolean" ? [] : [odd(path, value, "true or false")];
    case "array":
      return Array.isArray(value)
        ? value.flatMap((each, index) => (schema.items ? checkSchema(schema.items, each, `${path}[${index}]`) : []))
        : [odd(path, value, "a list")];
    case "object":
      return checkObject(schema, value, path);
  }
}

/** A key that is none of the allowed ones. */
export function unknownKey(path: string, key: string, allowed: readonly string[]): Problem {
  return {
    path: join(path, key),
    found: quoted(key),
    expected: `one of ${allowed.join(", ")}`,
    fix: didYouMean(key, allowed),
  };
}

/** Fits `Problem.fix`; nothing if no candidate comes near. */
export function didYouMean(text: string, candidates: readonly string[]): string | undefined {
  const near = similarTexts(text, candidates, []).map((each) => `\`${each}\``);
  return near.length === 0 ? undefined : `did you mean ${near.join(" or ")}?`;
}

function checkText(
  { enum: allowed, minLength = 0, pattern }: Schema,
  value: unknown,
  path: string,
): readonly Problem[] {
  if (typeof value !== "string") {
    return [odd(path, value, allowed === undefined ? "text" : `one of ${allowed.join(", ")}`)];
  }
  if (allowed !== undefined && !allowed.includes(value)) {
    const fix = didYouMean(value, allowed);
    return [{ path, found: quoted(value), expected: `one of ${allowed.join(", ")}`, fix }];
  }
  if (value.length < minLength) {
    return [odd(path, value, "text that is not empty")];
  }
  return pattern === undefined || new RegExp(pattern, "u").test(value)
    ? []
    : [odd(path, value, `text of the form ${pattern}`)];
}

function checkObject(schema: Schema, value: unknown, path: string): readonly Problem[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return [odd(path, value, "an object")];
  }
  const properties = schema.properties ?? {};
  const missing = (schema.required ?? []).filter((key) => !Object.hasOwn(value, key));
  return [
    ...missing.map((key) => odd(join(path, key), undefined, wanted(properties[key]))),
    ...Object.entries(value).flatMap(([key, each]) => {
      const inner = Object.hasOwn(properties, key) ? properties[key] : undefined;
      if (inner !== undefined) {
        return checkSchema(inner, each, join(path, key));
      }
      return schema.additionalProperties === false ? [unknownKey(path, key, Object.keys(properties))] : [];
    }),
  ];
}

function wanted(schema: Schema | undefined): string {
  return schema === undefined
    ? "a value"
    : { string: "text", boolean: "true or false", array: "a list", object: "an object" }[schema.type];
}

function odd(path: string, value: unknown, expected: string): Problem {
  return { path, found: quoted(value), expected };
}

function join(path: string, key: string): string {
  return path === "" ? key : `${path}.${key}`;
}

/**
 * Reads captured properties by path. The answer is the value, `undefined` where nothing is set, or an Unknown: where
 * the value or anything above it is not known, or where it has another shape than the Azure API gives it.
 */
import { isKnown, isUnknown, Maybe, unknown } from "../../azure/known";
import { Properties, Value } from "../capture/wire-value";

export function valueAt(properties: Properties, path: string): Value | undefined {
  let value: Value | undefined = properties;
  for (const key of path.split(".")) {
    if (value === undefined || value === null || isUnknown(value)) {
      return value ?? undefined;
    }
    value = isProperties(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  }
  return value ?? undefined;
}

export function textAt(properties: Properties, path: string): Maybe<string> | undefined {
  const value = valueAt(properties, path);
  return value === undefined || isUnknown(value) || typeof value === "string" ? value : oddShape(path, "text");
}

export function listAt(properties: Properties, path: string): Maybe<readonly Value[]> | undefined {
  const value = valueAt(properties, path);
  return value === undefined || isUnknown(value) || isList(value) ? value : oddShape(path, "a list");
}

/** A list of texts; an element that is not known or not text is an Unknown of its own. */
export function textsAt(properties: Properties, path: string): Maybe<readonly Maybe<string>[]> | undefined {
  const list = listAt(properties, path);
  if (list === undefined || isUnknown(list)) {
    return list;
  }
  return list.map((value, index) =>
    isUnknown(value) || typeof value === "string" ? value : oddShape(`${path}[${index}]`, "text"),
  );
}

/** All texts of a list, or Unknown if a single one is not known. */
export function allTextsAt(properties: Properties, path: string): Maybe<readonly string[]> | undefined {
  const texts = textsAt(properties, path);
  if (texts === undefined || isUnknown(texts)) {
    return texts;
  }
  return texts.find(isUnknown) ?? texts.filter(isKnown);
}

export function isProperties(value: Value | undefined): value is Properties {
  return typeof value === "object" && value !== null && !isUnknown(value) && !isList(value);
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

function oddShape(path: string, expected: string): Maybe<never> {
  return unknown(`${path} is not ${expected}`);
}

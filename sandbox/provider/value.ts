// What a property can be while the engine and a provider talk about it: a plain value, one that is not
// known before the update, or one that must not be shown.

/** A value that only the update will know. There is one of it: `unknown`. */
export class Unknown {
  /** Tells it from an empty object, which would otherwise be of the same type. */
  readonly isUnknown = true;
}

export const unknown = new Unknown();

/** A value that must appear in no message, output or log. `value` is never itself a secret. */
export class Secret {
  constructor(readonly value: Value) {}
}

export type Value = null | boolean | number | string | Unknown | Secret | Value[] | PropertyMap;

export interface PropertyMap {
  [name: string]: Value;
}

export function isMap(value: Value | undefined): value is PropertyMap {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Unknown) &&
    !(value instanceof Secret)
  );
}

/** Own members only, so that a property called `constructor` is absent when nobody wrote it. */
export function member(map: PropertyMap, name: string): Value | undefined {
  return Object.hasOwn(map, name) ? map[name] : undefined;
}

/** The value without the wrapper of a secret at its top. */
export function reveal(value: Value | undefined): Exclude<Value, Secret> | undefined {
  return value instanceof Secret ? (value.value as Exclude<Value, Secret>) : value;
}

/** The text of a known string, secret or not; undefined for everything else. */
export function text(value: Value | undefined): string | undefined {
  const bare = reveal(value);
  return typeof bare === "string" ? bare : undefined;
}

/** The value with every secret inside it laid open, for comparing and computing; never for showing. */
export function plain(value: Value): Value {
  if (value instanceof Secret) {
    return plain(value.value);
  }
  if (Array.isArray(value)) {
    return value.map(plain);
  }
  return isMap(value) ? mapValues(value, plain) : value;
}

export function plainMap(map: PropertyMap): PropertyMap {
  return mapValues(map, plain);
}

export function mapValues(map: PropertyMap, change: (value: Value, name: string) => Value): PropertyMap {
  return Object.fromEntries(Object.entries(map).map(([name, value]) => [name, change(value, name)]));
}

/** Removes members that are null, at every depth: an argument given as null is an argument left out. */
export function withoutNulls(map: PropertyMap): PropertyMap {
  const kept: PropertyMap = {};
  for (const [name, value] of Object.entries(map)) {
    if (value !== null) {
      kept[name] = withoutNullsIn(value);
    }
  }
  return kept;
}

function withoutNullsIn(value: Value): Value {
  if (value instanceof Secret) {
    return new Secret(withoutNullsIn(value.value));
  }
  if (Array.isArray(value)) {
    return value.map(withoutNullsIn);
  }
  return isMap(value) ? withoutNulls(value) : value;
}

/** Whether the value, or anything inside it, is not known yet. */
export function holdsUnknown(value: Value): boolean {
  if (value instanceof Unknown) {
    return true;
  }
  if (value instanceof Secret) {
    return holdsUnknown(value.value);
  }
  if (Array.isArray(value)) {
    return value.some(holdsUnknown);
  }
  return isMap(value) && Object.values(value).some(holdsUnknown);
}

/** Whether the value, or anything inside it, is secret. */
export function holdsSecret(value: Value): boolean {
  if (value instanceof Secret) {
    return true;
  }
  if (Array.isArray(value)) {
    return value.some(holdsSecret);
  }
  return isMap(value) && Object.values(value).some(holdsSecret);
}

/** Deep equality that looks through secrets; an unknown equals nothing, not even another unknown. */
export function equal(left: Value, right: Value): boolean {
  const a = reveal(left) ?? null;
  const b = reveal(right) ?? null;
  if (a instanceof Unknown || b instanceof Unknown) {
    return false;
  }
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => equal(item, b[index] ?? null));
  }
  if (isMap(a) && isMap(b)) {
    const names = Object.keys(a);
    return (
      names.length === Object.keys(b).length &&
      names.every((name) => Object.hasOwn(b, name) && equal(a[name] ?? null, b[name] ?? null))
    );
  }
  return a === b;
}

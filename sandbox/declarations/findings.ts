// Checks inputs against a package's declarations and what else is known of them: members, types,
// enumerations, patterns, lengths, ranges. A value that is not known yet passes; a secret is never repeated.

import type { Failure } from "../provider/resource-provider";
import { isMap, type PropertyMap, Secret, Unknown, type Value } from "../provider/value";
import type { ObjectShape, Shape } from "./shape";

export interface Findings {
  failures: Failure[];
  warnings: string[];
}

/** What is known of a value beyond its declared type. */
export interface Limits {
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  min?: number;
  max?: number;
  itemMin?: number;
  itemMax?: number;
  items?: Limits;
  values?: Limits;
  /** Its value is never repeated, even where it arrives openly. */
  sensitive?: boolean;
}

export interface LimitSource {
  /** Of an input of the class itself. */
  root(input: string): Limits | undefined;
  /** Of a member of a nested type such as `network.SecurityRuleArgs`. */
  nested(typeName: string, member: string): Limits | undefined;
  /** Follows references between limits. */
  resolve(limits: Limits | undefined): Limits | undefined;
}

export const noLimits: LimitSource = { root: () => undefined, nested: () => undefined, resolve: (limits) => limits };

/** Inputs of a class or function, with defaults already in place. Names that begin with `__` are the provider's. */
export function findingsOf(shape: ObjectShape, inputs: PropertyMap, limits: LimitSource): Findings {
  const findings = new Collector(limits);
  for (const [name, property] of shape.properties) {
    if (property.required && !Object.hasOwn(inputs, name)) {
      findings.missing(name);
    }
  }
  for (const [name, value] of Object.entries(inputs)) {
    const property = shape.properties.get(name);
    if (name.startsWith("__")) {
      continue;
    }
    if (property === undefined) {
      findings.surplus(name, shape);
      continue;
    }
    findings.value(name, property.shape, limits.root(name), value, "open");
  }
  return findings;
}

type Openness = "open" | "secret";

class Collector implements Findings {
  readonly failures: Failure[] = [];
  readonly warnings: string[] = [];

  constructor(private readonly limits: LimitSource) {}

  missing(path: string): void {
    this.fail(`missing required property '${path}'`);
  }

  surplus(path: string, shape: ObjectShape): void {
    const name = path.slice(path.lastIndexOf(".") + 1);
    const near = nearest(name, [...shape.properties.keys()]);
    this.fail(`unknown property '${path}'${near === undefined ? "" : `: did you mean '${near}'?`}`);
  }

  value(path: string, shape: Shape, stated: Limits | undefined, given: Value, openness: Openness): void {
    if (given instanceof Unknown) {
      return;
    }
    if (given instanceof Secret) {
      this.value(path, shape, stated, given.value, "secret");
      return;
    }
    const node = this.limits.resolve(stated) ?? stated;
    const shown = node?.sensitive === true ? "secret" : openness;
    switch (shape.kind) {
      case "any":
        return;
      case "array":
        this.array(path, shape.items, node, given, shown);
        return;
      case "map":
        this.map(path, shape.values, node, given, shown);
        return;
      case "object":
        this.object(path, shape.name, shape.members(), given, shown);
        return;
      case "union":
        this.union(path, shape.of, node, given, shown);
        return;
      default:
        this.scalar(path, shape, node, given, shown);
    }
  }

  private array(path: string, items: Shape, node: Limits | undefined, given: Value, openness: Openness): void {
    if (!Array.isArray(given)) {
      this.wrongType(path, "array", given);
      return;
    }
    const { itemMin, itemMax } = node ?? {};
    if (itemMin !== undefined && given.length < itemMin) {
      this.fail(`'${path}' has too few items (${given.length}): at least ${itemMin} required`);
    }
    if (itemMax !== undefined && given.length > itemMax) {
      this.fail(`'${path}' has too many items (${given.length}): at most ${itemMax} allowed`);
    }
    given.forEach((item, index) => this.value(`${path}[${index}]`, items, node?.items, item, openness));
  }

  private map(path: string, values: Shape, node: Limits | undefined, given: Value, openness: Openness): void {
    if (!isMap(given)) {
      this.wrongType(path, "object", given);
      return;
    }
    for (const [key, value] of Object.entries(given)) {
      this.value(memberPath(path, key), values, node?.values, value, openness);
    }
  }

  private object(path: string, typeName: string, shape: ObjectShape, given: Value, openness: Openness): void {
    if (!isMap(given)) {
      this.wrongType(path, "object", given);
      return;
    }
    for (const [name, property] of shape.properties) {
      if (property.required && !Object.hasOwn(given, name)) {
        this.missing(`${path}.${name}`);
      }
    }
    for (const [name, value] of Object.entries(given)) {
      const property = shape.properties.get(name);
      if (property === undefined) {
        this.surplus(memberPath(path, name), shape);
        continue;
      }
      this.value(memberPath(path, name), property.shape, this.limits.nested(typeName, name), value, openness);
    }
  }

  /** Cases of a discriminated type: the one whose constants the value carries, else any that fits. */
  private union(path: string, of: Shape[], node: Limits | undefined, given: Value, openness: Openness): void {
    const cases = of.flatMap((shape) => (shape.kind === "object" ? [{ shape, members: shape.members() }] : []));
    const discriminator = discriminatorOf(cases.map(({ members }) => members));
    if (isMap(given) && discriminator !== undefined) {
      const chosen = given[discriminator];
      if (chosen instanceof Unknown) {
        return;
      }
      const fitting = cases.find(({ members }) => constantOf(members, discriminator) === bare(chosen));
      if (fitting !== undefined) {
        this.object(path, fitting.shape.name, fitting.members, given, openness);
        return;
      }
      const allowed = cases.map(({ members }) => constantOf(members, discriminator));
      this.notOneOf(`${path}.${discriminator}`, allowed, chosen ?? null, openness);
      return;
    }
    const trials = of.map((shape) => {
      const trial = new Collector(this.limits);
      trial.value(path, shape, node, given, openness);
      return trial;
    });
    const best = trials.reduce((left, right) => (right.failures.length < left.failures.length ? right : left));
    this.failures.push(...best.failures);
    this.warnings.push(...best.warnings);
  }

  private scalar(
    path: string,
    shape: Exclude<Shape, { kind: "any" | "array" | "map" | "object" | "union" }>,
    node: Limits | undefined,
    given: Value,
    openness: Openness,
  ): void {
    const expected = shape.kind === "constant" || shape.kind === "enum" ? typeOfValues(valuesOf(shape)) : shape.kind;
    if (typeof given !== expected) {
      this.wrongType(path, expected, given);
      return;
    }
    if (shape.kind === "constant" || shape.kind === "enum") {
      const values = valuesOf(shape);
      const isListed = values.length === 0 || values.some((value) => value === given);
      if (!isListed && shape.kind === "enum" && shape.open) {
        this.warnings.push(
          `'${path}' is ${show(given, openness)}, which is none of the values that this version of the API lists: ${list(values)}`,
        );
      }
      if (!isListed && !(shape.kind === "enum" && shape.open)) {
        this.notOneOf(path, values, given, openness);
      }
    }
    if (typeof given === "string") {
      this.text(path, node, given, openness);
    }
    if (typeof given === "number") {
      this.range(path, node, given, openness);
    }
  }

  private text(path: string, limits: Limits | undefined, given: string, openness: Openness): void {
    const { minLength, maxLength, pattern } = limits ?? {};
    if (minLength !== undefined && given.length < minLength) {
      this.fail(`'${path}' is too short (${given.length}): at least ${minLength} characters required`);
    }
    if (maxLength !== undefined && given.length > maxLength) {
      this.fail(`'${path}' is too long (${given.length}): at most ${maxLength} characters allowed`);
    }
    if (pattern !== undefined && !new RegExp(pattern).test(given)) {
      this.fail(`'${path}' is ${show(given, openness)}, which does not match expression '${pattern}'`);
    }
  }

  private range(path: string, node: Limits | undefined, given: number, openness: Openness): void {
    const { min, max } = node ?? {};
    if (min !== undefined && given < min) {
      this.fail(`'${path}' is too low: found ${show(given, openness)}, at least ${min} required`);
    }
    if (max !== undefined && given > max) {
      this.fail(`'${path}' is too high: found ${show(given, openness)}, at most ${max} allowed`);
    }
  }

  private wrongType(path: string, expected: string, given: Value): void {
    this.fail(`'${path}' should be of type '${expected}' but got ${typeName(given)}`);
  }

  private notOneOf(path: string, allowed: readonly unknown[], given: Value, openness: Openness): void {
    const found = given === null ? "nothing" : show(given, openness);
    this.fail(`'${path}' is ${found}, expected one of ${list(allowed)}`);
  }

  private fail(reason: string): void {
    this.failures.push({ reason });
  }
}

type Scalar = Extract<Shape, { kind: "constant" | "enum" }>;

function valuesOf(shape: Scalar): readonly (string | number | boolean)[] {
  return shape.kind === "constant" ? [shape.value] : shape.values();
}

function typeOfValues(values: readonly unknown[]): string {
  return values.length === 0 ? "string" : typeof values[0];
}

/** The one property that is a different constant in every case. */
function discriminatorOf(cases: ObjectShape[]): string | undefined {
  const [first] = cases;
  if (first === undefined || cases.length < 2) {
    return undefined;
  }
  return [...first.properties.keys()].find((name) => cases.every((members) => constantOf(members, name) !== undefined));
}

function constantOf(members: ObjectShape, name: string): unknown {
  const shape = members.properties.get(name)?.shape;
  return shape?.kind === "constant" ? shape.value : undefined;
}

function bare(value: Value | undefined): Value | undefined {
  return value instanceof Secret ? value.value : value;
}

function show(value: Value, openness: Openness): string {
  return openness === "secret" ? "a secret value" : JSON.stringify(value);
}

function list(values: readonly unknown[]): string {
  return values.map((value) => JSON.stringify(value)).join(", ");
}

function typeName(value: Value): string {
  if (Array.isArray(value)) {
    return "an array";
  }
  return value === null ? "null" : `a${isMap(value) ? "n object" : ` ${typeof value}`}`;
}

function memberPath(path: string, key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`;
}

/** A name that differs by case or by one or two letters, else the only one that goes on or stops short. */
function nearest(name: string, names: string[]): string | undefined {
  const lower = name.toLowerCase();
  const ranked = names
    .map((candidate) => ({ candidate, distance: distance(lower, candidate.toLowerCase()) }))
    .sort((left, right) => left.distance - right.distance);
  const [best] = ranked;
  if (best !== undefined && best.distance <= Math.min(2, Math.floor(name.length / 3))) {
    return best.candidate;
  }
  const extended = names.filter((candidate) => isStart(lower, candidate.toLowerCase()));
  return extended.length === 1 ? extended[0] : undefined;
}

/** Whether one is how the other begins; three letters at least, as fewer begin too much. */
function isStart(one: string, other: string): boolean {
  return Math.min(one.length, other.length) >= 3 && (one.startsWith(other) || other.startsWith(one));
}

function distance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i++) {
    const next = [i];
    for (let j = 1; j <= right.length; j++) {
      const substitution = (row[j - 1] ?? 0) + (left[i - 1] === right[j - 1] ? 0 : 1);
      next.push(Math.min(substitution, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[right.length] ?? 0;
}

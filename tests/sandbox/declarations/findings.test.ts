// What a check refuses, and what it lets pass. Both sides of every border.

import assert from "node:assert/strict";
import {
  type Findings,
  findingsOf,
  type Limits,
  type LimitSource,
  noLimits,
} from "../../../sandbox/declarations/findings";
import type { ObjectShape, PropertyShape, Shape } from "../../../sandbox/declarations/shape";
import { type PropertyMap, Secret, unknown } from "../../../sandbox/provider/value";

const open: Shape = { kind: "enum", name: "m.Open", open: true, values: () => ["Allow", "Deny"] };
const closed: Shape = { ...open, open: false };

function shapeOf(properties: Record<string, Shape>, required: string[] = []): ObjectShape {
  const entries = Object.entries(properties).map(([name, shape]): [string, PropertyShape] => [
    name,
    { shape, required: required.includes(name), documentation: "" },
  ]);
  return { name: "m.X", properties: new Map(entries) };
}

function objectOf(name: string, properties: Record<string, Shape>, required: string[] = []): Shape {
  return { kind: "object", side: "inputs", name, members: () => shapeOf(properties, required) };
}

function limited(roots: Record<string, Limits>, nested: Record<string, Limits> = {}): LimitSource {
  return {
    root: (name) => roots[name],
    nested: (type, name) => nested[`${type}.${name}`],
    resolve: (limits) => limits,
  };
}

describe("sandbox findings: what a check refuses", () => {
  const rows: [
    title: string,
    shape: Record<string, Shape>,
    inputs: PropertyMap,
    reasons: string[],
    limits?: LimitSource,
  ][] = [
    ["a known member", { name: { kind: "string" } }, { name: "x" }, []],
    [
      "an unknown member, with the likely one",
      { subnets: { kind: "string" } },
      { subnet: "x" },
      ["unknown property 'subnet': did you mean 'subnets'?"],
    ],
    [
      "an unknown member like no other",
      { subnets: { kind: "string" } },
      { location: "x" },
      ["unknown property 'location'"],
    ],
    ["a provider's note", {}, { __note: true }, []],
    [
      "the start of one name",
      { userName: { kind: "string" }, password: { kind: "string" } },
      { user: "x" },
      ["unknown property 'user': did you mean 'userName'?"],
    ],
    [
      "the start of two",
      { userName: { kind: "string" }, userGroup: { kind: "string" } },
      { user: "x" },
      ["unknown property 'user'"],
    ],
    [
      "a member that every object has",
      { a: { kind: "string" } },
      { constructor: "x" },
      ["unknown property 'constructor'"],
    ],
    ["a value not known yet", { n: { kind: "number" } }, { n: unknown }, []],
    ["a text for a number", { n: { kind: "number" } }, { n: "1" }, ["'n' should be of type 'number' but got a string"]],
    ["a number for a text", { n: { kind: "string" } }, { n: 1 }, ["'n' should be of type 'string' but got a number"]],
    [
      "an object for a list",
      { n: { kind: "array", items: { kind: "string" } } },
      { n: {} },
      ["'n' should be of type 'array' but got an object"],
    ],
    [
      "a list for a map",
      { n: { kind: "map", values: { kind: "string" } } },
      { n: [] },
      ["'n' should be of type 'object' but got an array"],
    ],
    [
      "a wrong value in a map, under a key with a dot",
      { tags: { kind: "map", values: { kind: "string" } } },
      { tags: { "a.b": 1 } },
      [`'tags["a.b"]' should be of type 'string' but got a number`],
    ],
    ["a listed value", { access: closed }, { access: "Deny" }, []],
    [
      "a value that a closed enumeration doesn't list",
      { access: closed },
      { access: "deny" },
      [`'access' is "deny", expected one of "Allow", "Deny"`],
    ],
    [
      "the same when it is secret",
      { access: closed },
      { access: new Secret("deny") },
      [`'access' is a secret value, expected one of "Allow", "Deny"`],
    ],
    [
      "a pattern that fits",
      { name: { kind: "string" } },
      { name: "abc" },
      [],
      limited({ name: { pattern: "^[a-z]+$" } }),
    ],
    [
      "a pattern that doesn't",
      { name: { kind: "string" } },
      { name: "aBc" },
      [`'name' is "aBc", which does not match expression '^[a-z]+$'`],
      limited({ name: { pattern: "^[a-z]+$" } }),
    ],
    [
      "the same when it is secret",
      { name: { kind: "string" } },
      { name: new Secret("aBc") },
      ["'name' is a secret value, which does not match expression '^[a-z]+$'"],
      limited({ name: { pattern: "^[a-z]+$" } }),
    ],
    [
      "the shortest text",
      { name: { kind: "string" } },
      { name: "abc" },
      [],
      limited({ name: { minLength: 3, maxLength: 3 } }),
    ],
    [
      "one too short",
      { name: { kind: "string" } },
      { name: "ab" },
      ["'name' is too short (2): at least 3 characters required"],
      limited({ name: { minLength: 3 } }),
    ],
    [
      "one too long",
      { name: { kind: "string" } },
      { name: "abcd" },
      ["'name' is too long (4): at most 3 characters allowed"],
      limited({ name: { maxLength: 3 } }),
    ],
    ["the lowest number", { n: { kind: "number" } }, { n: 100 }, [], limited({ n: { min: 100, max: 4096 } })],
    [
      "one below",
      { n: { kind: "number" } },
      { n: 99 },
      ["'n' is too low: found 99, at least 100 required"],
      limited({ n: { min: 100 } }),
    ],
    ["the highest number", { n: { kind: "number" } }, { n: 4096 }, [], limited({ n: { min: 100, max: 4096 } })],
    [
      "one above",
      { n: { kind: "number" } },
      { n: 4097 },
      ["'n' is too high: found 4097, at most 4096 allowed"],
      limited({ n: { max: 4096 } }),
    ],
    [
      "one above that is secret",
      { n: { kind: "number" } },
      { n: new Secret(4097) },
      ["'n' is too high: found a secret value, at most 4096 allowed"],
      limited({ n: { max: 4096 } }),
    ],
    [
      "one above that is marked sensitive",
      { n: { kind: "number" } },
      { n: 4097 },
      ["'n' is too high: found a secret value, at most 4096 allowed"],
      limited({ n: { max: 4096, sensitive: true } }),
    ],
    [
      "too few items",
      { n: { kind: "array", items: { kind: "string" } } },
      { n: [] },
      ["'n' has too few items (0): at least 1 required"],
      limited({ n: { itemMin: 1 } }),
    ],
    [
      "as few as required",
      { n: { kind: "array", items: { kind: "string" } } },
      { n: ["a"] },
      [],
      limited({ n: { itemMin: 1 } }),
    ],
    [
      "as many as allowed",
      { n: { kind: "array", items: { kind: "string" } } },
      { n: ["a", "b"] },
      [],
      limited({ n: { itemMax: 2 } }),
    ],
    [
      "too many items",
      { n: { kind: "array", items: { kind: "string" } } },
      { n: ["a", "b", "c"] },
      ["'n' has too many items (3): at most 2 allowed"],
      limited({ n: { itemMax: 2 } }),
    ],
    [
      "a limit of an item",
      { n: { kind: "array", items: { kind: "string" } } },
      { n: ["ab", "a"] },
      ["'n[1]' is too short (1): at least 2 characters required"],
      limited({ n: { items: { minLength: 2 } } }),
    ],
    [
      "a nested member, missing and surplus",
      { o: objectOf("m.O", { id: { kind: "string" } }, ["id"]) },
      { o: { ip: "x" } },
      ["missing required property 'o.id'", "unknown property 'o.ip'"],
    ],
    [
      "a limit of a nested member",
      { o: objectOf("m.O", { id: { kind: "string" } }) },
      { o: { id: "abcd" } },
      ["'o.id' is too long (4): at most 3 characters allowed"],
      limited({}, { "m.O.id": { maxLength: 3 } }),
    ],
  ];
  for (const [title, properties, inputs, reasons, limits] of rows) {
    it(title, () => {
      assert.deepEqual(reasonsOf(findingsOf(shapeOf(properties), inputs, limits ?? noLimits)), reasons);
    });
  }

  it("a required member is missing unless it is given, known or not", () => {
    const shape = shapeOf({ id: { kind: "string" } }, ["id"]);
    assert.deepEqual(reasonsOf(findingsOf(shape, {}, noLimits)), ["missing required property 'id'"]);
    assert.deepEqual(reasonsOf(findingsOf(shape, { id: unknown }, noLimits)), []);
  });

  it("warns of a value that an open enumeration doesn't list, and lets it pass", () => {
    const { failures, warnings } = findingsOf(shapeOf({ access: open }), { access: "Audit" }, noLimits);
    assert.deepEqual(failures, []);
    assert.equal(warnings.length, 1);
    assert.match(warnings[0] ?? "", /^'access' is "Audit".*"Allow", "Deny"$/);
  });

  describe("a discriminated type", () => {
    const kind = (value: string): Shape => ({ kind: "constant", value });
    const compute: Shape = {
      kind: "union",
      of: [
        objectOf("m.A", { computeType: kind("AKS"), nodes: { kind: "number" } }, ["computeType"]),
        objectOf("m.B", { computeType: kind("Kubernetes"), namespace: { kind: "string" } }, ["computeType"]),
      ],
    };
    const cases: [string, PropertyMap, string[]][] = [
      ["takes the case that it names", { computeType: "Kubernetes", namespace: "a" }, []],
      ["holds the case to its members", { computeType: "AKS", namespace: "a" }, ["unknown property 'p.namespace'"]],
      [
        "refuses a case that there is none of",
        { computeType: "Local" },
        [`'p.computeType' is "Local", expected one of "AKS", "Kubernetes"`],
      ],
      ["refuses none", {}, [`'p.computeType' is nothing, expected one of "AKS", "Kubernetes"`]],
      ["lets an unknown case pass", { computeType: unknown, anything: 1 }, []],
    ];
    for (const [title, value, reasons] of cases) {
      it(title, () => {
        assert.deepEqual(reasonsOf(findingsOf(shapeOf({ p: compute }), { p: value }, noLimits)), reasons);
      });
    }
  });
});

function reasonsOf({ failures }: Findings): string[] {
  return failures.map(({ reason }) => reason);
}

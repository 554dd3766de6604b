// Values of properties: equality, secrets, what is not known.

import assert from "node:assert/strict";
import {
  equal,
  holdsSecret,
  holdsUnknown,
  plain,
  type PropertyMap,
  Secret,
  unknown,
  type Value,
  withoutNulls,
} from "../../../sandbox/provider/value";

describe("sandbox values", () => {
  const rows: [title: string, left: Value, right: Value, same: boolean][] = [
    ["two texts", "a", "a", true],
    ["a text and a number", "1", 1, false],
    ["a secret and its value", new Secret({ a: 1 }), { a: 1 }, true],
    ["maps in another order", { a: 1, b: 2 }, { b: 2, a: 1 }, true],
    ["a map with a member more", { a: 1 }, { a: 1, b: 2 }, false],
    ["a map with another member", { a: 1 }, { b: 1 }, false],
    ["lists in another order", [1, 2], [2, 1], false],
    ["a list and its beginning", [1, 2], [1], false],
    ["nothing and nothing", null, null, true],
    ["an empty list and an empty map", [], {}, false],
    ["what is not known and itself", unknown, unknown, false],
    ["what is not known, inside", [unknown], [unknown], false],
    ["a member that every object has", {}, { constructor: 1 }, false],
  ];
  for (const [title, left, right, same] of rows) {
    it(`${title}: ${same ? "equal" : "not equal"}`, () => {
      assert.equal(equal(left, right), same);
      assert.equal(equal(right, left), same);
    });
  }

  it("lays every secret open, however deep", () => {
    assert.deepEqual(plain({ a: [new Secret({ b: new Secret(1) })] }), { a: [{ b: 1 }] });
  });

  it("finds what is secret and what is unknown, however deep", () => {
    const value: PropertyMap = { a: [{ b: new Secret([unknown]) }] };
    assert.deepEqual([holdsSecret(value), holdsUnknown(value)], [true, true]);
    assert.deepEqual([holdsSecret({ a: [1] }), holdsUnknown({ a: [1] })], [false, false]);
  });

  it("drops members that are null, at every depth, and keeps a list's", () => {
    assert.deepEqual(
      withoutNulls({ a: null, b: { c: null, d: 1 }, e: [null, { f: null }], g: new Secret({ h: null }) }),
      {
        b: { d: 1 },
        e: [null, {}],
        g: new Secret({}),
      },
    );
  });
});

// What changed between two sets of inputs. Expected kinds follow azure-native's own tests of its diff
// (provider/pkg/provider/diff_test.go in pulumi/pulumi-azure-native).

import assert from "node:assert/strict";
import { differencesOf } from "../../../sandbox/provider/differences";
import { type PropertyMap, Secret, unknown } from "../../../sandbox/provider/value";

type Row = [title: string, old: PropertyMap, given: PropertyMap, expected: Record<string, string>];

const replacing = new Set(["location", "sku", "profile.vmSize", "pools[].name"]);

const rows: Row[] = [
  ["nothing", { a: 1, b: [{ c: "x" }] }, { a: 1, b: [{ c: "x" }] }, {}],
  ["a value that became secret is the same value", { a: "x" }, { a: new Secret("x") }, {}],
  ["a secret that changed", { a: new Secret("x") }, { a: new Secret("y") }, { a: "update" }],
  ["a value that is unknown now", { a: "x" }, { a: unknown }, { a: "update" }],
  ["a create-only value that is unknown now", { location: "x" }, { location: unknown }, { location: "update-replace" }],
  ["a member more, a member less", { a: 1 }, { b: 1 }, { a: "delete", b: "add" }],
  ["a create-only member more", {}, { location: "x" }, { location: "add-replace" }],
  ["a create-only member less", { location: "x" }, {}, { location: "delete-replace" }],
  [
    "a value inside a create-only object",
    { sku: { name: "a" } },
    { sku: { name: "b" } },
    { "sku.name": "update-replace" },
  ],
  ["a member more inside a create-only object", { sku: {} }, { sku: { name: "b" } }, { "sku.name": "add" }],
  [
    "a nested create-only value",
    { profile: { vmSize: "a", n: 1 } },
    { profile: { vmSize: "b", n: 2 } },
    { "profile.vmSize": "update-replace", "profile.n": "update" },
  ],
  [
    "a create-only value in a list's item",
    { pools: [{ name: "a" }] },
    { pools: [{ name: "b" }] },
    { "pools[0].name": "update-replace" },
  ],
  ["an item more, an item less", { a: [1, 2] }, { a: [1] }, { "a[1]": "delete" }],
  ["another type", { a: { b: 1 } }, { a: [1] }, { a: "update" }],
  ["a note of the provider's", { __createBeforeDelete: true }, {}, {}],
];

describe("sandbox differences", () => {
  for (const [title, old, given, expected] of rows) {
    it(title, () => {
      const found = differencesOf(old, given, { replacing, same: () => false });
      assert.deepEqual(Object.fromEntries(found), expected);
    });
  }

  it("asks the service whether two texts are the same to it, by the path without positions", () => {
    const asked: string[] = [];
    const same = (_before: unknown, _after: unknown, path: string): boolean => {
      asked.push(path);
      return path === "a[].b";
    };
    const found = differencesOf({ a: [{ b: "X" }], c: "X" }, { a: [{ b: "x" }], c: "x" }, { replacing, same });
    assert.deepEqual(Object.fromEntries(found), { c: "update" });
    assert.ok(asked.includes("a[].b"));
  });
});

/** Logical names of children: stable, short enough for Azure with the engine's suffix, apart from each other. */
import assert from "node:assert/strict";
import * as fc from "fast-check";

import { childName, childNameWithin, compact, compactChildName } from "../../components/child-names";

describe("child names", () => {
  it("put the suffix behind a dash", () => {
    assert.equal(childName("ml-dev", "workspace"), "ml-dev-workspace");
  });

  it("are compact where Azure takes letters and digits only", () => {
    assert.equal(compactChildName("ML_dev-1", "st", 24), "mldev1st");
    assert.equal(compactChildName("1st", "kv", 24), "a1stkv");
  });

  it("stay as they are up to the limit and become compact behind it", () => {
    assert.equal(childNameWithin("a".repeat(15), "workspace", 33), `${"a".repeat(15)}-workspace`);
    assert.equal(childNameWithin("a".repeat(16), "workspace", 33), `${"a".repeat(16)}workspace`);
  });

  it("always leave room for the eight characters of autonaming", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (name) => {
        const made = compactChildName(name, "st", 24);
        assert.match(made, /^[a-z][a-z0-9]*$/);
        assert.ok(made.length + 8 <= 24, made);
      }),
    );
  });

  it("keep long names with one beginning apart", () => {
    const names = Array.from({ length: 50 }, (_, index) => compact(`inference-workspace-of-team-${index}`, 14));
    assert.equal(new Set(names).size, 50);
  });
});

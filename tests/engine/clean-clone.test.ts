// What a newcomer's clone must stand: no dist/ there, a dist/ appearing beside a running environment, and a tree that is
// as clean after the README's commands as it was before. Each of these was a trap once.

import assert from "node:assert/strict";
import { appendFileSync, existsSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { changesIn, makeClone, run } from "./clone";
import { assertSucceeded, EngineStack, root } from "./engine";

describe("a clone", function () {
  this.timeout(600_000);

  const clone = path.join(realpathSync(mkdtempSync(path.join(tmpdir(), "clone-"))), "azureml-secure-inference");
  before(() => makeClone(clone));
  after(() => rmSync(path.dirname(clone), { recursive: true }));

  it("without dist/ previews an environment under the policy pack, and makes both builds for it", () => {
    assert.equal(existsSync(path.join(clone, "dist")), false);
    const { status, output } = run(clone, "sandbox/command.mjs", "preview", "dev", "--policy-pack", "policies");
    assert.equal(status, 0, output);
    assert.match(output, /\+ \d+ to create/);
    for (const file of ["dist/index.js", "dist/index.d.ts", "policies/dist/index.js"]) {
      assert.ok(existsSync(path.join(clone, file)), `${file} was not built`);
    }
    assert.deepEqual(changesIn(clone), []);
  });

  it("does not set up again what is there", () => {
    const { status, output } = run(clone, "sandbox/prepare.mjs", "--quiet");
    assert.equal(status, 0, output);
    assert.equal(output, "");
  });

  it("says what does not compile, and leaves the last good build", () => {
    appendFileSync(path.join(clone, "index.ts"), "\nexport const x: string = 1;\n");
    const { status, output } = run(clone, "sandbox/prepare.mjs", "--quiet");
    assert.equal(status, 2);
    assert.match(output, /the components do not compile\n {2}why: index.ts\(\d+,14\): error TS2322/);
    assert.ok(existsSync(path.join(clone, "dist/index.js")));
  });
});

describe("an environment that is up", function () {
  this.timeout(600_000);

  it("is unchanged after a build: the engine must not take the built library for the program", async () => {
    const stack = new EngineStack(root, "dev");
    try {
      assertSucceeded(await stack.up());
      const build = run(root, "scripts/build.mjs");
      assert.equal(build.status, 0, build.output);
      const preview = await stack.preview({ arguments: ["--expect-no-changes"] });
      assertSucceeded(preview);
      assert.deepEqual(Object.keys(preview.changes ?? {}), ["same"]);
    } finally {
      stack.remove();
    }
  });
});

// What a newcomer's clone must stand: no dist/ there, a dist/ appearing beside a running environment, and a tree that is
// as clean after the README's commands as it was before. Each of these was a trap once.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { appendFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { assertSucceeded, EngineStack, root } from "./engine";

describe("a clone", function () {
  this.timeout(600_000);

  const clone = path.join(realpathSync(mkdtempSync(path.join(tmpdir(), "clone-"))), "azureml-secure-inference");
  before(() => copyTrackedFiles(clone));
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

/** What git tracks or would track, with the dependencies of this clone. */
function copyTrackedFiles(target: string): void {
  mkdirSync(target, { recursive: true });
  for (const file of filesOf(root).filter((name) => existsSync(path.join(root, name)))) {
    cpSync(path.join(root, file), path.join(target, file));
  }
  git(target, "init", "--quiet");
  git(target, "add", ".");
  symlinkSync(path.join(root, "node_modules"), path.join(target, "node_modules"));
}

/** Files that git does not ignore. */
function filesOf(folder: string): string[] {
  return git(folder, "ls-files", "--cached", "--others", "--exclude-standard");
}

/** Changed or new since they were added; the link to the dependencies is none of the repository's. */
function changesIn(folder: string): string[] {
  const changed = git(folder, "diff", "--name-only");
  return [...changed, ...git(folder, "ls-files", "--others", "--exclude-standard")].filter((f) => f !== "node_modules");
}

function git(folder: string, ...command: readonly string[]): string[] {
  const output = execFileSync("git", command, { cwd: folder, encoding: "utf8" });
  return output.split("\n").filter((line) => line !== "");
}

function run(folder: string, ...command: readonly string[]): { status: number | null; output: string } {
  // npm tells a command where it was called from; here that is the clone.
  const env = { ...process.env, INIT_CWD: folder };
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: folder, env, encoding: "utf8" });
  return { status, output: stdout + stderr };
}

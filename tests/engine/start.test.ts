// The main job, `npm start`, as a whole: its table, its exit codes, and that nothing of it is left.

import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { changesIn, makeClone, run } from "./clone";

describe("npm start", function () {
  this.timeout(900_000);

  const clone = path.join(realpathSync(mkdtempSync(path.join(tmpdir(), "start-"))), "azureml-secure-inference");
  const stacks = path.join(clone, "stacks");
  before(() => makeClone(clone));
  after(() => rmSync(path.dirname(clone), { recursive: true }));

  it("previews every environment, prints one table, exits 0 and leaves the tree clean", () => {
    const { status, output } = run(clone, "sandbox/start.mjs");
    assert.equal(status, 0, output);
    for (const environment of ["dev", "staging", "prod", "prod-aks"]) {
      // environment, road, resources, passed, failed, undecided, not applicable, seconds
      assert.match(output, new RegExp(`^${environment} +[a-z-]+ +\\d+ +\\d+ +0 +\\d+ +\\d+ +\\d+\\.\\d$`, "m"), output);
    }
    assert.match(output, /^accepted: dev, prod, prod-aks, staging$/m);
    assert.deepEqual(changesIn(clone), []);
    assert.deepEqual(readdirSync(path.join(clone, ".sandbox", "start")), []);
  });

  it("exits 2 when an environment cannot be previewed, and says why", () => {
    keepOnly("dev");
    replaceIn("Pulumi.dev.yaml", /:road: .*/, ":road: winding");
    const { status, output } = run(clone, "sandbox/start.mjs");
    assert.equal(status, 2, output);
    assert.match(output, /^dev +winding +did not run /m);
    assert.match(output, /^dev {2}did not run\n {4}[^]*:road: found `winding`, expected one of /m);
    assert.match(output, /^not decided: dev could not be previewed$/m);
  });

  it("exits 1 when a mandatory policy is violated, and shows the finding", () => {
    replaceIn("Pulumi.dev.yaml", /:road: .*/, ":road: managed-network");
    writeFileSync(
      path.join(stacks, "policy-config.dev.json"),
      JSON.stringify({ settings: { inferencingSubnet: ["a"] } }),
    );
    const { status, output } = run(clone, "sandbox/start.mjs");
    assert.equal(status, 1, output);
    assert.match(output, /^dev {2}settings {2}failed {2}mandatory/m);
    assert.match(output, /^ {4}.*inferencingSubnet/m);
    assert.match(output, /^refused: a mandatory policy is violated in dev$/m);
  });

  it("exits 2 before any preview when an environment has no policy configuration", () => {
    rmSync(path.join(stacks, "policy-config.dev.json"));
    const { status, output } = run(clone, "sandbox/start.mjs");
    assert.equal(status, 2, output);
    assert.match(output, /stacks\/policy-config.dev.json: no such file\n {2}why: .*\n {2}do: {2}/);
  });

  function keepOnly(environment: string): void {
    for (const file of readdirSync(stacks)) {
      if (/^Pulumi\.(.+)\.yaml$/.exec(file)?.[1] !== environment && file.endsWith(".yaml")) {
        rmSync(path.join(stacks, file));
      }
    }
  }

  function replaceIn(file: string, what: RegExp, by: string): void {
    const text = readFileSync(path.join(stacks, file), "utf8");
    assert.match(text, what);
    writeFileSync(path.join(stacks, file), text.replace(what, by));
  }
});

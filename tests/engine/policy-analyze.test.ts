/** The pack on a finished stack's state, without its program: `pulumi policy analyze --file`. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import * as path from "node:path";
import { engineEnvironment, readEngine } from "../../sandbox/engine/engine-environment";
import { assertSucceeded, EngineStack, root } from "./engine";

interface AnalyzeEvent {
  readonly policyEvent?: { readonly policyName: string; readonly enforcementLevel: string; readonly message: string };
}

describe("pulumi policy analyze", function () {
  this.timeout(180_000);
  const program = path.join(root, "examples/broken/registry-tag-missing");
  const stack = new EngineStack(program, "sandbox");
  const folders = { backend: path.join(stack.folder, "stack/backend"), azure: path.join(stack.folder, "stack/azure") };

  const pulumi = (...words: readonly string[]) => {
    const engine = readEngine();
    const env = engineEnvironment(engine, folders);
    return spawnSync(engine.pulumi, words, { cwd: program, env, encoding: "utf8" });
  };

  after(() => stack.remove());

  it("finds in the state what a preview finds in the program", async () => {
    assertSucceeded(await stack.up());
    const exported = pulumi("stack", "export", "--stack", "sandbox");
    assert.equal(exported.status, 0, exported.stderr);
    const state = path.join(stack.folder, "state.json");
    writeFileSync(state, exported.stdout);
    const settings = path.join(program, "policy-config.json");

    const analyzed = pulumi(
      ...["policy", "analyze", "--file", state, "--policy-pack", path.join(root, "policies")],
      ...["--policy-pack-config", settings, "--json"],
    );
    assert.equal(analyzed.status, 1, analyzed.stdout + analyzed.stderr);
    const events = analyzed.stdout
      .split("\n")
      .filter((line) => line.startsWith("{"))
      .map((line) => JSON.parse(line) as AnalyzeEvent);
    const found = events.flatMap(({ policyEvent }) => policyEvent ?? []);
    assert.deepEqual(
      found.map(({ policyName, enforcementLevel }) => [policyName, enforcementLevel]),
      [["nsg-acr-tag", "mandatory"]],
      analyzed.stdout,
    );
    assert.match(found[0]?.message ?? "", /`DenyInternet`, priority 200/);
  });
});

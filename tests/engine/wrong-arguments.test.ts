/** Wrong arguments and wrong configuration in a TypeScript program: every problem, each once, and nothing made. */
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { EngineRun, EngineStack, root, temporaryProgram } from "./engine";

const secret = "hunter2-and-more";

describe("a TypeScript program with wrong arguments", function () {
  this.timeout(120_000);

  it("is told every problem, each once, without a stack trace, and nothing is registered", async () => {
    const program = temporaryProgram({
      "index.ts": `
import * as pulumi from "@pulumi/pulumi";
import { ManagedNetworkIsolation, ManagedNetworkWorkspace } from ${JSON.stringify(path.join(root, "index"))};
new ManagedNetworkWorkspace("ml", {
  resourceGroupName: pulumi.secret("${secret}"),
  isolationMode: ManagedNetworkIsolation.AllowInternetOutbound,
  storageAccountId: "not-an-id",
  storageAccount: {},
  outboundRules: { fqdn: { pypi: { destination: "https://pypi.org/simple" } } },
});
`,
    });
    const stack = new EngineStack(program);
    try {
      const run = await stack.preview();
      assert.notEqual(run.exitCode, 0);
      for (const place of ["storageAccountId: ", "outboundRules.fqdn.pypi.destination: "]) {
        assert.equal(run.output.split(place).length - 1, 1, `${place}once in:\n${run.output}`);
      }
      assertClean(run);
    } finally {
      stack.remove();
      rmSync(program, { recursive: true, force: true });
    }
  });
});

describe("an environment with a wrong configuration", function () {
  this.timeout(120_000);

  it("is told every problem by its key, each once, and nothing is registered", async () => {
    const program = mkdtempSync(path.join(tmpdir(), "wrong-configuration-"));
    for (const part of ["stacks", "azure", "components", "index.ts", "package.json", "Pulumi.yaml", "tsconfig.json"]) {
      cpSync(path.join(root, part), path.join(program, part), { recursive: true });
    }
    symlinkSync(path.join(root, "node_modules"), path.join(program, "node_modules"));
    const file = path.join(program, "stacks/Pulumi.dev.yaml");
    const wrong = readFileSync(file, "utf8")
      .replace("AllowInternetOutbound", "AllowEverything")
      .replace("addressPrefix: 10.40.0.0/24", `addresPrefix: ${secret}`);
    writeFileSync(file, wrong);
    const stack = new EngineStack(program, "dev");
    try {
      const run = await stack.preview();
      assert.notEqual(run.exitCode, 0);
      for (const key of ["isolationMode: found", "addresPrefix: found", ":addressPrefix: found"]) {
        assert.equal(run.output.split(key).length - 1, 1, `${key} once in:\n${run.output}`);
      }
      assert.match(run.output, /AllowOnlyApprovedOutbound/, "what is allowed is named");
      assertClean(run);
    } finally {
      stack.remove();
      rmSync(program, { recursive: true, force: true });
    }
  });
});

function assertClean(run: EngineRun): void {
  assert.ok(!/^\s+at .+:\d+:\d+\)?$/m.test(run.output), `no stack trace:\n${run.output}`);
  assert.ok(!run.output.includes(secret), `no secret:\n${run.output}`);
  const made = run.steps.filter(({ type }) => type.startsWith("azure-native:"));
  assert.deepEqual(made, []);
}

// The runner on the real engine: a program of one resource through all four operations, and what a pack is told.

import assert from "node:assert/strict";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { assertSucceeded, EngineStack, temporaryProgram } from "./engine";

describe("sandbox: one resource on the real engine", function () {
  this.timeout(120_000);

  const program = temporaryProgram({
    "index.ts": `
      import * as resources from "@pulumi/azure-native/resources";
      const group = new resources.ResourceGroup("group", { resourceGroupName: "rg-one", location: "westeurope" });
      export const id = group.id;
    `,
    "Pulumi.test.yaml": "config:\n  azure-native:location: westeurope\n",
  });
  const stack = new EngineStack(program);
  after(() => {
    stack.remove();
    rmSync(program, { recursive: true });
  });

  it("previews, makes, finds unchanged, refreshes clean and destroys", async () => {
    const preview = await stack.preview();
    assertSucceeded(preview);
    assert.deepEqual(
      preview.steps.map(({ op, type, name }) => [op, type, name]),
      [["create", "azure-native:resources:ResourceGroup", "group"]],
    );

    const up = await stack.up();
    assertSucceeded(up);
    assert.match(String(up.outputs["id"]), /^\/subscriptions\/[0-9a-f-]{36}\/resourceGroups\/rg-one$/);

    const again = await stack.up({ arguments: ["--expect-no-changes"] });
    assertSucceeded(again);
    assert.deepEqual(again.changes, { same: 2 });

    const refresh = await stack.refresh({ arguments: ["--expect-no-changes"] });
    assertSucceeded(refresh);

    const destroy = await stack.destroy();
    assertSucceeded(destroy);
    assert.deepEqual(destroy.changes, { delete: 2 });
    assert.equal(existsSync(path.join(stack.folder, "stack")), false);
  });

  it("never writes into the program's own files", async () => {
    const config = path.join(program, "Pulumi.test.yaml");
    const before = readFileSync(config, "utf8");
    assertSucceeded(await stack.preview({ arguments: ["--config", "test-program:answer=42"] }));
    assert.equal(readFileSync(config, "utf8"), before);
  });

  it("says why a program failed, with the engine's own exit code", async () => {
    const index = path.join(program, "index.ts");
    const before = readFileSync(index, "utf8");
    writeFileSync(index, `throw new Error("out of paper");`);
    const run = await stack.preview();
    writeFileSync(index, before);
    assert.notEqual(run.exitCode, 0);
    assert.equal(run.errors.filter((message) => message.includes("out of paper")).length, 1, run.output);
  });
});

describe("sandbox: a policy pack on the real engine", function () {
  this.timeout(120_000);

  const pack = temporaryProgram({
    "PulumiPolicy.yaml": "runtime: { name: nodejs, options: { typescript: false } }\n",
    "package.json": `{ "name": "test-pack", "version": "1.2.3", "main": "index.js" }`,
    "index.js": `
      const { PolicyPack } = require("@pulumi/policy");
      const pulumi = require("@pulumi/pulumi");
      new PolicyPack("test-pack", {
        policies: [
          {
            name: "told", description: "What the pack is told.", enforcementLevel: "advisory",
            configSchema: { properties: { word: { type: "string" } } },
            validateStack: (args, report) => report(JSON.stringify({
              organization: pulumi.getOrganization(), project: pulumi.getProject(), stack: pulumi.getStack(),
              dryRun: pulumi.runtime.isDryRun(), config: new pulumi.Config("test-program").get("answer"),
              word: args.getConfig().word, cwd: process.cwd(),
            })),
          },
          {
            name: "tagged", description: "Groups carry tags.", enforcementLevel: "mandatory",
            validateResource: (args, report) => {
              if (args.type === "azure-native:resources:ResourceGroup" && !args.props.tags) { report("no tags"); }
            },
          },
        ],
      });
    `,
  });
  const program = temporaryProgram({
    "index.ts": `
      import * as resources from "@pulumi/azure-native/resources";
      new resources.ResourceGroup("group", { location: "westeurope" });
    `,
    "Pulumi.test.yaml": "config:\n  test-program:answer: forty-two\n",
  });
  const stack = new EngineStack(program);
  after(() => {
    stack.remove();
    rmSync(program, { recursive: true });
    rmSync(pack, { recursive: true });
  });

  it("is told its stack and configuration, runs in its own folder, and a mandatory violation exits 1", async () => {
    const run = await stack.preview({ policyPack: pack, policyConfig: { told: { word: "yes" } } });
    assert.equal(run.exitCode, 1, run.output);
    assert.deepEqual(run.policies, { passed: [], failed: ["tagged", "told"] });
    const told = run.policyEvents.find(({ policyName }) => policyName === "told");
    assert.deepEqual(JSON.parse(told?.message.split("\n")[1] ?? "{}"), {
      organization: "organization",
      project: "test-program",
      stack: "test",
      dryRun: true,
      config: "forty-two",
      word: "yes",
      cwd: pack,
    });
    const tagged = run.policyEvents.filter(({ policyName }) => policyName === "tagged");
    assert.deepEqual(
      tagged.map(({ message, enforcementLevel, resourceUrn }) => [message.trim(), enforcementLevel, resourceUrn]),
      [
        [
          "Groups carry tags.\nno tags",
          "mandatory",
          "urn:pulumi:test::test-program::azure-native:resources:ResourceGroup::group",
        ],
      ],
    );
  });
});

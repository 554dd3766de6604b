/**
 * Every environment of this repository on the real engine, as its owner would run it: preview and up under the policy
 * pack, up again without a change, a clean refresh, destroy.
 */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { assertSucceeded, EngineRun, EngineStack, root } from "./engine";

const stacks = path.join(root, "stacks");
const environments = readdirSync(stacks).flatMap((file) => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1] ?? []);

const rules = [
  "nsg-acr-port",
  "nsg-acr-region",
  "nsg-acr-shadowed",
  "nsg-acr-tag",
  "rbac-join-subnet",
  "rbac-join-vnet",
  "rbac-net-read",
];

/** Rules that have something to judge in an environment: those with an inferencing subnet of the customer's own. */
const judged: Readonly<Record<string, readonly string[]>> = {
  dev: [],
  staging: [],
  prod: rules,
  "prod-aks": rules,
};

describe("environments", function () {
  this.timeout(300_000);

  it("are dev, staging, prod and prod-aks", () => {
    assert.deepEqual([...environments].sort(), ["dev", "prod", "prod-aks", "staging"]);
  });

  for (const environment of environments) {
    it(`${environment} goes up, stays as it is, refreshes clean and goes down`, async () => {
      const policyConfig = JSON.parse(
        readFileSync(path.join(stacks, `policy-config.${environment}.json`), "utf8"),
      ) as Record<string, unknown>;
      const underPack = { policyPack: path.join(root, "policies"), policyConfig };
      const stack = new EngineStack(root, environment);
      try {
        const preview = await stack.preview(underPack);
        assertSucceeded(preview);
        assertJudged(preview, judged[environment] ?? []);
        const count = preview.steps.filter(
          (step) => step.op === "create" && step.type.startsWith("azure-native:"),
        ).length;
        assert.ok(count >= 12 && count <= 40, `${count} Azure resources`);

        const up = await stack.up(underPack);
        assertSucceeded(up);
        assertJudged(up, judged[environment] ?? []);
        assert.deepEqual(typesAndNames(up), typesAndNames(preview), "a preview shows what up makes");

        assertSucceeded(await stack.up({ arguments: ["--expect-no-changes"] }));
        assertSucceeded(await stack.refresh({ arguments: ["--expect-no-changes"] }));
        const destroy = await stack.destroy();
        assertSucceeded(destroy);
        assert.equal(destroy.changes?.delete, up.changes?.create);
      } finally {
        stack.remove();
      }
    });
  }
});

/** Every rule that applies passed: no finding, nothing undecided. */
function assertJudged(run: EngineRun, expected: readonly string[]): void {
  assert.deepEqual(run.policyEvents, [], run.output);
  assert.deepEqual(run.policies.failed, []);
  assert.deepEqual(
    run.policies.passed.filter((policy) => policy !== "settings"),
    expected,
  );
}

function typesAndNames(run: EngineRun): readonly string[] {
  return run.steps.map(({ type, name }) => `${type} ${name}`).sort();
}

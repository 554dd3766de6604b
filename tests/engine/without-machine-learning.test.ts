/**
 * Programs without Azure Machine Learning on the real engine, with faults in them that a rule would find where a model
 * runs: no event, no warning and no line of the pack. The same as captured stacks: tests/policies.
 */
import assert from "node:assert/strict";
import * as path from "node:path";
import { assertSucceeded, EngineRun, EngineStack, root } from "./engine";

const deployer = { principalIds: ["dddddddd-0000-0000-0000-000000000001"], assignmentsComplete: true };

/** Resources of Azure; a component isn't one. */
const programs: Readonly<Record<string, number>> = {
  "hub-and-spoke": 12,
  "open-machines": 14,
  access: 7,
  containers: 6,
};

describe("the pack on programs without machine learning", function () {
  this.timeout(300_000);

  for (const [program, resources] of Object.entries(programs)) {
    it(`${program}: not a word in preview and update`, async () => {
      const stack = new EngineStack(path.join(__dirname, "without-machine-learning", program), "sandbox");
      try {
        const pack = { policyPack: path.join(root, "policies"), policyConfig: { settings: { deployer } } };
        for (const run of [await stack.preview(pack), await stack.up(pack)]) {
          assertSucceeded(run);
          assertNothingSaid(run);
          assert.equal(run.steps.filter(({ type }) => type.startsWith("azure-native:")).length, resources);
        }
      } finally {
        stack.remove();
      }
    });
  }
});

function assertNothingSaid(run: EngineRun): void {
  assert.deepEqual(run.policyEvents, [], run.output);
  assert.deepEqual(run.policies.failed, []);
  assert.deepEqual(
    run.policies.passed.filter((policy) => policy !== "settings"),
    [],
    "no rule applies",
  );
  assert.deepEqual(run.warnings, []);
}

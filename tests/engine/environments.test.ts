// Every environment of this repository on the real engine, through its whole life: previewed under the policy pack, made,
// found unchanged, refreshed clean, destroyed. Environments are found, not listed, so that a new one is tested.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as path from "node:path";
import { configuredStacks, readProgram } from "../../sandbox/engine/program";
import { assertSucceeded, EngineStack, root } from "./engine";

const environments = configuredStacks(readProgram(root));
const policyPack = path.join(root, "policies");

/** What nodes and computes of a network of one's own need alike, and how the rules that let it through are written. */
const network = [
  ...["nsg-acr-port", "nsg-acr-region", "nsg-acr-shadowed", "nsg-acr-storage", "nsg-acr-tag"],
  ...["nsg-exfil", "nsg-in-44224", "nsg-in-open"],
  ...["nsg-name-desc", "nsg-prefix-both", "nsg-priority", "nsg-tag-in-list", "nsg-tag-typo"],
  ...["nsg-tag-aad", "nsg-tag-afd-fp", "nsg-tag-aml", "nsg-tag-arm", "nsg-tag-mcr", "nsg-tag-monitor", "nsg-tag-vnet"],
];
const compute = ["nsg-tag-compute", "nsg-tag-storage"];
/** `rbac-wide` asks about networks of somebody else only, and each of these makes its own. */
const rights = ["rbac-join-subnet", "rbac-join-vnet", "rbac-net-read", "rbac-notactions", "rbac-role-lookalike"];

/** What applies: a managed network has no inferencing subnet of the customer's own. */
const judged: Readonly<Record<string, readonly string[]>> = {
  dev: ["settings"],
  staging: ["settings"],
  prod: [...network, ...compute, ...rights, "settings"].sort(),
  "prod-aks": [...network, ...rights, "settings"].sort(),
};

describe("environments on the real engine", function () {
  this.timeout(600_000);

  it("are dev, staging, prod and prod-aks at least", () => {
    for (const environment of ["dev", "staging", "prod", "prod-aks"]) {
      assert.ok(environments.includes(environment), `${environment} is missing among ${environments.join(", ")}`);
    }
  });

  for (const environment of environments) {
    it(`${environment}: previewed, made, unchanged, refreshed clean, destroyed`, async () => {
      const stack = new EngineStack(root, environment);
      const policyConfig = JSON.parse(
        readFileSync(path.join(root, "stacks", `policy-config.${environment}.json`), "utf8"),
      ) as Record<string, unknown>;
      try {
        const preview = await stack.preview({ policyPack, policyConfig });
        assertSucceeded(preview);
        assert.deepEqual(preview.policyEvents, [], preview.output);
        assert.deepEqual(
          preview.policies.passed,
          judged[environment] ?? [],
          "the policies that had something to judge",
        );
        assert.ok(preview.steps.every(({ op }) => op === "create"));

        const up = await stack.up({ policyPack, policyConfig });
        assertSucceeded(up);
        assert.deepEqual(named(up.steps), named(preview.steps), "what is made is what was previewed");

        const again = await stack.up({ policyPack, policyConfig, arguments: ["--expect-no-changes"] });
        assertSucceeded(again);
        assert.deepEqual(Object.keys(again.changes ?? {}), ["same"]);

        const refresh = await stack.refresh({ arguments: ["--expect-no-changes"] });
        assertSucceeded(refresh);

        const destroy = await stack.destroy();
        assertSucceeded(destroy);
        assert.deepEqual(destroy.changes, { delete: up.changes?.["create"] });
      } finally {
        stack.remove();
      }
    });
  }
});

function named(steps: readonly { readonly urn: string }[]): string[] {
  return steps.map(({ urn }) => urn).sort();
}

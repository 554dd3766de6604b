/**
 * Programs as Pulumi's public Azure examples are written, by somebody who had not read the sandbox, on the real engine:
 * a web application, a Kubernetes cluster, a virtual machine. None has Azure ML in it, so the policy pack says nothing.
 * Proves that the sandbox takes them through a whole life; not that Azure would.
 */
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { assertSucceeded, EngineRun, EngineStack, root } from "./engine";

/** The committed configurations are encrypted with it. */
const passphrase = "sandbox";

const underPack = { policyPack: path.join(root, "policies"), policyConfig: {} };
const unchanged = { arguments: ["--expect-no-changes"] };

interface PublicStyleProgram {
  readonly folder: string;
  /** All of its resources, without providers and the stack itself. */
  readonly resources: number;
  /** A value given on the command line, and the resource with the tag that takes it. */
  readonly change: readonly [setting: string, resource: string];
  /** Plain text that may be on no disk but in memory. */
  readonly secrets: readonly string[];
  readonly outputs: Readonly<Record<string, RegExp>>;
}

/** As the engine's events show one. */
const isSecret = /^\{"[0-9a-f]{32}":"[0-9a-f]{32}","ciphertext":"\[secret\]"\}$/;

const programs: readonly PublicStyleProgram[] = [
  {
    folder: "web-app",
    resources: 15,
    change: ["web-app:team=checkout", "azure-native:web:WebApp shop"],
    secrets: ["Only-4-the-Sandbox!"],
    outputs: {
      appUrl: /^https:\/\/shop[0-9a-f]{8}\.azurewebsites\.net$/,
      pagesUrl: /^https:\/\/shopsa[0-9a-f]{8}\.z\d+\.web\.core\.windows\.net\/$/,
      sqlHost: /^shop-sql[0-9a-f]{8}\.database\.windows\.net$/,
      storageConnectionString: isSecret,
      ordersConnectionString: isSecret,
    },
  },
  {
    folder: "kubernetes",
    resources: 15,
    // Its subnet and its peering are resources of their own, which an update of the network leaves alone.
    change: ["kubernetes-cluster:owner=data", "azure-native:network:VirtualNetwork cluster-vnet"],
    secrets: [],
    outputs: {
      kubeconfig: isSecret,
      clusterName: /^cluster[0-9a-f]{8}$/,
      namespaceName: /^hello-[0-9a-f]{8}$/,
      address: /^\d+\.\d+\.\d+\.\d+$/,
    },
  },
  {
    folder: "virtual-machine",
    resources: 19,
    change: ["virtual-machine:environment=staging", "azure-native:compute:VirtualMachine server"],
    secrets: ["Only-4-the-Sandbox!", "never-on-any-disk-7f3a"],
    outputs: {
      addressSpace: /^\["10\.10\.0\.0\/16"\]$/,
      publicAddress: /^\d+\.\d+\.\d+\.\d+$/,
      privateAddress: /^10\.10\.1\.\d+$/,
      subscription: /^[0-9a-f-]{36}$/,
      vaultUri: /^https:\/\/secrets-kv[0-9a-f]{8}\.vault\.azure\.net\/$/,
      secretUri: /^https:\/\/secrets-kv[0-9a-f]{8}\.vault\.azure\.net\/secrets\/api-key$/,
      password: isSecret,
    },
  },
];

describe("programs in the style of the public examples", function () {
  this.timeout(300_000);

  const before = process.env["PULUMI_CONFIG_PASSPHRASE"];
  this.beforeAll(() => {
    process.env["PULUMI_CONFIG_PASSPHRASE"] = passphrase;
  });
  this.afterAll(() => {
    delete process.env["PULUMI_CONFIG_PASSPHRASE"];
    Object.assign(process.env, before === undefined ? {} : { PULUMI_CONFIG_PASSPHRASE: before });
  });

  for (const program of programs) {
    it(`${program.folder} goes up, stays as it is, changes in place and goes down`, async () => {
      const stack = new EngineStack(path.join(__dirname, "programs", program.folder), "sandbox");
      try {
        await liveThrough(stack, program);
      } finally {
        stack.remove();
      }
    });
  }
});

async function liveThrough(stack: EngineStack, program: PublicStyleProgram): Promise<void> {
  const preview = await stack.preview(underPack);
  assertSucceeded(preview);
  assertNothingSaid(preview);

  const up = await stack.up(underPack);
  assertSucceeded(up);
  assertNothingSaid(up);
  assert.equal(up.steps.length, program.resources);
  assert.deepEqual(typesAndNames(up), typesAndNames(preview), "a preview shows what up makes");
  assertOutputs(up, program);
  assertNowhere(stack, [preview, up], program.secrets);

  assertSucceeded(await stack.up(unchanged));
  assertSucceeded(await stack.refresh(unchanged));

  const [setting, resource] = program.change;
  const change = await stack.up({ arguments: ["--config", setting] });
  assertSucceeded(change);
  const changed = change.steps.filter(({ op }) => op !== "same");
  assert.deepEqual(
    changed.map(({ op, type, name, diffs }) => [op, `${type} ${name}`, diffs]),
    [["update", resource, ["tags"]]],
  );
  assertSucceeded(await stack.refresh(unchanged));
  assertNowhere(stack, [change], program.secrets);

  const destroy = await stack.destroy();
  assertSucceeded(destroy);
  assert.deepEqual(destroy.changes, { delete: up.changes?.create });
  assert.ok(!existsSync(path.join(stack.folder, "stack")), "the state is gone with the last resource");
}

/** Without Azure ML no rule applies, and none is undecided. */
function assertNothingSaid(run: EngineRun): void {
  assert.deepEqual(run.policyEvents, [], run.output);
  assert.deepEqual(run.policies.failed, []);
  assert.deepEqual(
    run.policies.passed.filter((policy) => policy !== "settings"),
    [],
  );
  assert.deepEqual(run.warnings, []);
}

function assertOutputs(run: EngineRun, { outputs }: PublicStyleProgram): void {
  assert.deepEqual(Object.keys(run.outputs).sort(), Object.keys(outputs).sort());
  for (const [name, form] of Object.entries(outputs)) {
    const value = run.outputs[name];
    assert.match(typeof value === "string" ? value : JSON.stringify(value), form, name);
  }
}

/** Neither what the engine said nor any file of its state or of the sandbox's Azure has the plain text. */
function assertNowhere(stack: EngineStack, runs: readonly EngineRun[], secrets: readonly string[]): void {
  const files = readdirSync(stack.folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  assert.ok(files.length > 10, "the state is where it is looked for");
  for (const secret of secrets) {
    const holding = files.filter((file) => readFileSync(path.join(file.parentPath, file.name)).includes(secret));
    assert.deepEqual(
      holding.map((file) => path.join(file.parentPath, file.name)),
      [],
    );
    for (const run of runs) {
      assert.ok(!run.output.includes(secret) && !JSON.stringify(run.events).includes(secret), "said by the engine");
    }
  }
}

function typesAndNames(run: EngineRun): readonly string[] {
  return run.steps.map(({ type, name }) => `${type} ${name}`).sort();
}

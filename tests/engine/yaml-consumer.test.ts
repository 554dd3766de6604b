/** A program in YAML, in a folder without tsconfig, uses the components as a plugin, through the real YAML host. */
import assert from "node:assert/strict";
import * as path from "node:path";
import { assertSucceeded, EngineStack, root, temporaryProgram } from "./engine";

describe("a YAML program", function () {
  this.timeout(300_000);

  it("previews the components with their children", async () => {
    const stack = new EngineStack(path.join(root, "examples/yaml-consumer"), "sandbox");
    try {
      const run = await stack.preview({ policyPack: path.join(root, "policies"), policyConfig: {} });
      assertSucceeded(run);
      const types = run.steps.map(({ type }) => type);
      for (const type of [
        "azureml-secure-inference:index:InferenceNetwork",
        "azureml-secure-inference:index:PrivateDnsZones",
        "azureml-secure-inference:index:ManagedNetworkWorkspace",
        "azure-native:machinelearningservices:Workspace",
        "azure-native:network:PrivateEndpoint",
      ]) {
        assert.ok(types.includes(type), `${type} is missing:\n${run.output}`);
      }
    } finally {
      stack.remove();
    }
  });

  it("is told every problem of its arguments, each once, without a stack trace", async () => {
    const program = temporaryProgram({
      "Pulumi.yaml": `
name: wrong
runtime: yaml
packages:
  azureml-secure-inference: ${root}
resources:
  workspace:
    type: azureml-secure-inference:index:ManagedNetworkWorkspace
    properties:
      resourceGroupName: rg
      isolationMode: AllowInternetOutbound
      outboundRules:
        fqdn:
          pypi: { destination: "https://pypi.org/simple" }
`,
    });
    const stack = new EngineStack(program);
    try {
      const run = await stack.preview();
      assert.notEqual(run.exitCode, 0);
      const problems = run.output.split("\n").filter((line) => line.includes("outboundRules.fqdn"));
      assert.equal(new Set(problems).size, problems.length, `each problem is told once:\n${run.output}`);
      assert.ok(
        problems.some((line) => line.includes("outboundRules.fqdn.pypi.destination")),
        run.output,
      );
      assert.ok(!/^\s+at .+:\d+:\d+\)?$/m.test(run.output), `no stack trace:\n${run.output}`);
      assert.deepEqual(
        run.steps.filter(({ type }) => type.startsWith("azure-native:")),
        [],
        "nothing is registered by then",
      );
    } finally {
      stack.remove();
    }
  });
});

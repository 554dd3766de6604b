/** The configuration of environments: what is read, and that everything wrong is said at once and by its key. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";

import { readConfiguration, StackConfiguration } from "../../stacks/config";
import { assertRefused } from "../components/checks";

const folder = path.resolve(__dirname, "../../stacks");
const own = "azureml-secure-inference:";

/** As the engine hands a stack's file over: structured values as JSON text. */
function valuesOf(environment: string): Record<string, string> {
  const file = parse(readFileSync(path.join(folder, `Pulumi.${environment}.yaml`), "utf8")) as {
    config: Record<string, unknown>;
  };
  return Object.fromEntries(
    Object.entries(file.config).map(([key, value]) => [key, typeof value === "string" ? value : JSON.stringify(value)]),
  );
}

function accepted(values: Record<string, string>): StackConfiguration {
  const result = readConfiguration(values);
  assert.ok("configuration" in result, JSON.stringify(result));
  return result.configuration;
}

function problemsOf(values: Record<string, string>) {
  const result = readConfiguration(values);
  return "problems" in result ? result.problems : [];
}

/** The values of an environment with some changed, or removed where undefined. */
function changed(environment: string, changes: Record<string, string | undefined>): Record<string, string> {
  const entries = Object.entries({ ...valuesOf(environment), ...changes });
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

describe("configuration of environments", () => {
  const environments = readdirSync(folder).flatMap((file) => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1] ?? []);

  it("is right in every file", () => {
    assert.deepEqual(
      environments.sort().map((environment) => [environment, accepted(valuesOf(environment)).road]),
      [
        ["dev", "managed-network"],
        ["prod", "custom-network"],
        ["prod-aks", "private-cluster"],
        ["staging", "managed-network"],
      ],
    );
  });

  it("has a policy configuration beside every file, with who deploys", () => {
    for (const environment of environments) {
      const text = readFileSync(path.join(folder, `policy-config.${environment}.json`), "utf8");
      const { settings } = JSON.parse(text) as { settings: { deployer: { principalIds: string[] } } };
      assert.equal(settings.deployer.principalIds.length, 1, environment);
    }
  });

  it("lets the pipeline of prod be the deployer that gets the right to join", () => {
    const configuration = accepted(valuesOf("prod"));
    assert.ok(configuration.road === "custom-network");
    const policy = JSON.parse(readFileSync(path.join(folder, "policy-config.prod.json"), "utf8")) as {
      settings: { deployer: { principalIds: string[] } };
    };
    assert.deepEqual(
      Object.values(configuration.deployers).map(({ principalId }) => principalId),
      policy.settings.deployer.principalIds,
    );
  });

  it("is closed unless somebody opens it", () => {
    const configuration = accepted(changed("dev", { [`${own}isolationMode`]: undefined }));
    assert.ok(configuration.road === "managed-network");
    assert.equal(configuration.isolationMode, "AllowOnlyApprovedOutbound");
    assert.deepEqual(configuration.scorers, {});
  });

  it("does not care about other namespaces", () => {
    accepted(changed("dev", { "azure-native:tenantId": "x", "other:key": "y" }));
  });
});

describe("wrong configuration", () => {
  const principal = { principalId: "5b1f3c0e-6d0f-4a7e-9a55-2f7e0c1c8d43", principalType: "User" };
  const deployment = { model: "m", environment: "e", instanceType: "i", instanceCount: 1 };
  const cases: readonly (readonly [string, string, Record<string, string | undefined>, readonly string[]])[] = [
    ["no road", "dev", { [`${own}road`]: undefined }, [`${own}road`]],
    ["a road that isn't one", "dev", { [`${own}road`]: "managed" }, [`${own}road`]],
    ["no region", "dev", { "azure-native:location": undefined }, ["azure-native:location"]],
    ["a region that isn't one", "dev", { "azure-native:location": "westeurop" }, ["azure-native:location"]],
    ["a region of a sovereign cloud", "dev", { "azure-native:location": "chinaeast2" }, ["azure-native:location"]],
    ["an isolation that isn't one", "dev", { [`${own}isolationMode`]: "Open" }, [`${own}isolationMode`]],
    ["an address instead of a range", "dev", { [`${own}addressPrefix`]: "10.40.0.1" }, [`${own}addressPrefix`]],
    ["no subnets", "dev", { [`${own}subnets`]: undefined }, [`${own}subnets`]],
    ["subnets that aren't an object", "dev", { [`${own}subnets`]: "[1]" }, [`${own}subnets`]],
    [
      "a subnet that the road doesn't have",
      "dev",
      { [`${own}subnets`]: '{"endpoints":"10.40.0.0/26","nodes":"10.40.1.0/26"}' },
      [`${own}subnets.nodes`],
    ],
    ["a subnet too few", "prod", { [`${own}subnets`]: '{"compute":"10.50.0.0/24"}' }, [`${own}subnets.endpoints`]],
    [
      "a subnet that Azure finds too small",
      "dev",
      { [`${own}subnets`]: '{"endpoints":"10.40.0.0/30"}' },
      [`${own}subnets.endpoints`],
    ],
    ["a tag that isn't a text", "dev", { [`${own}tags`]: '{"a":1}' }, [`${own}tags.a`]],
    ["a key of another road", "dev", { [`${own}registryId`]: "x" }, [`${own}registryId`]],
    ["a misspelt key", "dev", { [`${own}isolationmod`]: "x" }, [`${own}isolationmod`]],
    [
      "a deployment without a model",
      "staging",
      { [`${own}deployment`]: JSON.stringify({ ...deployment, model: undefined }) },
      [`${own}deployment.model`],
    ],
    [
      "a deployment with no machine",
      "staging",
      { [`${own}deployment`]: JSON.stringify({ ...deployment, instanceCount: 0 }) },
      [`${own}deployment.instanceCount`],
    ],
    [
      "a deployment with a field of its own",
      "staging",
      { [`${own}deployment`]: JSON.stringify({ ...deployment, image: "x" }) },
      [`${own}deployment.image`],
    ],
    ["scorers without an endpoint", "staging", { [`${own}deployment`]: undefined }, [`${own}scorers`]],
    [
      "a scorer without a type",
      "staging",
      { [`${own}scorers`]: JSON.stringify({ me: { principalId: principal.principalId } }) },
      [`${own}scorers.me.principalType`],
    ],
    ["no deployer", "prod", { [`${own}deployers`]: undefined }, [`${own}deployers`]],
    ["an empty list of deployers", "prod", { [`${own}deployers`]: "{}" }, [`${own}deployers`]],
    [
      "a deployer by name",
      "prod",
      { [`${own}deployers`]: JSON.stringify({ me: { ...principal, principalId: "me" } }) },
      [`${own}deployers.me.principalId`],
    ],
    ["a registry by name", "prod", { [`${own}registryId`]: "contosoimages" }, [`${own}registryId`]],
    ["no model for the cluster", "prod-aks", { [`${own}deployment`]: undefined }, [`${own}deployment`]],
    ["an address as a host", "prod-aks", { [`${own}hostName`]: "https://a.contoso.com" }, [`${own}hostName`]],
    ["no certificate", "prod-aks", { [`${own}certificateSecret`]: undefined }, [`${own}certificateSecret`]],
  ];
  for (const [what, environment, changes, paths] of cases) {
    it(`is refused for ${what}`, () => assertRefused(problemsOf(changed(environment, changes)), paths));
  }

  it("is said all at once", () => {
    assertRefused(problemsOf({ [`${own}road`]: "private-cluster", [`${own}hostname`]: "x" }), [
      "azure-native:location",
      `${own}addressPrefix`,
      `${own}subnets`,
      `${own}hostName`,
      `${own}certificateSecret`,
      `${own}deployment`,
      `${own}hostname`,
    ]);
  });

  it("never repeats a secret", () => {
    const secret = JSON.stringify({ me: { principalId: "s3cret", "s3cret-field": 1 } });
    const values = changed("prod", { [`${own}deployers`]: secret, [`${own}registryId`]: "s3cret" });
    const result = readConfiguration(values, new Set([`${own}deployers`, `${own}registryId`]));
    assert.ok("problems" in result);
    assert.equal(result.problems.length, 4);
    assert.equal(JSON.stringify(result.problems).includes("s3cret"), false);
    assert.ok(result.problems.every(({ found }) => found === "a secret value"));
  });

  it("proposes the key that was meant, and says what a value may be", () => {
    const [misspelt] = problemsOf(changed("dev", { [`${own}isolationmod`]: "x" }));
    assert.equal(misspelt?.fix, "did you mean `isolationMode`?");
    const [road] = problemsOf(changed("dev", { [`${own}road`]: "managed" }));
    assert.equal(road?.expected, "one of managed-network, custom-network, private-cluster");
  });
});

/** What `pulumi stack export` writes, as the engine would have told it. */
import assert from "node:assert/strict";
import { readStateExport } from "../../../policies/capture/state-export";

const signature = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";
const urn = (type: string, name: string) => `urn:pulumi:dev::project::${type}::${name}`;
const provider = urn("pulumi:providers:azure-native", "azure");
const groupType = "azure-native:resources:ResourceGroup";
const group = { urn: urn(groupType, "rg"), type: groupType, custom: true, inputs: { location: "westeurope" } };

function read(file: unknown, isOfInterest = (type: string) => type.startsWith("azure-native:")) {
  return readStateExport(typeof file === "string" ? file : JSON.stringify(file), isOfInterest);
}

function exported(...resources: readonly unknown[]) {
  return { version: 3, deployment: { manifest: {}, resources } };
}

function problemsOf(file: unknown): readonly (readonly [path: string, found: string])[] {
  const { resources, problems } = read(file);
  assert.deepEqual(resources, [], "what has problems is not judged");
  return problems.map(({ path, found }) => [path, found]);
}

describe("a state export", () => {
  it("gives inputs, graph and the provider's inputs, in URN order", () => {
    const nsgType = "azure-native:network:NetworkSecurityGroup";
    const nsg = {
      urn: urn(nsgType, "a::b"),
      type: nsgType,
      custom: true,
      id: "/subscriptions/s/…",
      inputs: { securityRules: [{ priority: 100 }] },
      outputs: { etag: "not read" },
      parent: group.urn,
      provider: `${provider}::3b5f6c1e-0000-4000-8000-000000000000`,
      dependencies: [group.urn],
      propertyDependencies: { resourceGroupName: [group.urn], location: null },
    };
    const own = { urn: provider, type: "pulumi:providers:azure-native", inputs: { subscriptionId: "s" } };
    const { resources, problems } = read(exported(own, nsg, group));
    assert.deepEqual(problems, []);
    assert.deepEqual(resources, [
      {
        urn: nsg.urn,
        type: nsgType,
        name: "a::b",
        inputs: { securityRules: [{ priority: 100 }] },
        provider: { urn: provider, inputs: { subscriptionId: "s" } },
        parent: group.urn,
        dependencies: [group.urn],
        propertyDependencies: new Map([
          ["resourceGroupName", [group.urn]],
          ["location", []],
        ]),
      },
      {
        urn: group.urn,
        type: groupType,
        name: "rg",
        inputs: { location: "westeurope" },
        provider: undefined,
        parent: undefined,
        dependencies: [],
        propertyDependencies: new Map(),
      },
      {
        urn: provider,
        type: "pulumi:providers:azure-native",
        name: "azure",
        inputs: undefined,
        provider: undefined,
        parent: undefined,
        dependencies: [],
        propertyDependencies: new Map(),
      },
    ]);
  });

  it("keeps secrets unknown, encrypted or not, and says what is not plain data", () => {
    const inputs = {
      encrypted: { [signature]: secretSignature, ciphertext: "v1:abc" },
      shown: { [signature]: secretSignature, plaintext: '"hunter2"' },
      archive: { [signature]: "0def7320c3a5731c473e5ecbe6d01bc7", hash: "x" },
    };
    const { resources } = read(exported({ ...group, inputs }));
    assert.deepEqual(resources[0]?.inputs, {
      encrypted: { unknown: "encrypted is a secret and is not looked into" },
      shown: { unknown: "shown is a secret and is not looked into" },
      archive: { unknown: "archive is not plain data" },
    });
  });

  it("leaves out what only waits to be deleted, also beside its replacement", () => {
    const old = { ...group, delete: true, inputs: { location: "northeurope" } };
    const { resources, problems } = read(exported(group, old));
    assert.deepEqual(problems, []);
    assert.deepEqual(
      resources.map(({ inputs }) => inputs),
      [{ location: "westeurope" }],
    );
  });

  it("is empty for a stack without resources", () => {
    assert.deepEqual(read(exported()), { resources: [], problems: [] });
    assert.deepEqual(read({ version: 3, deployment: { manifest: {} } }), { resources: [], problems: [] });
  });

  it("is read in schema 4 with the features that are known", () => {
    const file = { ...exported(group), version: 4, features: ["taint", "views"] };
    assert.equal(read(file).resources.length, 1);
    assert.deepEqual(problemsOf({ ...file, features: ["taint", "tiant"] }), [["features[1]", "`tiant`"]]);
  });

  it("is refused where the file is something else", () => {
    assert.deepEqual(problemsOf("{ not: json, secret: hunter2 }"), [["the state", "text that is not JSON"]]);
    assert.deepEqual(problemsOf(""), [["the state", "text that is not JSON"]]);
    assert.deepEqual(problemsOf([]), [["the state", "a list"]]);
    assert.deepEqual(problemsOf("null"), [["the state", "nothing"]]);
    assert.deepEqual(problemsOf({ version: 3, checkpoint: { latest: {} } }), [
      ["checkpoint", "the engine's own file of a stack"],
    ]);
    for (const version of [2, 5, "3", undefined]) {
      assert.equal(problemsOf({ ...exported(group), version })[0]?.[0], "version");
    }
    assert.deepEqual(problemsOf({ version: 3 }), [["deployment", "nothing"]]);
    assert.deepEqual(problemsOf({ version: 3, deployment: { resources: {} } }), [
      ["deployment.resources", "an object"],
    ]);
  });

  it("tells every problem of every resource, with its path and without what stands there", () => {
    const found = problemsOf(
      exported(
        { ...group, urn: "rg" },
        "hunter2",
        { ...group, type: 7, inputs: ["hunter2"], dependencies: "hunter2" },
        { ...group, propertyDependencies: { location: [1], tags: [] }, provider: {}, parent: ["hunter2"] },
      ),
    );
    assert.deepEqual(found, [
      ["deployment.resources[0].urn", "`rg`"],
      ["deployment.resources[1]", "text"],
      ["deployment.resources[2].type", "a number"],
      ["deployment.resources[2].inputs", "a list"],
      ["deployment.resources[2].dependencies", "text"],
      ["deployment.resources[3].provider", "an object"],
      ["deployment.resources[3].parent", "a list"],
      ["deployment.resources[3].propertyDependencies.location", "a list"],
    ]);
    const { problems } = read(exported(group, group));
    assert.deepEqual(
      problems.map(({ path }) => path),
      ["deployment.resources[1].urn"],
    );
  });

  it("takes names like __proto__ and constructor for names", () => {
    const text = JSON.stringify(exported({ ...group, inputs: { a: 1 }, propertyDependencies: { a: [] } }));
    const { resources, problems } = read(text.replaceAll('"a"', '"__proto__"'));
    assert.deepEqual(problems, []);
    assert.deepEqual(Object.keys(resources[0]?.inputs ?? {}), ["__proto__"]);
    assert.deepEqual([...(resources[0]?.propertyDependencies.keys() ?? [])], ["__proto__"]);
    assert.deepEqual(problemsOf('{"__proto__": {"version": 3, "deployment": {}}}'), [["version", "nothing"]]);
  });

  it("is read with a list of 5 MB, and with values nested beyond all measure", () => {
    const rule = { name: "r", priority: 100, destinationAddressPrefixes: ["10.0.0.0/8"], description: "x".repeat(60) };
    const securityRules = Array.from({ length: 40_000 }, () => rule);
    const text = JSON.stringify(exported({ ...group, inputs: { securityRules } }));
    assert.ok(text.length > 5 * 2 ** 20);
    assert.equal((read(text).resources[0]?.inputs?.["securityRules"] as unknown[]).length, 40_000);

    const deep = `${"[".repeat(50_000)}${"]".repeat(50_000)}`;
    const nested = read(
      JSON.stringify(exported({ ...group, inputs: { deep: 0 } })).replace('"deep":0', `"deep":${deep}`),
    );
    assert.deepEqual(nested.problems, []);
    assert.match(JSON.stringify(nested.resources[0]?.inputs), /nested this deep/);
  });
});

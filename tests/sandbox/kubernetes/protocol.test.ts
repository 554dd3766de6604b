// The Kubernetes of the sandbox through its port. Expectations: the provider's own documentation of names,
// https://www.pulumi.com/registry/packages/kubernetes/, and the API conventions of Kubernetes.

import assert from "node:assert/strict";
import { kubernetes } from "../../../sandbox/kubernetes/provider";
import { memoryStore, type Store } from "../../../sandbox/provider/store";
import { isMap, type PropertyMap, unknown } from "../../../sandbox/provider/value";
import { clientOf, type ProviderClient, urn } from "../provider-client";

const namespace = urn("kubernetes:core/v1:Namespace", "models");
const secret = urn("kubernetes:core/v1:Secret", "tls");
const deployment = urn("kubernetes:apps/v1:Deployment", "web");
const policy = urn("kubernetes:networking.k8s.io/v1:NetworkPolicy", "deny");
const instanceType = urn("kubernetes:amlarc.azureml.com/v1alpha1:InstanceType", "big");
const release = urn("kubernetes:helm.sh/v3:Release", "chart");

describe("sandbox kubernetes through its protocol", () => {
  let client: ProviderClient;
  let store: Store;
  beforeEach(async () => {
    store = memoryStore();
    client = await clientOf(kubernetes(store));
  });
  afterEach(() => client.close());

  const metadata = (object: PropertyMap): PropertyMap => {
    const found = object["metadata"];
    assert.ok(isMap(found));
    return found;
  };
  const make = async (
    of: string,
    inputs: PropertyMap,
  ): Promise<{ id: string; outputs: PropertyMap; inputs: PropertyMap }> => {
    const checked = await client.check(of, inputs);
    assert.deepEqual(checked.failures, []);
    return { ...(await client.create(of, checked.inputs)), inputs: checked.inputs };
  };

  it("answers with the SDK's version", async () => {
    assert.equal(await client.version(), "4.34.2");
  });

  it("names an object after the program's name, and remembers that it did", async () => {
    const { inputs } = await client.check(secret, {});
    assert.match(String(metadata(inputs)["name"]), /^tls-[0-9a-f]{8}$/);
    assert.deepEqual(metadata(inputs)["annotations"], { "pulumi.com/autonamed": "true" });
    const again = await client.check(secret, {}, inputs, new Uint8Array([9]));
    assert.equal(metadata(again.inputs)["name"], metadata(inputs)["name"]);
  });

  it("leaves a given name alone", async () => {
    const { inputs } = await client.check(secret, { metadata: { name: "mine" } });
    assert.deepEqual(metadata(inputs), { name: "mine" });
    assert.deepEqual({ kind: inputs["kind"], apiVersion: inputs["apiVersion"] }, { kind: "Secret", apiVersion: "v1" });
  });

  it("gives ids by namespace and name, by name alone for what lies in no namespace", async () => {
    assert.equal((await make(namespace, { metadata: { name: "models" } })).id, "models");
    assert.equal((await make(secret, { metadata: { name: "a", namespace: "models" } })).id, "models/a");
    assert.equal((await make(policy, { metadata: { name: "a" }, spec: { podSelector: {} } })).id, "default/a");
  });

  it("takes a kind that the SDK doesn't declare, with whatever members", async () => {
    const made = await make(instanceType, { metadata: { name: "big" }, spec: { resources: { limits: { cpu: "4" } } } });
    assert.deepEqual(made.outputs["spec"], { resources: { limits: { cpu: "4" } } });
    assert.equal(made.outputs["apiVersion"], "amlarc.azureml.com/v1alpha1");
  });

  it("holds a declared kind to its declaration", async () => {
    const { failures } = await client.check(deployment, { spec: { selector: {}, template: {}, replica: 2 } });
    assert.deepEqual(failures, ["unknown property 'spec.replica': did you mean 'replicas'?"]);
  });

  it("knows no status before the update", async () => {
    const { inputs } = await client.check(deployment, { spec: { selector: {}, template: {} } });
    const preview = await client.previewCreate(deployment, inputs);
    assert.equal(preview.outputs["status"], unknown);
    assert.deepEqual(preview.outputs["spec"], { selector: {}, template: {} });
  });

  it("replaces for a new name, deleting the old one first, and changes data in place", async () => {
    const made = await make(secret, { metadata: { name: "a" }, stringData: { k: "1" } });
    const renamed = await client.diff(secret, made, { ...made.inputs, metadata: { name: "b" } });
    assert.deepEqual(renamed, {
      kinds: { "metadata.name": "update-replace" },
      replaces: ["metadata"],
      deleteBeforeReplace: true,
      changes: "some",
    });
    const changed = await client.diff(secret, made, { ...made.inputs, stringData: { k: "2" } });
    assert.deepEqual(changed.kinds, { "stringData.k": "update" });
  });

  it("refuses a second object of one name", async () => {
    const { inputs } = await make(secret, { metadata: { name: "a" } });
    await assert.rejects(client.create(secret, inputs), /Secret "a" already exists/);
  });

  it("updates, reads and forgets", async () => {
    const made = await make(secret, { metadata: { name: "a" }, stringData: { k: "1" } });
    const updated = await client.update(secret, made.id, made.outputs, { ...made.inputs, stringData: { k: "2" } });
    assert.deepEqual(metadata(updated)["uid"], metadata(made.outputs)["uid"]);
    assert.equal(metadata(updated)["generation"], 2);
    assert.deepEqual((await client.read(secret, made.id)).outputs, updated);
    await client.delete(secret, made.id);
    assert.equal((await client.read(secret, made.id, made)).id, "");
  });

  it("deletes what lies in a namespace with it", async () => {
    const made = await make(namespace, { metadata: { name: "models" } });
    const inside = await make(secret, { metadata: { name: "a", namespace: "models" } });
    await client.delete(namespace, made.id);
    assert.equal((await client.read(secret, inside.id, inside)).id, "");
  });

  it("keeps two clusters apart by their kubeconfig", async () => {
    await make(secret, { metadata: { name: "a" } });
    const other = await clientOf(kubernetes(store));
    try {
      await other.configure({ kubeconfig: "another" });
      assert.equal((await other.read(secret, "default/a")).id, "");
    } finally {
      other.close();
    }
  });

  it("takes a Helm release, which has no metadata", async () => {
    const made = await make(release, { chart: "nginx", namespace: "models" });
    assert.match(made.id, /^models\/chart-[0-9a-f]{8}$/);
    assert.equal(isMap(made.outputs["status"]) && made.outputs["status"]["status"], "deployed");
  });

  it("refuses by name to render manifests and charts", async () => {
    await assert.rejects(
      client.invoke("kubernetes:yaml:decode", { text: "a: b" }),
      /kubernetes:yaml:decode is not modelled.*docs\/sandbox\.md/,
    );
  });
});

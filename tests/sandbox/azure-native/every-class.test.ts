// Every class of the sixteen modules that have constraint files can be made with its required arguments
// alone: checked, and created in preview, without a refusal. The arguments are generated from the SDK's
// declarations, and from Azure's limits where they are known.
// Doesn't prove that Azure would take them: only that the sandbox refuses nothing for being unknown to it.

import assert from "node:assert/strict";
import { join } from "node:path";
import { type Declarations, readDeclarations } from "../../../sandbox/declarations/package";
import type { ObjectShape } from "../../../sandbox/declarations/shape";
import { parentId, resourceGroupId, resourceId } from "../../../sandbox/azure-native/operations/resource-id";
import { type ResourceManager, resourceManager } from "../../../sandbox/azure-native/state/resource-manager";
import { azureNative, sandboxSubscription } from "../../../sandbox/azure-native/provider";
import { resourceModel } from "../../../sandbox/azure-native/schema/resource-model";
import { memoryStore } from "../../../sandbox/provider/store";
import { type PropertyMap, unknown, Unknown } from "../../../sandbox/provider/value";
import { urn } from "../provider-client";
import { classesOf, constrainedModules, requiredArguments } from "./required-arguments";

const sdk = join(__dirname, "..", "..", "..", "node_modules", "@pulumi", "azure-native");
const modules = constrainedModules();

describe("sandbox azure-native: every class of the modules in the index", () => {
  let declarations: Declarations;
  let classes: Map<string, string[]>;

  before(() => {
    declarations = readDeclarations(sdk);
    classes = new Map(modules.map((module) => [module, classesOf(declarations, module)]));
  });

  it("finds 396 classes in 16 modules", () => {
    assert.equal(modules.length, 16);
    assert.equal([...classes.values()].flat().length, 396);
  });

  for (const module of modules) {
    it(`takes the required arguments of every class in ${module}, and previews it`, () => {
      const provider = azureNative(memoryStore(), sdk);
      const refused: string[] = [];
      for (const token of classes.get(module) ?? []) {
        const model = resourceModel(declarations, token);
        assert.ok(model !== undefined, token);
        const here = urn(token, "example");
        const { inputs, failures } = provider.check({
          urn: here,
          olds: undefined,
          news: requiredArguments(model),
          randomSeed: new Uint8Array([7]),
        });
        refused.push(...failures.map(({ reason }) => `${token}: ${reason}`));
        const { id, properties } = provider.create({ urn: here, inputs, preview: true });
        assert.equal(id, "");
        assertPreviewed(token, model.shape.outputs, inputs, properties);
      }
      assert.deepEqual(refused, []);
    });
  }

  it("makes each of them for good, with an id of the form that its path gives", () => {
    const store = memoryStore();
    const provider = azureNative(store, sdk);
    for (const token of [...classes.values()].flat()) {
      store.remove("");
      const model = resourceModel(declarations, token);
      assert.ok(model !== undefined, token);
      const here = urn(token, "example");
      const news = { ...requiredArguments(model), ...(model.hasLocation ? { location: "westeurope" } : {}) };
      const { inputs } = provider.check({ urn: here, olds: undefined, news, randomSeed: new Uint8Array([7]) });
      makeParents(resourceManager(store), resourceId(model, inputs, sandboxSubscription));
      const { id, properties } = provider.create({ urn: here, inputs, preview: false });
      assert.match(id, /^\/[^{}]+$/, token);
      const read = provider.read({ urn: here, id, olds: properties, oldInputs: inputs });
      assert.deepEqual(read, { id, properties, inputs }, token);
    }
  });
});

/** Every output is there: the input of the same name, or unknown. */
function assertPreviewed(token: string, outputs: ObjectShape, inputs: PropertyMap, previewed: PropertyMap): void {
  for (const [name, { shape }] of outputs.properties) {
    const value = previewed[name];
    assert.notEqual(value, undefined, `${token}.${name}`);
    if (!Object.hasOwn(inputs, name) && name !== "azureApiVersion" && shape.kind !== "constant") {
      assert.ok(value instanceof Unknown && value === unknown, `${token}.${name}`);
    }
  }
}

/** What Azure wants to see before the class: the group, and each parent of the path, known by its id alone. */
function makeParents(azure: ResourceManager, id: string): void {
  for (let parent = parentId(id); parent !== undefined; parent = parentId(parent)) {
    azure.create({ id: parent, token: "azure-native:parent:Parent", properties: {} });
  }
  const group = resourceGroupId(id);
  if (group !== undefined && group !== id) {
    azure.create({ id: group, token: "azure-native:resources:ResourceGroup", properties: { location: "westeurope" } });
  }
}

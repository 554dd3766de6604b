// The sandbox's Azure: what a GET returns after a PUT, children that parents list, what a DELETE takes along.

import assert from "node:assert/strict";
import { type ResourceManager, resourceManager } from "../../../sandbox/azure-native/state/resource-manager";
import { memoryStore } from "../../../sandbox/provider/store";
import type { PropertyMap } from "../../../sandbox/provider/value";

const id = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v";
const token = "azure-native:network:VirtualNetwork";
const subnet = { token: "azure-native:network:Subnet", properties: { name: "own", addressPrefix: "10.0.9.0/24" } };

describe("sandbox resource manager", () => {
  let azure: ResourceManager;
  beforeEach(() => {
    azure = resourceManager(memoryStore());
  });

  const names = (property = "subnets"): unknown[] =>
    ((azure.get(id)?.properties[property] ?? []) as PropertyMap[]).map((each) => each["name"]);

  it("creates once, in whatever case the id is written", () => {
    assert.equal(azure.create({ id, token, properties: {} }), true);
    assert.equal(azure.create({ id: id.toUpperCase(), token, properties: {} }), false);
    assert.equal(azure.get(id.toLowerCase())?.id, id);
  });

  it("lists children in the order in which they were given, and own ones after them", () => {
    azure.create({ id, token, properties: { subnets: [{ name: "z" }, { name: "a" }] } });
    azure.create({ id: `${id}/subnets/own`, ...subnet });
    assert.deepEqual(names(), ["z", "a", "own"]);
    assert.equal(azure.exists(`${id}/subnets/z`), true);
  });

  it("keeps a list that a PUT leaves out, and replaces one that it gives", () => {
    azure.create({ id, token, properties: { subnets: [{ name: "a" }] } });
    azure.create({ id: `${id}/subnets/own`, ...subnet });
    azure.replace({ id, token, properties: { tags: { x: "1" } } });
    assert.deepEqual(names(), ["a", "own"]);
    azure.replace({ id, token, properties: { subnets: [{ name: "b" }] } });
    assert.deepEqual(names(), ["b"]);
    assert.equal(azure.exists(`${id}/subnets/own`), false);
  });

  it("shows in the parent what was changed in the child", () => {
    azure.create({ id, token, properties: { subnets: [{ name: "a", addressPrefix: "10.0.0.0/24" }] } });
    azure.replace({
      id: `${id}/subnets/a`,
      token: subnet.token,
      properties: { name: "a", addressPrefix: "10.0.1.0/24" },
    });
    const [first] = azure.get(id)?.properties["subnets"] as PropertyMap[];
    assert.deepEqual(first, { name: "a", addressPrefix: "10.0.1.0/24", id: `${id}/subnets/a` });
  });

  it("deletes what lies inside, and nothing beside", () => {
    azure.create({ id, token, properties: { subnets: [{ name: "a" }] } });
    azure.create({ id: `${id}2`, token, properties: {} });
    azure.delete(id);
    assert.equal(azure.exists(`${id}/subnets/a`), false);
    assert.equal(azure.exists(`${id}2`), true);
    assert.equal(azure.inside("/subscriptions/s").length, 1);
  });
});

// The azure-native of the sandbox through its port, as the engine speaks to it.
// Proves what a program sees; it doesn't prove that Azure would do the same, which only Azure can.

import assert from "node:assert/strict";
import { azureNative, sandboxSubscription, sandboxTenant } from "../../../sandbox/azure-native/provider";
import { memoryStore, type Store } from "../../../sandbox/provider/store";
import { type PropertyMap, Secret, unknown } from "../../../sandbox/provider/value";
import { clientOf, type ProviderClient, urn } from "../provider-client";

const group = urn("azure-native:resources:ResourceGroup", "rg");
const network = urn("azure-native:network:VirtualNetwork", "vnet");
const subnet = urn("azure-native:network:Subnet", "inference");
const workspace = urn("azure-native:machinelearningservices:Workspace", "ws");
const assignment = urn("azure-native:authorization:RoleAssignment", "join");
const subscriptionPath = `/subscriptions/${sandboxSubscription}`;
const groupPath = `${subscriptionPath}/resourceGroups/rg-one`;

describe("sandbox azure-native through its protocol", () => {
  let client: ProviderClient;
  let store: Store;

  beforeEach(async () => {
    store = memoryStore();
    client = await clientOf(azureNative(store));
  });
  afterEach(() => client.close());

  const make = async (
    of: string,
    inputs: PropertyMap,
  ): Promise<{ id: string; outputs: PropertyMap; inputs: PropertyMap }> => {
    const checked = await client.check(of, inputs);
    assert.deepEqual(checked.failures, []);
    return { ...(await client.create(of, checked.inputs)), inputs: checked.inputs };
  };
  const makeGroup = () => make(group, { resourceGroupName: "rg-one", location: "westeurope" });

  it("answers with the SDK's version", async () => {
    assert.equal(await client.version(), "3.28.0");
  });

  describe("check", () => {
    it("names a resource group after the program's name and the seed, the same in every run", async () => {
      const first = await client.check(group, { location: "westeurope" });
      const second = await client.check(group, { location: "westeurope" });
      assert.match(String(first.inputs["resourceGroupName"]), /^rg[0-9a-f]{8}$/);
      assert.equal(first.inputs["resourceGroupName"], second.inputs["resourceGroupName"]);
      assert.equal(first.inputs["__createBeforeDelete"], true);
    });

    it("keeps an old name", async () => {
      const olds = { resourceGroupName: "rg12345678", __createBeforeDelete: true, location: "westeurope" };
      const { inputs } = await client.check(group, { location: "westeurope" }, olds, new Uint8Array([9]));
      assert.equal(inputs["resourceGroupName"], "rg12345678");
    });

    it("copies the program's name for a child, and makes a GUID for a role assignment", async () => {
      const child = await client.check(subnet, {
        resourceGroupName: "rg-one",
        virtualNetworkName: "v",
        addressPrefix: "10.0.0.0/24",
      });
      assert.equal(child.inputs["subnetName"], "inference");
      assert.equal(child.inputs["__createBeforeDelete"], undefined);
      const role = await client.check(assignment, { principalId: "p", roleDefinitionId: "r", scope: groupPath });
      assert.match(String(role.inputs["roleAssignmentName"]), /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    });

    it("takes the location of the group: made, only planned, or not known yet", async () => {
      await makeGroup();
      const made = await client.check(network, { resourceGroupName: "RG-ONE" });
      assert.equal(made.inputs["location"], "westeurope");
      await client.check(group, { resourceGroupName: "rg-two", location: "northeurope" });
      const planned = await client.check(network, { resourceGroupName: "rg-two" });
      assert.equal(planned.inputs["location"], "northeurope");
      const open = await client.check(network, { resourceGroupName: unknown });
      assert.equal(open.inputs["location"], unknown);
    });

    it("prefers the configured location to the group's", async () => {
      await makeGroup();
      await client.configure({ location: "swedencentral" });
      const { inputs } = await client.check(network, { resourceGroupName: "rg-one" });
      assert.equal(inputs["location"], "swedencentral");
    });

    it("fills in the API version of the class", async () => {
      const { inputs } = await client.check(network, { resourceGroupName: "rg-one" });
      assert.equal(inputs["azureApiVersion"], "2024-05-01");
    });

    it("refuses with the path in the reason and the property left empty", async () => {
      const { failures } = await client.check(network, {
        resourceGroupName: "rg-one",
        adressSpace: {},
        subnets: [{ name: "a", delegation: [] }],
      });
      assert.deepEqual(failures, [
        "unknown property 'adressSpace': did you mean 'addressSpace'?",
        "unknown property 'subnets[0].delegation': did you mean 'delegations'?",
      ]);
    });
  });

  describe("create", () => {
    it("returns the id that Azure would give", async () => {
      const created = await makeGroup();
      assert.equal(created.id, groupPath);
      assert.equal(created.outputs["name"], "rg-one");
      assert.equal(created.outputs["type"], "Microsoft.Resources/resourceGroups");
      const vnet = await make(network, { resourceGroupName: "rg-one", virtualNetworkName: "vnet-one" });
      assert.equal(vnet.id, `${groupPath}/providers/Microsoft.Network/virtualNetworks/vnet-one`);
      const role = await make(assignment, {
        scope: vnet.id,
        roleAssignmentName: "5d5b0c4e-0000-4000-8000-000000000000",
        principalId: "p",
        roleDefinitionId: "r",
      });
      assert.equal(
        role.id,
        `${vnet.id}/providers/Microsoft.Authorization/roleAssignments/5d5b0c4e-0000-4000-8000-000000000000`,
      );
    });

    it("fills in what Azure computes", async () => {
      await makeGroup();
      const created = await make(workspace, {
        resourceGroupName: "rg-one",
        workspaceName: "ws-one",
        identity: { type: "SystemAssigned" },
      });
      const identity = created.outputs["identity"] as PropertyMap;
      assert.match(String(identity["principalId"]), /^[0-9a-f-]{36}$/);
      assert.equal(identity["tenantId"], sandboxTenant);
      assert.equal(created.outputs["discoveryUrl"], "https://westeurope.api.azureml.ms/discovery");
      assert.equal(created.outputs["provisioningState"], "Succeeded");
      const again = await client.read(workspace, created.id);
      assert.deepEqual(again.outputs, created.outputs);
    });

    it("gives inline subnets ids of their own", async () => {
      await makeGroup();
      const vnet = await make(network, {
        resourceGroupName: "rg-one",
        virtualNetworkName: "v",
        subnets: [
          { name: "b", addressPrefix: "10.0.1.0/24" },
          { name: "a", addressPrefix: "10.0.0.0/24" },
        ],
      });
      const ids = (vnet.outputs["subnets"] as PropertyMap[]).map((each) => each["id"]);
      assert.deepEqual(ids, [`${vnet.id}/subnets/b`, `${vnet.id}/subnets/a`]);
    });

    it("refuses an id that is taken", async () => {
      const { inputs } = await makeGroup();
      await assert.rejects(client.create(group, inputs), {
        message: `cannot create already existing resource '${groupPath}'`,
      });
    });

    it("refuses a child without its parent, as Azure does", async () => {
      await makeGroup();
      const { inputs } = await client.check(subnet, {
        resourceGroupName: "rg-one",
        virtualNetworkName: "none",
        addressPrefix: "10.0.0.0/24",
      });
      await assert.rejects(client.create(subnet, inputs), /Code="ParentResourceNotFound"/);
    });

    it("keeps a secret secret, in what it returns and when it reads it back", async () => {
      const tagged = await make(group, {
        resourceGroupName: "rg-one",
        location: "westeurope",
        tags: { key: new Secret("s3cret") },
      });
      assert.deepEqual(tagged.outputs["tags"], { key: new Secret("s3cret") });
      const read = await client.read(group, tagged.id, tagged);
      assert.deepEqual(read.outputs["tags"], { key: new Secret("s3cret") });
    });
  });

  describe("preview", () => {
    it("knows the inputs and nothing that Azure computes, nested values too", async () => {
      const checked = await client.check(network, {
        resourceGroupName: "rg-one",
        location: "westeurope",
        subnets: [{ name: "a", addressPrefix: "10.0.0.0/24" }],
      });
      const { id, outputs } = await client.previewCreate(network, checked.inputs);
      assert.equal(id, "");
      assert.equal(outputs["location"], "westeurope");
      assert.equal(outputs["name"], unknown);
      assert.equal(outputs["provisioningState"], unknown);
      const [first] = outputs["subnets"] as PropertyMap[];
      assert.equal(first?.["addressPrefix"], "10.0.0.0/24");
      assert.equal(first?.["id"], unknown);
    });

    it("of an update keeps name and location, so that children are not replaced", async () => {
      const { id, outputs, inputs } = await makeGroup();
      const changed = await client.previewUpdate(group, id, outputs, { ...inputs, tags: { a: "b" } });
      assert.equal(changed["name"], "rg-one");
      assert.equal(changed["location"], "westeurope");
      assert.deepEqual(changed["tags"], { a: "b" });
      const open = await client.previewUpdate(group, id, outputs, { ...inputs, location: unknown });
      assert.equal(open["location"], "westeurope");
    });

    it("turns a list of identities into what Azure knows of each, later", async () => {
      const identities = [`${groupPath}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/one`];
      const identity = { type: "UserAssigned", userAssignedIdentities: identities };
      const inputs = { resourceGroupName: "rg-one", workspaceName: "ws-one", location: "westeurope", identity };
      const preview = await client.previewCreate(workspace, inputs);
      assert.equal((preview.outputs["identity"] as PropertyMap)["userAssignedIdentities"], unknown);
      await makeGroup();
      const made = await make(workspace, inputs);
      const returned = made.outputs["identity"] as PropertyMap;
      assert.equal(returned["principalId"], undefined);
      const known = returned["userAssignedIdentities"] as PropertyMap;
      assert.deepEqual(Object.keys(known), identities);
      assert.deepEqual(Object.keys(known[identities[0] ?? ""] as PropertyMap).sort(), ["clientId", "principalId"]);
    });
  });

  describe("diff", () => {
    const old = { inputs: { resourceGroupName: "rg-one", location: "westeurope", tags: { a: "1" } }, outputs: {} };

    it("changes tags in place", async () => {
      const diff = await client.diff(group, old, { ...old.inputs, tags: { a: "2" } });
      assert.deepEqual(diff, {
        kinds: { "tags.a": "update" },
        replaces: [],
        deleteBeforeReplace: false,
        changes: "some",
      });
    });

    it("replaces for a create-only property and for a part of the id, deleting first", async () => {
      const moved = await client.diff(group, old, { ...old.inputs, location: "northeurope" });
      assert.deepEqual(moved.kinds, { location: "update-replace" });
      assert.equal(moved.deleteBeforeReplace, true);
      const renamed = await client.diff(group, old, { ...old.inputs, resourceGroupName: "rg-two" });
      assert.deepEqual(renamed.replaces, ["resourceGroupName"]);
    });

    it("creates first when the name was made up", async () => {
      const random = { inputs: { ...old.inputs, __createBeforeDelete: true }, outputs: {} };
      const moved = await client.diff(group, random, { ...random.inputs, location: "northeurope" });
      assert.equal(moved.deleteBeforeReplace, false);
    });

    it("reads a location as Azure does", async () => {
      const diff = await client.diff(group, old, { ...old.inputs, location: "West Europe" });
      assert.equal(diff.changes, "none");
    });
  });

  describe("what the sandbox remembers", () => {
    it("keeps the subnets that a network's inputs leave out", async () => {
      await makeGroup();
      const vnet = await make(network, {
        resourceGroupName: "rg-one",
        virtualNetworkName: "v",
        location: "westeurope",
      });
      const child = await make(subnet, {
        resourceGroupName: "rg-one",
        virtualNetworkName: "v",
        addressPrefix: "10.0.0.0/24",
      });
      const updated = await client.update(network, vnet.id, vnet.outputs, { ...vnet.inputs, tags: { a: "b" } });
      assert.deepEqual(
        (updated["subnets"] as PropertyMap[]).map((each) => each["id"]),
        [child.id],
      );
      const refreshed = await client.read(network, vnet.id, vnet);
      assert.deepEqual(refreshed.inputs, { ...vnet.inputs, tags: { a: "b" } });
    });

    it("deletes what lies in a group with the group", async () => {
      const { id } = await makeGroup();
      const vnet = await make(network, { resourceGroupName: "rg-one", virtualNetworkName: "v" });
      await client.delete(group, id);
      assert.equal((await client.read(network, vnet.id, vnet)).id, "");
    });

    it("is the same for the next process", async () => {
      const { id } = await makeGroup();
      const next = await clientOf(azureNative(store));
      try {
        assert.equal((await next.read(group, id)).outputs["location"], "westeurope");
        assert.deepEqual((await next.read(group, id)).inputs, {
          location: "westeurope",
          resourceGroupName: "rg-one",
        });
      } finally {
        next.close();
      }
    });
  });

  describe("functions", () => {
    it("says who is signed in", async () => {
      const config = await client.invoke("azure-native:authorization:getClientConfig", {});
      assert.equal(config["subscriptionId"], sandboxSubscription);
      assert.equal(config["tenantId"], sandboxTenant);
      assert.match(String(config["objectId"]), /^[0-9a-f-]{36}$/);
    });

    it("looks up what a stack has made, and nothing else", async () => {
      await makeGroup();
      const found = await client.invoke("azure-native:resources:getResourceGroup", { resourceGroupName: "rg-one" });
      assert.equal(found["id"], groupPath);
      assert.equal(found["location"], "westeurope");
      await assert.rejects(
        client.invoke("azure-native:resources:getResourceGroup", { resourceGroupName: "rg-two" }),
        /Code="ResourceNotFound".*rg-two.*docs\/sandbox\.md/,
      );
    });

    it("wants the arguments that the function declares", async () => {
      const call = client.invoke("azure-native:storage:listStorageAccountKeys", { resourceGroupName: "rg-one" });
      await assert.rejects(call, { message: "missing required property 'accountName'" });
    });

    it("finds the address of a dynamic public address, which its creation doesn't know yet", async () => {
      await makeGroup();
      const token = "azure-native:network:PublicIPAddress";
      const inputs = { resourceGroupName: "rg-one", publicIpAddressName: "ip", publicIPAllocationMethod: "Dynamic" };
      const made = await make(urn(token, "ip"), inputs);
      assert.equal(made.outputs["ipAddress"], undefined);
      const args = { resourceGroupName: "rg-one", publicIpAddressName: "ip" };
      const found = await client.invoke("azure-native:network:getPublicIPAddress", args);
      assert.match(String(found["ipAddress"]), /^203\.0\.113\.\d+$/);
    });

    it("lists keys as secrets, the same each time, of what a stack has made", async () => {
      const args = { resourceGroupName: "rg-one", accountName: "stone" };
      await makeGroup();
      await assert.rejects(
        client.invoke("azure-native:storage:listStorageAccountKeys", args),
        /Code="ResourceNotFound".*storageAccounts\/stone.*docs\/sandbox\.md/,
      );
      await make(urn("azure-native:storage:StorageAccount", "stone"), {
        ...args,
        kind: "StorageV2",
        sku: { name: "Standard_LRS" },
      });
      const { keys } = await client.invoke("azure-native:storage:listStorageAccountKeys", args);
      const [first, second] = keys as PropertyMap[];
      assert.equal(first?.["keyName"], "key1");
      assert.ok(first["value"] instanceof Secret && second?.["value"] instanceof Secret);
      assert.notDeepEqual(first["value"], second["value"]);
      assert.deepEqual(await client.invoke("azure-native:storage:listStorageAccountKeys", args), { keys });
    });

    it("refuses by name what is not modelled", async () => {
      await assert.rejects(
        client.invoke("azure-native:machinelearningservices:listWorkspaceNotebookAccessTokens", {}),
        /listWorkspaceNotebookAccessTokens is no function/,
      );
    });
  });
});

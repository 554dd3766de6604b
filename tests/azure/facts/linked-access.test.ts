/** What ARM checks on the linked resource, transcribed a second time, by action. */
import { strict as assert } from "node:assert";
import { linkedAccess, linkedAccessOf } from "../../../azure/facts/linked-access";

/** Action, then who needs it to create what; `!` where a document says so, `*` for the resource's own identity. */
const listed = {
  "virtualNetworks/subnets/join/action": `Network/privateEndpoints! Network/networkInterfaces
    ContainerService/managedClusters ContainerService/managedClusters!* ContainerService/managedClusters/agentPools
    Network/azureFirewalls Network/bastionHosts MachineLearningServices/workspaces/computes
    MachineLearningServices/workspaces!`,
  "virtualNetworks/join/action": "Network/privateDnsZones/virtualNetworkLinks Network/dnsResolvers",
  "virtualNetworks/peer/action": "Network/virtualNetworks/virtualNetworkPeerings",
  "networkSecurityGroups/join/action": "Network/virtualNetworks/subnets",
  "routeTables/join/action": "Network/virtualNetworks/subnets",
  "natGateways/join/action": "Network/virtualNetworks/subnets",
  "privateDnsZones/join/action": "Network/privateEndpoints/privateDnsZoneGroups!",
  "virtualNetworks/subnets/joinViaServiceEndpoint/action": "Storage/storageAccounts",
  "ddosProtectionPlans/join/action": "Network/virtualNetworks!",
};

describe("what ARM checks on the linked resource", () => {
  it("is the list, no more and no less", () => {
    const ours = linkedAccess.map(
      ({ action, created, evidence, by }) =>
        `${action} ${created}${evidence === "verified" ? "!" : ""}${by === "own-identity" ? "*" : ""}`,
    );
    const expected = Object.entries(listed).flatMap(([action, created]) =>
      created.split(/\s+/).map((each) => `Microsoft.Network/${action} Microsoft.${each}`),
    );
    assert.deepEqual(ours.sort(), expected.sort());
  });

  it("is asked of the resource that the action names", () => {
    for (const { action, linked } of linkedAccess) {
      assert.equal(action.replace(/\/\w+\/action$/, ""), linked);
    }
  });

  it("has one row an id, each with the day it was read", () => {
    assert.equal(new Set(linkedAccess.map(({ id }) => id)).size, linkedAccess.length);
    assert.ok(linkedAccess.every(({ source }) => /^\d{4}-\d\d-\d\d$/.test(source.read)));
  });

  it("is found by type, in any case", () => {
    assert.deepEqual(
      linkedAccessOf("microsoft.network/VIRTUALNETWORKS/subnets").map(({ id }) => id),
      ["subnet-security-group", "subnet-route-table", "subnet-nat-gateway"],
    );
    assert.deepEqual(linkedAccessOf("Microsoft.Network/virtualNetwork"), []);
  });
});

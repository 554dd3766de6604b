/** ARM ids by segment: what is one, what is not, and what is of another type. */
import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";

import { checkArmId, parseArmId } from "../../components/check-arm-id";

const group = "/subscriptions/8d2e4b71-0c5f-4a96-b3d8-e17f60a9c254/resourceGroups/net";
const subnet = "Microsoft.Network/virtualNetworks/subnets";

describe("ARM ids", () => {
  it("are taken apart without regard to case", () => {
    const id = `${group.toUpperCase()}/providers/microsoft.network/VIRTUALNETWORKS/vnet/Subnets/nodes`;
    assert.deepEqual(parseArmId(id, subnet)?.names, ["vnet", "nodes"]);
    assert.equal(parseArmId(id, subnet)?.resourceGroupName, "NET");
  });

  for (const [what, id] of [
    ["a parent", `${group}/providers/Microsoft.Network/virtualNetworks/vnet`],
    ["a child", `${group}/providers/Microsoft.Network/virtualNetworks/vnet/subnets/nodes/more/child`],
    ["another type", `${group}/providers/Microsoft.Network/virtualNetworks/vnet/peerings/nodes`],
    ["a name", "nodes"],
    ["an empty name", `${group}/providers/Microsoft.Network/virtualNetworks/vnet/subnets/`],
    ["a group", group],
    ["an id without its slash", `${group}/providers/Microsoft.Network/virtualNetworks/vnet/subnets/nodes`.slice(1)],
  ] as const) {
    it(`aren't ${what}`, () => {
      assert.equal(parseArmId(id, subnet), undefined);
      assert.deepEqual(
        checkArmId(id, subnet, "subnetId").map((problem) => problem.path),
        ["subnetId"],
      );
    });
  }

  it("aren't judged before they are known", () => {
    assert.deepEqual(checkArmId(pulumi.output("nodes"), subnet, "subnetId"), []);
    assert.deepEqual(checkArmId(Promise.resolve("nodes"), subnet, "subnetId"), []);
  });
});

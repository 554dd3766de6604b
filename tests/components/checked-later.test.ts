/** Inputs that are known only while the program runs are refused then, by the same words as literals. */
import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";

import { ArgumentsError } from "../../components/arguments-error";
import { armIdParts } from "../../components/check-arm-id";
import { checkedLater } from "../../components/checked-later";
import { checkFqdn } from "../../components/workspace/check-outbound-rules";
import { value } from "../value";

const check = (destination: string) => checkFqdn({ destination }, "outboundRules.fqdn.pypi");

describe("inputs that are known later", () => {
  it("pass when they are right, and as they are when they were known before", async () => {
    assert.equal(await value(checkedLater(pulumi.output("pypi.org"), "rule", check)), "pypi.org");
    assert.equal(checkedLater("pypi.org", "rule", check), "pypi.org");
  });

  it("are refused with the path when they are wrong", async () => {
    await assert.rejects(value(checkedLater(pulumi.output("https://pypi.org"), "rule", check)), (error) => {
      assert.ok(error instanceof ArgumentsError);
      assert.match(error.message, /outboundRules\.fqdn\.pypi\.destination: found `https:\/\/pypi\.org`/);
      return true;
    });
  });

  it("are refused as ids of another type", async () => {
    const id = pulumi.output("/subscriptions/a/resourceGroups/b/providers/Microsoft.Network/virtualNetworks/c");
    const parts = armIdParts(id, "Microsoft.MachineLearningServices/workspaces", "workspaceId");
    await assert.rejects(value(parts), ArgumentsError);
  });
});

/** What all rules need is done once, whichever of them asks: one capture a registration, one estate a stack. */
import assert from "node:assert/strict";
import * as messages from "@pulumi/pulumi/proto/analyzer_pb";
import { Estate } from "../../azure/estate/estate";
import { Judge } from "../../policies/judge";
import { estateRule } from "../../policies/rules/rule";

const type = "azure-native:resources:ResourceGroup";
const urn = `urn:pulumi:dev::project::${type}::rg`;

describe("the judge", () => {
  const judge = new Judge();
  before(() => judge.listen());

  it("captures a registration once, for the first policy that looks at it, whichever that is", () => {
    for (const first of ["settings", "nsg-acr-tag"]) {
      let read = 0;
      const registration = new messages.AnalyzeRequest();
      registration.setType(type);
      registration.setUrn(urn);
      registration.getProperties = () => void (read += 1) as never;
      registration.getType(); // as the SDK begins
      judge.capture(first);
      judge.capture("rbac-net-read");
      assert.equal(read, 1);
      assert.deepEqual(
        ["settings", "nsg-acr-tag", "rbac-net-read"].filter((name) => judge.isEnabled(name)),
        [first, "rbac-net-read"],
      );
    }
  });

  it("builds one estate for all rules of a stack, and another one for the next", () => {
    const seen: Estate[] = [];
    const rule = estateRule({
      id: "looks",
      title: "looks",
      level: "advisory",
      severity: "low",
      source: { document: "none", read: "2026-11-25" },
      page: { fault: "", consequence: "", remedy: "", undecided: "" },
      judge: (estate) => {
        seen.push(estate);
        return [];
      },
    });
    for (const expected of [1, 2]) {
      const stack = new messages.AnalyzeStackRequest();
      stack.getResourcesList(); // as the SDK begins
      for (let policy = 0; policy < 3; policy += 1) {
        judge.judgement().sawNothing();
        judge.judgement().concernsMachineLearning();
        judge.judgement().of(rule);
      }
      assert.equal(new Set(seen).size, expected);
    }
  });
});

/** What holds for every rule that looks at how security rules are written: whose rules, inline or standalone. */
import { CapturedResource } from "../../../policies/capture/captured-stack";
import { Properties } from "../../../policies/capture/wire-value";
import { declare, notYet } from "../../estates/captured";
import { changed, without } from "../../estates/change";
import { privateCompute } from "../../estates/private-compute";
import { judged } from "../judged";
import { assertNever, assertOutcome } from "./outcome";
import { ruleNamed } from "./rule-named";

export function judgeWritten(
  id: string,
  securityRules: readonly Properties[],
  settings: Parameters<typeof judged>[2] = {},
) {
  return judged(ruleNamed(id), privateCompute({ securityRules }).resources, settings);
}

/** A security rule that is a resource of its own; the inline rule's `name` is its `securityRuleName`. */
export function standalone(rule: Properties, guard: readonly CapturedResource[], urnName = "alone"): CapturedResource {
  const { name, ...properties } = rule;
  return declare(
    "azure-native:network:SecurityRule",
    urnName,
    { ...properties, securityRuleName: name ?? null, resourceGroupName: notYet, networkSecurityGroupName: notYet },
    { networkSecurityGroupName: guard },
  );
}

/** `wrong`: a rule that the policy must find; `right`: one that it must not. Written inline both. */
export function itJudgesWhatGuards(
  id: string,
  wrong: Properties,
  right: Properties,
  settings: Parameters<typeof judged>[2] = {},
): void {
  const rule = ruleNamed(id);
  const judge = (stack: readonly CapturedResource[]) => judged(rule, stack, settings);
  const estate = privateCompute();

  describe(`${id}: whose rules are judged`, () => {
    it("those of the group on an inferencing subnet", () => {
      assertOutcome(judge(privateCompute({ securityRules: [wrong] }).resources), "fail");
      assertNever(judge(privateCompute({ securityRules: [right] }).resources), "fail", "advisory", "undecided");
    });
    it("a wrong rule behind a right one: fail", () => {
      assertOutcome(judge(privateCompute({ securityRules: [right, wrong] }).resources), "fail");
    });
    it("one that is a resource of its own: fail", () => {
      assertOutcome(judge([...estate.resources, standalone(wrong, [estate.guard])]), "fail");
      assertNever(judge([...estate.resources, standalone(right, [estate.guard])]), "fail", "advisory", "undecided");
    });
    it("one of another group: never a fail", () => {
      const other = declare("azure-native:network:NetworkSecurityGroup", "other", { securityRules: [wrong] });
      assertNever(judge([...estate.resources, other, standalone(wrong, [other])]), "fail", "advisory", "undecided");
    });
    it("one of nobody knows which group: never a fail", () => {
      assertNever(judge([...estate.resources, standalone(wrong, [])]), "fail", "advisory");
    });
    it("a list that is not known: undecided", () => {
      const stack = changed(estate.resources, estate.guard, { inputs: { securityRules: notYet } });
      assertOutcome(judge(stack), "undecided");
    });
    it("one rule that is not known beside a wrong one: never a pass", () => {
      const stack = changed(estate.resources, estate.guard, { inputs: { securityRules: [notYet, wrong] } });
      assertNever(judge(stack), "pass", "not applicable");
    });
    it("a subnet that nobody uses for inferencing: not applicable", () => {
      const unused = privateCompute({ securityRules: [wrong] });
      assertOutcome(judge(without(unused.resources, unused.compute)), "not applicable");
    });
    it("a subnet that the settings name: fail", () => {
      const unused = privateCompute({ securityRules: [wrong] });
      const named = { ...settings, inferencingSubnets: ["inference"] };
      assertOutcome(judged(rule, without(unused.resources, unused.compute), named), "fail");
    });
    it("a group that two inferencing subnets share: fail", () => {
      const shared = privateCompute({ securityRules: [wrong] });
      const second = declare(
        "azure-native:network:Subnet",
        "scoring2",
        {
          virtualNetworkName: notYet,
          subnetName: "scoring2",
          addressPrefix: "10.0.7.0/24",
          networkSecurityGroup: { id: notYet },
        },
        { virtualNetworkName: [shared.network], networkSecurityGroup: [shared.guard] },
      );
      const named = { ...settings, inferencingSubnets: ["scoring2"] };
      assertOutcome(judged(rule, [...shared.resources, second], named), "fail");
    });
  });
}

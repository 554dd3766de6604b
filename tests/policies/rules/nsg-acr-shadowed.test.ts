/**
 * nsg-acr-shadowed: an allow that would open the way to the registry stands behind a deny that takes its traffic.
 * First match ends it, so the deny with the smaller number wins; the fault is the pair, and the fix a free number.
 */
import assert from "node:assert/strict";
import { Properties } from "../../../policies/capture/wire-value";
import { nsgAcrShadowed } from "../../../policies/rules/network/nsg-acr-shadowed";
import { nsgAcrTag } from "../../../policies/rules/network/nsg-acr-tag";
import { notYet } from "../../estates/captured";
import { without } from "../../estates/change";
import { outbound, outboundRules } from "../../estates/outbound-rules";
import { privateCompute } from "../../estates/private-compute";
import { judged } from "../judged";
import { assertSays, assertVerdict, onlyFault, onlyUnknowns, Verdict } from "../said";

type Row = readonly [title: string, rules: readonly string[], verdict: Verdict];

const closed = "200 deny * * -> Internet:*";
const late = "300 allow tcp * -> AzureContainerRegistry.WestEurope:443";

function judge(rules: readonly Properties[]) {
  return judged(nsgAcrShadowed, privateCompute({ securityRules: rules }).resources);
}

function rows(fact: string, table: readonly Row[]): void {
  describe(`nsg-acr-shadowed: ${fact}`, () => {
    for (const [title, rules, verdict] of table) {
      it(`${title}: ${verdict}`, () => {
        assertVerdict(judge(outboundRules(...rules)), verdict);
      });
    }
  });
}

rows("the smaller number wins", [
  ["the allow after the deny", [closed, late], "fail"],
  ["the allow right after the deny", [closed, "201 allow tcp * -> AzureContainerRegistry.WestEurope:443"], "fail"],
  ["the allow right before the deny", ["199 allow tcp * -> AzureContainerRegistry.WestEurope:443", closed], "pass"],
  ["the allow first in the list, its number behind", [late, closed], "fail"],
  ["the deny first in the list, its number behind", ["400 deny * * -> Internet:*", late], "pass"],
  ["a second allow before the deny", ["190 allow tcp * -> AzureContainerRegistry:443", closed, late], "pass"],
  ["two denies before the allow", ["150 deny udp * -> Internet:*", closed, late], "fail"],
]);

rows("there has to be an allow that covers the way", [
  ["no rule at all", [], "pass"],
  ["a deny alone: the platform's own allow does not count", [closed], "pass"],
  ["the allow alone", [late], "pass"],
  ["an allow of another port", [closed, "300 allow tcp * -> AzureContainerRegistry.WestEurope:80"], "pass"],
  ["an allow of another protocol", [closed, "300 allow udp * -> AzureContainerRegistry.WestEurope:443"], "pass"],
  [
    "an allow for another subnet",
    [closed, "300 allow tcp 10.0.3.0/24 -> AzureContainerRegistry.WestEurope:443"],
    "pass",
  ],
  ["an allow of another region", [closed, "300 allow tcp * -> AzureContainerRegistry.NorthEurope:443"], "pass"],
  ["an allow of storage", [closed, "300 allow tcp * -> Storage:443"], "pass"],
  ["an allow of the service everywhere", [closed, "300 allow tcp * -> AzureContainerRegistry:443"], "fail"],
  ["an allow of all of Azure", [closed, "300 allow tcp * -> AzureCloud:443"], "fail"],
  ["an allow of Azure in the region", [closed, "300 allow tcp * -> AzureCloud.westeurope:443"], "fail"],
  ["an allow of everything", ["200 deny * * -> *:*", "300 allow * * -> *:*"], "fail"],
  ["an allow for the subnet", [closed, "300 allow tcp 10.0.2.0/24 -> AzureContainerRegistry.WestEurope:443"], "fail"],
]);

rows("the deny has to take the allow's traffic", [
  ["a deny of another port", ["200 deny * * -> Internet:80", late], "pass"],
  ["a deny of another protocol", ["200 deny udp * -> Internet:*", late], "pass"],
  ["a deny for another subnet", ["200 deny * 10.0.3.0/24 -> Internet:*", late], "pass"],
  ["a deny of storage", ["200 deny * * -> Storage:*", late], "pass"],
  ["a deny of Azure in another region", ["200 deny * * -> AzureCloud.northeurope:*", late], "pass"],
  ["a deny of Azure in the region", ["200 deny * * -> AzureCloud.westeurope:*", late], "fail"],
  ["a deny of the tag itself", ["200 deny * * -> AzureContainerRegistry.WestEurope:*", late], "fail"],
  ["a deny of TCP 443 alone", ["200 deny tcp * -> Internet:443", late], "fail"],
  ["a deny for half of the subnet", ["200 deny * 10.0.2.0/25 -> Internet:*", late], "fail"],
]);

rows("what cannot be compared does not hide the pair, where the way is surely denied", [
  [
    "a public prefix denied as well",
    ["150 deny * * -> 20.0.0.0/8:*", "210 deny tcp * -> AzureCloud:443", late],
    "fail",
  ],
  [
    "a tag that does not exist allowed as well",
    ["194 allow tcp * -> AzureContainerRegistry.West Europe:443", closed, late],
    "fail",
  ],
]);

rows("undecided where nsg-acr-tag is", [
  ["an unknown deny before the allow", ["150 deny * * -> ?:*", late], "undecided"],
  ["an unknown number of the allow", [closed, "? allow tcp * -> AzureContainerRegistry.WestEurope:443"], "undecided"],
  ["a public prefix denied before the allow", ["150 deny * * -> 20.0.0.0/8:*", late], "undecided"],
]);

describe("nsg-acr-shadowed: what it says", () => {
  const fault = () => onlyFault(judge(outboundRules(closed, late)));

  it("who is hurt and what cannot be reached", () => {
    assertSays(fault().who, "`scoring`", "`inference`", "10.0.2.0/24");
    assertSays(fault().witness.join(" "), "cannot reach", "AzureContainerRegistry.WestEurope, tcp 443");
  });
  it("the pair: the deny that decides, the allow that is never reached, each with its place", () => {
    assertSays(fault().decidedBy, "`deny-200`", "priority 200", "securityRules[0]");
    assertSays(fault().fix, "`allow-300`", "securityRules[1]");
  });
  it("what follows", () => {
    assertSays(fault().consequence, "cannot pull its image");
  });
  it("that nsg-acr-tag reports the same fault, and it does", () => {
    assertSays(fault().note ?? "", "nsg-acr-tag");
    const { resources } = privateCompute({ securityRules: outboundRules(closed, late) });
    assertVerdict(judged(nsgAcrTag, resources), "fail");
  });
  it("names the number that is not known", () => {
    const unknown = outboundRules(closed, "? allow tcp * -> AzureContainerRegistry.WestEurope:443");
    assertSays(onlyUnknowns(judge(unknown)), /priority/);
  });
});

describe("nsg-acr-shadowed: the number it names is free, and mends it", () => {
  const taken = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, index) => outbound(`${from + index} allow udp * -> 10.9.0.0/16:53`));
  const table: readonly (readonly [string, readonly Properties[], number])[] = [
    ["nothing taken", [], 190],
    ["190 taken", taken(190, 190), 0],
    ["all but 100 taken", taken(101, 199), 100],
  ];
  for (const [title, others, exactly] of table) {
    it(title, () => {
      const { fix } = onlyFault(judge([...others, outbound(closed), outbound(late)]));
      const priority = Number(/(\d+)$/.exec(fix)?.[1]);
      assert.ok(exactly === 0 ? priority >= 100 && priority < 200 : priority === exactly, fix);
      assert.ok(!others.some((rule) => rule.priority === priority), fix);
      assertVerdict(judge([...others, outbound(closed), { ...outbound(late), priority }]), "pass");
    });
  }
});

describe("nsg-acr-shadowed: where it does not apply", () => {
  it("a subnet that nobody uses for inferencing", () => {
    const estate = privateCompute({ securityRules: outboundRules(closed, late) });
    assert.deepEqual(judged(nsgAcrShadowed, without(estate.resources, estate.compute)), []);
  });
  it("a registry that is reached by private endpoint: pass", () => {
    const estate = privateCompute({ securityRules: outboundRules(closed, late), registryEndpoint: "same-network" });
    assertVerdict(judged(nsgAcrShadowed, estate.resources), "pass");
  });
  it("a rule list that is not known: undecided", () => {
    const { resources, guard } = privateCompute();
    const unknown = resources.map((one) => (one === guard ? { ...one, inputs: { securityRules: notYet } } : one));
    assertVerdict(judged(nsgAcrShadowed, unknown), "undecided");
  });
});

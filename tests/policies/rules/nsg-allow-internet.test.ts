/**
 * nsg-allow-internet: under the strict profile, no rule that somebody wrote opens the way to the Internet or to all of
 * Azure. The platform's own rule 65001 is not somebody's.
 */
import { Properties } from "../../../policies/capture/wire-value";
import { notYet } from "../../estates/captured";
import { outbound, outboundRules } from "../../estates/outbound-rules";
import { assertSays } from "../said";
import { assertNever, assertOutcome, faultAmong, Outcome, tells } from "./outcome";
import { itJudgesWhatGuards, judgeWritten } from "./written-rules";

const id = "nsg-allow-internet";
const strict = { profile: "strict" } as const;
const judge = (securityRules: readonly Properties[]) => judgeWritten(id, securityRules, strict);

function rows(fact: string, table: readonly (readonly [string, readonly string[], Outcome])[]): void {
  describe(`${id}: ${fact}`, () => {
    for (const [title, rules, expected] of table) {
      it(`${title}: ${expected}`, () => assertOutcome(judge(outboundRules(...rules)), expected));
    }
  });
}

rows("how far an allow reaches", [
  ["no rule of one's own", [], "pass"],
  ["the Internet", ["100 allow * * -> Internet:*"], "fail"],
  ["the Internet on one port", ["100 allow tcp * -> Internet:443"], "fail"],
  ["the Internet in lower case", ["100 allow tcp * -> internet:443"], "fail"],
  ["everything", ["100 allow * * -> *:*"], "fail"],
  ["every prefix", ["100 allow tcp * -> 0.0.0.0/0:443"], "fail"],
  ["all of Azure", ["100 allow tcp * -> AzureCloud:443"], "fail"],
  ["from the virtual network", ["100 allow tcp VirtualNetwork -> Internet:443"], "fail"],
  ["one service", ["100 allow tcp * -> AzureMachineLearning:443"], "pass"],
  ["storage of all regions: the matter of nsg-exfil", ["100 allow tcp * -> Storage:443"], "pass"],
  ["the virtual network", ["100 allow * * -> VirtualNetwork:*"], "pass"],
  ["a private prefix", ["100 allow * * -> 10.0.0.0/8:*"], "pass"],
  ["a deny of the Internet", ["100 deny * * -> Internet:*"], "pass"],
  ["from another subnet", ["100 allow tcp 10.0.3.0/24 -> Internet:443"], "pass"],
]);

rows("the first match ends it", [
  ["denied before", ["100 deny * * -> Internet:*", "110 allow tcp * -> Internet:443"], "pass"],
  ["denied before by star", ["100 deny * * -> *:*", "110 allow tcp * -> Internet:443"], "pass"],
  ["denied after", ["100 allow tcp * -> Internet:443", "110 deny * * -> Internet:*"], "fail"],
  ["denied before on another port", ["100 deny tcp * -> Internet:80", "110 allow tcp * -> Internet:443"], "fail"],
]);

rows("what is not known", [
  ["an unknown destination", ["100 allow tcp * -> ?:443"], "undecided"],
  ["an unknown access", ["100 ? tcp * -> Internet:443"], "undecided"],
  ["an unknown source", ["100 allow tcp ? -> Internet:443"], "undecided"],
  ["an unknown deny before", ["100 deny * * -> ?:*", "110 allow tcp * -> Internet:443"], "undecided"],
  ["an unknown destination of a deny alone", ["100 deny * * -> ?:*"], "pass"],
]);

describe(`${id}: any single value of an open rule that is not known`, () => {
  const open = outbound("100 allow tcp * -> Internet:443");
  for (const key of Object.keys(open).filter((one) => one !== "name")) {
    it(`${key}: never a pass`, () => assertNever(judge([{ ...open, [key]: notYet }]), "pass", "not applicable"));
  }
});

describe(`${id}: only under the strict profile`, () => {
  const open = outboundRules("100 allow * * -> Internet:*");
  for (const profile of [undefined, "baseline", "audit"] as const) {
    it(`${profile ?? "no profile"}: not applicable`, () => {
      assertOutcome(judgeWritten(id, open, profile && { profile }), "not applicable");
    });
  }
  it("an inbound allow: pass", () => {
    assertOutcome(judge([{ ...outbound("100 allow * * -> *:*"), direction: "Inbound" }]), "pass");
  });
});

describe(`${id}: what it says`, () => {
  it("the rule, where it stands, and how far it reaches", () => {
    const fault = faultAmong(judge(outboundRules("100 allow tcp * -> Sql:1433", "110 allow tcp * -> AzureCloud:443")));
    assertSays(tells(fault), "allow-110", "securityRules[1]", "AzureCloud");
  });
});

itJudgesWhatGuards(
  id,
  outbound("100 allow * * -> Internet:*"),
  outbound("300 allow tcp * -> AzureMonitor:443"),
  strict,
);

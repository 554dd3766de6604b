/**
 * nsg-exfil: storage of every region, and Azure Front Door's public front, are ways by which data leave: anybody's
 * account and anybody's site stand behind them (how-to-prevent-data-loss-exfiltration).
 */
import { Properties } from "../../../policies/capture/wire-value";
import { notYet } from "../../estates/captured";
import { outbound, outboundRules } from "../../estates/outbound-rules";
import { assertSays } from "../said";
import { assertNever, assertOutcome, faultAmong, Outcome, tells } from "./outcome";
import { itJudgesWhatGuards, judgeWritten } from "./written-rules";

const id = "nsg-exfil";
const judge = (securityRules: readonly Properties[]) => judgeWritten(id, securityRules);

function rows(fact: string, table: readonly (readonly [string, readonly string[], Outcome])[]): void {
  describe(`${id}: ${fact}`, () => {
    for (const [title, rules, expected] of table) {
      it(`${title}: ${expected}`, () => assertOutcome(judge(outboundRules(...rules)), expected));
    }
  });
}

rows("which tags", [
  ["no rule of one's own", [], "pass"],
  ["storage of all regions", ["100 allow tcp * -> Storage:443"], "fail"],
  ["storage of all regions on any port", ["100 allow * * -> Storage:*"], "fail"],
  ["in lower case", ["100 allow tcp * -> storage:443"], "fail"],
  ["storage of one region", ["100 allow tcp * -> Storage.WestEurope:443"], "pass"],
  ["the public front", ["100 allow tcp * -> AzureFrontDoor.Frontend:443"], "fail"],
  ["the public front as one document writes it", ["100 allow tcp * -> AzureFrontDoor.FrontEnd:443"], "fail"],
  ["Microsoft's own front", ["100 allow tcp * -> AzureFrontDoor.FirstParty:443"], "pass"],
  ["the back of the front", ["100 allow tcp * -> AzureFrontDoor.Backend:443"], "pass"],
  ["another service", ["100 allow tcp * -> AzureMonitor:443"], "pass"],
  ["a deny of storage", ["100 deny tcp * -> Storage:443"], "pass"],
  ["from another subnet", ["100 allow tcp 10.0.3.0/24 -> Storage:443"], "pass"],
]);

rows("the first match ends it", [
  ["denied before", ["100 deny * * -> Internet:*", "110 allow tcp * -> Storage:443"], "pass"],
  ["denied before by its own tag", ["100 deny * * -> Storage:*", "110 allow tcp * -> Storage:443"], "pass"],
  ["denied after", ["100 allow tcp * -> Storage:443", "110 deny * * -> *:*"], "fail"],
  ["denied before on another port", ["100 deny tcp * -> Storage:445", "110 allow tcp * -> Storage:443"], "fail"],
  [
    "denied before in one region",
    ["100 deny tcp * -> Storage.WestEurope:443", "110 allow tcp * -> Storage:443"],
    "fail",
  ],
]);

rows("what is not known", [
  ["an unknown destination", ["100 allow tcp * -> ?:443"], "undecided"],
  ["an unknown access", ["100 ? tcp * -> Storage:443"], "undecided"],
  ["an unknown deny before", ["100 deny * * -> ?:*", "110 allow tcp * -> Storage:443"], "undecided"],
  ["an unknown destination after everything denied", ["100 deny * * -> *:*", "110 allow tcp * -> ?:443"], "pass"],
  ["an unknown destination beside storage", ["100 allow tcp * -> ?:22", "110 allow tcp * -> Storage:443"], "fail"],
]);

describe(`${id}: any single value of a wide rule that is not known`, () => {
  const wide = outbound("100 allow tcp * -> Storage:443");
  for (const key of Object.keys(wide).filter((one) => one !== "name")) {
    it(`${key}: never a pass`, () => assertNever(judge([{ ...wide, [key]: notYet }]), "pass", "not applicable"));
  }
  it("an inbound allow: pass", () => assertOutcome(judge([{ ...wide, direction: "Inbound" }]), "pass"));
});

describe(`${id}: what it says`, () => {
  it("the rule, where it stands, and its tag", () => {
    const fault = faultAmong(judge(outboundRules("100 allow tcp * -> Sql:1433", "110 allow tcp * -> Storage:443")));
    assertSays(tells(fault), "allow-110", "securityRules[1]", "Storage");
  });
  it("the region instead", () => {
    assertSays(
      faultAmong(judge(outboundRules("110 allow tcp * -> Storage:443"))).fix,
      "Storage.",
      /region|WestEurope/i,
    );
  });
});

itJudgesWhatGuards(id, outbound("100 allow tcp * -> Storage:443"), outbound("300 allow tcp * -> AzureMonitor:443"));

/**
 * nsg-in-open: nothing on the Internet may come into an inferencing subnet. Judged on effective rules: an allow that
 * never matches lets nobody in.
 */
import { Properties } from "../../../policies/capture/wire-value";
import { notYet } from "../../estates/captured";
import { changed } from "../../estates/change";
import { kubernetesInference, machineLearningExtension } from "../../estates/kubernetes-inference";
import { instead, outbound } from "../../estates/outbound-rules";
import { privateCompute } from "../../estates/private-compute";
import { judged } from "../judged";
import { assertSays } from "../said";
import { assertNever, assertOutcome, faultAmong, Outcome, tells } from "./outcome";
import { ruleNamed } from "./rule-named";
import { itJudgesWhatGuards, judgeWritten } from "./written-rules";

const id = "nsg-in-open";
const inbound = (text: string): Properties => ({ ...outbound(text), direction: "Inbound" });

function rows(fact: string, table: readonly (readonly [string, readonly string[], Outcome])[]): void {
  describe(`${id}: ${fact}`, () => {
    for (const [title, rules, expected] of table) {
      it(`${title}: ${expected}`, () => assertOutcome(judgeWritten(id, rules.map(inbound)), expected));
    }
  });
}

rows("who may come in", [
  ["no rule of one's own", [], "pass"],
  ["everybody, on every port", ["100 allow * * -> *:*"], "fail"],
  ["everybody, on one port", ["100 allow tcp * -> *:443"], "fail"],
  ["the Internet", ["100 allow tcp Internet -> *:443"], "fail"],
  ["the Internet in lower case", ["100 allow tcp internet -> *:443"], "fail"],
  ["every prefix", ["100 allow tcp 0.0.0.0/0 -> *:443"], "fail"],
  ["for UDP", ["100 allow udp Internet -> *:53"], "fail"],
  ["the virtual network", ["100 allow * VirtualNetwork -> *:*"], "pass"],
  ["the load balancer's probes", ["100 allow * AzureLoadBalancer -> *:*"], "pass"],
  ["Azure Machine Learning", ["100 allow tcp AzureMachineLearning -> *:44224"], "pass"],
  ["a private prefix", ["100 allow tcp 10.0.0.0/8 -> *:443"], "pass"],
  ["the office's address", ["100 allow tcp 203.0.113.7 -> *:443"], "pass"],
  ["a deny", ["100 deny * Internet -> *:*"], "pass"],
]);

rows("into the subnet", [
  ["to the subnet", ["100 allow tcp * -> 10.0.2.0/24:443"], "fail"],
  ["to one address of it", ["100 allow tcp * -> 10.0.2.4:443"], "fail"],
  ["to the network's prefix", ["100 allow tcp * -> 10.0.0.0/16:443"], "fail"],
  ["to the virtual network", ["100 allow tcp * -> VirtualNetwork:443"], "fail"],
  ["to another subnet", ["100 allow tcp * -> 10.0.3.0/24:443"], "pass"],
  ["to the addresses beside it", ["100 allow tcp * -> 10.0.1.255:443"], "pass"],
]);

rows("the first match ends it", [
  ["denied before", ["100 deny * Internet -> *:*", "110 allow tcp Internet -> *:443"], "pass"],
  ["denied before, by star", ["100 deny * * -> *:*", "110 allow tcp * -> *:443"], "pass"],
  ["denied after", ["100 allow tcp Internet -> *:443", "110 deny * * -> *:*"], "fail"],
  ["denied before on another port", ["100 deny tcp Internet -> *:22", "110 allow tcp Internet -> *:443"], "fail"],
  [
    "denied before on one of its ports",
    ["100 deny tcp Internet -> *:22", "110 allow tcp Internet -> *:22-443"],
    "fail",
  ],
  ["denied before for another protocol", ["100 deny udp Internet -> *:443", "110 allow tcp Internet -> *:443"], "fail"],
  [
    "denied before for half of the subnet",
    ["100 deny * Internet -> 10.0.2.0/25:*", "110 allow tcp Internet -> *:443"],
    "fail",
  ],
  ["a private source denied before", ["100 deny * 10.0.0.0/8 -> *:*", "110 allow tcp * -> *:443"], "fail"],
]);

rows("what is not known", [
  ["an unknown source", ["100 allow tcp ? -> *:443"], "undecided"],
  ["an unknown destination", ["100 allow tcp Internet -> ?:443"], "undecided"],
  ["an unknown access", ["100 ? tcp Internet -> *:443"], "undecided"],
  ["an unknown source of a deny before", ["100 deny * ? -> *:*", "110 allow tcp Internet -> *:443"], "undecided"],
  ["an unknown priority of a deny", ["? deny * * -> *:*", "110 allow tcp Internet -> *:443"], "undecided"],
  ["an unknown source that can't matter: denied before", ["100 deny * * -> *:*", "110 allow tcp ? -> *:443"], "pass"],
  ["an unknown source beside an open one", ["100 allow tcp ? -> *:80", "110 allow tcp Internet -> *:443"], "fail"],
]);

describe(`${id}: any single value of an open rule that is not known`, () => {
  const open = inbound("100 allow tcp Internet -> *:443");
  for (const key of Object.keys(open).filter((one) => one !== "name")) {
    it(`${key}: never a pass`, () =>
      assertNever(judgeWritten(id, [{ ...open, [key]: notYet }]), "pass", "not applicable"));
  }
});

describe(`${id}: lists and outbound rules`, () => {
  const listed = (...prefixes: readonly string[]) =>
    instead(inbound("100 allow tcp x -> *:443"), "sourceAddressPrefix", { sourceAddressPrefixes: prefixes });
  it("every prefix in a list: fail", () => {
    assertOutcome(judgeWritten(id, [listed("10.0.0.0/8", "0.0.0.0/0")]), "fail");
  });
  it("private prefixes in a list: pass", () => {
    assertOutcome(judgeWritten(id, [listed("10.0.0.0/8", "172.16.0.0/12")]), "pass");
  });
  it("two halves of all addresses: never a pass", () => {
    assertNever(judgeWritten(id, [listed("0.0.0.0/1", "128.0.0.0/1")]), "pass", "not applicable");
  });
  it("an outbound allow to everywhere: pass", () => {
    assertOutcome(judgeWritten(id, [outbound("100 allow * * -> *:*")]), "pass");
  });
  it("no group: pass", () => {
    const { resources, subnet } = privateCompute({ securityRules: [inbound("100 allow * * -> *:*")] });
    const open = changed(resources, subnet, { without: ["networkSecurityGroup"] });
    assertNever(judged(ruleNamed(id), open), "fail", "advisory", "undecided");
  });
  it("nodes of a cluster, open: fail", () => {
    const securityRules = [inbound("100 allow tcp Internet -> *:443")];
    const { resources } = kubernetesInference({ extensionType: machineLearningExtension, securityRules });
    assertOutcome(judged(ruleNamed(id), resources), "fail");
  });
});

describe(`${id}: what it says`, () => {
  it("the rule, its source, and whom it lets in", () => {
    const fault = faultAmong(
      judgeWritten(id, [outbound("100 allow tcp * -> Sql:1433"), inbound("110 allow tcp Internet -> *:443")]),
    );
    assertSays(tells(fault), "allow-110", "securityRules[1]", "`inference`", "10.0.2.0/24");
  });
});

itJudgesWhatGuards(id, inbound("100 allow tcp Internet -> *:443"), inbound("300 allow tcp VirtualNetwork -> *:443"));

/**
 * nsg-tag-afd-fp: Microsoft's registry serves images through AzureFrontDoor.FirstParty. The tag is published in the
 * public cloud only, and none of its prefixes lies in AzureCloud; AzureFrontDoor alone is no tag.
 */
import { CapturedResource } from "../../../policies/capture/captured-stack";
import { notYet } from "../../estates/captured";
import { without } from "../../estates/change";
import { inTheCloud, underEnvironment } from "../../estates/in-the-cloud";
import { kubernetesInference, machineLearningExtension } from "../../estates/kubernetes-inference";
import { outboundRules } from "../../estates/outbound-rules";
import { privateCompute } from "../../estates/private-compute";
import { judged } from "../judged";
import { assertSays } from "../said";
import { assertNever, assertOutcome, faultAmong, Outcome, tells } from "./outcome";
import { ruleNamed } from "./rule-named";

const rule = ruleNamed("nsg-tag-afd-fp");
const closed = "200 deny * * -> Internet:*";
const images = "190 allow tcp * -> MicrosoftContainerRegistry:443";
const firstParty = "191 allow tcp * -> AzureFrontDoor.FirstParty:443";

type Row = readonly [title: string, rules: readonly string[], outcome: Outcome];

const machine = (...rules: readonly string[]) => privateCompute({ securityRules: outboundRules(...rules) }).resources;

function rows(
  fact: string,
  table: readonly Row[],
  stack: (...rules: readonly string[]) => readonly CapturedResource[] = machine,
): void {
  describe(`nsg-tag-afd-fp: ${fact}`, () => {
    for (const [title, rules, expected] of table) {
      it(`${title}: ${expected}`, () => assertOutcome(judged(rule, stack(...rules)), expected));
    }
  });
}

rows("it speaks where the registry is reached and its front is not", [
  ["nothing limited", [], "pass"],
  ["all closed: the matter of nsg-tag-mcr", [closed], "pass"],
  ["only the registry open", [images, closed], "fail"],
  ["both open", [images, firstParty, closed], "pass"],
  ["only the front open: the matter of nsg-tag-mcr", [firstParty, closed], "pass"],
  ["the front after the deny", [images, closed, "300 allow tcp * -> AzureFrontDoor.FirstParty:443"], "fail"],
  ["only the front closed", ["200 deny * * -> AzureFrontDoor.FirstParty:*"], "fail"],
  ["only the front closed on 443", ["200 deny tcp * -> AzureFrontDoor.FirstParty:443"], "fail"],
  ["the front closed on another port", ["200 deny tcp * -> AzureFrontDoor.FirstParty:80"], "pass"],
  ["the front closed for UDP", ["200 deny udp * -> AzureFrontDoor.FirstParty:443"], "pass"],
  ["another member closed", ["200 deny * * -> AzureFrontDoor.Backend:*"], "pass"],
  ["the registry closed alone: the matter of nsg-tag-mcr", ["200 deny * * -> MicrosoftContainerRegistry:*"], "pass"],
]);

rows("what opens the front", [
  ["in lower case", [images, "191 allow tcp * -> azurefrontdoor.firstparty:443", closed], "pass"],
  ["the Internet", ["191 allow tcp * -> Internet:443", closed], "pass"],
  ["a star", ["191 allow tcp * -> *:443", closed], "pass"],
  ["another member", [images, "191 allow tcp * -> AzureFrontDoor.Frontend:443", closed], "fail"],
  ["all of Azure, of which it is no part", [images, "191 allow tcp * -> AzureCloud:443", closed], "fail"],
  ["UDP", [images, "191 allow udp * -> AzureFrontDoor.FirstParty:443", closed], "fail"],
  ["port 80", [images, "191 allow tcp * -> AzureFrontDoor.FirstParty:80", closed], "fail"],
  ["for half of the subnet", [images, "191 allow tcp 10.0.2.0/25 -> AzureFrontDoor.FirstParty:443", closed], "fail"],
  ["an unknown destination", [images, "191 allow tcp * -> ?:443", closed], "undecided"],
  ["an unknown priority", [images, "? allow tcp * -> AzureFrontDoor.FirstParty:443", closed], "undecided"],
]);

describe("nsg-tag-afd-fp: a tag that does not exist opens nothing", () => {
  for (const wrong of ["AzureFrontDoor", "Frontdoor.FirstParty"]) {
    it(`${wrong}: never a pass`, () => {
      assertNever(judged(rule, machine(images, `191 allow tcp * -> ${wrong}:443`, closed)), "pass");
    });
  }
});

for (const cloud of ["usgovernment", "china"] as const) {
  describe(`nsg-tag-afd-fp: in ${cloud} the tag is not published`, () => {
    for (const rules of [[images, closed], [closed], []]) {
      it(`${rules.join(", ") || "nothing limited"}: neither fail nor undecided`, () => {
        assertNever(judged(rule, inTheCloud(cloud, machine(...rules))), "fail", "advisory", "undecided");
      });
    }
  });
}

describe("nsg-tag-afd-fp: the cloud", () => {
  it("the public one by name: fail", () => {
    assertOutcome(judged(rule, underEnvironment("public", machine(images, closed))), "fail");
  });
  it("not known, nor where anything is: undecided", () => {
    const stack = underEnvironment(notYet, machine(images, closed)).map((one) =>
      one.inputs?.["location"] === undefined ? one : { ...one, inputs: { ...one.inputs, location: notYet } },
    );
    assertOutcome(judged(rule, stack), "undecided");
  });
  it("not known, both open: never a fail", () => {
    assertNever(judged(rule, underEnvironment(notYet, machine(images, firstParty, closed))), "fail", "advisory");
  });
});

describe("nsg-tag-afd-fp: whom it concerns", () => {
  it("nodes of a cluster with the extension: fail", () => {
    const securityRules = outboundRules(images, closed);
    const { resources } = kubernetesInference({ extensionType: machineLearningExtension, securityRules });
    assertOutcome(judged(rule, resources), "fail");
  });
  it("a subnet that nobody uses for inferencing: not applicable", () => {
    const estate = privateCompute({ securityRules: outboundRules(images, closed) });
    assertOutcome(judged(rule, without(estate.resources, estate.compute)), "not applicable");
  });
  it("whether Microsoft's registry is reached is not known: never a fail, never a pass", () => {
    assertNever(judged(rule, machine("180 allow tcp * -> ?:443", closed)), "fail", "pass");
  });
});

describe("nsg-tag-afd-fp: what it says", () => {
  const fault = () => faultAmong(judged(rule, machine(images, closed)));
  it("who, what and where", () => {
    assertSays(tells(fault()), "`inference`", "10.0.2.0/24", "AzureFrontDoor.FirstParty", "443");
    assertSays(fault().decidedBy, "`deny-200`", "priority 200", "securityRules[1]");
  });
  it("what to add", () => assertSays(fault().fix, "AzureFrontDoor.FirstParty:443", /priority 1\d\d\b/));
});

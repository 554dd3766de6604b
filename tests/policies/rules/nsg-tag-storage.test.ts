/**
 * nsg-tag-storage: compute clusters and instances use the storage of their region on TCP 443, unless the workspace's
 * account is reached by private endpoints: blob and file, always both (how-to-secure-workspace-vnet).
 */
import { notYet } from "../../estates/captured";
import { changed } from "../../estates/change";
import { kubernetesInference, machineLearningExtension } from "../../estates/kubernetes-inference";
import { outboundRules } from "../../estates/outbound-rules";
import { privateCompute } from "../../estates/private-compute";
import { endpointsTo, networkElsewhere, withStorage } from "../../estates/workspace-dependencies";
import { judged } from "../judged";
import { assertNever, assertOutcome, Outcome } from "./outcome";
import { closed, itIsRequired, rowsOf } from "./required-tag";
import { ruleNamed } from "./rule-named";

const required = {
  id: "nsg-tag-storage",
  tag: "Storage.WestEurope",
  stack: (estate: ReturnType<typeof privateCompute>) => withStorage(estate).resources,
};
const rule = ruleNamed(required.id);

itIsRequired(required);

rowsOf(required)("what contains the tag, and what does not", [
  ["storage of all regions allowed", ["190 allow * * -> Storage:443", closed], "pass"],
  ["storage of another region allowed", ["190 allow * * -> Storage.NorthEurope:443", closed], "fail"],
  ["storage of all regions denied", ["200 deny * * -> Storage:443"], "fail"],
  ["storage of another region denied", ["200 deny * * -> Storage.NorthEurope:443"], "pass"],
  ["port 445 denied", ["200 deny * * -> Storage:445"], "pass"],
]);

describe("nsg-tag-storage: private endpoints instead", () => {
  const judge = (groups: readonly string[], elsewhere: "here" | "elsewhere" = "here") => {
    const estate = privateCompute({ securityRules: outboundRules(closed) });
    const { resources, target } = withStorage(estate);
    const other = networkElsewhere();
    const network = elsewhere === "here" ? estate.network : other;
    return judged(rule, [...resources, other, ...endpointsTo(target, network, ...groups)]);
  };
  const table: readonly (readonly [string, readonly string[], Outcome])[] = [
    ["blob and file", ["blob", "file"], "pass"],
    ["blob, file and more", ["blob", "file", "queue", "table", "dfs"], "pass"],
    ["none", [], "fail"],
  ];
  for (const [title, groups, expected] of table) {
    it(`${title}: ${expected}`, () => assertOutcome(judge(groups), expected));
  }
  for (const groups of [["file"], ["web"]]) {
    it(`${groups.join()} alone: never a pass`, () => assertNever(judge(groups), "pass", "not applicable"));
  }
  it("both in another network: never a pass", () => {
    assertNever(judge(["blob", "file"], "elsewhere"), "pass", "not applicable");
  });
});

describe("nsg-tag-storage: whom it concerns", () => {
  const instance = (securityRules: readonly string[]) => {
    const estate = privateCompute({ securityRules: outboundRules(...securityRules) });
    return changed(withStorage(estate).resources, estate.compute, {
      inputs: { properties: { computeType: "ComputeInstance", properties: { subnet: { id: notYet } } } },
    });
  };
  it("a compute instance, closed: fail", () => assertOutcome(judged(rule, instance([closed])), "fail"));
  it("a compute instance, opened: pass", () => {
    assertOutcome(judged(rule, instance(["190 allow tcp * -> Storage.WestEurope:443", closed])), "pass");
  });
  it("nodes of a cluster: the matter of nsg-acr-storage", () => {
    const securityRules = outboundRules(closed);
    const { resources } = kubernetesInference({ extensionType: machineLearningExtension, securityRules });
    assertNever(judged(rule, resources), "fail", "advisory", "undecided");
  });
});

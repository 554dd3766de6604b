/**
 * nsg-tag-arm: TCP 443 to Azure Resource Manager, whose tag the documents use without a region. Regional members are
 * published, and one covers its region only.
 */
import { kubernetesInference, machineLearningExtension } from "../../estates/kubernetes-inference";
import { inTheCloud } from "../../estates/in-the-cloud";
import { outboundRules } from "../../estates/outbound-rules";
import { privateCompute } from "../../estates/private-compute";
import { judged } from "../judged";
import { assertOutcome } from "./outcome";
import { closed, itIsRequired, rowsOf } from "./required-tag";
import { ruleNamed } from "./rule-named";

const required = { id: "nsg-tag-arm", tag: "AzureResourceManager" };
const rule = ruleNamed(required.id);
const allow = "190 allow tcp * -> AzureResourceManager:443";

itIsRequired(required);

rowsOf(required)("what contains the tag, and what does not", [
  [
    "the workspace's region allowed, which is one only",
    ["190 allow * * -> AzureResourceManager.WestEurope:443", closed],
    "advisory",
  ],
  ["another region allowed", ["190 allow * * -> AzureResourceManager.JapanEast:443", closed], "fail"],
  [
    "the workspace's region allowed on another port",
    ["190 allow * * -> AzureResourceManager.WestEurope:8443", closed],
    "fail",
  ],
  ["one region denied", ["200 deny * * -> AzureResourceManager.WestEurope:443"], "fail"],
]);

describe("nsg-tag-arm: whom it concerns", () => {
  const cluster = (...rules: readonly string[]) =>
    kubernetesInference({ extensionType: machineLearningExtension, securityRules: outboundRules(...rules) }).resources;

  it("nodes of a cluster with the extension, closed: fail", () => assertOutcome(judged(rule, cluster(closed)), "fail"));
  it("nodes of a cluster with the extension, opened: pass", () => {
    assertOutcome(judged(rule, cluster(allow, closed)), "pass");
  });
  it("nodes of a cluster that is attached, closed: fail", () => {
    const { resources } = kubernetesInference({ attached: "to-workspace", securityRules: outboundRules(closed) });
    assertOutcome(judged(rule, resources), "fail");
  });
  it("nodes of a bare cluster: not applicable", () => {
    const { resources } = kubernetesInference({ securityRules: outboundRules(closed) });
    assertOutcome(judged(rule, resources), "not applicable");
  });
  it("a subnet that only settings name, closed: fail", () => {
    const estate = privateCompute({ securityRules: outboundRules(closed) });
    const unused = estate.resources.filter((one) => one !== estate.compute);
    assertOutcome(judged(rule, unused, { inferencingSubnets: ["inference"] }), "fail");
  });
  for (const cloud of ["usgovernment", "china"] as const) {
    it(`in ${cloud} the tag is the same`, () => {
      const judge = (...rules: readonly string[]) =>
        judged(rule, inTheCloud(cloud, privateCompute({ securityRules: outboundRules(...rules) }).resources));
      assertOutcome(judge(closed), "fail");
      assertOutcome(judge(allow, closed), "pass");
    });
  }
});

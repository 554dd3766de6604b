/**
 * nsg-tag-aad: computes and nodes sign in to Microsoft Entra. Ports 80 and 443 are documented, 443 is the least
 * (how-to-access-azureml-behind-firewall). Of the tag's prefixes some lie outside AzureCloud: no superset.
 */
import { kubernetesInference, machineLearningExtension } from "../../estates/kubernetes-inference";
import { outboundRules } from "../../estates/outbound-rules";
import { inTheCloud } from "../../estates/in-the-cloud";
import { privateCompute } from "../../estates/private-compute";
import { judged } from "../judged";
import { assertNever, assertOutcome } from "./outcome";
import { closed, itIsRequired, judgeRules, rowsOf } from "./required-tag";
import { ruleNamed } from "./rule-named";

const required = { id: "nsg-tag-aad", tag: "AzureActiveDirectory" };
const rule = ruleNamed(required.id);

itIsRequired(required);

rowsOf(required)("what contains the tag, and what does not", [
  ["one member of the tag allowed", ["190 allow * * -> AzureActiveDirectory.ServiceEndpoint:443", closed], "fail"],
  ["443 without 80", ["190 allow tcp * -> AzureActiveDirectory:443", closed], "pass"],
  ["80 denied, nothing else", ["200 deny * * -> AzureActiveDirectory:80"], "pass"],
]);

describe("nsg-tag-aad: all of Azure is not all of the tag", () => {
  it("AzureCloud allowed: never a pass", () => {
    assertNever(judgeRules(required, outboundRules("190 allow * * -> AzureCloud:443", closed)), "pass");
  });
});

describe("nsg-tag-aad: whom it concerns", () => {
  const cluster = (...rules: readonly string[]) =>
    kubernetesInference({ extensionType: machineLearningExtension, securityRules: outboundRules(...rules) }).resources;

  it("nodes of a cluster with the extension, closed: fail", () => assertOutcome(judged(rule, cluster(closed)), "fail"));
  it("nodes of a cluster with the extension, open: pass", () => assertOutcome(judged(rule, cluster()), "pass"));
  it("nodes of a bare cluster: not applicable", () => {
    const { resources } = kubernetesInference({ securityRules: outboundRules(closed) });
    assertOutcome(judged(rule, resources), "not applicable");
  });
  it("an extension of a type that is not known: never a fail", () => {
    const { resources } = privateCompute({ securityRules: outboundRules(closed) });
    assertNever(judged(rule, resources.slice(0, 4)), "fail");
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
      assertOutcome(judge("190 allow tcp * -> AzureActiveDirectory:443", closed), "pass");
    });
  }
});

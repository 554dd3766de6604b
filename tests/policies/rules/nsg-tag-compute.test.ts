/**
 * nsg-tag-compute: a compute cluster is managed through BatchNodeManagement of the workspace's region and Azure Machine
 * Learning on 443; a compute instance needs UDP 5831 and TCP 18881 as well. RStudio's 8787 is nobody's duty.
 */
import { CapturedResource } from "../../../policies/capture/captured-stack";
import { notYet } from "../../estates/captured";
import { changed, without } from "../../estates/change";
import { kubernetesInference, machineLearningExtension } from "../../estates/kubernetes-inference";
import { outboundRules } from "../../estates/outbound-rules";
import { privateCompute } from "../../estates/private-compute";
import { judged } from "../judged";
import { assertSays } from "../said";
import { assertNever, assertOutcome, faultAmong, Outcome, tells } from "./outcome";
import { ruleNamed } from "./rule-named";

const rule = ruleNamed("nsg-tag-compute");
const closed = "200 deny * * -> Internet:*";
const batch = "190 allow * * -> BatchNodeManagement.WestEurope:443";
const service = "191 allow tcp * -> AzureMachineLearning:443";
const notebooks = "192 allow tcp * -> AzureMachineLearning:18881";
const operations = "193 allow udp * -> AzureMachineLearning:5831";

type Row = readonly [title: string, rules: readonly string[], outcome: Outcome];

const cluster = (...rules: readonly string[]) => privateCompute({ securityRules: outboundRules(...rules) }).resources;

const instance = (...rules: readonly string[]) => {
  const estate = privateCompute({ securityRules: outboundRules(...rules) });
  return changed(estate.resources, estate.compute, {
    inputs: { properties: { computeType: "ComputeInstance", properties: { subnet: { id: notYet } } } },
  });
};

function rows(
  fact: string,
  table: readonly Row[],
  stack: (...rules: readonly string[]) => readonly CapturedResource[] = cluster,
): void {
  describe(`nsg-tag-compute: ${fact}`, () => {
    for (const [title, rules, expected] of table) {
      it(`${title}: ${expected}`, () => assertOutcome(judged(rule, stack(...rules)), expected));
    }
  });
}

rows("a compute cluster", [
  ["nothing limited", [], "pass"],
  ["closed", [closed], "fail"],
  ["everything denied", ["4096 deny * * -> *:*"], "fail"],
  ["both open", [batch, service, closed], "pass"],
  ["batch alone", [batch, closed], "fail"],
  ["the service alone", [service, closed], "fail"],
  [
    "both after the deny",
    [closed, "210 allow * * -> BatchNodeManagement.WestEurope:443", "220 allow * * -> AzureMachineLearning:443"],
    "fail",
  ],
  ["only batch denied", ["200 deny * * -> BatchNodeManagement:*"], "fail"],
  ["only the service denied", ["200 deny * * -> AzureMachineLearning:443"], "fail"],
  ["the instances' ports of the service denied", ["200 deny * * -> AzureMachineLearning:5831-18881"], "pass"],
  ["in lower case", ["190 allow * * -> batchnodemanagement.westeurope:443", service, closed], "pass"],
  ["batch of all regions", ["190 allow * * -> BatchNodeManagement:443", service, closed], "pass"],
  ["batch of another region", ["190 allow * * -> BatchNodeManagement.NorthEurope:443", service, closed], "fail"],
  ["Azure in the region, for batch", ["190 allow * * -> AzureCloud.westeurope:443", service, closed], "pass"],
  ["batch of another region denied", ["200 deny * * -> BatchNodeManagement.NorthEurope:*"], "pass"],
  ["batch on another port", ["190 allow * * -> BatchNodeManagement.WestEurope:444", service, closed], "fail"],
  [
    "batch for half of the subnet",
    ["190 allow * 10.0.2.0/25 -> BatchNodeManagement.WestEurope:443", service, closed],
    "fail",
  ],
  ["the service for UDP", [batch, "191 allow udp * -> AzureMachineLearning:443", closed], "fail"],
]);

rows("any protocol to batch is documented, UDP alone closed is worth a hint", [
  ["only TCP to batch open", ["190 allow tcp * -> BatchNodeManagement.WestEurope:443", service, closed], "advisory"],
  ["only UDP to batch open", ["190 allow udp * -> BatchNodeManagement.WestEurope:443", service, closed], "fail"],
  ["only UDP to batch denied", ["200 deny udp * -> BatchNodeManagement.WestEurope:443"], "advisory"],
  ["UDP denied everywhere", ["200 deny udp * -> Internet:*"], "advisory"],
  ["UDP denied on another port", ["200 deny udp * -> Internet:53"], "pass"],
  [
    "both protocols by a rule each",
    [
      "190 allow tcp * -> BatchNodeManagement.WestEurope:443",
      "195 allow udp * -> BatchNodeManagement.WestEurope:443",
      service,
      closed,
    ],
    "pass",
  ],
]);

rows(
  "a compute instance",
  [
    ["nothing limited", [], "pass"],
    ["closed", [closed], "fail"],
    ["what a cluster needs", [batch, service, closed], "fail"],
    ["all of it", [batch, service, notebooks, operations, closed], "pass"],
    ["everything of the service", [batch, "191 allow * * -> AzureMachineLearning:*", closed], "pass"],
    ["without UDP 5831", [batch, service, notebooks, closed], "fail"],
    ["without TCP 18881", [batch, service, operations, closed], "fail"],
    [
      "TCP 5831 instead of UDP",
      [batch, service, notebooks, "193 allow tcp * -> AzureMachineLearning:5831", closed],
      "fail",
    ],
    [
      "UDP 18881 instead of TCP",
      [batch, service, operations, "192 allow udp * -> AzureMachineLearning:18881", closed],
      "fail",
    ],
    [
      "a range that holds 5831 and 18881",
      [batch, service, "192 allow * * -> AzureMachineLearning:5831-18881", closed],
      "pass",
    ],
    [
      "a range that ends before 18881",
      [batch, service, "192 allow * * -> AzureMachineLearning:5831-18880", closed],
      "fail",
    ],
    [
      "a range that begins after 5831",
      [batch, service, "192 allow * * -> AzureMachineLearning:5832-18881", closed],
      "fail",
    ],
    ["RStudio's port denied", ["200 deny * * -> AzureMachineLearning:8787"], "pass"],
    ["UDP denied everywhere", ["200 deny udp * -> Internet:*"], "fail"],
    ["without batch", [service, notebooks, operations, closed], "fail"],
  ],
  instance,
);

describe("nsg-tag-compute: the region is the workspace's", () => {
  const elsewhere = (region: string) => {
    const securityRules = outboundRules(`190 allow * * -> BatchNodeManagement.${region}:443`, service, closed);
    const estate = privateCompute({ securityRules });
    return changed(estate.resources, estate.workspace, { inputs: { location: "northeurope" } });
  };
  it("the workspace's: pass", () => assertOutcome(judged(rule, elsewhere("NorthEurope")), "pass"));
  it("the network's: fail", () => assertOutcome(judged(rule, elsewhere("WestEurope")), "fail"));
});

rows("what is not known decides nothing", [
  ["an unknown destination allowed", ["190 allow * * -> ?:443", closed], "undecided"],
  ["an unknown destination denied", ["190 deny * * -> ?:*"], "undecided"],
  ["an unknown destination denied, both open before", [batch, service, "195 deny * * -> ?:*"], "pass"],
  ["an unknown port", ["190 allow * * -> BatchNodeManagement.WestEurope:?", service, closed], "undecided"],
  ["an unknown destination, and the service certainly closed", ["190 allow * * -> ?:444", closed], "fail"],
]);

describe("nsg-tag-compute: any single value that is not known", () => {
  const complete = outboundRules(batch, service, closed);
  const judge = (at: number, key: string) => {
    const securityRules = complete.map((one, index) => (index === at ? { ...one, [key]: notYet } : one));
    return judged(rule, privateCompute({ securityRules }).resources);
  };
  for (const key of Object.keys(complete[0] ?? {}).filter((one) => one !== "name")) {
    for (const at of [0, 1]) {
      it(`${key} of rule ${at + 1} of what passes: never a fail`, () =>
        assertNever(judge(at, key), "fail", "not applicable"));
    }
    it(`${key} of the deny alone: never a pass`, () => {
      const securityRules = outboundRules(closed).map((one) => ({ ...one, [key]: notYet }));
      assertNever(judged(rule, privateCompute({ securityRules }).resources), "pass", "not applicable");
    });
  }
});

describe("nsg-tag-compute: whom it concerns", () => {
  it("nodes of a cluster with the extension: nothing to say", () => {
    const securityRules = outboundRules(closed);
    const { resources } = kubernetesInference({ extensionType: machineLearningExtension, securityRules });
    assertNever(judged(rule, resources), "fail", "advisory", "undecided");
  });
  it("nodes of a cluster that is attached: nothing to say", () => {
    const { resources } = kubernetesInference({ attached: "to-workspace", securityRules: outboundRules(closed) });
    assertNever(judged(rule, resources), "fail", "advisory", "undecided");
  });
  it("a subnet that only settings name: nothing to say", () => {
    const estate = privateCompute({ securityRules: outboundRules(closed) });
    const findings = judged(rule, without(estate.resources, estate.compute), { inferencingSubnets: ["inference"] });
    assertNever(findings, "fail", "advisory", "undecided");
  });
  it("a subnet that nobody uses: not applicable", () => {
    const estate = privateCompute({ securityRules: outboundRules(closed) });
    assertOutcome(judged(rule, without(estate.resources, estate.compute)), "not applicable");
  });
  it("a cluster and an instance in one subnet, opened for the cluster: fail", () => {
    const estate = privateCompute({ securityRules: outboundRules(batch, service, closed) });
    const second = { ...estate.compute, urn: `${estate.compute.urn}2`, name: "notebook" };
    const stack = changed([...estate.resources, second], second, {
      inputs: {
        computeName: "notebook",
        properties: { computeType: "ComputeInstance", properties: { subnet: { id: notYet } } },
      },
    });
    assertOutcome(judged(rule, stack), "fail");
  });
  it("no group: pass", () => {
    const { resources, subnet } = privateCompute({ securityRules: outboundRules(closed) });
    assertOutcome(judged(rule, changed(resources, subnet, { without: ["networkSecurityGroup"] })), "pass");
  });
});

describe("nsg-tag-compute: what it says", () => {
  it("who, what and where", () => {
    const fault = faultAmong(judged(rule, cluster(service, closed)));
    assertSays(tells(fault), "`scoring`", "`inference`", "10.0.2.0/24", "BatchNodeManagement.WestEurope", "443");
    assertSays(fault.decidedBy, "`deny-200`", "priority 200", "securityRules[1]");
    assertSays(fault.fix, "BatchNodeManagement.WestEurope:443", /priority 1\d\d\b/);
  });
  it("which port of an instance is closed", () => {
    const fault = faultAmong(judged(rule, instance(batch, service, notebooks, closed)));
    assertSays(tells(fault), "AzureMachineLearning", /udp/i, "5831");
    assertSays(fault.fix, "5831");
  });
});

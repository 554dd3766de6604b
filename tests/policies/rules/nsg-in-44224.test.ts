/**
 * nsg-in-44224: Azure Machine Learning comes in on TCP 44224 to a compute that has a public address, and to no other.
 * A compute has one unless enableNodePublicIp is false. Nobody else has any business on that port.
 */
import { CapturedResource } from "../../../policies/capture/captured-stack";
import { Properties, Value } from "../../../policies/capture/wire-value";
import { notYet } from "../../estates/captured";
import { changed, without } from "../../estates/change";
import { kubernetesInference, machineLearningExtension } from "../../estates/kubernetes-inference";
import { outbound } from "../../estates/outbound-rules";
import { privateCompute } from "../../estates/private-compute";
import { judged } from "../judged";
import { assertSays } from "../said";
import { assertNever, assertOutcome, faultAmong, Outcome, tells } from "./outcome";
import { ruleNamed } from "./rule-named";

const rule = ruleNamed("nsg-in-44224");

const inbound = (text: string): Properties => ({ ...outbound(text), direction: "Inbound" });
const service = "100 allow tcp AzureMachineLearning -> *:44224";

/** `enableNodePublicIp`: absent where the program does not say. */
const stack = (rules: readonly Properties[], enableNodePublicIp?: Value, computeType = "AmlCompute") => {
  const estate = privateCompute({ securityRules: rules });
  const own: Properties = enableNodePublicIp === undefined ? {} : { enableNodePublicIp };
  return changed(estate.resources, estate.compute, {
    inputs: { properties: { computeType, properties: { subnet: { id: notYet }, ...own } } },
  });
};

type Row = readonly [title: string, rules: readonly string[], withAddress: Outcome, withoutAddress: Outcome];

function rows(fact: string, table: readonly Row[]): void {
  describe(`nsg-in-44224: ${fact}`, () => {
    for (const [title, rules, withAddress, withoutAddress] of table) {
      const written = rules.map(inbound);
      it(`${title}, a compute with a public address: ${withAddress}`, () => {
        assertOutcome(judged(rule, stack(written, true)), withAddress);
      });
      it(`${title}, a compute without: ${withoutAddress}`, () => {
        assertOutcome(judged(rule, stack(written, false)), withoutAddress);
      });
    }
  });
}

rows("closed by default, opened from the service only", [
  ["no rule of one's own", [], "advisory", "pass"],
  ["the service on its port", [service], "pass", "advisory"],
  ["in lower case", ["100 allow tcp azuremachinelearning -> *:44224"], "pass", "advisory"],
  ["the service on any port", ["100 allow * AzureMachineLearning -> *:*"], "pass", "advisory"],
  [
    "the service on a range that ends with it",
    ["100 allow tcp AzureMachineLearning -> *:44000-44224"],
    "pass",
    "advisory",
  ],
  [
    "the service on a range that ends before it",
    ["100 allow tcp AzureMachineLearning -> *:44000-44223"],
    "advisory",
    "pass",
  ],
  [
    "the service on a range that begins after it",
    ["100 allow tcp AzureMachineLearning -> *:44225-45000"],
    "advisory",
    "pass",
  ],
  ["the service for UDP", ["100 allow udp AzureMachineLearning -> *:44224"], "advisory", "pass"],
  ["another service", ["100 allow tcp BatchNodeManagement -> *:44224"], "advisory", "pass"],
  [
    "the service to the virtual network",
    ["100 allow tcp AzureMachineLearning -> VirtualNetwork:44224"],
    "pass",
    "advisory",
  ],
  ["the service to the subnet", ["100 allow tcp AzureMachineLearning -> 10.0.2.0/24:44224"], "pass", "advisory"],
  ["the service to another subnet", ["100 allow tcp AzureMachineLearning -> 10.0.3.0/24:44224"], "advisory", "pass"],
  ["everything denied after the service", [service, "4096 deny * * -> *:*"], "pass", "advisory"],
  [
    "everything denied before the service",
    ["100 deny * * -> *:*", "110 allow tcp AzureMachineLearning -> *:44224"],
    "advisory",
    "pass",
  ],
]);

rows("open to everybody", [
  ["from a star", ["100 allow tcp * -> *:44224"], "fail", "fail"],
  ["from the Internet", ["100 allow tcp Internet -> *:44224"], "fail", "fail"],
  ["from every prefix", ["100 allow tcp 0.0.0.0/0 -> *:44224"], "fail", "fail"],
  ["from a star on any port", ["100 allow * * -> *:*"], "fail", "fail"],
  ["from the Internet on a range", ["100 allow tcp Internet -> *:44000-45000"], "fail", "fail"],
  ["from the Internet beside the service", [service, "110 allow tcp Internet -> *:44224"], "fail", "fail"],
  ["from the Internet on another port", ["100 allow tcp Internet -> *:443"], "advisory", "pass"],
  ["from the Internet to another subnet", ["100 allow tcp Internet -> 10.0.3.0/24:44224"], "advisory", "pass"],
  [
    "from the Internet, denied before",
    ["100 deny * Internet -> *:*", "110 allow tcp * -> *:44224"],
    "advisory",
    "pass",
  ],
  ["from the virtual network", ["100 allow tcp VirtualNetwork -> *:44224"], "advisory", "pass"],
]);

rows("what is not known", [
  ["an unknown source", ["100 allow tcp ? -> *:44224"], "undecided", "undecided"],
  ["an unknown source on another port", ["100 allow tcp ? -> *:443"], "advisory", "pass"],
  ["an unknown port from the Internet", ["100 allow tcp Internet -> *:?"], "undecided", "undecided"],
]);

describe("nsg-in-44224: which computes have a public address", () => {
  const closed: readonly Properties[] = [];
  const open = [inbound(service)];
  const world = [inbound("100 allow tcp Internet -> *:44224")];

  for (const computeType of ["AmlCompute", "ComputeInstance"]) {
    it(`${computeType} that does not say: it has one`, () => {
      assertOutcome(judged(rule, stack(closed, undefined, computeType)), "advisory");
      assertOutcome(judged(rule, stack(open, undefined, computeType)), "pass");
    });
    it(`${computeType} that says no`, () => {
      assertOutcome(judged(rule, stack(closed, false, computeType)), "pass");
      assertOutcome(judged(rule, stack(open, false, computeType)), "advisory");
    });
  }
  it("one of which it is not known: undecided, unless the world may come in", () => {
    assertOutcome(judged(rule, stack(closed, notYet)), "undecided");
    assertOutcome(judged(rule, stack(open, notYet)), "undecided");
    assertOutcome(judged(rule, stack(world, notYet)), "fail");
  });
  it("two in one subnet, one with an address: the port is needed", () => {
    const twice = (rules: readonly Properties[]): readonly CapturedResource[] => {
      const resources = stack(rules, false);
      const second = resources.find((one) => one.type.endsWith(":Compute"));
      return second === undefined
        ? []
        : changed(
            [...resources, { ...second, urn: `${second.urn}2`, name: "second" }],
            { ...second, urn: `${second.urn}2` },
            {
              inputs: { properties: { computeType: "AmlCompute", properties: { subnet: { id: notYet } } } },
            },
          );
    };
    assertOutcome(judged(rule, twice(closed)), "advisory");
    assertOutcome(judged(rule, twice(open)), "pass");
  });
});

describe("nsg-in-44224: whom it concerns", () => {
  const nodes = (...rules: readonly string[]) =>
    kubernetesInference({ extensionType: machineLearningExtension, securityRules: rules.map(inbound) }).resources;
  it("nodes of a cluster, closed: never a fail", () =>
    assertNever(judged(rule, nodes()), "fail", "advisory", "undecided"));
  it("nodes of a cluster, open from the Internet: fail", () => {
    assertOutcome(judged(rule, nodes("100 allow tcp Internet -> *:44224")), "fail");
  });
  it("a subnet that nobody uses for inferencing: not applicable", () => {
    const estate = privateCompute({ securityRules: [inbound("100 allow tcp * -> *:44224")] });
    assertOutcome(judged(rule, without(estate.resources, estate.compute)), "not applicable");
  });
  it("outbound rules do not matter", () => {
    const estate = stack([outbound("100 allow tcp * -> *:44224"), outbound("110 deny * * -> *:*")], false);
    assertOutcome(judged(rule, estate), "pass");
  });
});

describe("nsg-in-44224: what it says", () => {
  it("the rule that lets the world in, and who may instead", () => {
    const rules = [outbound("100 allow tcp * -> Sql:1433"), inbound("120 allow tcp Internet -> *:44224")];
    const fault = faultAmong(judged(rule, stack(rules, true)));
    assertSays(tells(fault), "allow-120", "securityRules[1]", "44224", "AzureMachineLearning");
  });
  it("what is missing, and for which subnet", () => {
    assertSays(tells(faultAmong(judged(rule, stack([], true)))), "`inference`", "44224", "AzureMachineLearning");
  });
});

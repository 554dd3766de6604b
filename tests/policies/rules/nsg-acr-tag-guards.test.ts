/**
 * nsg-acr-tag: which security group guards an inferencing subnet, and which rules it has: inline, standalone, stated
 * as facts, of another stack, or one of several candidates.
 */
import assert from "node:assert/strict";
import { CapturedResource } from "../../../policies/capture/captured-stack";
import { Properties } from "../../../policies/capture/wire-value";
import { nsgAcrTag } from "../../../policies/rules/network/nsg-acr-tag";
import { declare, notYet } from "../../estates/captured";
import { Change, changed, without } from "../../estates/change";
import { outbound, outboundRules } from "../../estates/outbound-rules";
import { privateCompute } from "../../estates/private-compute";
import { judged, verdicts } from "../judged";
import { assertSays, assertVerdict, onlyFault, onlyUnknowns, Verdict } from "../said";

const closed = "200 deny * * -> Internet:*";
const registryTag = "190 allow tcp * -> AzureContainerRegistry.WestEurope:443";

describe("nsg-acr-tag: which group guards the subnet", () => {
  const estate = () => privateCompute({ securityRules: outboundRules(closed) });
  const other = "/subscriptions/s1/resourceGroups/rg-hub/providers/Microsoft.Network/networkSecurityGroups/nsg-hub";
  const guardedElsewhere = () =>
    changed(estate().resources, estate().subnet, {
      inputs: { networkSecurityGroup: { id: other } },
      from: { networkSecurityGroup: [] },
    });
  const stated = (...rules: readonly Properties[]) => ({
    externalFacts: { networkSecurityGroups: [{ id: other, securityRules: rules }] },
  });

  it("a subnet without a group is open: pass", () => {
    const resources = changed(estate().resources, estate().subnet, { without: ["networkSecurityGroup"] });
    assertVerdict(judged(nsgAcrTag, resources), "pass");
  });
  it("a group that another stack made and nobody states: undecided, and named", () => {
    assertSays(onlyUnknowns(judged(nsgAcrTag, guardedElsewhere())), "nsg-hub");
  });
  it("the same group, stated as closed: fail", () => {
    const fault = onlyFault(judged(nsgAcrTag, guardedElsewhere(), stated(outbound(closed))));
    assertSays(fault.decidedBy, "`deny-200`", "priority 200");
  });
  it("the same group, stated with the tag: pass", () => {
    const findings = judged(nsgAcrTag, guardedElsewhere(), stated(outbound(registryTag), outbound(closed)));
    assertVerdict(findings, "pass");
  });
  it("the same group, stated as ARM returns it, with its properties nested: fail", () => {
    const { name, ...properties } = outbound(closed);
    assertVerdict(judged(nsgAcrTag, guardedElsewhere(), stated({ name: name ?? null, properties })), "fail");
  });
  it("the same group, its id written in other case: decided", () => {
    const facts = {
      externalFacts: { networkSecurityGroups: [{ id: other.toUpperCase(), securityRules: [outbound(closed)] }] },
    };
    assertVerdict(judged(nsgAcrTag, guardedElsewhere(), facts), "fail");
  });
  it("facts of a group that only resembles it: undecided", () => {
    const facts = {
      externalFacts: { networkSecurityGroups: [{ id: `${other}2`, securityRules: [outbound(closed)] }] },
    };
    assertVerdict(judged(nsgAcrTag, guardedElsewhere(), facts), "undecided");
  });
  it("a group whose id is not known and comes from nowhere: undecided", () => {
    const resources = changed(estate().resources, estate().subnet, { from: { networkSecurityGroup: [] } });
    assertVerdict(judged(nsgAcrTag, resources), "undecided");
  });
  it("a rule list that is not known: undecided", () => {
    const resources = changed(estate().resources, estate().guard, { inputs: { securityRules: notYet } });
    assertSays(onlyUnknowns(judged(nsgAcrTag, resources)), /rule/i);
  });
  it("one rule of the list that is not known: undecided", () => {
    const resources = changed(estate().resources, estate().guard, {
      inputs: { securityRules: [notYet, outbound(registryTag), outbound(closed)] },
    });
    assertVerdict(judged(nsgAcrTag, resources), "undecided");
  });
  it("a subnet whose prefix is not known, where the prefix matters: undecided", () => {
    const from = outboundRules("190 allow tcp 10.0.2.0/24 -> AzureContainerRegistry.WestEurope:443", closed);
    const it = privateCompute({ securityRules: from });
    const resources = changed(it.resources, it.subnet, { inputs: { addressPrefix: notYet } });
    assertVerdict(judged(nsgAcrTag, resources), "undecided");
  });
});

describe("nsg-acr-tag: the subnet's own properties", () => {
  const estate = privateCompute({
    securityRules: outboundRules("190 allow tcp 10.0.2.0/24 -> AzureContainerRegistry.WestEurope:443", closed),
  });
  const own = `/subscriptions/s1/resourceGroups/rg-ml/providers/Microsoft.Network/networkSecurityGroups/nsg-inference`;
  const table: readonly (readonly [string, Change, Verdict])[] = [
    ["one prefix", {}, "pass"],
    ["one prefix in a list", { without: ["addressPrefix"], inputs: { addressPrefixes: ["10.0.2.0/24"] } }, "pass"],
    ["another prefix in a list", { without: ["addressPrefix"], inputs: { addressPrefixes: ["10.0.3.0/24"] } }, "fail"],
    [
      "a second prefix that the allow does not cover",
      { without: ["addressPrefix"], inputs: { addressPrefixes: ["10.0.2.0/24", "10.0.3.0/24"] } },
      "fail",
    ],
    [
      "a second prefix that is not known",
      { without: ["addressPrefix"], inputs: { addressPrefixes: ["10.0.2.0/24", notYet] } },
      "undecided",
    ],
    [
      "a group that is explicitly none",
      { inputs: { networkSecurityGroup: null }, from: { networkSecurityGroup: [] } },
      "pass",
    ],
  ];
  for (const [title, change, verdict] of table) {
    it(`${title}: ${verdict}`, () => {
      assertVerdict(judged(nsgAcrTag, changed(estate.resources, estate.subnet, change)), verdict);
    });
  }

  for (const [title, id, verdict] of [
    ["its id written out", own, "fail"],
    ["its id written out in upper case", own.toUpperCase(), "fail"],
    ["the id of a group whose name is longer", `${own}2`, "undecided"],
    ["the id of a group of the same name elsewhere", own.replace("rg-ml", "rg-ml2"), "undecided"],
  ] as const) {
    it(`the stack's group, joined by ${title}: ${verdict}`, () => {
      const shut = privateCompute({ securityRules: outboundRules(closed) });
      const resources = changed(shut.resources, shut.subnet, {
        inputs: { networkSecurityGroup: { id } },
        from: { networkSecurityGroup: [] },
      });
      assertVerdict(judged(nsgAcrTag, resources, { externalFacts: { subscriptionId: "s1" } }), verdict);
    });
  }

  it("a group that declares no list of rules: pass", () => {
    const bare = privateCompute();
    assertVerdict(judged(nsgAcrTag, changed(bare.resources, bare.guard, { without: ["securityRules"] })), "pass");
  });
});

describe("nsg-acr-tag: one group for several subnets", () => {
  it("each subnet is judged for itself", () => {
    const estate = privateCompute({
      securityRules: outboundRules("190 allow tcp 10.0.2.0/24 -> AzureContainerRegistry.WestEurope:443", closed),
    });
    const second = declare(
      "azure-native:network:Subnet",
      "scoring2",
      {
        subnetName: "scoring2",
        virtualNetworkName: notYet,
        addressPrefix: "10.0.7.0/24",
        networkSecurityGroup: { id: notYet },
      },
      { virtualNetworkName: [estate.network], networkSecurityGroup: [estate.guard] },
    );
    const findings = judged(nsgAcrTag, [...estate.resources, second], { inferencingSubnets: ["scoring2"] });
    assert.deepEqual([...verdicts(findings)].sort(), ["fail", "pass"]);
    assertSays(onlyFault(findings.filter((one) => one.verdict === "fail")).who, "`scoring2`", "10.0.7.0/24");
  });
});

describe("nsg-acr-tag: rules that stand for themselves", () => {
  const alone = (text: string, guard: readonly CapturedResource[], more: Properties = {}) => {
    const { name, ...rule } = outbound(text);
    return declare(
      "azure-native:network/v20240501:SecurityRule",
      String(name),
      { ...rule, securityRuleName: name ?? null, resourceGroupName: notYet, networkSecurityGroupName: notYet, ...more },
      { networkSecurityGroupName: guard },
    );
  };
  const estate = privateCompute();
  const withInline = (...rules: readonly string[]) =>
    privateCompute({ securityRules: outboundRules(...rules) }).resources;

  it("a deny of its own: fail, and named by its resource", () => {
    const fault = onlyFault(judged(nsgAcrTag, [...estate.resources, alone(closed, [estate.guard])]));
    assertSays(fault.decidedBy, "deny-200", "priority 200");
  });
  it("an allow of its own before the group's inline deny: pass", () => {
    assertVerdict(judged(nsgAcrTag, [...withInline(closed), alone(registryTag, [estate.guard])]), "pass");
  });
  it("an allow of its own after the group's inline deny: fail", () => {
    const late = alone("300 allow tcp * -> AzureContainerRegistry.WestEurope:443", [estate.guard]);
    assertVerdict(judged(nsgAcrTag, [...withInline(closed), late]), "fail");
  });
  it("a deny of another group: pass", () => {
    const other = declare("azure-native:network:NetworkSecurityGroup", "other", { securityRules: [] });
    assertVerdict(judged(nsgAcrTag, [...estate.resources, other, alone(closed, [other])]), "pass");
  });
  it("a deny of nobody knows which group: undecided", () => {
    assertVerdict(judged(nsgAcrTag, [...estate.resources, alone(closed, [])]), "undecided");
  });
  it("a deny whose group is given by name, in the same resource group: fail", () => {
    const named = alone(closed, [], { networkSecurityGroupName: "nsg-inference", resourceGroupName: "rg-ml" });
    assertVerdict(judged(nsgAcrTag, [...estate.resources, named]), "fail");
  });
  it("the fix takes the standalone rules' numbers into account", () => {
    const resources = [...withInline(closed), alone("190 allow udp * -> 10.9.0.0/16:53", [estate.guard])];
    const { fix } = onlyFault(judged(nsgAcrTag, resources));
    const priority = Number(/priority (\d+), Allow/.exec(fix)?.[1]);
    assert.ok(priority >= 100 && priority < 200 && priority !== 190, fix);
  });
});

describe("nsg-acr-tag: subnets declared inside their virtual network", () => {
  const guarded = (name: string, ...rules: readonly string[]) =>
    declare("azure-native:network:NetworkSecurityGroup", name, {
      networkSecurityGroupName: name,
      securityRules: outboundRules(...rules),
    });

  /** The engine knows that the list of subnets was computed from both groups, not which subnet has which. */
  const inline = (left: CapturedResource, right: CapturedResource) => {
    const estate = privateCompute();
    const network = declare(
      "azure-native:network:VirtualNetwork",
      "vnet",
      {
        resourceGroupName: notYet,
        virtualNetworkName: "vnet-ml",
        addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
        subnets: [
          { name: "inference", addressPrefix: "10.0.2.0/24", networkSecurityGroup: { id: notYet } },
          { name: "other", addressPrefix: "10.0.3.0/24", networkSecurityGroup: { id: notYet } },
        ],
      },
      { resourceGroupName: [estate.group], subnets: [left, right] },
    );
    const rest = without(estate.resources, estate.network, estate.subnet, estate.guard, estate.compute);
    const compute = changed([estate.compute], estate.compute, { from: { properties: [network] } });
    return { stack: [...rest, left, right, network], used: compute };
  };
  const named = { inferencingSubnets: ["inference"] };
  const table: readonly (readonly [string, readonly string[], readonly string[], Verdict])[] = [
    ["both candidates closed", [closed], ["210 deny * * -> Internet:*"], "fail"],
    ["both candidates open", [], [registryTag, closed], "pass"],
    ["one closed, one open", [closed], [], "undecided"],
    ["one open, one closed", [], [closed], "undecided"],
    ["one closed, one undecided", [closed], ["? deny * * -> 20.0.0.0/8:*"], "undecided"],
    ["one open, one undecided", [], ["? deny * * -> 20.0.0.0/8:*"], "undecided"],
  ];
  for (const [title, left, right, verdict] of table) {
    it(`${title}: ${verdict}`, () => {
      const { stack } = inline(guarded("nsg-a", ...left), guarded("nsg-b", ...right));
      assertVerdict(judged(nsgAcrTag, [...stack], named), verdict);
    });
  }
  it("one group for both: known", () => {
    const guard = guarded("nsg-a", closed);
    const { stack } = inline(guard, guard);
    const unique = stack.filter((resource, index) => stack.indexOf(resource) === index);
    assertVerdict(judged(nsgAcrTag, unique, named), "fail");
  });
  it("a compute in one of two subnets, nobody knows which, both closed: never a pass, and never silent", () => {
    const { stack, used } = inline(guarded("nsg-a", closed), guarded("nsg-b", closed));
    const findings = judged(nsgAcrTag, [...stack, ...used]);
    assert.ok(findings.length > 0);
    assert.ok(findings.every((finding) => finding.verdict !== "pass"));
  });
  it("a compute in one of two subnets, nobody knows which, both open: never a fail, and never silent", () => {
    const { stack, used } = inline(guarded("nsg-a"), guarded("nsg-b"));
    const findings = judged(nsgAcrTag, [...stack, ...used]);
    assert.ok(findings.length > 0);
    assert.ok(findings.every((finding) => finding.verdict !== "fail"));
  });
  it("a compute in one of two subnets, nobody knows which, one closed: undecided", () => {
    const { stack, used } = inline(guarded("nsg-a", closed), guarded("nsg-b"));
    const findings = judged(nsgAcrTag, [...stack, ...used]);
    assert.ok(findings.length > 0);
    assert.ok(findings.every((finding) => finding.verdict === "undecided"));
  });
});

/** Why a rule doesn't open what it was written for: the cases that the article's rules tell apart. */
import { strict as assert } from "node:assert";
import { compareRule, Coverage, shadowedBy } from "../../../azure/network/explain-security-rules";
import { flow, network, securityGroup } from "./notation";

const registry = "AzureContainerRegistry.WestEurope";
const pull = `tcp 10.0.2.0/24 -> ${registry}:443`;

describe("a rule against the pull of an image, field by field", () => {
  type Four = readonly [source: Coverage, destination: Coverage, protocol: Coverage, ports: Coverage];
  const table: readonly (readonly [rule: string, expected: Four])[] = [
    [`100 allow tcp 10.0.2.0/24 -> ${registry}:443`, ["covers", "covers", "covers", "covers"]],
    ["100 allow any * -> *", ["covers", "covers", "covers", "covers"]],
    ["100 allow any VirtualNetwork -> AzureCloud:400-500", ["covers", "covers", "covers", "covers"]],
    [`100 allow tcp 10.0.2.0/25,10.0.2.128/25 -> Internet:443`, ["covers", "covers", "covers", "covers"]],
    [`100 allow udp 10.0.2.0/25 -> ${registry}:80`, ["overlaps", "covers", "disjoint", "disjoint"]],
    [`100 allow tcp 10.0.3.0/24 -> ${registry}:442,444`, ["disjoint", "covers", "covers", "disjoint"]],
    ["100 allow tcp * -> AzureContainerRegistry.NorthEurope:443", ["covers", "disjoint", "covers", "covers"]],
    ["100 allow tcp * -> Storage.WestEurope:443", ["covers", "disjoint", "covers", "covers"]],
    ["100 allow tcp * -> VirtualNetwork:443", ["covers", "disjoint", "covers", "covers"]],
    // nobody says which addresses a tag and a prefix share
    ["100 allow tcp * -> 20.0.0.0/8:443", ["covers", "unknown", "covers", "covers"]],
    ["100 allow tcp asg:/web -> *:443", ["unknown", "covers", "covers", "covers"]],
    ["100 allow ? ? -> ??:?", ["unknown", "unknown", "unknown", "unknown"]],
    ["100 allow tcp 10.0.2.0/24,? -> Internet,?:443,?", ["covers", "covers", "covers", "covers"]],
    ["100 allow tcp 10.0.2.0/25,? -> Internet:80,?", ["overlaps", "covers", "covers", "unknown"]],
    // IPv4 and IPv6 don't meet: what counts is the family of the packets
    ["100 allow tcp 0.0.0.0/0 -> 0.0.0.0/0:443", ["covers", "covers", "covers", "covers"]],
  ];
  for (const [line, [source, destination, protocol, destinationPorts]] of table) {
    it(line, () => {
      const [rule] = securityGroup(line);
      assert.ok(rule);
      assert.deepEqual(compareRule(rule, flow(pull), network), { source, destination, protocol, destinationPorts });
    });
  }

  it("against several ports", () => {
    const [rule] = securityGroup("100 allow tcp * -> AzureActiveDirectory:443");
    assert.ok(rule);
    const asked = flow("tcp 10.0.2.4 -> AzureActiveDirectory:80,443");
    assert.equal(compareRule(rule, asked, network).destinationPorts, "overlaps");
  });

  it("against a part of what the flow asks for", () => {
    const [rule] = securityGroup(`100 allow tcp * -> ${registry}:443`);
    assert.ok(rule);
    const asked = flow("tcp 10.0.2.4 -> AzureContainerRegistry:443");
    assert.equal(compareRule(rule, asked, network).destination, "overlaps");
  });

  it("against a flow that isn't known", () => {
    const [tag, everything] = securityGroup(`100 allow tcp * -> ${registry}:443`, "110 allow tcp * -> *:443");
    assert.ok(tag && everything);
    assert.equal(compareRule(tag, flow("tcp 10.0.2.4 -> ?:443"), network).destination, "unknown");
    assert.equal(compareRule(everything, flow("tcp 10.0.2.4 -> ?:443"), network).destination, "covers");
  });
});

describe("the rules that come before one", () => {
  const allow = `200 allow tcp 10.0.2.0/24 -> ${registry}:443`;
  const table: readonly (readonly [before: string, taken: boolean])[] = [
    ["100 deny tcp * -> Internet", true],
    ["199 deny any 10.0.2.0/24 -> AzureCloud.westeurope:443", true],
    ["100 deny tcp 10.0.2.128/25 -> *", true],
    ["100 allow tcp * -> Internet", true],
    // after it, beside it, or not for certain
    ["201 deny tcp * -> Internet", false],
    ["100 deny udp * -> Internet", false],
    ["100 in deny tcp * -> *", false],
    ["100 deny tcp * -> Internet:80", false],
    ["100 deny tcp 10.0.3.0/24 -> Internet", false],
    ["100 deny tcp * -> Storage", false],
    ["100 deny tcp * -> 20.0.0.0/8", false],
    ["100 deny tcp ? -> Internet", false],
    ["? deny tcp * -> Internet", false],
  ];
  for (const [before, taken] of table) {
    it(`${before}: ${taken ? "takes packets" : "takes nothing for certain"}`, () => {
      const [rule, other] = securityGroup(allow, before);
      assert.ok(rule && other);
      assert.deepEqual(shadowedBy([rule, other], rule, flow(pull), network), taken ? [other] : []);
    });
  }

  it("are named in their order, each as far as the ones before left it something", () => {
    const group = securityGroup(
      allow,
      "120 deny tcp * -> Internet",
      "110 deny tcp 10.0.2.0/25 -> Internet",
      "130 deny tcp * -> *",
    );
    const [rule, second, first] = group;
    assert.ok(rule);
    assert.deepEqual(shadowedBy(group, rule, flow(pull), network), [first, second]);
  });

  it("count only where rule and flow meet", () => {
    const group = securityGroup(
      `200 allow tcp 10.0.2.0/25 -> ${registry}:443`,
      "100 deny tcp 10.0.2.128/25 -> Internet",
    );
    const [rule] = group;
    assert.ok(rule);
    assert.deepEqual(shadowedBy(group, rule, flow(pull), network), []);
  });
});

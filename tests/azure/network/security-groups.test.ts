/**
 * Which group is asked when, from Microsoft's documents.
 * https://learn.microsoft.com/azure/virtual-network/network-security-group-how-it-works
 */
import { strict as assert } from "node:assert";
import { unknown } from "../../../azure/known";
import { decideSecurityGroups, SecurityGroups } from "../../../azure/network/security-groups";
import { Direction } from "../../../azure/network/security-rule";
import { decideSecurityRules, SecurityDecision } from "../../../azure/network/security-rules";
import { flow, network, securityGroup } from "./notation";

const subnetPrefix = "10.0.2.0/24";

describe("two security groups: a packet needs both", () => {
  const open80 = securityGroup(`100 in allow tcp Internet -> *:80`);
  const closed = securityGroup();

  rows("inbound", "Inbound", `tcp 17.1.2.3 -> ${subnetPrefix}:80`, [
    // the four machines of the document: two groups, the subnet's, the interface's, none
    [{ subnet: open80, networkInterface: open80 }, "allowed", ["subnet 100", "network interface 100"]],
    [{ subnet: open80 }, "allowed", ["subnet 100"]],
    [{ networkInterface: open80 }, "allowed", ["network interface 100"]],
    [{}, "allowed", []],
    // either default rule denies what the other group allows
    [{ subnet: closed, networkInterface: open80 }, "denied", ["subnet 65500"]],
    [{ subnet: open80, networkInterface: closed }, "denied", ["network interface 65500"]],
    [{ subnet: closed, networkInterface: closed }, "denied", ["subnet 65500"]],
    [{ subnet: closed }, "denied", ["subnet 65500"]],
  ]);

  const noInternet = securityGroup("200 deny any * -> Internet");
  const exceptStorage = securityGroup("100 allow tcp * -> Storage:443", "200 deny any * -> Internet");
  rows("outbound", "Outbound", `tcp ${subnetPrefix} -> Storage.WestEurope:443`, [
    [{}, "allowed", []],
    [{ subnet: closed }, "allowed", ["subnet 65001"]],
    [{ subnet: closed, networkInterface: closed }, "allowed", ["network interface 65001", "subnet 65001"]],
    [{ subnet: exceptStorage, networkInterface: closed }, "allowed", ["network interface 65001", "subnet 100"]],
    [{ subnet: noInternet, networkInterface: exceptStorage }, "denied", ["subnet 200"]],
    [{ subnet: exceptStorage, networkInterface: noInternet }, "denied", ["network interface 200"]],
    // the interface's group is asked first and ends it
    [{ subnet: noInternet, networkInterface: noInternet }, "denied", ["network interface 200"]],
  ]);

  it("and the subnet's is asked first when it comes in", () => {
    const first = decide({ subnet: closed, networkInterface: closed }, "Inbound", `tcp 17.1.2.3 -> ${subnetPrefix}:80`);
    assert.deepEqual(named(first), ["subnet 65500"]);
  });
});

describe("two security groups: packet by packet, not verdict by verdict", () => {
  const only = (port: string) => securityGroup(`100 allow tcp * -> Internet:${port}`, "200 deny any * -> Internet");
  rows("outbound", "Outbound", `tcp ${subnetPrefix} -> Internet:80,443`, [
    [{ subnet: only("80"), networkInterface: only("443") }, "denied", ["network interface 200", "subnet 200"]],
    [
      { subnet: only("80,443"), networkInterface: only("443") },
      "partly",
      ["network interface 100", "network interface 200", "subnet 100"],
    ],
    [{ subnet: only("80-443"), networkInterface: only("80,443") }, "allowed", ["network interface 100", "subnet 100"]],
    [
      { subnet: only("80-442"), networkInterface: only("80,443") },
      "partly",
      ["network interface 100", "subnet 100", "subnet 200"],
    ],
  ]);

  it("by tags: what one group leaves of a tag, the other may not take", () => {
    const registryOnly = securityGroup("100 allow tcp * -> AzureContainerRegistry:443", "200 deny any * -> Internet");
    const withoutRegion = securityGroup(
      "100 deny tcp * -> AzureContainerRegistry.WestEurope:443",
      "200 allow tcp * -> Internet:443",
    );
    const groups = { subnet: registryOnly, networkInterface: withoutRegion };
    const ask = (to: string) => decide(groups, "Outbound", `tcp ${subnetPrefix} -> ${to}:443`);
    assert.equal(ask("AzureContainerRegistry.WestEurope").verdict, "denied");
    assert.equal(ask("AzureContainerRegistry.NorthEurope").verdict, "allowed");
    assert.equal(ask("AzureContainerRegistry").verdict, "partly");
    assert.equal(ask("Storage.WestEurope").verdict, "denied");
    assert.deepEqual(named(ask("Storage.WestEurope")), ["subnet 200"]);
  });

  it("with a packet of each rule, and the one group of two places named for each", () => {
    const shared = only("443");
    const decision = decide(
      { subnet: shared, networkInterface: shared },
      "Outbound",
      `tcp ${subnetPrefix} -> Internet:443`,
    );
    const [allow] = shared;
    const witness = "Tcp 10.0.2.4 -> Internet:443";
    assert.deepEqual(decision, {
      verdict: "allowed",
      decidedBy: [
        { rule: allow, of: "network interface", access: "Allow", decides: "surely", witness },
        { rule: allow, of: "subnet", access: "Allow", decides: "surely", witness },
      ],
      unknowns: [],
    });
  });

  it("the platform's own traffic passes both, unless one names it", () => {
    const dns = securityGroup("100 deny any * -> AzurePlatformDNS");
    const ask = (groups: SecurityGroups) =>
      decide(groups, "Outbound", `udp ${subnetPrefix} -> 168.63.129.16:53`).verdict;
    const closedAll = securityGroup("100 deny any * -> *");
    assert.equal(ask({ subnet: closedAll, networkInterface: closedAll }), "allowed");
    assert.equal(ask({ subnet: dns, networkInterface: closedAll }), "denied");
    assert.equal(ask({ subnet: closedAll, networkInterface: dns }), "denied");
  });
});

describe("two security groups: what isn't known matters only where it could", () => {
  const hidden = unknown("the rules of the interface's group");
  const asked = `tcp ${subnetPrefix} -> Internet:443`;
  const denies = securityGroup("100 deny any * -> *");
  const allows = securityGroup("100 allow any * -> *");

  it("unknown rules may allow or deny, so only the other group's denial is certain", () => {
    assert.equal(decide({ networkInterface: hidden, subnet: denies }, "Outbound", asked).verdict, "denied");
    assert.equal(decide({ networkInterface: denies, subnet: hidden }, "Outbound", asked).verdict, "denied");
    for (const groups of [
      { networkInterface: hidden },
      { networkInterface: hidden, subnet: allows },
      { networkInterface: allows, subnet: hidden },
    ]) {
      const decision = decide(groups, "Outbound", asked);
      assert.equal(decision.verdict, "undecided");
      assert.ok(decision.unknowns.includes(hidden.unknown), decision.unknowns.join("; "));
    }
  });

  it("nobody wrote the unknown rules, so none of them is named", () => {
    const decision = decide({ networkInterface: hidden, subnet: allows }, "Outbound", asked);
    assert.deepEqual(named(decision), ["network interface 65001", "subnet 100"]);
  });

  it("a rule that may deny in the first group, and one of unknown access", () => {
    const mayDeny = securityGroup("100 deny any asg:/web -> *");
    const either = securityGroup("100 ? any * -> *");
    assert.equal(decide({ networkInterface: mayDeny, subnet: allows }, "Outbound", asked).verdict, "undecided");
    assert.equal(decide({ networkInterface: mayDeny, subnet: denies }, "Outbound", asked).verdict, "denied");
    assert.equal(decide({ networkInterface: either, subnet: allows }, "Outbound", asked).verdict, "undecided");
    assert.deepEqual(decide({ networkInterface: either, subnet: allows }, "Outbound", asked).unknowns, ["access 0"]);
    assert.equal(decide({ networkInterface: either, subnet: denies }, "Outbound", asked).verdict, "denied");
    assert.equal(decide({ networkInterface: denies, subnet: either }, "Outbound", asked).verdict, "denied");
    // whoever belongs to it, the second group allows nobody who is in it, and the first nobody else
    const members = securityGroup("100 allow any asg:/web -> Internet", "200 deny any * -> *");
    const others = securityGroup("100 deny any asg:/web -> Internet", "200 allow any * -> *");
    assert.equal(decide({ networkInterface: members, subnet: others }, "Outbound", asked).verdict, "denied");
  });

  it("one group alone decides as it does by itself", () => {
    const group = securityGroup(
      "100 allow tcp * -> Storage:443",
      "110 deny tcp * -> AzureCloud",
      "120 ? tcp * -> *:80",
    );
    for (const text of [asked, `tcp ${subnetPrefix} -> Storage:443`, `tcp ${subnetPrefix} -> AzureCloud:80`]) {
      const alone = decideSecurityRules(group, flow(text), network);
      for (const groups of [{ subnet: group }, { networkInterface: group }]) {
        const { decidedBy, ...rest } = decide(groups, "Outbound", text);
        const without = decidedBy.map(({ rule, access, decides, witness }) => ({ rule, access, decides, witness }));
        assert.deepEqual({ ...rest, decidedBy: without }, alone);
      }
    }
  });
});

type Row = readonly [groups: SecurityGroups, verdict: SecurityDecision["verdict"], by: readonly string[]];

function rows(title: string, direction: Direction, asked: string, table: readonly Row[]): void {
  table.forEach(([groups, verdict, by], index) => {
    it(`${title} ${index + 1}: ${verdict} by ${by.join(", ") || "nothing"}`, () => {
      const decision = decide(groups, direction, asked);
      assert.equal(decision.verdict, verdict);
      assert.deepEqual(named(decision), by);
      assert.deepEqual(decision.unknowns, []);
    });
  });
}

function decide(groups: SecurityGroups, direction: Direction, asked: string): SecurityDecision {
  return decideSecurityGroups(groups, flow(asked, direction), network);
}

function named({ decidedBy }: SecurityDecision): readonly string[] {
  return [...new Set(decidedBy.map(({ rule, of }) => `${of ?? "nothing"} ${String(rule.priority)}`))];
}

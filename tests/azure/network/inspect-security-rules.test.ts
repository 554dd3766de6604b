/**
 * Faults of a list of rules, from Microsoft's documents and one group a fault.
 * https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview#security-rules
 */
import { strict as assert } from "node:assert";
import { unknown } from "../../../azure/known";
import { inspectSecurityRules, SecurityRuleFinding } from "../../../azure/network/inspect-security-rules";
import { SecurityRule } from "../../../azure/network/security-rule";
import { defaultSecurityRules } from "../../../azure/network/security-rules";
import { network, securityGroup } from "./notation";

describe("rules that others take everything from", () => {
  const registry = "AzureContainerRegistry.WestEurope";
  const table: readonly (readonly [title: string, lines: readonly string[], by: readonly string[] | undefined])[] = [
    ["a wider rule", [`200 allow tcp * -> ${registry}:443`, "100 deny any * -> Internet"], ["100"]],
    ["the same once more", [`200 allow tcp * -> ${registry}:443`, `100 allow tcp * -> ${registry}:443`], ["100"]],
    ["the whole service", [`200 allow tcp * -> Storage.WestEurope:443`, "100 deny tcp * -> Storage:443"], ["100"]],
    ["a higher number", [`200 allow tcp * -> ${registry}:443`, "201 deny any * -> Internet"], undefined],
    ["the other direction", [`200 allow tcp * -> ${registry}:443`, "100 in deny any * -> *"], undefined],
    ["the same number", [`200 allow tcp * -> ${registry}:443`, "200 deny any * -> *"], undefined],
    ["one port less", ["200 allow tcp * -> Internet:80-90", "100 deny tcp * -> Internet:81-90"], undefined],
    ["one port more", ["200 allow tcp * -> Internet:80-90", "100 deny tcp * -> Internet:80-91"], ["100"]],
    ["one protocol", ["200 allow any * -> Internet:443", "100 deny tcp * -> Internet:443"], undefined],
    ["any protocol", ["200 allow udp * -> Internet:443", "100 deny any * -> Internet:443"], ["100"]],
    ["any protocol twice", ["200 allow any * -> Internet:443", "100 deny any * -> Internet:400-500"], ["100"]],
    [
      "each protocol by itself",
      [
        "200 allow any * -> *:1",
        ...["tcp", "udp", "icmp", "esp", "ah"].map((each, at) => `10${at} deny ${each} * -> *:1`),
      ],
      ["100", "101", "102", "103", "104"],
    ],
    [
      "each protocol but one",
      ["200 allow any * -> *:1", ...["tcp", "udp", "icmp", "esp"].map((each, at) => `10${at} deny ${each} * -> *:1`)],
      undefined,
    ],
    ["IPv4 of both families", ["200 allow tcp * -> *:443", "100 deny tcp 0.0.0.0/0 -> 0.0.0.0/0:443"], undefined],
    [
      "both families",
      ["200 allow tcp 10.0.0.0/8 -> 10.0.0.0/8:443", "100 deny tcp 0.0.0.0/0 -> 0.0.0.0/0:443"],
      ["100"],
    ],
    // what the network or its routes may hold besides, nobody knows
    ["the network's own space", ["200 allow tcp 10.0.2.0/24 -> *:443", "100 deny any VirtualNetwork -> *"], ["100"]],
    ["private space", ["200 allow tcp 192.168.0.0/16 -> *:443", "100 deny any VirtualNetwork -> *"], undefined],
    ["a prefix and a tag", ["200 allow tcp * -> Storage:443", "100 deny any * -> 20.0.0.0/8"], undefined],
    // the platform's traffic meets only rules with its tags
    ["the platform, by its tag", ["200 deny any * -> AzurePlatformDNS", "100 allow any * -> *"], undefined],
    [
      "the platform, by its tag twice",
      ["200 deny any * -> AzurePlatformDNS", "100 allow any * -> AzurePlatformDNS"],
      ["100"],
    ],
    // members are not known, but a group holds its own
    ["a group of machines", ["200 allow tcp asg:/web -> *:443", "100 deny any asg:/web -> *"], ["100"]],
    ["another group", ["200 allow tcp asg:/web -> *:443", "100 deny any asg:/app -> *"], undefined],
    // what is not known of the rule doesn't matter where all of it is taken, and what is not known before it does
    ["an unknown source", ["200 allow tcp ?? -> ?:?", "100 deny tcp * -> *"], ["100"]],
    ["an unknown access", ["200 ? tcp * -> *", "100 deny tcp * -> *"], ["100"]],
    ["an unknown protocol", ["200 allow ? * -> *", "100 deny tcp * -> *"], undefined],
    ["an unknown protocol under any", ["200 allow ? * -> *", "100 deny any * -> *"], ["100"]],
    ["an unknown earlier source", ["200 allow tcp * -> *", "100 deny tcp * -> ?"], undefined],
    ["an unknown earlier access", ["200 allow tcp * -> *", "100 ? tcp * -> *"], ["100"]],
    ["an unknown number", ["? allow tcp * -> *", "100 deny tcp * -> *"], undefined],
    ["an unknown earlier number", ["200 allow tcp * -> *", "? deny tcp * -> *"], undefined],
    ["an unknown direction", ["200 ? allow tcp * -> *", "100 deny tcp * -> *"], undefined],
    ["an unknown earlier direction", ["200 allow tcp * -> *", "100 ? deny tcp * -> *"], undefined],
  ];
  for (const [title, lines, by] of table) {
    it(`${title}: ${by === undefined ? "not for certain" : `by ${by.join(", ")}`}`, () => {
      const [rule, ...rest] = securityGroup(...lines);
      const findings = inspectSecurityRules([...rest, ...(rule ? [rule] : [])], network);
      const found = findings.flatMap((each) => (each.kind === "shadowed" && each.rule === rule ? [each.by] : []));
      assert.deepEqual(found.map(numbers), by === undefined ? [] : [by]);
    });
  }
});

describe("which of the rules before one are named", () => {
  const named = (...lines: readonly string[]): readonly string[] => {
    const [rule, ...rest] = securityGroup(...lines);
    const findings = inspectSecurityRules([...rest, ...(rule ? [rule] : [])], network);
    return findings.flatMap((each) => (each.kind === "shadowed" && each.rule === rule ? numbers(each.by) : []));
  };

  it("one that takes everything, rather than halves that come before it", () => {
    const halves = ["100 deny tcp 10.0.2.0/25 -> *", "110 deny tcp 10.0.2.128/25 -> *"];
    assert.deepEqual(named("200 allow tcp 10.0.2.0/24 -> *:443", ...halves), ["100", "110"]);
    assert.deepEqual(named("200 allow tcp 10.0.2.0/24 -> *:443", ...halves, "120 deny tcp 10.0.2.0/24 -> *"), ["120"]);
  });

  it("the largest first, and none that the others make needless", () => {
    const parts = [
      "100 deny tcp 10.0.2.0/26 -> *",
      "110 deny tcp 10.0.2.64/26 -> *",
      "120 deny tcp 10.0.2.128/25 -> *",
      "130 deny tcp 10.0.2.0/25 -> *",
    ];
    assert.deepEqual(named("200 allow tcp 10.0.2.0/24 -> *:443", ...parts), ["120", "130"]);
  });

  it("one that decides otherwise, even where a larger one says the same", () => {
    const allow = "200 allow tcp 10.0.2.0/24 -> Internet:443";
    const wide = "110 allow tcp 10.0.2.0/24 -> *";
    assert.deepEqual(named(allow, wide, "100 deny tcp 10.0.2.4 -> Internet:443"), ["110", "100"]);
    // one that comes too late to decide anything isn't
    assert.deepEqual(named(allow, wide, "120 deny tcp 10.0.2.4 -> Internet:443"), ["110"]);
    assert.deepEqual(named(allow, wide, "100 deny udp 10.0.2.4 -> Internet:443"), ["110"]);
    assert.deepEqual(named("200 ? tcp 10.0.2.0/24 -> Internet:443", wide, "100 deny tcp 10.0.2.4 -> *"), ["110"]);
  });
});

describe("rules that no packet matches", () => {
  const every = [{ from: 0, to: 65535 }];
  const table: readonly (readonly [title: string, rule: Partial<SecurityRule>, field: string | undefined])[] = [
    ["no source", { sources: [] }, "sources"],
    ["no destination", { destinations: [] }, "destinations"],
    ["no source port", { sourcePorts: [] }, "sourcePorts"],
    ["no destination port", { destinationPorts: [] }, "destinationPorts"],
    ["ports from 443 to 80", { destinationPorts: [{ from: 443, to: 80 }] }, "destinationPorts"],
    ["ports above 65535", { destinationPorts: [{ from: 65536, to: 70000 }] }, "destinationPorts"],
    ["the last port", { destinationPorts: [{ from: 65535, to: 70000 }] }, undefined],
    ["an unknown port", { destinationPorts: [unknown("the port")] }, undefined],
    ["unknown ports", { destinationPorts: unknown("the ports") }, undefined],
    ["an unknown source", { sources: [unknown("the source")] }, undefined],
    ["loopback as source", { sources: prefix("127.0.0.1/32") }, "sources"],
    ["IPv6 loopback as destination", { destinations: prefix("::1/128") }, "destinations"],
    ["loopback and more", { sources: prefix("127.0.0.1/32", "10.0.0.4/32") }, undefined],
    ["a prefix beside loopback", { sources: prefix("126.0.0.0/8") }, undefined],
    ["a prefix around loopback", { sources: prefix("126.0.0.0/7") }, undefined],
    // an address, not every one
    ["0.0.0.0 as destination", { destinations: prefix("0.0.0.0/32") }, "destinations"],
    ["0.0.0.0/0 as destination", { destinations: prefix("0.0.0.0/0") }, undefined],
    // a machine that has no address yet asks for one from there
    ["0.0.0.0 as source", { sources: prefix("0.0.0.0/32") }, undefined],
    ["no prefix", { destinations: prefix("10.0.0.0/33") }, undefined],
    // appliances forward packets of others
    ["a foreign destination coming in", { direction: "Inbound", destinations: prefix("192.168.0.0/16") }, undefined],
    ["a public destination coming in", { direction: "Inbound", destinations: prefix("20.1.2.3/32") }, undefined],
    // the platform's traffic passes unless one of its tags is named
    ["the host by its address", { destinations: prefix("168.63.129.16/32") }, "destinations"],
    ["the metadata service by its address", { destinations: prefix("169.254.169.254/32") }, "destinations"],
    ["the metadata service's neighbours", { destinations: prefix("169.254.169.254/31") }, undefined],
    ["the host by its tag", { destinations: [{ kind: "service-tag", tag: "AzurePlatformDNS" }] }, undefined],
    ["the host coming in", { direction: "Inbound", sources: prefix("168.63.129.16/32") }, undefined],
    ["everything", {}, undefined],
  ];
  for (const [title, change, field] of table) {
    it(`${title}: ${field === undefined ? "not for certain" : `its ${field}`}`, () => {
      const rule: SecurityRule = {
        name: "rule",
        path: "securityRules[0]",
        priority: 100,
        direction: "Outbound",
        access: "Deny",
        protocol: "Tcp",
        sources: [{ kind: "everything" }],
        destinations: [{ kind: "everything" }],
        sourcePorts: every,
        destinationPorts: every,
        ...change,
      };
      const found = inspectSecurityRules([rule], network).map((each) =>
        each.kind === "never-matches" ? each.field : each.kind,
      );
      assert.deepEqual(found, field === undefined ? [] : [field]);
    });
  }

  it("are not called shadowed as well, and shadow none", () => {
    const [wide, empty] = securityGroup("100 deny any * -> *", "200 allow tcp * -> 127.0.0.1:443");
    assert.ok(wide && empty);
    assert.deepEqual(kinds([wide, empty]), ["never-matches"]);
    assert.deepEqual(
      kinds([
        { ...wide, sources: [] },
        { ...empty, destinations: [{ kind: "everything" }] },
      ]),
      ["never-matches"],
    );
  });
});

describe("two rules of one number", () => {
  const [first, second, third] = securityGroup(
    "100 allow tcp * -> Storage:443",
    "100 deny tcp * -> 10.0.0.0/8:443",
    "100 in deny tcp * -> 10.0.0.0/8:443",
  );
  assert.ok(first && second && third);
  const pair = (a: Partial<SecurityRule>, b: Partial<SecurityRule>) =>
    inspectSecurityRules([{ ...first, ...a }, { ...second, ...b }, third], network).flatMap((each) =>
      each.kind === "duplicate-priority" ? [each] : [],
    );

  it("in one direction", () => {
    const [found, ...more] = pair({ name: "a" }, { name: "b" });
    assert.deepEqual([found?.direction, found?.priority, found?.rules.length, more], ["Outbound", 100, 2, []]);
  });

  it("three at once are one finding", () => {
    const rules = ["a", "b", "c"].map((name) => ({ ...first, name }));
    assert.deepEqual(
      inspectSecurityRules(rules, network).map((each) => each.kind === "duplicate-priority" && each.rules),
      [rules],
    );
  });

  const none: readonly (readonly [title: string, a: Partial<SecurityRule>, b: Partial<SecurityRule>])[] = [
    ["in two directions", { name: "a" }, { name: "b", direction: "Inbound", priority: 101 }],
    ["of neighbouring numbers", { name: "a" }, { name: "b", priority: 101 }],
    ["of which one is not known", { name: "a" }, { name: "b", priority: unknown("the number") }],
    ["of which one's direction is not known", { name: "a" }, { name: "b", direction: unknown("the direction") }],
    ["in the group and as a resource of its own, with one name", { name: "Rule" }, { name: "rule", path: "rule" }],
    ["that may be one and the same", { name: unknown("a name"), path: "rule" }, { name: "b" }],
  ];
  for (const [title, a, b] of none) {
    it(`${title}: none`, () => assert.deepEqual(pair(a, b), []));
  }

  it("without names are two where they stand in one list", () => {
    const name = unknown("the name");
    assert.equal(pair({ name }, { name }).length, 1);
    assert.equal(pair({ name }, { name, path: "other[1]" }).length, 0);
  });
});

describe("what Azure refuses in one rule", () => {
  const table: readonly (readonly [line: string, kinds: readonly string[]])[] = [
    ["100 allow tcp 10.0.0.0/8 -> 10.0.0.0/8", []],
    ["100 allow tcp 10.0.0.0/8 -> [fd00::/8]", ["mixed-families"]],
    ["100 allow tcp 10.0.0.0/8,[fd00::/8] -> *", ["mixed-families"]],
    ["100 allow tcp 10.0.0.0/8,? -> *", []],
    ["100 allow tcp 10.0.0.0/8,?,[fd00::/8] -> *", ["mixed-families"]],
    ["100 allow tcp 10.0.0.0/8 -> Internet", []],
    ["100 allow tcp 0.0.0.0/0 -> [::/0]", ["mixed-families"]],
    ["100 allow tcp [fd00::/8] -> [2001:db8::/32]", []],
    ["100 allow tcp * -> Storage,Sql", ["several-service-tags"]],
    ["100 allow tcp Storage -> Sql", []],
    ["100 allow tcp * -> Storage,storage", []],
    ["100 allow tcp * -> Storage,10.0.0.0/8", []],
    ["100 allow tcp * -> Storage,?", []],
    ["100 allow tcp asg:/a,asg:/b -> *", ["several-application-security-groups"]],
    ["100 allow tcp asg:/a -> asg:/b", []],
    ["100 allow tcp asg:/a,asg:/b -> Storage,Sql", ["several-application-security-groups", "several-service-tags"]],
  ];
  for (const [line, expected] of table) {
    it(`${line}: ${expected.join(", ") || "nothing"}`, () => {
      assert.deepEqual(kinds(securityGroup(line)), expected);
    });
  }

  it("names the terms and the side", () => {
    const rules = securityGroup("100 allow tcp 10.0.0.0/8 -> [fd00::/8],Storage,Sql");
    const [rule] = rules;
    assert.deepEqual(inspectSecurityRules(rules, network), [
      { kind: "mixed-families", rule, ipv4: ["10.0.0.0/8"], ipv6: ["fd00::/8"] },
      { kind: "several-service-tags", rule, side: "destinations", tags: ["Storage", "Sql"] },
    ]);
  });
});

describe("a sound list", () => {
  it("has no findings, whether Azure's own rules stand in it or not", () => {
    const group = securityGroup(
      "100 allow tcp 10.0.2.0/24 -> AzureContainerRegistry.WestEurope:443",
      "110 allow tcp 10.0.2.0/24 -> Storage.WestEurope:443",
      "4095 deny any * -> Internet",
      "4096 deny any * -> *",
      "100 in allow tcp VirtualNetwork -> 10.0.2.0/24:443",
      "4096 in deny any * -> *",
    );
    assert.deepEqual(kinds(group), []);
    assert.deepEqual(kinds([...group, ...defaultSecurityRules()]), []);
    assert.deepEqual(kinds([]), []);
  });
});

function prefix(...prefixes: readonly string[]) {
  return prefixes.map((each) => ({ kind: "prefix" as const, prefix: each }));
}

function kinds(rules: readonly SecurityRule[]): readonly SecurityRuleFinding["kind"][] {
  return inspectSecurityRules(rules, network).map(({ kind }) => kind);
}

function numbers(rules: readonly SecurityRule[]): readonly string[] {
  return rules.map(({ priority }) => String(priority));
}

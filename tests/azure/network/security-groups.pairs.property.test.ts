/** Two groups against the slow truth: every packet of a small universe goes through the one and then the other. */
import { strict as assert } from "node:assert";
import fc from "fast-check";
import { unknown } from "../../../azure/known";
import { decideSecurityGroups } from "../../../azure/network/security-groups";
import { AddressTerm, Direction, SecurityRule } from "../../../azure/network/security-rule";
import { decideSecurityRules } from "../../../azure/network/security-rules";
import { firstMatch, OracleRule, Packet, Point } from "../../oracle/first-match";
import { factor, runs, seed } from "../../oracle/seed";
import { Tally } from "../../oracle/tally";
import { network } from "./notation";

const subnet = [
  "10.0.0.0/30",
  "10.0.0.0/31",
  "10.0.0.2/31",
  "10.0.0.0/32",
  "10.0.0.1/32",
  "10.0.0.2/32",
  "10.0.0.3/32",
];
const machines: readonly Point[] = [0, 1, 2, 3].map((last) => ({
  address: `10.0.0.${last}`,
  tags: ["VirtualNetwork"],
}));
/** An address for each of the tags below that lies in no smaller one of them. */
const services: readonly Point[] = [
  ["Internet"],
  ["Internet", "AzureCloud"],
  ["Internet", "AzureCloud", "AzureCloud.westeurope"],
  ["Internet", "AzureCloud", "AzureCloud.westeurope", "AzureContainerRegistry.WestEurope"],
].map((tags) => ({ tags }));
const tags = ["Internet", "AzureCloud", "AzureCloud.westeurope", "AzureContainerRegistry.WestEurope"];
const ports = [0, 1, 2, 3];

const range = fc
  .tuple(fc.constantFrom(...ports), fc.constantFrom(...ports))
  .map(([a, b]): readonly [number, number] => [Math.min(a, b), Math.max(a, b)]);

const rule: fc.Arbitrary<OracleRule> = fc
  .record({
    priority: fc.integer({ min: 100, max: 4096 }),
    access: fc.constantFrom("Allow" as const, "Deny" as const),
    protocol: fc.constantFrom("*", "Tcp", "Tcp", "Udp"),
    near: fc.oneof(fc.constant(["*"]), fc.constant(["VirtualNetwork"]), someOf(subnet)),
    far: fc.oneof(fc.constant(["*"]), someOf([...tags, "VirtualNetwork"])),
    destinationPorts: fc.oneof(fc.constant([0, 65535] as const), range, range),
    backwards: fc.constantFrom(false, false, true),
  })
  .map(({ near, far, backwards, destinationPorts, ...rest }) => ({
    ...rest,
    direction: backwards ? "Inbound" : "Outbound",
    sources: backwards ? far : near,
    destinations: backwards ? near : far,
    sourcePorts: [[0, 65535]],
    destinationPorts: [destinationPorts],
  }));

/** Absent: there is no group. */
const group = fc.option(fc.uniqueArray(rule, { minLength: 1, maxLength: 6, selector: ({ priority }) => priority }), {
  nil: undefined,
  freq: 8,
});

const question = fc.record({
  direction: fc.constantFrom("Inbound" as const, "Outbound" as const, "Outbound" as const, "Outbound" as const),
  near: fc.oneof(fc.constant(["10.0.0.0/30"]), someOf(subnet)),
  far: someOf(tags),
  ports: range,
});

describe(`two security groups agree with trying every packet (seed ${seed})`, function () {
  this.timeout(120_000);

  it("for prefixes, ports and tags that lie in each other", () => {
    const seen = new Tally();
    let combined = 0;
    fc.assert(
      fc.property(group, group, question, (ofSubnet, ofInterface, asked) => {
        const packets = packetsOf(asked);
        const truth = verdictOf(packets.map((packet) => passes(ofSubnet, packet) && passes(ofInterface, packet)));
        const alone = [ofSubnet, ofInterface].map((rules) => verdictOf(packets.map((packet) => passes(rules, packet))));
        const decision = decideSecurityGroups(groupsOf(ofSubnet, ofInterface), toFlow(asked), network);
        seen.count(decision.verdict);
        combined += alone.every((verdict) => verdict === "partly") && truth !== "partly" ? 1 : 0;
        assert.equal(decision.verdict, truth);
        for (const { rule: deciding, of } of decision.decidedBy) {
          assert.ok(of === "subnet" ? ofSubnet : ofInterface, `${deciding.path} of no group`);
        }
      }),
      runs(4000),
    );
    seen.atLeast({ allowed: 400, denied: 400, partly: 400 });
    assert.ok(
      combined >= 10 * Math.min(factor, 1),
      `two partly allowed flows came to something else only ${combined} times`,
    );
    assert.equal(seen.share("undecided"), 0, "everything is known");
  });

  it("the same group twice decides as once, whatever isn't known of it", () => {
    const hidden = unknown("hidden");
    const changes = [
      {},
      { access: hidden },
      { priority: hidden },
      { sources: [hidden] },
      { destinations: hidden },
      { sources: [{ kind: "application-security-group", id: "/web" }] },
    ] satisfies readonly Partial<SecurityRule>[];
    const seen = new Tally();
    fc.assert(
      fc.property(group, question, fc.constantFrom(...changes), (rules, asked, change) => {
        const ours = toRules(rules ?? []).map((each, index) => (index === 0 ? { ...each, ...change } : each));
        const once = decideSecurityRules(ours, toFlow(asked), network).verdict;
        const twice = decideSecurityGroups({ subnet: ours, networkInterface: ours }, toFlow(asked), network).verdict;
        seen.count(once);
        assert.equal(twice, once);
      }),
      runs(2000),
    );
    seen.atLeast({ allowed: 200, denied: 200, partly: 100, undecided: 100 });
  });

  it("and rules that aren't known turn a verdict into undecided or leave it", () => {
    const hidden = unknown("hidden");
    const seen = new Tally();
    fc.assert(
      fc.property(group, group, question, (ofSubnet, ofInterface, asked) => {
        const before = decideSecurityGroups(groupsOf(ofSubnet, ofInterface), toFlow(asked), network).verdict;
        const groups = { ...groupsOf(ofSubnet, ofInterface), networkInterface: hidden };
        const after = decideSecurityGroups(groups, toFlow(asked), network).verdict;
        seen.count(before === after ? "kept" : "undecided");
        const denied = toRules(ofSubnet ?? []);
        const alone = decideSecurityRules(denied, toFlow(asked), network).verdict;
        assert.equal(after, ofSubnet !== undefined && alone === "denied" ? "denied" : "undecided");
      }),
      runs(1000),
    );
    seen.atLeast({ kept: 100, undecided: 100 });
  });
});

interface Asked {
  readonly direction: Direction;
  readonly near: readonly string[];
  readonly far: readonly string[];
  readonly ports: readonly [number, number];
}

function passes(rules: readonly OracleRule[] | undefined, packet: Packet): boolean {
  return rules === undefined || firstMatch(rules, packet) === "Allow";
}

function verdictOf(passing: readonly boolean[]): string {
  assert.ok(passing.length > 0);
  return passing.every((passed) => passed) ? "allowed" : passing.some((passed) => passed) ? "partly" : "denied";
}

function packetsOf(asked: Asked): readonly Packet[] {
  const near = machines.filter(({ address }) => asked.near.some((prefix) => holdsAddress(prefix, address ?? "")));
  const far = services.filter((point) => asked.far.some((tag) => point.tags.includes(tag)));
  const [from, to] = asked.ports;
  const outbound = asked.direction === "Outbound";
  return near.flatMap((machine) =>
    far.flatMap((service) =>
      ports
        .filter((port) => from <= port && port <= to)
        .map((destinationPort) => ({
          direction: asked.direction,
          protocol: "Tcp",
          source: outbound ? machine : service,
          destination: outbound ? service : machine,
          sourcePort: 1024,
          destinationPort,
        })),
    ),
  );
}

/** The subnet's addresses differ in the last two bits only. */
function holdsAddress(prefix: string, address: string): boolean {
  const [start = "", length = ""] = prefix.split("/");
  const last = (text: string) => Number(text.split(".")[3]);
  const size = 2 ** (32 - Number(length));
  return last(start) <= last(address) && last(address) < last(start) + size;
}

function groupsOf(subnetRules: readonly OracleRule[] | undefined, interfaceRules: readonly OracleRule[] | undefined) {
  return {
    ...(subnetRules && { subnet: toRules(subnetRules) }),
    ...(interfaceRules && { networkInterface: toRules(interfaceRules) }),
  };
}

function toRules(rules: readonly OracleRule[]): readonly SecurityRule[] {
  return rules.map((each, index) => ({
    name: `rule-${each.priority}`,
    path: `securityRules[${index}]`,
    priority: each.priority,
    direction: each.direction as Direction,
    access: each.access,
    protocol: each.protocol as "*" | "Tcp" | "Udp",
    sources: each.sources.map(toTerm),
    destinations: each.destinations.map(toTerm),
    sourcePorts: [{ from: 0, to: 65535 }],
    destinationPorts: each.destinationPorts.map(([from, to]) => ({ from, to })),
  }));
}

function toFlow(asked: Asked) {
  const [near, far] = [asked.near.map(toTerm), asked.far.map(toTerm)];
  const [from, to] = asked.ports;
  return {
    direction: asked.direction,
    protocol: "Tcp" as const,
    sources: asked.direction === "Outbound" ? near : far,
    destinations: asked.direction === "Outbound" ? far : near,
    destinationPorts: [{ from, to }],
  };
}

function toTerm(text: string): AddressTerm {
  if (text === "*") {
    return { kind: "everything" };
  }
  return text.includes("/") ? { kind: "prefix", prefix: text } : { kind: "service-tag", tag: text };
}

function someOf(terms: readonly string[]): fc.Arbitrary<readonly string[]> {
  return fc.uniqueArray(fc.constantFrom(...terms), { minLength: 1, maxLength: 2 });
}

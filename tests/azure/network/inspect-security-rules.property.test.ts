/** Shadowed rules against the slow truth: a rule is shadowed if no packet of a small universe gets as far as to it. */
import { strict as assert } from "node:assert";
import fc from "fast-check";
import { unknown } from "../../../azure/known";
import { inspectSecurityRules, ShadowedRule } from "../../../azure/network/inspect-security-rules";
import { AddressTerm, Direction, Protocol, SecurityRule } from "../../../azure/network/security-rule";
import { decideSecurityRules, SecurityDecision } from "../../../azure/network/security-rules";
import { holds, OracleRule, Packet, Point } from "../../oracle/first-match";
import { runs, seed } from "../../oracle/seed";
import { Tally } from "../../oracle/tally";
import { network } from "./notation";

const prefixes = ["10.0.0.0/30", "10.0.0.0/31", "10.0.0.2/31", "10.0.0.0/32", "10.0.0.1/32", "10.0.0.2/32"];
/** The fifth address and the IPv6 one stand for all others. */
const machines: readonly Point[] = ["10.0.0.0", "10.0.0.1", "10.0.0.2", "10.0.0.3", "10.9.9.9", "fd00::1"].map(
  (address) => ({ address, tags: [] }),
);
/** Each tag lies in the one before; an address for each that lies in no smaller one, and one outside of all. */
const tags = ["Internet", "AzureCloud", "AzureCloud.westeurope", "AzureContainerRegistry.WestEurope"];
const services: readonly Point[] = [0, 1, 2, 3, 4].map((count) => ({ tags: tags.slice(0, count) }));
const ports = [0, 1, 2, 3];
/** One of the rest stands for all that no rule names. */
const protocols = ["Tcp", "Udp", "Icmp"];

const packets: readonly Packet[] = ["Inbound", "Outbound"].flatMap((direction) =>
  protocols.flatMap((protocol) =>
    machines.flatMap((machine) =>
      services.flatMap((service) =>
        ports.map((destinationPort) => ({
          direction,
          protocol,
          source: machine,
          destination: service,
          sourcePort: 9,
          destinationPort,
        })),
      ),
    ),
  ),
);

const rule: fc.Arbitrary<OracleRule> = fc.record({
  priority: fc.integer({ min: 100, max: 4096 }),
  direction: fc.constantFrom("Outbound", "Outbound", "Inbound"),
  access: fc.constantFrom("Allow" as const, "Deny" as const),
  protocol: fc.constantFrom("*", "Tcp", "Tcp", "Udp"),
  sources: fc.oneof(fc.constant(["*"]), someOf(prefixes)),
  destinations: fc.oneof(fc.constant(["*"]), someOf(tags)),
  sourcePorts: fc.constant([[0, 65535]] as const),
  destinationPorts: fc
    .tuple(fc.constantFrom(...ports), fc.constantFrom(...ports))
    .map(([a, b]) => [[Math.min(a, b), Math.max(a, b)]] as const),
});

const group = fc.uniqueArray(rule, { minLength: 4, maxLength: 12, selector: ({ priority }) => priority });

describe(`shadowed rules agree with trying every packet (seed ${seed})`, function () {
  this.timeout(120_000);

  it("no more and no fewer, and those named take everything", () => {
    const seen = new Tally();
    fc.assert(
      fc.property(group, (all) => {
        const rules = all.map(toRule);
        const found = shadowed(rules);
        const truth = all.filter((each) => !packets.some((packet) => decider(all, packet) === each));
        assert.deepEqual(new Set(found.map((each) => all[rules.indexOf(each.rule)])), new Set(truth));
        for (const { rule: each, by } of found) {
          seen.count(`by ${Math.min(by.length, 3)}`);
          const [own, others] = [all[rules.indexOf(each)], by.map((other) => all[rules.indexOf(other)])];
          const together = [...others, own].flatMap((one) => (one ? [one] : []));
          assert.ok(!packets.some((packet) => decider(together, packet) === own), "those named leave something");
          assert.ok(by.every((other) => Number(other.priority) < Number(each.priority)));
          const otherwise = packets
            .filter((packet) => own !== undefined && matches(own, packet))
            .some((packet) => decider(all, packet)?.access !== each.access);
          assert.ok(!otherwise || by.some((other) => other.access !== each.access), "one that decides otherwise");
        }
      }),
      runs(1000),
    );
    seen.atLeast({ "by 1": 500, "by 2": 100, "by 3": 10 });
  });

  it("so without them every decision is the same", () => {
    const seen = new Tally();
    const hidden = unknown("hidden");
    const changes = [
      {},
      {},
      { access: hidden },
      { sources: [hidden] },
      { destinations: hidden },
      { protocol: hidden },
      { priority: hidden },
      { direction: hidden },
    ] satisfies readonly Partial<SecurityRule>[];
    fc.assert(
      fc.property(group, fc.constantFrom(...changes), rule, (all, change, asked) => {
        const rules = all.map(toRule).map((each, index) => (index === 0 ? { ...each, ...change } : each));
        const idle = new Set(shadowed(rules).map((each) => each.rule));
        const { direction, sources, destinations, destinationPorts } = toRule(asked, 0);
        assert.ok(typeof direction === "string" && Array.isArray(destinationPorts));
        for (const protocol of ["Tcp", "Udp"] as const) {
          const flow = { direction, protocol, sources, destinations };
          const before = decideSecurityRules(rules, flow, network);
          const after = decideSecurityRules(
            rules.filter((each) => !idle.has(each)),
            flow,
            network,
          );
          seen.count(idle.size > 0 ? before.verdict : "nothing to remove");
          assert.deepEqual(withoutWords(after), withoutWords(before));
        }
      }),
      runs(1000),
    );
    seen.atLeast({ allowed: 30, denied: 30, partly: 300, undecided: 50 });
  });
});

/** Which packet shows what a rule decides may change, and how what isn't known is put. */
function withoutWords({ decidedBy, unknowns, ...rest }: SecurityDecision) {
  return {
    ...rest,
    decidedBy: decidedBy.map(({ rule, access, decides }) => ({ rule, access, decides })),
    any: unknowns.length > 0,
  };
}

/** Without Azure's own rules: the first that matches. Protocols without ports are taken to have some. */
function decider(rules: readonly OracleRule[], packet: Packet): OracleRule | undefined {
  return [...rules].sort((a, b) => a.priority - b.priority).find((each) => matches(each, packet));
}

function matches(each: OracleRule, packet: Packet): boolean {
  return (
    each.direction === packet.direction &&
    (each.protocol === "*" || each.protocol === packet.protocol) &&
    each.sources.some((term) => holds(term, packet.source)) &&
    each.destinations.some((term) => holds(term, packet.destination)) &&
    each.destinationPorts.some(([from, to]) => from <= packet.destinationPort && packet.destinationPort <= to)
  );
}

function shadowed(rules: readonly SecurityRule[]): readonly ShadowedRule[] {
  return inspectSecurityRules(rules, network).flatMap((each) => (each.kind === "shadowed" ? [each] : []));
}

function toRule(each: OracleRule, index: number): SecurityRule {
  return {
    name: `rule-${each.priority}`,
    path: `securityRules[${index}]`,
    priority: each.priority,
    direction: each.direction as Direction,
    access: each.access,
    protocol: each.protocol as Protocol | "*",
    sources: each.sources.map(toTerm),
    destinations: each.destinations.map(toTerm),
    sourcePorts: [{ from: 0, to: 65535 }],
    destinationPorts: each.destinationPorts.map(([from, to]) => ({ from, to })),
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

/**
 * The decision against the slow truth of tests/oracle, on universes small enough to try every packet.
 */
import { strict as assert } from "node:assert";
import fc from "fast-check";
import { AddressTerm, Direction, Flow, PortRange, Protocol, SecurityRule } from "../../../azure/network/security-rule";
import { decideSecurityRules } from "../../../azure/network/security-rules";
import { holds, OracleRule, Packet, Point, verdictOfAll } from "../../oracle/first-match";
import { runs, seed } from "../../oracle/seed";
import { Tally } from "../../oracle/tally";

/** What a generated rule or flow names, and the points that exist. */
interface Universe {
  readonly virtualNetwork: readonly string[];
  readonly sources: Side;
  readonly destinations: Side;
}

interface Side {
  /** Terms that rules may name. */
  readonly terms: readonly string[];
  /** Terms that a flow may name: those of which the points are a fair sample, one at least for each case. */
  readonly asked: readonly string[];
  readonly points: readonly Point[];
}

const highestPort = 4;
const ports = Array.from({ length: highestPort + 1 }, (_, port) => port);

describe(`security rules agree with trying every packet (seed ${seed})`, function () {
  this.timeout(120_000);

  it("for IPv4 prefixes, Internet and VirtualNetwork", () => {
    const inside = points("10.0.0.", 8, ["VirtualNetwork"]);
    const outside = points("17.0.0.", 5, ["Internet"]);
    const terms = ["*", "0.0.0.0/0", "VirtualNetwork", "Internet", "10.0.0.0/8", ...prefixes("10.0.0.", 8, 32)];
    const asked = [...prefixes("10.0.0.", 8, 32), "Internet"];
    const seen = agree({
      virtualNetwork: ["10.0.0.0/16"],
      sources: { terms, asked, points: [...inside, ...outside] },
      // the fifth public address stands for all others
      destinations: { terms: [...terms, ...prefixes("17.0.0.", 4, 32)], asked, points: [...inside, ...outside] },
    });
    seen.atLeast({ allowed: 2000, denied: 2000, partly: 2000 });
    assert.equal(seen.share("undecided"), 0, "everything is known");
  });

  it("for IPv6 prefixes, Internet and VirtualNetwork", () => {
    const inside = points("fd00::", 8, ["VirtualNetwork"]);
    const outside = points("2620:149::", 5, ["Internet"]);
    const terms = ["*", "::/0", "VirtualNetwork", "Internet", "fc00::/7", ...prefixes("fd00::", 8, 128)];
    const asked = [...prefixes("fd00::", 8, 128), "Internet"];
    const seen = agree({
      virtualNetwork: ["fd00::/48"],
      sources: { terms, asked, points: [...inside, ...outside] },
      destinations: { terms: [...terms, ...prefixes("2620:149::", 4, 128)], asked, points: [...inside, ...outside] },
    });
    seen.atLeast({ allowed: 2000, denied: 2000, partly: 2000 });
    assert.equal(seen.share("undecided"), 0, "everything is known");
  });

  it("for service tags of all relations", () => {
    const inside = points("10.0.0.", 4, ["VirtualNetwork"]);
    const outside = tagPoints();
    const tags = [...new Set(outside.flatMap((point) => point.tags))];
    const own = prefixes("10.0.0.", 4, 32);
    const seen = agree({
      virtualNetwork: ["10.0.0.0/16"],
      sources: { terms: ["*", "VirtualNetwork", ...own], asked: own, points: inside },
      destinations: {
        terms: ["*", "0.0.0.0/0", "VirtualNetwork", ...tags],
        asked: [...own, ...tags],
        points: [...outside, ...inside],
      },
    });
    seen.atLeast({ allowed: 2000, denied: 2000, partly: 1000 });
    assert.ok(seen.share("undecided") < 0.1, `undecided: ${seen.toString()}`);
  });
});

/** Compares 20,000 generated groups and flows; the tally is of the decisions. */
function agree(universe: Universe): Tally {
  const seen = new Tally();
  fc.assert(
    fc.property(groupIn(universe), flowIn(universe), (rules, asked) => {
      const packets = packetsOf(asked, universe);
      fc.pre(packets.length > 0);
      const truth = verdictOfAll(rules, packets);
      const { verdict } = decideSecurityRules(rules.map(toRule), toFlow(asked), universe);
      seen.count(verdict);
      assert.ok(verdict === truth || verdict === "undecided", `decided ${verdict}, but the packets say ${truth}`);
    }),
    runs(20_000),
  );
  return seen;
}

type Asked = Omit<OracleRule, "priority" | "access" | "sourcePorts" | "destinationPorts"> & {
  readonly destinationPorts: readonly (readonly [number, number])[];
};

/** Azure refuses two rules with one number; what the core says of them has rows of its own. */
function groupIn(universe: Universe): fc.Arbitrary<readonly OracleRule[]> {
  return fc.uniqueArray(ruleIn(universe), { maxLength: 6, selector: ({ priority }) => priority });
}

function ruleIn(universe: Universe): fc.Arbitrary<OracleRule> {
  return fc
    .record({
      priority: fc.integer({ min: 100, max: 4096 }),
      direction: fc.constantFrom("Outbound", "Outbound", "Outbound", "Inbound"),
      access: fc.constantFrom("Allow" as const, "Deny" as const, "Deny" as const),
      protocol: fc.constantFrom("*", "*", "Tcp", "Udp"),
      sources: fc.oneof(fc.constant(["*"]), someOf(universe.sources.terms)),
      destinations: fc.oneof(
        fc.constant(["*"]),
        someOf(universe.destinations.terms),
        someOf(universe.destinations.terms),
      ),
      sourcePorts: fc.constant([[0, 65535]] as const),
      destinationPorts: fc.oneof(fc.constant([[0, 65535]] as const), somePorts()),
    })
    .map((rule): OracleRule => rule);
}

function flowIn(universe: Universe): fc.Arbitrary<Asked> {
  return fc.record({
    direction: fc.constant("Outbound"),
    protocol: fc.constantFrom("Tcp", "Udp"),
    sources: someOf(universe.sources.asked),
    destinations: someOf(universe.destinations.asked),
    destinationPorts: somePorts(),
  });
}

function someOf(terms: readonly string[]): fc.Arbitrary<readonly string[]> {
  return fc.uniqueArray(fc.constantFrom(...terms), { minLength: 1, maxLength: 2 });
}

function somePorts(): fc.Arbitrary<readonly (readonly [number, number])[]> {
  const range = fc
    .tuple(fc.constantFrom(...ports), fc.constantFrom(...ports))
    .map(([a, b]): readonly [number, number] => [Math.min(a, b), Math.max(a, b)]);
  return fc.array(range, { minLength: 1, maxLength: 2 });
}

function packetsOf(asked: Asked, universe: Universe): readonly Packet[] {
  const named = (terms: readonly string[], side: Side) =>
    side.points.filter((point) => terms.some((term) => holds(term, point)));
  const destinationPorts = ports.filter((port) =>
    asked.destinationPorts.some(([from, to]) => from <= port && port <= to),
  );
  return named(asked.sources, universe.sources).flatMap((source) =>
    named(asked.destinations, universe.destinations).flatMap((destination) =>
      destinationPorts.map((destinationPort) => ({
        direction: asked.direction,
        protocol: asked.protocol,
        source,
        destination,
        sourcePort: 1024,
        destinationPort,
      })),
    ),
  );
}

/** Which of twelve tags share an address: every combination that the list of 2025-10-28 has, and no other. */
function tagPoints(): readonly Point[] {
  const combinations = [
    "AzureActiveDirectory",
    "AzureActiveDirectory AzureCloud",
    "AzureActiveDirectory AzureCloud AzureCloud.northeurope",
    "AzureActiveDirectory AzureCloud AzureCloud.westeurope",
    "AzureCloud",
    "AzureCloud AzureCloud.northeurope",
    "AzureCloud AzureCloud.northeurope AzureContainerRegistry AzureContainerRegistry.NorthEurope",
    "AzureCloud AzureCloud.northeurope AzureMonitor",
    "AzureCloud AzureCloud.northeurope MicrosoftContainerRegistry",
    "AzureCloud AzureCloud.northeurope Storage",
    "AzureCloud AzureCloud.westeurope",
    "AzureCloud AzureCloud.westeurope AzureContainerRegistry AzureContainerRegistry.WestEurope",
    "AzureCloud AzureCloud.westeurope AzureMonitor",
    "AzureCloud AzureCloud.westeurope MicrosoftContainerRegistry",
    "AzureCloud AzureCloud.westeurope Storage Storage.WestEurope",
    "AzureCloud AzureContainerRegistry",
    "AzureCloud AzureMonitor",
    "AzureCloud MicrosoftContainerRegistry",
    "AzureCloud Storage",
    "AzureFrontDoor.FirstParty",
    "Storage",
    "",
  ];
  return combinations.map((tags) => ({ tags: ["Internet", ...tags.split(" ").filter((tag) => tag !== "")] }));
}

function toRule(rule: OracleRule, index: number): SecurityRule {
  return {
    name: `rule-${rule.priority}`,
    path: `securityRules[${index}]`,
    priority: rule.priority,
    direction: rule.direction as Direction,
    access: rule.access,
    protocol: rule.protocol as Protocol | "*",
    sources: toTerms(rule.sources),
    destinations: toTerms(rule.destinations),
    sourcePorts: rule.sourcePorts.map(toRange),
    destinationPorts: rule.destinationPorts.map(toRange),
  };
}

function toFlow(asked: Asked): Flow {
  return {
    direction: asked.direction as Direction,
    protocol: asked.protocol as Protocol,
    sources: toTerms(asked.sources),
    destinations: toTerms(asked.destinations),
    destinationPorts: asked.destinationPorts.map(toRange),
  };
}

const termLists = new Map<string, readonly AddressTerm[]>();

/** One list for each text: the core remembers what it has read of a list. */
function toTerms(texts: readonly string[]): readonly AddressTerm[] {
  const key = texts.join();
  const terms = termLists.get(key) ?? texts.map(toTerm);
  termLists.set(key, terms);
  return terms;
}

function toTerm(text: string): AddressTerm {
  if (text === "*") {
    return { kind: "everything" };
  }
  return text.includes("/") ? { kind: "prefix", prefix: text } : { kind: "service-tag", tag: text };
}

function toRange([from, to]: readonly [number, number]): PortRange {
  return { from, to };
}

function points(start: string, count: number, tags: readonly string[]): readonly Point[] {
  return Array.from({ length: count }, (_, index) => ({ address: `${start}${index}`, tags }));
}

/** Every prefix of the first `count` addresses, a power of two. */
function prefixes(start: string, count: number, bits: number): readonly string[] {
  const all: string[] = [];
  for (let size = 1; size <= count; size *= 2) {
    for (let first = 0; first < count; first += size) {
      all.push(`${start}${first}/${bits - Math.log2(size)}`);
    }
  }
  return all;
}

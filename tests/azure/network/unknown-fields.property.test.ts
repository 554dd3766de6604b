/**
 * What isn't known, against every value it could have: the slow truth tries them all. A verdict has to hold for each; and
 * where each leads to the same, the core should mostly know.
 */
import { strict as assert } from "node:assert";
import fc from "fast-check";
import { Maybe, unknown } from "../../../azure/known";
import { AddressTerm, Flow, NetworkContext, SecurityRule } from "../../../azure/network/security-rule";
import { decideSecurityRules } from "../../../azure/network/security-rules";
import { holds, OracleRule, Packet, Point, verdictOfAll } from "../../oracle/first-match";
import { runs, seed } from "../../oracle/seed";
import { Tally } from "../../oracle/tally";

type Family = (typeof families)[number];

/** Each address stands for all that no term tells from it. */
const families = [
  { name: "IPv4", inside: ["10.0.0.0", "10.0.0.1"], outside: ["17.0.0.0", "17.0.0.1"], bits: 32, space: "10.0.0.0/16" },
  {
    name: "IPv6",
    inside: ["fd00::", "fd00::1"],
    outside: ["2620:149::", "2620:149::1"],
    bits: 128,
    space: "fd00::/48",
  },
] as const;

const ports = [0, 1, 2];
const hidden = unknown("hidden");

/** The rule at this place, or the question itself. */
interface Hidden {
  readonly at: number;
  readonly field: (typeof hideable)[number];
}

const hideable = [
  "priority",
  "direction",
  "access",
  "protocol",
  "sources",
  "destinations",
  "destinationPorts",
  "one more source",
  "one more destination",
  "one more port",
] as const;

for (const family of families) {
  describe(`security rules: every value of an unknown field of a rule, ${family.name} (seed ${seed})`, function () {
    this.timeout(180_000);

    it("one or two fields", () => {
      const seen = new Tally();
      fc.assert(
        fc.property(groupOf(family), flowOf(family), hiddenThings, (rules, asked, hides) => {
          const packets = packetsOf(asked, placesOf(family, insideOnly));
          const truths = firstTwo(completions(rules, hides, family), (each) => verdictOfAll(each, packets));
          const hiding = rules.map((rule, index) => hide(toRule(rule, index), hides, index, rules.length));
          const { verdict } = decideSecurityRules(hiding, toFlow(asked), { virtualNetwork: [family.space] });
          agree(verdict, truths, seen);
        }),
        runs(10_000),
      );
      seen.atLeast({ allowed: 2000, denied: 1000, partly: 1000, "undecided and open": 1000 });
      assert.ok(seen.share("undecided, but all agree") < 0.05, seen.toString());
    });
  });

  describe(`security rules: every value of an unknown network or question, ${family.name} (seed ${seed})`, function () {
    this.timeout(180_000);

    it("the address space", () => {
      const seen = new Tally();
      fc.assert(
        fc.property(groupOf(family), flowOf(family), (rules, asked) => {
          const truths = firstTwo(subsets(addressesOf(family)), (own) =>
            verdictOfAll(
              rules,
              packetsOf(
                asked,
                placesOf(family, (address) => own.includes(address)),
              ),
            ),
          );
          const { verdict } = decideSecurityRules(rules.map(toRule), toFlow(asked), { virtualNetwork: hidden });
          agree(verdict, truths, seen);
        }),
        runs(3000),
      );
      seen.atLeast({ allowed: 100, denied: 100, partly: 30, "undecided and open": 1000 });
    });

    it("the sources or the destinations", () => {
      const seen = new Tally();
      const context: NetworkContext = { virtualNetwork: [family.space] };
      fc.assert(
        fc.property(
          groupOf(family),
          flowOf(family),
          fc.constantFrom("sources" as const, "destinations" as const),
          fc.boolean(),
          (rules, asked, side, alone) => {
            const values = subsets(addressesOf(family)).filter((some) => some.length > 0 || !alone);
            const known = alone ? [] : asked[side];
            const truths = firstTwo(values, (some) => {
              const prefixes = some.map((address) => `${address}/${family.bits}`);
              const completed = { ...asked, [side]: [...known, ...prefixes] };
              return verdictOfAll(rules, packetsOf(completed, placesOf(family, insideOnly)));
            });
            const terms = alone ? hidden : [...asked[side].map(toTerm), hidden];
            const { verdict } = decideSecurityRules(rules.map(toRule), { ...toFlow(asked), [side]: terms }, context);
            agree(verdict, truths, seen);
          },
        ),
        runs(3000),
      );
      seen.atLeast({ allowed: 100, denied: 100, partly: 100, "undecided and open": 500 });
    });
  });
}

/** A verdict holds for every value; and where all values agree, that is counted. */
function agree(verdict: string, truths: ReadonlySet<string>, seen: Tally): void {
  const all = [...truths].join(", ");
  if (verdict === "undecided") {
    seen.count(truths.size > 1 ? "undecided and open" : "undecided, but all agree");
    return;
  }
  seen.count(verdict);
  assert.equal(verdict, all, `decided ${verdict}, but the values say ${all}`);
}

function insideOnly(address: string): boolean {
  return /^(10\.|fd00:)/.test(address);
}

function placesOf({ inside, outside }: Family, isOwn: (address: string) => boolean): readonly Point[] {
  return [...inside, ...outside].map((address) => ({
    address,
    tags: isOwn(address) ? ["VirtualNetwork"] : insideOnly(address) ? [] : ["Internet"],
  }));
}

function termsOf({ inside, outside, bits }: Family): readonly string[] {
  const prefixes = [...inside, ...outside].map((address) => `${address}/${bits}`);
  const pairs = [inside, outside].map(([first]) => `${first}/${bits - 1}`);
  return ["*", "*", "VirtualNetwork", "Internet", ...prefixes, ...pairs];
}

const range = fc
  .tuple(fc.constantFrom(...ports), fc.constantFrom(...ports))
  .map(([a, b]): readonly [number, number] => [Math.min(a, b), Math.max(a, b)]);

function groupOf(family: Family): fc.Arbitrary<readonly OracleRule[]> {
  const terms = fc.uniqueArray(fc.constantFrom(...termsOf(family)), { minLength: 1, maxLength: 2 });
  const rule = fc
    .record({
      priority: fc.integer({ min: 101, max: 4095 }),
      direction: fc.constantFrom("Outbound", "Outbound", "Outbound", "Inbound"),
      access: fc.constantFrom("Allow" as const, "Deny" as const),
      protocol: fc.constantFrom("*", "*", "Tcp", "Udp"),
      sources: terms,
      destinations: terms,
      sourcePorts: fc.constant([[0, 65535]] as const),
      destinationPorts: fc.oneof(fc.constant([[0, 65535]] as const), fc.array(range, { minLength: 1, maxLength: 2 })),
    })
    .map((each): OracleRule => each);
  return fc.uniqueArray(rule, { minLength: 1, maxLength: 4, selector: ({ priority }) => priority });
}

interface Asked {
  readonly protocol: "Tcp" | "Udp";
  readonly sources: readonly string[];
  readonly destinations: readonly string[];
  readonly destinationPorts: readonly (readonly [number, number])[];
}

function flowOf(family: Family): fc.Arbitrary<Asked> {
  const terms = termsOf(family).filter((term) => term.includes("/"));
  const side = fc.uniqueArray(fc.constantFrom(...terms), { minLength: 1, maxLength: 2 });
  return fc.record({
    protocol: fc.constantFrom("Tcp", "Udp"),
    sources: side,
    destinations: side,
    destinationPorts: fc.array(range, { minLength: 1, maxLength: 1 }),
  });
}

const hiddenThing = fc.record({ at: fc.nat(3), field: fc.constantFrom(...hideable) });
const hiddenThings = fc.oneof(
  { weight: 4, arbitrary: hiddenThing.map((thing) => [thing]) },
  { weight: 1, arbitrary: fc.array(hiddenThing, { minLength: 2, maxLength: 2 }) },
);

/** The rules with every value of what is hidden. */
function completions(
  rules: readonly OracleRule[],
  hides: readonly Hidden[],
  family: Family,
): readonly (readonly OracleRule[])[] {
  return hides.reduce<readonly (readonly OracleRule[])[]>(
    (all, { at, field }) =>
      all.flatMap((group) => {
        const place = at % group.length;
        const values = valuesOf(group, place, field, family);
        return values.map((change) => group.map((rule, index) => (index === place ? { ...rule, ...change } : rule)));
      }),
    [rules],
  );
}

function valuesOf(
  group: readonly OracleRule[],
  place: number,
  field: Hidden["field"],
  family: Family,
): readonly Partial<OracleRule>[] {
  const { sources = [], destinations = [], destinationPorts = [] } = group[place] ?? {};
  const addresses = subsets(addressesOf(family)).map((some) => some.map((address) => `${address}/${family.bits}`));
  const ranges = subsets(ports).map((some) => some.map((port): readonly [number, number] => [port, port]));
  switch (field) {
    case "priority":
      return [100, ...group.map(({ priority }) => priority + 0.5)].map((priority) => ({ priority }));
    case "direction":
      return ["Outbound", "Inbound"].map((direction) => ({ direction }));
    case "access":
      return (["Allow", "Deny"] as const).map((access) => ({ access }));
    case "protocol":
      return ["*", "Tcp", "Udp", "Icmp"].map((protocol) => ({ protocol }));
    case "sources":
      return addresses.map((some) => ({ sources: some }));
    case "destinations":
      return addresses.map((some) => ({ destinations: some }));
    case "destinationPorts":
      return ranges.map((some) => ({ destinationPorts: some }));
    case "one more source":
      return addresses.map((some) => ({ sources: [...sources, ...some] }));
    case "one more destination":
      return addresses.map((some) => ({ destinations: [...destinations, ...some] }));
    case "one more port":
      return ranges.map((some) => ({ destinationPorts: [...destinationPorts, ...some] }));
  }
}

/** Two different answers are as good as all of them. */
function firstTwo<Value>(values: readonly Value[], answer: (value: Value) => string): ReadonlySet<string> {
  const answers = new Set<string>();
  for (const value of values) {
    answers.add(answer(value));
    answers.delete("no packet");
    if (answers.size > 1) {
      break;
    }
  }
  return answers;
}

function addressesOf({ inside, outside }: Family): readonly string[] {
  return [...inside, ...outside];
}

function subsets<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  return items.reduce<readonly (readonly Item[])[]>(
    (all, item) => [...all, ...all.map((some) => [...some, item])],
    [[]],
  );
}

function packetsOf(asked: Asked, points: readonly Point[]): readonly Packet[] {
  const named = (terms: readonly string[]) => points.filter((point) => terms.some((term) => holds(term, point)));
  const inRange = ports.filter((port) => asked.destinationPorts.some(([from, to]) => from <= port && port <= to));
  return named(asked.sources).flatMap((source) =>
    named(asked.destinations).flatMap((destination) =>
      inRange.map((destinationPort) => ({
        direction: "Outbound",
        protocol: asked.protocol,
        source,
        destination,
        sourcePort: 1024,
        destinationPort,
      })),
    ),
  );
}

function hide(rule: SecurityRule, hides: readonly Hidden[], index: number, count: number): SecurityRule {
  const own = hides.filter(({ at }) => at % count === index);
  return own.reduce<SecurityRule>((changed, { field }) => {
    switch (field) {
      case "one more source":
        return { ...changed, sources: withOneMore(changed.sources) };
      case "one more destination":
        return { ...changed, destinations: withOneMore(changed.destinations) };
      case "one more port":
        return { ...changed, destinationPorts: withOneMore(changed.destinationPorts) };
      default:
        return { ...changed, [field]: hidden };
    }
  }, rule);
}

function withOneMore<Term>(terms: Maybe<readonly Maybe<Term>[]>): Maybe<readonly Maybe<Term>[]> {
  return "unknown" in terms ? terms : [...terms, hidden];
}

function toRule(rule: OracleRule, index: number): SecurityRule {
  return {
    name: `rule-${rule.priority}`,
    path: `securityRules[${index}]`,
    priority: rule.priority,
    direction: rule.direction as "Outbound" | "Inbound",
    access: rule.access,
    protocol: rule.protocol as "*" | "Tcp" | "Udp",
    sources: rule.sources.map(toTerm),
    destinations: rule.destinations.map(toTerm),
    sourcePorts: rule.sourcePorts.map(([from, to]) => ({ from, to })),
    destinationPorts: rule.destinationPorts.map(([from, to]) => ({ from, to })),
  };
}

function toFlow(asked: Asked): Flow {
  return {
    direction: "Outbound",
    protocol: asked.protocol,
    sources: asked.sources.map(toTerm),
    destinations: asked.destinations.map(toTerm),
    destinationPorts: asked.destinationPorts.map(([from, to]) => ({ from, to })),
  };
}

function toTerm(text: string): AddressTerm {
  if (text === "*") {
    return { kind: "everything" };
  }
  return text.includes("/") ? { kind: "prefix", prefix: text } : { kind: "service-tag", tag: text };
}

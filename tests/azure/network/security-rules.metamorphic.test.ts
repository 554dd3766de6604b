/** What must not change a verdict, and what may change it into `undecided` only. */
import { strict as assert } from "node:assert";
import fc from "fast-check";
import { isUnknown, Maybe, unknown } from "../../../azure/known";
import { readSecurityRule } from "../../../azure/network/read-security-rule";
import { AddressTerm, Flow, SecurityRule } from "../../../azure/network/security-rule";
import { decideSecurityRules } from "../../../azure/network/security-rules";
import { runs, seed } from "../../oracle/seed";
import { Tally } from "../../oracle/tally";
import { flow, network, securityGroup } from "./notation";

const sources = [
  "*",
  "VirtualNetwork",
  "10.0.2.0/24",
  "10.0.2.0/25",
  "10.0.2.4",
  "10.0.3.0/24,10.0.2.128/25",
  "asg:/web",
];
const destinations = [
  "*",
  "Internet",
  "VirtualNetwork",
  "AzureContainerRegistry",
  "AzureContainerRegistry.WestEurope",
  "AzureCloud",
  "Storage.WestEurope",
  "20.0.0.0/8",
  "10.0.3.0/24",
  "192.168.0.0/16",
];
const ports = ["*", "443", "80,443", "400-500", "444"];

const rule = fc
  .tuple(
    // 100 to 102 are for rules that a test adds: two rules with one number are undecided.
    fc.integer({ min: 103, max: 4096 }),
    fc.constantFrom("allow", "deny"),
    fc.constantFrom("tcp", "any", "udp"),
    fc.constantFrom(...sources),
    fc.constantFrom(...destinations),
    fc.constantFrom(...ports),
  )
  .map(([priority, access, protocol, from, to, port]) => `${priority} ${access} ${protocol} ${from} -> ${to}:${port}`);

const group = fc.uniqueArray(rule, { maxLength: 6, selector: (line) => line.split(" ")[0] });

const question = fc
  .tuple(
    fc.constantFrom("10.0.2.0/24", "10.0.2.4", "10.0.2.4,10.0.3.4"),
    fc.constantFrom(
      "AzureContainerRegistry.WestEurope",
      "AzureContainerRegistry",
      "10.0.3.4",
      "17.1.2.3",
      "20.1.0.0/16",
    ),
    fc.constantFrom("443", "80,443"),
  )
  .map(([from, to, port]) => flow(`tcp ${from} -> ${to}:${port}`));

describe(`security rules: what changes nothing (seed ${seed})`, function () {
  this.timeout(120_000);

  it("the order of the list", () => {
    check((rules, asked) => {
      assert.equal(verdict([...rules].reverse(), asked), verdict(rules, asked));
    });
  });

  it("any other order, in which each rule keeps its number", () => {
    fc.assert(
      fc.property(group, question, fc.infiniteStream(fc.nat(1000)), (lines, asked, keys) => {
        const rules = securityGroup(...lines);
        const shuffled = rules.map((each) => ({ each, key: keys.next().value ?? 0 })).sort((a, b) => a.key - b.key);
        assert.equal(
          verdict(
            shuffled.map(({ each }) => each),
            asked,
          ),
          verdict(rules, asked),
        );
      }),
      runs(1000),
    );
  });

  it("other names and other places", () => {
    check((rules, asked) => {
      const renamed = rules.map((each, index) => ({
        ...each,
        name: `other-${index % 2}`,
        path: `elsewhere[${index}]`,
      }));
      const nameless = rules.map((each) => ({ ...each, name: unknown("its name") }));
      assert.equal(verdict(renamed, asked), verdict(rules, asked));
      assert.equal(verdict(nameless, asked), verdict(rules, asked));
    });
  });

  it("a list of one instead of the one, and a tag or word in another case", () => {
    const forms = fc.record({
      priority: fc.integer({ min: 103, max: 4096 }),
      access: fc.constantFrom("Allow", "Deny"),
      protocol: fc.constantFrom("Tcp", "*"),
      from: fc.constantFrom("10.0.2.0/24", "10.0.2.4", "10.0.3.0/24"),
      to: fc.constantFrom("AzureContainerRegistry.WestEurope", "AzureCloud", "Internet", "20.0.0.0/8", "10.0.3.4"),
      port: fc.constantFrom("443", "80-443", "*"),
    });
    const many = fc.uniqueArray(forms, { maxLength: 6, selector: ({ priority }) => priority });
    fc.assert(
      fc.property(many, question, (all, asked) => {
        const singular = all.map((each) => read(inArm(each)));
        const plural = all.map((each) => read(inArmLists(each)));
        const shouted = all.map((each) => read(inArm({ ...each, to: each.to.toUpperCase(), access: "deny" })));
        const denied = all.map((each) => read(inArm({ ...each, access: "Deny" })));
        assert.equal(verdict(plural, asked), verdict(singular, asked));
        assert.equal(verdict(shouted, asked), verdict(denied, asked));
      }),
      runs(1000),
    );
  });

  it("a rule for one port range each instead of one for all, where the numbers leave room", () => {
    check((rules, asked) => {
      const spread = rules.map((each) => ({ ...each, priority: Number(each.priority) * 4 }));
      const apart = spread.flatMap((each) => {
        const ranges = isUnknown(each.destinationPorts) ? [] : each.destinationPorts;
        return ranges.map((range, index) => ({ ...each, priority: each.priority + index, destinationPorts: [range] }));
      });
      const scaled = (all: readonly SecurityRule[]) =>
        all.map((each) => ({ ...each, priority: Number(each.priority) / 4 }));
      assert.equal(verdict(scaled(apart), asked), verdict(rules, asked));
    });
  });

  it("two questions instead of one, and a question with a term twice", () => {
    check((rules, asked) => {
      const whole = verdict(rules, asked);
      const parts = ["10.0.2.0/25", "10.0.2.128/25"].map((prefix) =>
        verdict(rules, { ...asked, sources: [{ kind: "prefix", prefix }] }),
      );
      const joined = verdict(rules, { ...asked, sources: [{ kind: "prefix", prefix: "10.0.2.0/24" }] });
      const agreed = parts.every((each) => each === parts[0]) ? parts[0] : "partly";
      // Which of a part's addresses a tag holds may be left open for the whole, although each half has a verdict.
      const open = parts.includes("undecided") || parts.includes("partly") || agreed === "partly";
      assert.ok(joined === agreed || (open && joined === "undecided"), `${parts.join(" and ")} became ${joined}`);
      assert.equal(verdict(rules, { ...asked, sources: twice(asked.sources) }), whole);
    });
  });

  it("a prefix in two halves", () => {
    const halves: Readonly<Record<string, readonly string[]>> = {
      "10.0.2.0/24": ["10.0.2.0/25", "10.0.2.128/25"],
      "20.0.0.0/8": ["20.0.0.0/9", "20.128.0.0/9"],
      "10.0.3.0/24": ["10.0.3.0/25", "10.0.3.128/25"],
    };
    const half = (term: Maybe<AddressTerm>): readonly Maybe<AddressTerm>[] =>
      isUnknown(term) || term.kind !== "prefix"
        ? [term]
        : (halves[term.prefix] ?? [term.prefix]).map((prefix) => ({ kind: "prefix", prefix }));
    const split = (terms: SecurityRule["sources"]) => (isUnknown(terms) ? terms : terms.flatMap(half));
    check((rules, asked) => {
      const changed = rules.map((each) => ({
        ...each,
        sources: split(each.sources),
        destinations: split(each.destinations),
      }));
      assert.equal(verdict(changed, asked), verdict(rules, asked));
    });
  });

  it("a rule twice, or one that can't match", () => {
    check((rules, asked) => {
      const more = securityGroup("100 in deny any * -> *", "101 deny icmp * -> *", "102 deny tcp 10.9.0.0/16 -> *");
      assert.equal(verdict([...rules, ...rules], asked), verdict(rules, asked));
      assert.equal(verdict([...more, ...rules], asked), verdict(rules, asked));
    });
  });

  it("other numbers in the same order", () => {
    check((rules, asked) => {
      const ordered = [...rules].sort((a, b) => Number(a.priority) - Number(b.priority));
      const renumbered = ordered.map((each, index) => ({ ...each, priority: 4000 + index }));
      assert.equal(verdict(renumbered, asked), verdict(rules, asked));
    });
  });
});

describe(`security rules: a value that isn't known (seed ${seed})`, function () {
  this.timeout(120_000);

  const hidden = unknown("hidden");
  const fields = [
    { priority: hidden },
    { direction: hidden },
    { access: hidden },
    { protocol: hidden },
    { sources: hidden },
    { destinations: hidden },
    { destinations: [hidden] },
    { sourcePorts: hidden },
    { destinationPorts: [hidden] },
  ] satisfies readonly Partial<SecurityRule>[];

  it("turns a verdict of rules into undecided or leaves it", () => {
    const seen = new Tally();
    fc.assert(
      fc.property(group, question, fc.constantFrom(...fields), fc.nat(), (lines, asked, change, at) => {
        const rules = securityGroup(...lines);
        const changed = rules.map((each, index) => (index === at % rules.length ? { ...each, ...change } : each));
        const [before, after] = [verdict(rules, asked), verdict(changed, asked)];
        seen.count(before === after ? "kept" : "undecided");
        assert.ok(after === before || after === "undecided", `${before} became ${after}`);
      }),
      runs(2000),
    );
    seen.atLeast({ kept: 100, undecided: 100 });
  });

  it("turns a verdict of the question or the network into undecided or leaves it", () => {
    check((rules, asked) => {
      const before = verdict(rules, asked);
      for (const change of [{ sources: hidden }, { destinations: [hidden] }]) {
        const after = verdict(rules, { ...asked, ...change });
        // Of the whole flow something may be allowed and something denied; of what isn't known, nobody can tell.
        assert.ok(after === before || after === "undecided", `${before} became ${after}`);
      }
      const elsewhere = decideSecurityRules(rules, asked, { virtualNetwork: hidden }).verdict;
      assert.ok(elsewhere === before || elsewhere === "undecided", `${before} became ${elsewhere}`);
    });
  });
});

function twice(terms: Flow["sources"]): Flow["sources"] {
  return isUnknown(terms) ? terms : [...terms, ...terms];
}

interface Form {
  readonly priority: number;
  readonly access: string;
  readonly protocol: string;
  readonly from: string;
  readonly to: string;
  readonly port: string;
}

function inArm({ priority, access, protocol, from, to, port }: Form): Record<string, unknown> {
  return {
    ...{ name: `rule-${priority}`, priority, access, protocol, direction: "Outbound" },
    ...{ sourceAddressPrefix: from, sourcePortRange: "*", destinationAddressPrefix: to, destinationPortRange: port },
  };
}

/** A tag has to stay alone. */
function inArmLists({ priority, access, protocol, from, to, port }: Form): Record<string, unknown> {
  const destination = /^\d/.test(to) ? { destinationAddressPrefixes: [to] } : { destinationAddressPrefix: to };
  return {
    ...{ name: `rule-${priority}`, priority, access, protocol, direction: "Outbound" },
    ...{ sourceAddressPrefixes: [from], sourcePortRanges: ["*"], ...destination, destinationPortRanges: [port] },
  };
}

function read(properties: Record<string, unknown>): SecurityRule {
  const { rule: readRule, problems } = readSecurityRule(properties, "rule");
  assert.deepEqual(problems, []);
  return readRule;
}

function check(property: (rules: readonly SecurityRule[], asked: Flow) => void): void {
  fc.assert(
    fc.property(group, question, (lines, asked) => property(securityGroup(...lines), asked)),
    runs(1000),
  );
}

function verdict(rules: readonly SecurityRule[], asked: Flow): string {
  return decideSecurityRules(rules, asked, network).verdict;
}

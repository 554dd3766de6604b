/**
 * Whatever stands where a security rule should: a problem with its path or an unknown, never an exception, never a wait.
 */
import { strict as assert } from "node:assert";
import fc from "fast-check";
import { isUnknown } from "../../../azure/known";
import { parseAddressTerm, parsePortRange, readSecurityRule } from "../../../azure/network/read-security-rule";
import { Flow, NetworkContext, SecurityRule } from "../../../azure/network/security-rule";
import { decideSecurityRules } from "../../../azure/network/security-rules";
import { describeProblem, quoted } from "../../../azure/problem";
import { runs, seed } from "../../oracle/seed";
import { flow, network, securityGroup } from "./notation";

const valid = {
  name: "rule",
  priority: 100,
  direction: "Outbound",
  access: "Allow",
  protocol: "Tcp",
  sourceAddressPrefix: "*",
  sourcePortRange: "*",
  destinationAddressPrefix: "10.0.0.0/16",
  destinationPortRange: "443",
};

describe("bad input: one wrong value of a security rule is one problem with its path", () => {
  const table: readonly (readonly [key: string, value: unknown, path: string, found: string])[] = [
    ["priority", 50, "priority", "`50`"],
    ["priority", 99, "priority", "`99`"],
    ["priority", 4097, "priority", "`4097`"],
    ["priority", -100, "priority", "`-100`"],
    ["priority", 100.5, "priority", "`100.5`"],
    ["priority", 1e308, "priority", "`1e+308`"],
    ["priority", NaN, "priority", "`NaN`"],
    ["priority", Infinity, "priority", "`Infinity`"],
    ["priority", null, "priority", "nothing"],
    ["priority", {}, "priority", "`{}`"],
    ["direction", "Sideways", "direction", "`Sideways`"],
    ["direction", ["Outbound"], "direction", '`["Outbound"]`'],
    ["access", "", "access", "``"],
    ["access", true, "access", "`true`"],
    ["protocol", "__proto__", "protocol", "`__proto__`"],
    ["protocol", 6, "protocol", "`6`"],
    ["name", "", "name", "``"],
    ["name", { toString: "rule" }, "name", '`{"toString":"rule"}`'],
    ["destinationAddressPrefix", "10.0.0.0/33", "destinationAddressPrefix", "`10.0.0.0/33`"],
    ["destinationAddressPrefix", "10.0.0.0/-1", "destinationAddressPrefix", "`10.0.0.0/-1`"],
    ["destinationAddressPrefix", "10.0.0.256", "destinationAddressPrefix", "`10.0.0.256`"],
    ["destinationAddressPrefix", "fd00::/129", "destinationAddressPrefix", "`fd00::/129`"],
    ["destinationAddressPrefix", "NoSuchTag", "destinationAddressPrefix", "`NoSuchTag`"],
    ["destinationAddressPrefix", "__proto__", "destinationAddressPrefix", "`__proto__`"],
    ["destinationAddressPrefix", "constructor", "destinationAddressPrefix", "`constructor`"],
    ["destinationAddressPrefix", "", "destinationAddressPrefix", "``"],
    ["destinationAddressPrefix", 10, "destinationAddressPrefix", "`10`"],
    ["destinationAddressPrefix", {}, "destinationAddressPrefix", "`{}`"],
    ["destinationPortRange", "-1", "destinationPortRange", "`-1`"],
    ["destinationPortRange", -1, "destinationPortRange", "`-1`"],
    ["destinationPortRange", "65536", "destinationPortRange", "`65536`"],
    ["destinationPortRange", "443-80", "destinationPortRange", "`443-80`"],
    ["destinationPortRange", "80,443", "destinationPortRange", "`80,443`"],
    ["destinationPortRange", NaN, "destinationPortRange", "`NaN`"],
    ["destinationPortRange", 1e308, "destinationPortRange", "`1e+308`"],
    ["destinationPortRange", null, "destinationPortRange", "nothing"],
    ["sourcePortRange", {}, "sourcePortRange", "`{}`"],
  ];
  for (const [key, value, path, found] of table) {
    it(`${key}: ${quoted(value)}`, () => {
      const { rule, problems } = readSecurityRule({ ...valid, [key]: value }, "securityRules[2]");
      assert.deepEqual(
        problems.map((problem) => [problem.path, problem.found]),
        [[`securityRules[2].${path}`, found]],
      );
      assert.ok(problems.every(({ expected }) => expected.length > 0));
      assert.ok(Object.values(rule).some(hasUnknown), "what isn't valid says nothing");
    });
  }

  const lists: readonly (readonly [key: string, value: unknown, path: string])[] = [
    ["destinationAddressPrefixes", [], "destinationAddressPrefixes"],
    ["destinationAddressPrefixes", "10.0.0.0/16", "destinationAddressPrefixes"],
    ["destinationAddressPrefixes", {}, "destinationAddressPrefixes"],
    ["destinationAddressPrefixes", ["10.0.0.0/16", "10.0.0.0/33"], "destinationAddressPrefixes[1]"],
    ["destinationAddressPrefixes", ["10.0.0.0/16", null], "destinationAddressPrefixes[1]"],
    ["destinationAddressPrefixes", [["10.0.0.0/16"]], "destinationAddressPrefixes[0]"],
    ["destinationApplicationSecurityGroups", [{}], "destinationApplicationSecurityGroups[0].id"],
    ["destinationApplicationSecurityGroups", [null], "destinationApplicationSecurityGroups[0].id"],
    ["destinationApplicationSecurityGroups", ["id"], "destinationApplicationSecurityGroups[0].id"],
    ["destinationApplicationSecurityGroups", [{ id: 7 }], "destinationApplicationSecurityGroups[0].id"],
  ];
  for (const [key, value, path] of lists) {
    it(`${key}: ${quoted(value)}`, () => {
      const { destinationAddressPrefix, ...rest } = valid;
      assert.equal(destinationAddressPrefix, "10.0.0.0/16");
      const { rule, problems } = readSecurityRule({ ...rest, [key]: value }, "rule");
      assert.deepEqual(
        problems.map((problem) => problem.path),
        [`rule.${path}`],
      );
      assert.ok(hasUnknown(rule.destinations));
    });
  }

  it("a property that is inherited isn't there", () => {
    const inherited = Object.create(valid) as Record<string, unknown>;
    assert.equal(readSecurityRule(inherited, "rule").problems.length, 8);
    const parsed = JSON.parse(`{"__proto__": ${JSON.stringify(valid)}}`) as Record<string, unknown>;
    assert.equal(readSecurityRule(parsed, "rule").problems.length, 8);
  });

  it("a rule called `__proto__` decides like any other", () => {
    const { rule, problems } = readSecurityRule({ ...valid, name: "__proto__", access: "Deny" }, "__proto__");
    assert.deepEqual(problems, []);
    assert.equal(decideSecurityRules([rule], flow("tcp 10.0.2.4 -> 10.0.3.4:443"), network).verdict, "denied");
  });
});

describe(`bad input: anything at all (seed ${seed})`, function () {
  this.timeout(60_000);

  const anything = fc.anything({ withBigInt: true, withNullPrototype: true, withSparseArray: true, withDate: true });
  const key = fc.constantFrom(
    ...[...Object.keys(valid), "sourceAddressPrefixes", "destinationPortRanges", "__proto__", "description"],
    ...["sourceApplicationSecurityGroups", "securityRuleName"],
  );

  it("is read, decided and described without an exception", () => {
    fc.assert(
      fc.property(fc.dictionary(key, anything, { maxKeys: 5 }), fc.boolean(), (values, alone) => {
        const { rule, problems, notes } = readSecurityRule(alone ? values : { ...valid, ...values }, "rule");
        for (const problem of [...problems, ...notes]) {
          assert.ok(problem.path.startsWith("rule."), problem.path);
          assert.ok(problem.found.length <= 82, problem.found);
          assert.ok(!/\p{Cc}/u.test(describeProblem(problem)));
        }
        decideSecurityRules([rule], flow("tcp 10.0.2.4 -> 10.0.3.4:443"), network);
      }),
      runs(5000),
    );
  });

  it("also what JSON can't write", () => {
    const circle: Record<string, unknown> = {};
    circle["self"] = circle;
    const refusing = {
      toJSON() {
        throw new Error("no");
      },
    };
    const deep = JSON.parse(`${"[".repeat(5000)}${"]".repeat(5000)}`) as unknown;
    for (const value of [10n, circle, refusing, deep, Symbol("rule"), () => 1]) {
      for (const each of Object.keys(valid)) {
        const { problems } = readSecurityRule({ ...valid, [each]: value }, "rule");
        assert.deepEqual(
          problems.map(({ path }) => path),
          [`rule.${each}`],
        );
      }
    }
    assert.deepEqual([10n, circle, NaN, undefined, null].map(quoted), [
      "`10`",
      "`an object`",
      "`NaN`",
      "nothing",
      "`null`",
    ]);
  });
});

describe("bad input: nothing takes more than two seconds of the processor", function () {
  this.timeout(60_000);

  let start = process.cpuUsage();
  beforeEach(() => {
    start = process.cpuUsage();
  });
  afterEach(() => {
    const { user, system } = process.cpuUsage(start);
    assert.ok(user + system < 2_000_000, `${(user + system) / 1000} ms`);
  });

  const million = 5_000_000;
  const long: readonly (readonly [title: string, text: string])[] = [
    ["letters", "a".repeat(million)],
    ["a tag's name and more", `Storage.${"x".repeat(million)}`],
    ["digits and dots", "1.".repeat(million / 2)],
    ["colons", ":".repeat(million)],
    ["slashes", "/".repeat(million)],
    ["dashes", "1-".repeat(million / 2)],
    ["blanks", " ".repeat(million)],
    ["commas", "1,".repeat(million / 2)],
  ];
  for (const [title, text] of long) {
    it(`5 MB of ${title}`, () => {
      assert.ok("expected" in parseAddressTerm(text));
      assert.ok("expected" in parsePortRange(text));
      const { problems } = readSecurityRule({ ...valid, name: text, destinationAddressPrefix: text }, "rule");
      assert.deepEqual(
        problems.map(({ path }) => path),
        ["rule.name", "rule.destinationAddressPrefix"],
      );
    });
  }

  it("a list of 200,000 prefixes", () => {
    const prefixes = Array.from({ length: 200_000 }, (_, index) => `10.${index % 256}.${(index >> 8) % 256}.0/24`);
    const { destinationAddressPrefix, ...rest } = valid;
    assert.equal(destinationAddressPrefix, "10.0.0.0/16");
    const { rule, problems } = readSecurityRule({ ...rest, destinationAddressPrefixes: prefixes }, "rule");
    assert.deepEqual(problems, []);
    assert.ok(!isUnknown(rule.destinations) && rule.destinations.length === 200_000);
  });

  it("5 MB of rules are read", () => {
    const rules = Array.from({ length: 25_000 }, (_, index) => ({ ...valid, name: `rule-${index}`, priority: index }));
    assert.ok(JSON.stringify(rules).length > 4_500_000);
    const read = rules.map((each, index) => readSecurityRule(each, `securityRules[${index}]`));
    assert.equal(read.filter(({ problems }) => problems.length > 0).length, 25_000 - 3997);
  });

  it("and decided", () => {
    const rules: SecurityRule[] = [];
    for (let index = 0; index < 20_000; index++) {
      const third = index % 256;
      rules.push(
        ...securityGroup(`${100 + (index % 3997)} deny tcp 10.0.${third}.0/24 -> 10.1.${third}.0/24:${index % 900}`),
      );
    }
    const { verdict } = decideSecurityRules(rules, flow("tcp 10.0.2.4 -> 10.2.3.4:443"), {
      virtualNetwork: ["10.0.0.0/8"],
    });
    assert.equal(verdict, "allowed");
  });
});

describe("bad input: questions and networks", () => {
  const rules = securityGroup("100 deny tcp * -> 10.0.3.0/24:443");

  it("a prefix of the question that is none is unknown", () => {
    for (const prefix of ["10.0.0.0/33", "10.0.0.0/-1", "", "__proto__", "*"]) {
      const asked: Flow = { ...flow("tcp 10.0.2.4 -> 10.0.3.4:443"), destinations: [{ kind: "prefix", prefix }] };
      const { verdict, unknowns } = decideSecurityRules(rules, asked, network);
      assert.equal(verdict, "undecided");
      assert.ok(
        unknowns.some((each) => each.includes("no address prefix")),
        unknowns.join(),
      );
    }
  });

  it("a tag that nobody publishes is a tag all the same, also by a name of JavaScript", () => {
    for (const tag of ["NoSuchTag", "__proto__", "constructor", "toString", ""]) {
      const asked: Flow = { ...flow("tcp 10.0.2.4 -> 10.0.3.4:443"), destinations: [{ kind: "service-tag", tag }] };
      assert.equal(decideSecurityRules(rules, asked, network).verdict, "allowed", tag);
    }
  });

  it("a question without any term or port is about no packet, so nothing is decided", () => {
    const asked = flow("tcp 10.0.2.4 -> 10.0.3.4:443");
    for (const change of [{ sources: [] }, { destinations: [] }, { destinationPorts: [] }]) {
      assert.equal(decideSecurityRules(rules, { ...asked, ...change }, network).verdict, "undecided");
    }
    for (const port of [-1, 65536, NaN, 1e308]) {
      const nowhere = { ...asked, destinationPorts: [{ from: port, to: port }] };
      assert.equal(decideSecurityRules(rules, nowhere, network).verdict, "undecided", String(port));
    }
  });

  it("an address space that is none is unknown", () => {
    for (const prefix of ["10.0.0.0/33", "", "Internet", "__proto__"]) {
      const context: NetworkContext = { virtualNetwork: ["10.0.0.0/16", prefix], routedPrefixes: [prefix] };
      assert.equal(decideSecurityRules([], flow("tcp 10.0.2.4 -> 10.0.9.4:443"), context).verdict, "undecided", prefix);
    }
  });
});

function hasUnknown(value: unknown): boolean {
  return Array.isArray(value) ? value.some(hasUnknown) : isUnknown(value);
}

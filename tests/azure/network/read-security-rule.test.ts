/**
 * What ARM takes as a security rule and what it refuses.
 * https://learn.microsoft.com/azure/templates/microsoft.network/networksecuritygroups/securityrules
 */
import { strict as assert } from "node:assert";
import fc from "fast-check";
import { isUnknown, unknown } from "../../../azure/known";
import {
  isExpectation,
  parseAddressTerm,
  parsePortRange,
  readSecurityRule,
} from "../../../azure/network/read-security-rule";
import { decideSecurityRules } from "../../../azure/network/security-rules";
import { runs } from "../../oracle/seed";
import { flow, network, securityGroup } from "./notation";

const good = {
  name: "AllowRegistry",
  priority: 200,
  direction: "Outbound",
  access: "Allow",
  protocol: "Tcp",
  sourceAddressPrefix: "10.0.2.0/24",
  sourcePortRange: "*",
  destinationAddressPrefix: "AzureContainerRegistry.WestEurope",
  destinationPortRange: "443",
};

describe("a security rule as ARM takes it", () => {
  it("is read whole", () => {
    const { rule, problems } = readSecurityRule(good, "securityRules[0]");
    assert.deepEqual(problems, []);
    const [expected] = securityGroup("200 allow tcp 10.0.2.0/24 -> AzureContainerRegistry.WestEurope:443");
    assert.deepEqual(rule, { ...expected, name: "AllowRegistry", path: "securityRules[0]" });
  });

  it("says the same in the singular and in the plural, and in any case", () => {
    const other = {
      securityRuleName: "AllowRegistry",
      priority: 200,
      direction: "outbound",
      access: "ALLOW",
      protocol: "tcp",
      sourceAddressPrefixes: ["10.0.2.77/24"],
      sourceAddressPrefix: "",
      sourcePortRanges: ["0-65535"],
      destinationAddressPrefix: "azurecontainerregistry.westeurope",
      destinationAddressPrefixes: [],
      destinationPortRanges: [443],
      destinationPortRange: null,
    };
    const read = readSecurityRule(other, "securityRules[0]");
    assert.deepEqual(read.rule, readSecurityRule(good, "securityRules[0]").rule);
    assert.deepEqual(read.problems, []);
    assert.deepEqual(
      read.notes.map(({ kind, found }) => [kind, found]),
      [["service-tag-case", "`azurecontainerregistry.westeurope`"]],
    );
  });

  it("may name application security groups", () => {
    const { sourceAddressPrefix, ...rest } = good;
    assert.ok(sourceAddressPrefix);
    const { rule, problems } = readSecurityRule(
      { ...rest, sourceApplicationSecurityGroups: [{ id: "/asg/web" }] },
      "r",
    );
    assert.deepEqual(problems, []);
    assert.deepEqual(rule.sources, [{ kind: "application-security-group", id: "/asg/web" }]);
  });
});

describe("a security rule as ARM refuses it", () => {
  const refused: readonly (readonly [what: string, change: object, path: string, says: string])[] = [
    ["priority 99", { priority: 99 }, "priority", "100 to 4096"],
    ["priority 4097", { priority: 4097 }, "priority", "100 to 4096"],
    ["priority 100.5", { priority: 100.5 }, "priority", "100 to 4096"],
    ["priority as text", { priority: "200" }, "priority", "100 to 4096"],
    ["no priority", { priority: undefined }, "priority", "100 to 4096"],
    ["another direction", { direction: "Sideways" }, "direction", "`Inbound` or `Outbound`"],
    ["another access", { access: "Permit" }, "access", "`Allow` or `Deny`"],
    ["another protocol", { protocol: "Sctp" }, "protocol", "`Tcp`"],
    ["null for a protocol", { protocol: null }, "protocol", "`Tcp`"],
    ["a prefix too long", { sourceAddressPrefix: "10.0.0.0/33" }, "sourceAddressPrefix", "CIDR"],
    ["half an address", { sourceAddressPrefix: "10.0.0" }, "sourceAddressPrefix", "CIDR"],
    ["an address with zeros", { sourceAddressPrefix: "010.0.0.1" }, "sourceAddressPrefix", "CIDR"],
    ["a range of addresses", { sourceAddressPrefix: "10.0.0.1-10.0.0.9" }, "sourceAddressPrefix", "prefix"],
    ["a zone", { sourceAddressPrefix: "fe80::1%eth0" }, "sourceAddressPrefix", "CIDR"],
    ["an unknown tag", { destinationAddressPrefix: "Frontdoor.FirstParty" }, "destinationAddressPrefix", "service tag"],
    ["a number", { destinationAddressPrefix: 10 }, "destinationAddressPrefix", "text"],
    ["port 65536", { destinationPortRange: "65536" }, "destinationPortRange", "0 to 65535"],
    ["port 70000", { destinationPortRange: "70000" }, "destinationPortRange", "0 to 65535"],
    ["port -1", { destinationPortRange: -1 }, "destinationPortRange", "0 to 65535"],
    ["ports backwards", { destinationPortRange: "90-80" }, "destinationPortRange", "range"],
    ["ports in one text", { destinationPortRange: "80,443" }, "destinationPortRange", "range"],
    ["no ports", { destinationPortRange: undefined }, "destinationPortRange", "not empty"],
    [
      "an empty list of ports",
      { destinationPortRange: undefined, destinationPortRanges: [] },
      "destinationPortRanges",
      "not empty",
    ],
    ["ports twice", { destinationPortRanges: ["80"] }, "destinationPortRange", "one of"],
    ["no source", { sourceAddressPrefix: undefined }, "sourceAddressPrefix", "not empty"],
    ["a source twice", { sourceAddressPrefixes: ["10.0.0.0/8"] }, "sourceAddressPrefix", "one of"],
    [
      "a list that is none",
      { sourceAddressPrefix: undefined, sourceAddressPrefixes: "10.0.0.0/8" },
      "sourceAddressPrefixes",
      "a list",
    ],
    ["an endless name", { name: "x".repeat(81) }, "name", "1 to 80"],
  ];
  for (const [what, change, path, says] of refused) {
    it(what, () => {
      const { rule, problems } = readSecurityRule({ ...good, ...change }, "securityRules[3]");
      assert.deepEqual(
        problems.map((problem) => problem.path),
        [`securityRules[3].${path}`],
      );
      assert.ok(problems[0]?.expected.includes(says), problems[0]?.expected);
      assert.ok(
        Object.values(rule).some((value) => isUnknown(value) || (Array.isArray(value) && value.some(isUnknown))),
      );
    });
  }

  it("names the tag that was meant", () => {
    const { problems } = readSecurityRule(
      { ...good, destinationAddressPrefix: "AzureContainerRegistry.West Europe" },
      "r",
    );
    assert.equal(problems[0]?.fix, "did you mean `AzureContainerRegistry.WestEurope`?");
  });

  it("takes no tag and no `*` in a list, and says where they go", () => {
    for (const term of ["*", "Internet", "Storage.WestEurope"]) {
      const change = { destinationAddressPrefix: undefined, destinationAddressPrefixes: ["10.0.0.0/8", term] };
      const { rule, problems } = readSecurityRule({ ...good, ...change }, "r");
      assert.deepEqual(
        problems.map(({ path }) => path),
        ["r.destinationAddressPrefixes[1]"],
      );
      assert.equal(problems[0]?.fix, "write a rule of its own with destinationAddressPrefix");
      assert.deepEqual(!isUnknown(rule.destinations) && rule.destinations[0], { kind: "prefix", prefix: "10.0.0.0/8" });
    }
  });

  it("knows what a tag means that security rules aren't offered, and says so", () => {
    const { rule, problems } = readSecurityRule(
      { ...good, destinationAddressPrefix: "AzureMachineLearning.WestEurope" },
      "r",
    );
    assert.equal(problems[0]?.fix, "use `AzureMachineLearning`");
    assert.deepEqual(rule.destinations, [{ kind: "service-tag", tag: "AzureMachineLearning.WestEurope" }]);
  });

  it("takes the tags of the cloud that is named", () => {
    const change = { destinationAddressPrefix: "AzureContainerRegistry.USGovVirginia" };
    assert.equal(readSecurityRule({ ...good, ...change }, "r", { cloud: "AzureUSGovernment" }).problems.length, 0);
    assert.equal(readSecurityRule({ ...good, ...change }, "r", { cloud: "AzureCloud" }).problems.length, 1);
    assert.equal(readSecurityRule({ ...good, ...change }, "r").problems.length, 0);
  });

  it("collects every problem at once", () => {
    const { problems } = readSecurityRule({}, "r");
    assert.equal(problems.length, 8);
  });
});

describe("a security rule of which something isn't known", () => {
  for (const key of Object.keys(good)) {
    it(`${key}: no problem, and the field says why`, () => {
      const { rule, problems } = readSecurityRule({ ...good, [key]: unknown(`because of ${key}`) }, "r");
      assert.deepEqual(problems, []);
      assert.ok(Object.values(rule).some((value) => isUnknown(value) && value.unknown === `because of ${key}`));
    });
  }

  it("in a list: the other terms stay known", () => {
    const change = { sourceAddressPrefix: undefined, sourceAddressPrefixes: ["10.0.2.0/24", unknown("subnet b")] };
    const { rule, problems } = readSecurityRule({ ...good, ...change }, "r");
    assert.deepEqual(problems, []);
    assert.deepEqual(rule.sources, [{ kind: "prefix", prefix: "10.0.2.0/24" }, unknown("subnet b")]);
  });
});

describe("bad input never throws", () => {
  const names = [
    ...Object.keys(good),
    "sourceAddressPrefixes",
    "destinationPortRanges",
    "sourceApplicationSecurityGroups",
    "__proto__",
  ];

  it("whatever stands there", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), fc.anything({ withNullPrototype: true })), (properties) => {
        const { rule, problems } = readSecurityRule(properties, "r");
        assert.ok(problems.every(({ path }) => path.startsWith("r.")));
        decideSecurityRules([rule], flow("tcp 10.0.2.4 -> Internet:443"), network);
      }),
      runs(2000),
    );
  });

  it("in a term or a range", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."0123456789.:/-*%,abcdef ") }), (text) => {
        for (const parsed of [parseAddressTerm(text), parsePortRange(text)]) {
          assert.ok(isExpectation(parsed) || Object.keys(parsed).length > 0);
        }
      }),
      runs(2000),
    );
  });

  it("in rules and networks that didn't come through the reader", () => {
    const strange = securityGroup("100 deny tcp * -> Internet:443").map((rule) => ({
      ...rule,
      sources: [{ kind: "prefix" as const, prefix: "10.0.0.0/33" }],
      destinations: [{ kind: "service-tag" as const, tag: "__proto__" }],
      destinationPorts: [{ from: -5, to: 70000 }],
      priority: NaN,
    }));
    const decision = decideSecurityRules(strange, flow("tcp 10.0.2.4 -> 10.0.3.4:443"), {
      virtualNetwork: ["10.0.0.0/99"],
    });
    assert.equal(decision.verdict, "undecided");
    assert.equal(decideSecurityRules([], { ...flow("tcp * -> *"), sources: [] }, network).verdict, "undecided");
  });

  it("in a list of 5 MB", function () {
    this.timeout(20_000);
    const many = Array.from(
      { length: 300_000 },
      (_, index) => `10.${index >> 16}.${(index >> 8) & 255}.${index & 255}/32`,
    );
    const change = { sourceAddressPrefix: undefined, sourceAddressPrefixes: many };
    const { rule, problems } = readSecurityRule({ ...good, ...change }, "r");
    assert.equal(problems.length, 0);
    assert.equal(decideSecurityRules([rule], flow("tcp 10.3.0.9 -> Internet:443"), network).verdict, "allowed");
  });
});

/**
 * Borders of security rules that mutation testing found unguarded, each under the rule of Azure it belongs to.
 * https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview
 * https://learn.microsoft.com/azure/virtual-network/service-tags-overview
 */
import { strict as assert } from "node:assert";
import { unknown } from "../../../azure/known";
import { readSecurityRule } from "../../../azure/network/read-security-rule";
import { NetworkContext } from "../../../azure/network/security-rule";
import { decideSecurityRules, defaultSecurityRules } from "../../../azure/network/security-rules";
import { partsOf } from "../../../azure/network/service-tag-lattice";
import { flow, network, rows, securityGroup } from "./notation";

const registry = "AzureContainerRegistry.WestEurope";

describe("security rules: the last number that people can give counts like any other", () => {
  rows(securityGroup("4096 deny udp * -> AzurePlatformDNS:53"), [
    ["udp 10.0.2.4 -> 168.63.129.16:53", "denied", "4096"],
  ]);
  rows(securityGroup("? deny tcp * -> *:80", "4096 allow tcp * -> *:80"), [
    ["tcp 10.0.2.4 -> 10.0.3.4:80", "undecided", "priority"],
  ]);
  rows(securityGroup("? deny tcp * -> *:80", "4096 deny tcp * -> *:80"), [
    ["tcp 10.0.2.4 -> 10.0.3.4:81", "allowed", "65000"],
  ]);
});

describe("security rules: a rule whose destination is known reaches the platform only by its tag, whatever else is hidden", () => {
  rows(securityGroup("? deny any * -> *"), [["udp 10.0.2.4 -> 168.63.129.16:53", "allowed", "0"]]);
  rows(securityGroup("100 deny ? * -> 168.63.129.16"), [["udp 10.0.2.4 -> 168.63.129.16:53", "allowed", "0"]]);
  // one of the destinations may be that tag
  rows(securityGroup("100 deny any * -> 10.0.3.0/24,?"), [
    ["udp 10.0.2.4 -> 168.63.129.16:53", "undecided", "destination"],
  ]);
});

describe("security rules: what a public address space changes, and what it doesn't", () => {
  const owner: NetworkContext = { virtualNetwork: ["10.0.0.0/16", "13.69.0.0/16"] };
  rows(
    securityGroup("100 deny tcp * -> Storage"),
    // two tags are as far apart as ever
    [[`tcp 10.0.2.4 -> ${registry}:443`, "allowed", "65000, 65001"]],
    owner,
  );
  rows(
    securityGroup(`100 deny tcp * -> ${registry}`),
    [["tcp 10.0.2.4 -> VirtualNetwork:443", "undecided", "in VirtualNetwork"]],
    owner,
  );
  rows(securityGroup("100 deny tcp * -> Internet"), [["tcp 10.0.2.4 -> AzureLoadBalancer:443", "allowed", "0"]], owner);
});

describe("security rules: members of an application security group may be anywhere in a network that isn't known", () => {
  const nowhere: NetworkContext = { virtualNetwork: unknown("the address space") };
  rows(securityGroup("100 deny tcp VirtualNetwork -> *"), [["tcp asg:/web -> 10.0.3.4:443", "denied", "100"]]);
  rows(
    securityGroup("100 deny tcp VirtualNetwork -> *", "110 allow tcp * -> *"),
    [["tcp asg:/web -> 10.0.3.4:443", "undecided", "VirtualNetwork"]],
    nowhere,
  );
  rows(securityGroup("100 deny tcp asg:/web -> *", "110 allow tcp * -> *"), [
    ["tcp asg:/web -> 10.0.3.4:443", "denied", "100"],
    ["tcp asg:/WEB -> 10.0.3.4:443", "denied", "100"],
    ["tcp asg:/db -> 10.0.3.4:443", "undecided", "/web"],
    ["tcp 8.8.8.8 -> 10.0.3.4:443", "allowed", "110"],
  ]);
});

describe("security rules: a load balancer's probes over IPv6", () => {
  const both: NetworkContext = { virtualNetwork: ["10.0.0.0/16", "fd00:1::/64"] };
  rows(
    securityGroup("100 in deny any VirtualNetwork -> *"),
    [
      ["tcp [fe80::1234:5678:9abc] -> [fd00:1::4]:443", "undecided", "AzureLoadBalancer"],
      ["tcp [fe80::1234:5678:9abd] -> [fd00:1::4]:443", "denied", "100, 65500"],
    ],
    both,
    "Inbound",
  );
});

describe("security rules: IPv6 blocks that are nobody's tag", () => {
  const six: NetworkContext = { virtualNetwork: ["fd00:1::/64"] };
  rows(
    securityGroup("100 deny tcp * -> AzureCloud"),
    [
      ["tcp [fd00:1::4] -> [2620:149::1]:443", "allowed", "65001"],
      ["tcp [fd00:1::4] -> [2620:148:ffff::1]:443", "undecided", "in AzureCloud"],
      ["tcp [fd00:1::4] -> [2620:14a::1]:443", "undecided", "in AzureCloud"],
    ],
    six,
  );
});

describe("security rules: the day of the published tags stands where it matters, and only there", () => {
  const day = (lines: readonly string[], text: string) =>
    decideSecurityRules(securityGroup(...lines), flow(text), network).restsOn;
  it("two tags that were apart", () => {
    assert.equal(day(["100 deny tcp * -> Storage"], `tcp 10.0.2.4 -> ${registry}:443`), "2025-10-28");
  });
  it("some of a tag without another", () => {
    assert.equal(day([`100 deny tcp * -> ${registry}`], "tcp 10.0.2.4 -> AzureContainerRegistry:443"), "2025-10-28");
  });
  it("not where all of it is allowed anyway", () => {
    assert.equal(day([`100 allow tcp * -> ${registry}`], "tcp 10.0.2.4 -> AzureContainerRegistry:443"), undefined);
  });
  it("not where the ports differ", () => {
    assert.equal(day(["100 deny tcp * -> *:80"], `tcp 10.0.2.4 -> ${registry}:80-443`), undefined);
  });
  it("not where the sources differ", () => {
    assert.equal(day(["100 deny tcp 10.0.2.0/25 -> *"], `tcp 10.0.2.0/24 -> ${registry}:443`), undefined);
  });
});

describe("security rules: who decides", () => {
  it("an access that isn't known is either", () => {
    const { decidedBy } = decideSecurityRules(
      securityGroup("100 ? tcp * -> *"),
      flow("tcp 10.0.2.4 -> 10.0.3.4:1"),
      network,
    );
    assert.deepEqual(
      decidedBy.map(({ access }) => access),
      ["Allow", "Deny"],
    );
  });

  it("a rule that decides some packet for certain is shown by that packet", () => {
    const { decidedBy } = decideSecurityRules(
      securityGroup("100 deny tcp ? -> 10.0.4.0/24", "110 deny tcp 10.0.2.0/24 -> 10.0.3.0/24,10.0.4.0/24"),
      flow("tcp 10.0.2.4 -> 10.0.4.4,10.0.3.4:443"),
      network,
    );
    assert.deepEqual(
      decidedBy.filter(({ rule }) => rule.priority === 110).map(({ witness }) => witness),
      ["Tcp 10.0.2.4 -> 10.0.3.4:443"],
    );
  });

  it("Azure's own rules have the names that Azure gives them", () => {
    assert.deepEqual(
      defaultSecurityRules().map(({ name, path }) => [name, path]),
      [
        "AllowVnetInBound",
        "AllowAzureLoadBalancerInBound",
        "DenyAllInBound",
        "AllowVnetOutBound",
        "AllowInternetOutBound",
        "DenyAllOutBound",
      ].map((name) => [name, `defaultSecurityRules.${name}`]),
    );
  });

  it("and the platform's own traffic says so", () => {
    const { decidedBy } = decideSecurityRules([], flow("udp 10.0.2.4 -> 168.63.129.16:53"), network);
    assert.deepEqual(
      decidedBy.map(({ rule, access, witness }) => [rule.name, rule.path, access, witness]),
      [["the platform's own traffic", "platform", "Allow", "Udp 10.0.2.4 -> 168.63.129.16:53"]],
    );
  });
});

describe("service tags: the parts of one", () => {
  it("are the published tags that lie wholly in it", () => {
    assert.ok(partsOf("AzureContainerRegistry").includes(registry));
    assert.ok(!partsOf("AzureContainerRegistry").includes("Storage.WestEurope"));
    assert.deepEqual(partsOf(registry), []);
    assert.deepEqual(partsOf("NoSuchTag"), []);
  });
});

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

describe("a security rule as ARM takes it: the last value that is right, and the first that is wrong", () => {
  const letters = (count: number) => "a".repeat(count);
  const table: readonly (readonly [what: string, change: Record<string, unknown>, problem: string | undefined])[] = [
    ["priority 100", { priority: 100 }, undefined],
    ["priority 4096", { priority: 4096 }, undefined],
    ["priority 4097", { priority: 4097 }, "priority"],
    ["a name of one letter", { name: "a" }, undefined],
    ["a name of 80", { name: letters(80) }, undefined],
    ["a name of 81", { name: letters(81) }, "name"],
    ["a name that ends in a dot", { name: "a." }, "name"],
    ["a name that ends in an underscore", { name: "a_" }, undefined],
    ["a description of 140 letters", { description: letters(140) }, undefined],
    ["a description of 141", { description: letters(141) }, "description"],
    ["an empty description", { description: "" }, undefined],
    ["a number for a description", { description: 7 }, "description"],
    ["port 0", { destinationPortRange: "0" }, undefined],
    ["port 65535", { destinationPortRange: 65535 }, undefined],
    ["one port as a range", { destinationPortRange: "80-80" }, undefined],
    ["five digits and more", { destinationPortRange: "000080" }, "destinationPortRange"],
    ["blanks in a port", { destinationPortRange: " 80" }, "destinationPortRange"],
  ];
  for (const [what, change, problem] of table) {
    it(`${what}: ${problem === undefined ? "taken" : "refused"}`, () => {
      const { problems } = readSecurityRule({ ...valid, ...change }, "r");
      assert.deepEqual(
        problems.map(({ path, kind }) => `${path} ${kind}`),
        problem === undefined ? [] : [`r.${problem} ${problem.endsWith("Range") ? "port" : problem}`],
      );
    });
  }

  it("a long description is told by its length", () => {
    const [problem] = readSecurityRule({ ...valid, description: letters(141) }, "r").problems;
    assert.deepEqual([problem?.found, problem?.expected], ["141 characters", "a text of at most 140 characters"]);
    const { rule } = readSecurityRule({ ...valid, description: "why" }, "r");
    assert.equal(rule.description, "why");
  });
});

describe("a security rule in part unknown", () => {
  const hidden = unknown("hidden");
  const { destinationAddressPrefix, destinationPortRange, ...rest } = valid;

  it("one form set, and perhaps the other: which one isn't known", () => {
    const addresses = { destinationAddressPrefix, destinationAddressPrefixes: hidden, destinationPortRange };
    const ports = { destinationAddressPrefix, destinationPortRange, destinationPortRanges: hidden };
    const both = [addresses, ports].map((each) => readSecurityRule({ ...rest, ...each }, "r"));
    assert.deepEqual(
      both.map(({ problems }) => problems),
      [[], []],
    );
    assert.deepEqual(both[0]?.rule.destinations, {
      unknown: "which of destinationAddressPrefix and destinationAddressPrefixes of r is set",
    });
    assert.deepEqual(both[1]?.rule.destinationPorts, {
      unknown: "which of destinationPortRange and destinationPortRanges of r is set",
    });
  });

  it("a list, an id and a description that aren't known are no problems", () => {
    const list = readSecurityRule({ ...rest, destinationAddressPrefixes: hidden, destinationPortRange }, "r");
    assert.deepEqual([list.problems, list.rule.destinations], [[], hidden]);
    const groups = { destinationApplicationSecurityGroups: [{ id: hidden }], destinationPortRange };
    const member = readSecurityRule({ ...rest, ...groups }, "r");
    assert.deepEqual([member.problems, member.rule.destinations], [[], [hidden]]);
    assert.deepEqual(readSecurityRule({ ...valid, description: hidden }, "r").problems, []);
  });

  it("an empty list is named, where nothing else is", () => {
    const { problems } = readSecurityRule({ ...rest, destinationAddressPrefixes: [], destinationPortRanges: [] }, "r");
    assert.deepEqual(
      problems.map(({ path, kind }) => `${path} ${kind}`),
      ["r.destinationAddressPrefixes forms", "r.destinationPortRanges forms"],
    );
  });

  it("the id of a group that is none", () => {
    for (const id of ["", 7, null]) {
      const groups = { destinationApplicationSecurityGroups: [{ id }], destinationPortRange };
      const { problems } = readSecurityRule({ ...rest, ...groups }, "r");
      assert.deepEqual(
        problems.map(({ path, kind, expected }) => [path, kind, expected]),
        [["r.destinationApplicationSecurityGroups[0].id", "address", "the id of an application security group"]],
      );
    }
  });
});

describe("a service tag that is none: of which kind, and what it may have meant", () => {
  const table: readonly (readonly [text: string, kind: string, fix: string | undefined])[] = [
    ["AzureContainerRegistri", "service-tag", "did you mean `AzureContainerRegistry`?"],
    ["AzureContainerRegistry.Atlantis", "service-tag-part", undefined],
    ["Nothing.WestEurope", "service-tag", undefined],
    [".WestEurope", "service-tag", undefined],
    ["qqqqqqqqqqqqqqqqqqqq", "service-tag", undefined],
  ];
  for (const [text, kind, fix] of table) {
    it(`\`${text}\`: ${kind}`, () => {
      const [problem, ...more] = readSecurityRule({ ...valid, destinationAddressPrefix: text }, "r").problems;
      assert.deepEqual([problem?.kind, more], [kind, []]);
      assert.equal(problem?.expected, "an address prefix, `*` or a service tag");
      if (fix !== undefined || kind === "service-tag") {
        assert.ok(fix === undefined || problem?.fix === fix, problem?.fix);
      }
    });
  }

  it("names the cloud whose tags count", () => {
    const { problems } = readSecurityRule({ ...valid, destinationAddressPrefix: "Nope" }, "r", { cloud: "AzureCloud" });
    assert.equal(problems[0]?.expected, "an address prefix, `*` or a service tag of AzureCloud");
  });

  it("several ports in one text belong in the plural, one wrong one doesn't", () => {
    const fixOf = (range: string) => readSecurityRule({ ...valid, destinationPortRange: range }, "r").problems[0]?.fix;
    assert.equal(fixOf("80,443"), "list several in the plural property");
    assert.equal(fixOf("80 443"), "list several in the plural property");
    assert.equal(fixOf("eighty"), undefined);
    assert.equal(fixOf("80 "), undefined);
  });
});

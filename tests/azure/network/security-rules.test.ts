/**
 * What Azure's documentation says of security rules, one rule of Azure a group, both sides of every border.
 * https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview
 * https://learn.microsoft.com/azure/virtual-network/service-tags-overview
 */
import { strict as assert } from "node:assert";
import { unknown } from "../../../azure/known";
import { NetworkContext } from "../../../azure/network/security-rule";
import { decideSecurityRules, defaultSecurityRules } from "../../../azure/network/security-rules";
import { flow, network, rows, securityGroup } from "./notation";

const registry = "AzureContainerRegistry.WestEurope";

describe("security rules: default rules outbound", () => {
  rows(securityGroup(), [
    [`tcp 10.0.2.4 -> ${registry}:443`, "allowed", "65001"],
    ["tcp 10.0.2.4 -> 10.0.3.4:443", "allowed", "65000"],
    ["tcp 10.0.2.4 -> 8.8.8.8:53", "allowed", "65001"],
    ["tcp 10.0.2.4 -> Internet", "allowed", "65001"],
    // neither in the virtual network nor public
    ["tcp 10.0.2.4 -> 127.0.0.1:80", "undecided", "in VirtualNetwork"],
    // from outside of the virtual network into it
    ["tcp 8.8.8.8 -> 10.0.3.4:443", "denied", "65500"],
  ]);
});

describe("security rules: default rules inbound", () => {
  rows(
    securityGroup(),
    [
      ["tcp 10.0.3.4 -> 10.0.2.4:443", "allowed", "65000"],
      ["tcp Internet -> 10.0.2.4:443", "denied", "65500"],
      ["tcp AzureLoadBalancer -> 10.0.2.4:443", "allowed", "65000"],
      ["tcp 168.63.129.16 -> 10.0.2.4:443", "allowed", "65000"],
      ["tcp 168.63.129.17 -> 10.0.2.4:443", "denied", "65500"],
    ],
    network,
    "Inbound",
  );
});

describe("security rules: the lowest matching priority decides", () => {
  const group = securityGroup(
    "100 deny tcp 10.0.2.0/24 -> Internet",
    `110 allow tcp 10.0.2.0/24 -> ${registry}:443`,
    "120 deny tcp 10.0.4.0/24 -> 10.0.5.4:443",
    "110 in deny tcp * -> *",
  );
  rows(group, [
    // the tag lies inside Internet, so 110 is never reached
    [`tcp 10.0.2.4 -> ${registry}:443`, "denied", "100"],
    [`udp 10.0.2.4 -> ${registry}:443`, "allowed", "65001"],
    [`tcp 10.0.3.4 -> ${registry}:443`, "allowed", "65001"],
    // the first and the last address of the prefix, and their neighbours
    [`tcp 10.0.2.0 -> ${registry}:443`, "denied", "100"],
    [`tcp 10.0.2.255 -> ${registry}:443`, "denied", "100"],
    [`tcp 10.0.1.255 -> ${registry}:443`, "allowed", "65001"],
    [`tcp 10.0.3.0 -> ${registry}:443`, "allowed", "65001"],
    [`tcp 10.0.2.0/23 -> ${registry}:443`, "partly", "100, 65001"],
    ["tcp 10.0.4.4 -> 10.0.5.4:443", "denied", "120"],
    ["tcp 10.0.4.4 -> 10.0.5.5:443", "allowed", "65000"],
    ["tcp 10.0.4.4 -> 10.0.5.4:442-443", "partly", "120, 65000"],
  ]);
});

describe("security rules: the order of the list doesn't count, the number does", () => {
  rows(securityGroup(`300 deny tcp * -> ${registry}:443`, `200 allow tcp * -> ${registry}:443`), [
    [`tcp 10.0.2.4 -> ${registry}:443`, "allowed", "200"],
  ]);
  rows(securityGroup(`200 allow tcp * -> ${registry}:443`, `199 deny tcp * -> ${registry}:443`), [
    [`tcp 10.0.2.4 -> ${registry}:443`, "denied", "199"],
  ]);
});

describe("security rules: the article's rule behind a closed internet", () => {
  rows(securityGroup(`4000 allow tcp VirtualNetwork -> ${registry}:443`, "4096 deny any * -> Internet"), [
    [`tcp 10.0.2.4 -> ${registry}:443`, "allowed", "4000"],
    [`tcp 10.0.2.4 -> ${registry}:442`, "denied", "4096"],
    [`tcp 10.0.2.4 -> ${registry}:444`, "denied", "4096"],
    ["tcp 10.0.2.4 -> AzureContainerRegistry:443", "partly", "4000, 4096"],
    ["tcp 10.0.2.4 -> AzureContainerRegistry.NorthEurope:443", "denied", "4096"],
    ["tcp 10.0.2.4 -> MicrosoftContainerRegistry:443", "denied", "4096"],
    ["tcp 10.0.2.4 -> 10.0.9.4:443", "allowed", "65000"],
  ]);
});

describe("security rules: a tag contains its regions and lies in AzureCloud and Internet", () => {
  const denied = [
    "AzureContainerRegistry",
    registry,
    "AzureCloud",
    "AzureCloud.westeurope",
    "Internet",
    "*",
    "0.0.0.0/0",
  ];
  for (const target of denied) {
    rows(securityGroup(`100 deny tcp * -> ${target}`), [[`tcp 10.0.2.4 -> ${registry}:443`, "denied", "100"]]);
  }
  const apart = ["Storage", "Storage.WestEurope", "AzureCloud.northeurope", "AzureContainerRegistry.NorthEurope"];
  for (const target of [...apart, "VirtualNetwork", "AzureLoadBalancer", "10.0.0.0/8"]) {
    rows(securityGroup(`100 deny tcp * -> ${target}`), [[`tcp 10.0.2.4 -> ${registry}:443`, "allowed", "65001"]]);
  }
  it("names the day of the list when it rests on tags being apart, and only then", () => {
    const asked = flow(`tcp 10.0.2.4 -> ${registry}:443`);
    for (const target of apart) {
      const decision = decideSecurityRules(securityGroup(`100 deny tcp * -> ${target}`), asked, network);
      assert.equal(decision.restsOn, "2025-10-28", target);
    }
    for (const target of ["VirtualNetwork", "Internet", "10.0.0.0/8"]) {
      const decision = decideSecurityRules(securityGroup(`100 deny tcp * -> ${target}`), asked, network);
      assert.equal(decision.restsOn, undefined, target);
    }
    const opened = securityGroup(`100 allow tcp * -> ${registry}`, "110 deny any * -> Internet");
    const whole = decideSecurityRules(opened, flow("tcp 10.0.2.4 -> AzureContainerRegistry:443"), network);
    assert.deepEqual([whole.verdict, whole.restsOn], ["partly", "2025-10-28"]);
  });
});

describe("security rules: whether a public prefix cuts a tag isn't known", () => {
  rows(securityGroup("100 deny tcp * -> 20.0.0.0/8"), [
    [`tcp 10.0.2.4 -> ${registry}:443`, "undecided", `in 20.0.0.0/8 and in ${registry}`],
    ["tcp 10.0.2.4 -> 20.1.2.3:443", "denied", "100"],
    ["tcp 10.0.2.4 -> 21.1.2.3:443", "allowed", "65001"],
  ]);
  rows(securityGroup("100 deny tcp * -> 20.0.0.0/8", "110 deny tcp * -> Internet"), [
    // whoever matches, it is denied
    [`tcp 10.0.2.4 -> ${registry}:443`, "denied", "100, 110"],
  ]);
  rows(securityGroup("100 allow tcp * -> 20.0.0.0/8:443", "110 deny tcp * -> Internet"), [
    [`tcp 10.0.2.4 -> ${registry}:443`, "undecided", `in 20.0.0.0/8 and in ${registry}`],
  ]);
});

describe("security rules: VirtualNetwork is the known space and perhaps private addresses elsewhere", () => {
  const group = securityGroup("100 deny tcp * -> VirtualNetwork", "110 allow tcp * -> *");
  rows(group, [
    ["tcp 10.0.2.4 -> 10.0.255.255:443", "denied", "100"],
    ["tcp 10.0.2.4 -> 10.1.0.0:443", "undecided", "in VirtualNetwork"],
    ["tcp 10.0.2.4 -> 192.168.0.4:443", "undecided", "in VirtualNetwork"],
    ["tcp 10.0.2.4 -> 8.8.8.8:443", "allowed", "110"],
    [`tcp 10.0.2.4 -> ${registry}:443`, "allowed", "110"],
  ]);
  rows(group, [["tcp 10.0.2.4 -> 10.1.0.0:443", "denied", "100"]], { virtualNetwork: ["10.0.0.0/16", "10.1.0.0/16"] });
  rows(
    group,
    [
      ["tcp 10.0.2.4 -> 10.0.3.4:443", "undecided", "in VirtualNetwork"],
      [`tcp 10.0.2.4 -> ${registry}:443`, "allowed", "110"],
    ],
    { virtualNetwork: unknown("the address space") },
  );
  rows(
    group,
    [
      ["tcp 10.0.2.4 -> 8.8.8.8:443", "undecided", "in VirtualNetwork"],
      [`tcp 10.0.2.4 -> ${registry}:443`, "undecided", "in VirtualNetwork"],
    ],
    { ...network, routedPrefixes: ["0.0.0.0/0"] },
  );
  rows(group, [[`tcp 10.0.2.4 -> ${registry}:443`, "undecided", "in VirtualNetwork"]], {
    ...network,
    routedPrefixes: unknown("routes"),
  });
  rows(group, [[`tcp 10.0.2.4 -> ${registry}:443`, "allowed", "110"]], {
    ...network,
    routedPrefixes: ["192.168.0.0/16"],
  });
});

describe("security rules: the platform's own traffic passes unless a rule names it", () => {
  rows(securityGroup("100 deny any * -> *", "110 deny udp * -> AzurePlatformDNS:53"), [
    ["tcp 10.0.2.4 -> 168.63.129.16:80", "allowed", "0"],
    ["tcp 10.0.2.4 -> 169.254.169.254:80", "allowed", "0"],
    ["tcp 10.0.2.4 -> AzurePlatformIMDS:80", "allowed", "0"],
    ["udp 10.0.2.4 -> 168.63.129.16:53", "denied", "110"],
    ["udp 10.0.2.4 -> AzurePlatformDNS:52-53", "partly", "110, 0"],
    // neighbours
    ["tcp 10.0.2.4 -> 168.63.129.17:80", "denied", "100"],
    ["tcp 10.0.2.4 -> 169.254.169.253:80", "denied", "100"],
    // wider questions don't mean it
    ["tcp 10.0.2.4 -> *:80", "denied", "100"],
    ["tcp 10.0.2.4 -> VirtualNetwork:80", "denied", "100"],
    ["tcp 10.0.2.4 -> 168.63.0.0/16:80", "denied", "100"],
  ]);
  rows(securityGroup("100 deny any * -> ?"), [["tcp 10.0.2.4 -> 168.63.129.16:80", "undecided", "destination"]]);
  rows(
    securityGroup("100 in deny any * -> *"),
    [["tcp 168.63.129.16 -> 10.0.2.4:443", "denied", "100"]],
    network,
    "Inbound",
  );
});

describe("security rules: several terms of a rule match if any does", () => {
  const group = securityGroup("100 deny tcp 10.0.2.4,10.0.2.6 -> 10.0.3.0/24,10.0.5.0/24:80,443,8000-8100");
  rows(group, [
    ["tcp 10.0.2.4 -> 10.0.3.4:80", "denied", "100"],
    ["tcp 10.0.2.6 -> 10.0.5.4:8100", "denied", "100"],
    ["tcp 10.0.2.5 -> 10.0.3.4:80", "allowed", "65000"],
    ["tcp 10.0.2.4 -> 10.0.4.4:80", "allowed", "65000"],
    ["tcp 10.0.2.4 -> 10.0.3.4:81", "allowed", "65000"],
    ["tcp 10.0.2.4 -> 10.0.3.4:8101", "allowed", "65000"],
    ["tcp 10.0.2.4,10.0.2.5 -> 10.0.3.4:80", "partly", "100, 65000"],
  ]);
});

describe("security rules: protocols", () => {
  rows(securityGroup("100 deny udp * -> *", "110 deny icmp * -> *", "120 deny any * -> *:443"), [
    ["tcp 10.0.2.4 -> 10.0.3.4:443", "denied", "120"],
    ["tcp 10.0.2.4 -> 10.0.3.4:442", "allowed", "65000"],
    ["udp 10.0.2.4 -> 10.0.3.4:442", "denied", "100"],
    ["icmp 10.0.2.4 -> 10.0.3.4", "denied", "110"],
    // a protocol without ports under a rule with ports
    ["esp 10.0.2.4 -> 10.0.3.4", "undecided", "whether a rule with ports matches Esp"],
  ]);
});

describe("security rules: source ports", () => {
  rows(securityGroup("100 deny tcp *#1000-2000 -> *:443"), [
    ["tcp 10.0.2.4#1000 -> 10.0.3.4:443", "denied", "100"],
    ["tcp 10.0.2.4#2001 -> 10.0.3.4:443", "allowed", "65000"],
    ["tcp 10.0.2.4 -> 10.0.3.4:443", "partly", "100, 65000"],
  ]);
});

describe("security rules: what isn't known may match", () => {
  rows(securityGroup("100 deny tcp ? -> Internet"), [[`tcp 10.0.2.4 -> ${registry}:443`, "undecided", "source"]]);
  rows(securityGroup("100 deny tcp 10.0.2.0/24,? -> Internet"), [
    [`tcp 10.0.2.4 -> ${registry}:443`, "denied", "100"],
    [`tcp 10.0.3.4 -> ${registry}:443`, "undecided", "source"],
  ]);
  rows(securityGroup("100 deny tcp * -> ??"), [[`tcp 10.0.2.4 -> ${registry}:443`, "undecided", "destination"]]);
  rows(securityGroup("100 allow tcp * -> ??"), [[`tcp 10.0.2.4 -> ${registry}:443`, "allowed", "100, 65001"]]);
  rows(securityGroup("100 deny tcp * -> *:?"), [[`tcp 10.0.2.4 -> ${registry}:443`, "undecided", "destinationPorts"]]);
  rows(securityGroup("100 deny ? * -> Internet"), [[`tcp 10.0.2.4 -> ${registry}:443`, "undecided", "protocol"]]);
  rows(securityGroup("100 ? tcp * -> Internet"), [[`tcp 10.0.2.4 -> ${registry}:443`, "undecided", "access 0"]]);
  rows(securityGroup("100 ? deny tcp * -> Internet"), [
    [`tcp 10.0.2.4 -> ${registry}:443`, "undecided", "direction 0"],
  ]);
  rows(securityGroup("? allow tcp * -> Internet", "200 deny tcp * -> Internet"), [
    [`tcp 10.0.2.4 -> ${registry}:443`, "undecided", "the priority of `rule-?`"],
  ]);
  it("is decided where every order comes to the same: no rule of people's comes after Azure's own", () => {
    const group = securityGroup("? deny tcp * -> Internet", "100 deny tcp * -> Storage", "? deny udp * -> *");
    const decision = decideSecurityRules(group, flow(`tcp 10.0.2.4 -> ${registry}:443`), network);
    assert.equal(decision.verdict, "denied");
    assert.deepEqual(
      decision.decidedBy.map(({ rule }) => rule.path),
      ["securityRules[0]"],
    );
  });
  rows(securityGroup("200 deny tcp * -> Internet"), [
    [`tcp ? -> ${registry}:443`, "denied", "200"],
    ["tcp 10.0.2.4 -> ?:443", "undecided", "destination"],
  ]);
  rows(securityGroup("200 deny any * -> *"), [["tcp 10.0.2.4 -> ?:443", "denied", "200"]]);
});

describe("security rules: what is certain of a part whichever of its packets match", () => {
  rows(securityGroup("100 deny tcp ? -> *:443", "200 deny tcp * -> *:443"), [
    ["tcp 10.0.2.0/24 -> Internet:443", "denied", "100, 200"],
    ["tcp 10.0.2.0/24 -> Internet:80,443", "partly", "100, 200, 65001"],
  ]);
  rows(securityGroup("100 deny tcp ? -> *:443", "200 allow tcp * -> *:443"), [
    ["tcp 10.0.2.0/24 -> Internet:80,443", "undecided", "source"],
  ]);
});

describe("security rules: a long list", () => {
  const prefixes = Array.from({ length: 40 }, (_, at) => `${at + 100} deny tcp * -> 17.0.${at}.0/24:443`);
  rows(securityGroup(...prefixes, "150 allow tcp * -> 17.0.0.0/16:443", "160 deny tcp * -> *"), [
    ["tcp 10.0.2.4 -> 17.0.39.255:443", "denied", "139"],
    ["tcp 10.0.2.4 -> 17.0.40.0:443", "allowed", "150"],
    ["tcp 10.0.2.4 -> 17.0.38.0/23:443", "denied", "138, 139"],
    ["tcp 10.0.2.4 -> 17.0.39.0/23:443", "denied", "138, 139"],
    ["tcp 10.0.2.4 -> 17.0.39.128/25,17.0.40.0/25:443", "partly", "139, 150"],
    ["tcp 10.0.2.4 -> 17.0.39.0:442", "denied", "160"],
    // the first of two that have an address
    ["tcp 10.0.2.4 -> 17.0.0.0/24:443", "denied", "100"],
    // what of the question lies on other ports goes on
    ["tcp 10.0.2.4 -> 17.0.32.0/21:442,443", "denied", "132, 133, 134, 135, 136, 137, 138, 139, 160"],
    ["tcp 10.0.2.4 -> 17.0.32.0/20:443", "partly", "132, 133, 134, 135, 136, 137, 138, 139, 150"],
  ]);
  const sources = Array.from({ length: 40 }, (_, at) => `${at + 100} deny tcp 10.0.${at}.0/24 -> 17.0.0.0/8:443`);
  rows(securityGroup(...sources), [
    ["tcp 10.0.39.0/24 -> 17.0.0.1:443", "denied", "139"],
    ["tcp 10.0.32.0/20 -> 17.0.0.1:443", "partly", "132, 133, 134, 135, 136, 137, 138, 139, 65001"],
    ["tcp 10.0.32.0/21 -> 17.0.0.1,18.0.0.1:443", "partly", "132, 133, 134, 135, 136, 137, 138, 139, 65001"],
  ]);
  // a list of prefixes, each from another port
  const fromPorts = Array.from({ length: 10 }, (_, at) => `${at + 100} deny tcp *#${at + 1} -> 17.0.${at}.0/24:443`);
  rows(securityGroup(...fromPorts), [
    ["tcp 10.0.2.4#4 -> 17.0.3.0/24:443", "denied", "103"],
    ["tcp 10.0.2.4#1 -> 17.0.3.0/24:443", "allowed", "65001"],
    ["tcp 10.0.2.4#1-4 -> 17.0.3.0/24:443", "partly", "103, 65001"],
  ]);
  rows(securityGroup("90 allow tcp *#1 -> *", ...fromPorts), [
    ["tcp 10.0.2.4#1-8 -> 17.0.0.0/21:443", "partly", "90, 101, 102, 103, 104, 105, 106, 107, 65001"],
  ]);
  // every rule another address on both sides, and ports: no two differ in one side only
  const boxes = Array.from(
    { length: 40 },
    (_, at) => `${at + 100} ${at % 2 === 0 ? "deny" : "allow"} tcp 10.0.${at}.0/24 -> 10.0.${at + 100}.0/24:${at + 1}`,
  );
  rows(securityGroup(...boxes, "200 deny tcp * -> *:443"), [
    ["tcp 10.0.6.0/24 -> 10.0.106.0/24:7", "denied", "106"],
    ["tcp 10.0.7.0/24 -> 10.0.107.0/24:8", "allowed", "107"],
    ["tcp 10.0.7.0/24 -> 10.0.107.0/24:9", "allowed", "65000"],
    ["tcp 10.0.6.0/23 -> 10.0.106.0/23:7,8", "partly", "106, 107, 65000"],
    ["tcp 10.0.0.0/18 -> 10.0.0.0/16:443", "denied", "200"],
  ]);
  // that a group has members is known of the whole network, not of each half of it
  const allowed = boxes.map((line) => line.replace("deny", "allow")).slice(0, 12);
  rows(securityGroup("90 deny tcp * -> asg:/db", ...allowed, "200 allow tcp * -> *"), [
    [
      "tcp 10.0.0.0/18 -> 10.0.0.0/16,17.0.0.0/8:1-100",
      "partly",
      ["90", ...allowed.map((line) => line.slice(0, 3)), "200"].join(", "),
    ],
  ]);
});

describe("security rules: a part that is cut along a tag stays a part", () => {
  // whichever of the addresses are Storage's: on 443 all are denied
  rows(securityGroup("100 allow tcp * -> *:80", "110 deny tcp * -> Storage", "120 deny tcp * -> *"), [
    ["tcp 10.0.2.4 -> 20.0.0.0/8:443", "denied", "110, 120"],
    ["tcp 10.0.2.4 -> 20.0.0.0/8:80,443", "partly", "100, 110, 120"],
  ]);
});

describe("security rules: two rules with one number", () => {
  rows(securityGroup("200 allow tcp * -> Internet", "200 deny tcp * -> AzureContainerRegistry"), [
    [`tcp 10.0.2.4 -> ${registry}:443`, "undecided", "comes first"],
    // an address that Azure never had can't be one of the registry's
    ["tcp 10.0.2.4 -> 17.1.2.3:443", "allowed", "200"],
  ]);
  rows(securityGroup("200 deny tcp * -> Internet", "200 deny tcp * -> AzureContainerRegistry"), [
    [`tcp 10.0.2.4 -> ${registry}:443`, "denied", "200"],
  ]);
  // one number in two directions is fine
  rows(securityGroup("200 allow tcp * -> Internet", "200 in deny tcp * -> *"), [
    [`tcp 10.0.2.4 -> ${registry}:443`, "allowed", "200"],
  ]);
});

describe("security rules: application security groups", () => {
  rows(securityGroup("100 deny tcp asg:/web -> Internet", "110 allow tcp asg:/WEB -> Internet"), [
    ["tcp 10.0.2.4 -> 8.8.8.8:443", "undecided", "/web"],
    ["tcp asg:/web -> 8.8.8.8:443", "denied", "100"],
    ["tcp asg:/other -> 8.8.8.8:443", "undecided", "/other"],
  ]);
  // members are in the virtual network, so no service is among them
  rows(securityGroup("100 deny tcp * -> asg:/web"), [[`tcp 10.0.2.4 -> ${registry}:443`, "allowed", "65001"]]);
});

describe("security rules: both families", () => {
  const dual = { virtualNetwork: ["10.0.0.0/16", "fd00::/48"] };
  const group = securityGroup("100 deny tcp [fd00::/64] -> Internet");
  rows(
    group,
    [
      ["tcp [fd00::4] -> [2600::1]:443", "denied", "100"],
      ["tcp [fd00:0:0:1::4] -> [2600::1]:443", "allowed", "65001"],
      ["tcp 10.0.2.4 -> 8.8.8.8:443", "allowed", "65001"],
      // no packet goes from one family to the other
      ["tcp [fd00::4] -> 8.8.8.8:443", "undecided", "whether the flow holds any packet"],
      ["tcp * -> Internet", "partly", "100, 65001"],
    ],
    dual,
  );
  rows(
    securityGroup("100 deny any 0.0.0.0/0 -> 0.0.0.0/0"),
    [["tcp [fd00::4] -> [fd00::5]:443", "allowed", "65000"]],
    dual,
  );
});

describe("security rules: the words for what isn't known", () => {
  const words = (lines: readonly string[], asked: string, context: NetworkContext = network) =>
    decideSecurityRules(securityGroup(...lines), flow(asked), context).unknowns;

  it("name the tag and the prefix", () => {
    assert.deepEqual(words(["100 deny tcp * -> 20.0.0.0/8"], `tcp 10.0.2.4 -> ${registry}:443`), [
      `whether an address in 20.0.0.0/8 and in ${registry} exists`,
      `whether an address in no prefix of an earlier rule and in ${registry} exists`,
    ]);
  });

  it("name two tags, and no prefix where none plays a part", () => {
    const routed = { ...network, routedPrefixes: ["0.0.0.0/0"] };
    assert.deepEqual(words(["100 deny tcp * -> VirtualNetwork"], `tcp 10.0.2.4 -> ${registry}:443`, routed), [
      `whether an address in ${registry} and in VirtualNetwork exists`,
      `whether an address in ${registry} and not in VirtualNetwork exists`,
    ]);
  });

  it("leave out what wouldn't change the verdict", () => {
    const lines = ["100 deny tcp ? -> Internet", "110 allow tcp ? -> Storage", "120 deny tcp * -> Internet"];
    assert.deepEqual(words(lines, `tcp 10.0.2.4 -> ${registry}:443`), []);
    const open = [
      "100 deny tcp 10.0.2.0/24 -> 10.0.3.4:443",
      "110 allow tcp ? -> 10.0.3.4",
      "120 deny tcp * -> 10.0.3.4",
    ];
    assert.deepEqual(words(open, "tcp 10.0.2.0/23 -> 10.0.3.4:443"), ["source"]);
    // What may be allowed beside what surely is changes nothing; what may be denied does.
    const beside = ["110 allow tcp ? -> Sql.WestEurope", "120 deny tcp * -> Storage.WestEurope:?"];
    const destinations = "10.0.3.4,Sql.WestEurope,Storage.WestEurope";
    assert.deepEqual(words(beside, `tcp 10.0.2.4 -> ${destinations}:443`), ["destinationPorts"]);
  });
});

describe("security rules: Azure's own", () => {
  it("are six, three a direction", () => {
    const listed = defaultSecurityRules().map(
      (rule) => `${String(rule.direction)} ${String(rule.priority)} ${String(rule.access)}`,
    );
    assert.deepEqual(listed, [
      "Inbound 65000 Allow",
      "Inbound 65001 Allow",
      "Inbound 65500 Deny",
      "Outbound 65000 Allow",
      "Outbound 65001 Allow",
      "Outbound 65500 Deny",
    ]);
  });
  it("may be passed as well and change nothing", () => {
    const asked = flow(`tcp 10.0.2.4 -> ${registry}:443`);
    const group = securityGroup("100 deny tcp * -> Internet:443");
    assert.equal(decideSecurityRules([...group, ...defaultSecurityRules()], asked, network).verdict, "denied");
  });
});

describe("security rules: the witness", () => {
  it("is a packet that the rule decides", () => {
    const group = securityGroup("100 deny tcp 10.0.2.128/25 -> Internet:443");
    const decision = decideSecurityRules(group, flow(`tcp 10.0.2.0/24 -> ${registry}:443`), network);
    assert.deepEqual(
      decision.decidedBy.map(({ rule, access, witness }) => [rule.priority, access, witness]),
      [
        [100, "Deny", `Tcp 10.0.2.132 -> ${registry}:443`],
        [65001, "Allow", `Tcp 10.0.2.4 -> ${registry}:443`],
      ],
    );
  });
});

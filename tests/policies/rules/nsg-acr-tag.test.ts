/**
 * nsg-acr-tag: what the security rules of an inferencing subnet do to TCP 443 towards the registry. Rows from
 * Microsoft's documents as the reference catalogue has them; a network in westeurope, a subnet 10.0.2.0/24.
 */
import assert from "node:assert/strict";
import { Properties } from "../../../policies/capture/wire-value";
import { nsgAcrTag } from "../../../policies/rules/network/nsg-acr-tag";
import { notYet } from "../../estates/captured";
import { instead, outbound, outboundRules } from "../../estates/outbound-rules";
import { PrivateComputeOptions, privateCompute } from "../../estates/private-compute";
import { judged, verdicts } from "../judged";
import { assertSays, assertVerdict, onlyFault, onlyUnknowns, Verdict } from "../said";

type Row = readonly [title: string, rules: readonly string[], verdict: Verdict];

const closed = "200 deny * * -> Internet:*";
const registryTag = "190 allow tcp * -> AzureContainerRegistry.WestEurope:443";

function judge(securityRules: readonly Properties[], options: PrivateComputeOptions = {}) {
  return judged(nsgAcrTag, privateCompute({ ...options, securityRules }).resources);
}

function rows(fact: string, table: readonly Row[], options: PrivateComputeOptions = {}): void {
  describe(`nsg-acr-tag: ${fact}`, () => {
    for (const [title, rules, verdict] of table) {
      it(`${title}: ${verdict}`, () => {
        assertVerdict(judge(outboundRules(...rules), options), verdict);
      });
    }
  });
}

rows("outbound is open by default, and limited by what comes before", [
  ["no rule of one's own", [], "pass"],
  ["Internet denied", [closed], "fail"],
  ["everything denied, by star", ["4096 deny * * -> *:*"], "fail"],
  ["everything denied, by prefix", ["4096 deny * * -> 0.0.0.0/0:*"], "fail"],
  ["everything denied, by two halves", ["300 deny * * -> 0.0.0.0/1:*", "310 deny * * -> 128.0.0.0/1:*"], "fail"],
  ["only another protocol denied", ["200 deny udp * -> Internet:*"], "pass"],
  ["only TCP denied", ["200 deny tcp * -> Internet:*"], "fail"],
  ["only another port denied", ["200 deny * * -> Internet:80"], "pass"],
  ["only port 443 denied", ["200 deny * * -> Internet:443"], "fail"],
  ["ports up to 442 denied", ["200 deny * * -> Internet:0-442"], "pass"],
  ["ports up to 443 denied", ["200 deny * * -> Internet:0-443"], "fail"],
  ["ports from 443 denied", ["200 deny * * -> Internet:443-65535"], "fail"],
  ["ports from 444 denied", ["200 deny * * -> Internet:444-65535"], "pass"],
  ["only another subnet's traffic denied", ["200 deny * 10.0.3.0/24 -> Internet:*"], "pass"],
  ["only this subnet's traffic denied", ["200 deny * 10.0.2.0/24 -> Internet:*"], "fail"],
  ["only one address of the subnet denied", ["200 deny * 10.0.2.4 -> Internet:*"], "fail"],
  ["the virtual network's traffic denied", ["200 deny * VirtualNetwork -> Internet:*"], "fail"],
]);

rows("the first match ends it", [
  ["the tag before the deny", [registryTag, closed], "pass"],
  ["the tag one before the deny", ["199 allow tcp * -> AzureContainerRegistry.WestEurope:443", closed], "pass"],
  ["the tag one after the deny", [closed, "201 allow tcp * -> AzureContainerRegistry.WestEurope:443"], "fail"],
  ["the tag at the smallest number", ["100 allow tcp * -> AzureContainerRegistry.WestEurope:443", closed], "pass"],
  ["the order in the list says nothing", [closed, registryTag], "pass"],
  [
    "the order in the list says nothing, the other way round",
    ["300 allow tcp * -> AzureContainerRegistry.WestEurope:443", "300 allow udp * -> *:*", closed]
      .slice(0, 1)
      .concat(closed),
    "fail",
  ],
  ["a deny of the tag itself before its allow", ["180 deny * * -> AzureContainerRegistry:*", registryTag], "fail"],
  ["a deny of something else before the allow", ["180 deny * * -> Storage:*", registryTag, closed], "pass"],
  ["two denies, the allow between them", ["180 deny * * -> Internet:*", registryTag, closed], "fail"],
  ["two allows, only the second before the deny", [registryTag, "250 allow * * -> Internet:443", closed], "pass"],
]);

rows("an allow helps where its destination contains the registry's tag", [
  ["the registry's service in all regions", ["190 allow tcp * -> AzureContainerRegistry:443", closed], "pass"],
  ["all of Azure", ["190 allow tcp * -> AzureCloud:443", closed], "pass"],
  ["Azure in the registry's region", ["190 allow tcp * -> AzureCloud.westeurope:443", closed], "pass"],
  ["Azure in another region", ["190 allow tcp * -> AzureCloud.northeurope:443", closed], "fail"],
  ["the Internet", ["190 allow tcp * -> Internet:443", closed], "pass"],
  ["a star", ["190 allow tcp * -> *:443", closed], "pass"],
  ["every prefix", ["190 allow tcp * -> 0.0.0.0/0:443", closed], "pass"],
  ["storage, whose addresses are others", ["190 allow tcp * -> Storage:443", closed], "fail"],
  ["storage of the region", ["190 allow tcp * -> Storage.WestEurope:443", closed], "fail"],
  ["Microsoft's own registry, another service", ["190 allow tcp * -> MicrosoftContainerRegistry:443", closed], "fail"],
  ["Azure Machine Learning", ["190 allow tcp * -> AzureMachineLearning:443", closed], "fail"],
  ["the virtual network", ["190 allow tcp * -> VirtualNetwork:443", closed], "fail"],
  ["a private prefix", ["190 allow tcp * -> 10.0.0.0/8:443", closed], "fail"],
  ["the registry in another region", ["190 allow tcp * -> AzureContainerRegistry.NorthEurope:443", closed], "fail"],
]);

rows("a deny hurts where its destination contains the registry's tag", [
  ["the registry's service in all regions", ["200 deny * * -> AzureContainerRegistry:*"], "fail"],
  ["the registry's tag", ["200 deny * * -> AzureContainerRegistry.WestEurope:*"], "fail"],
  ["all of Azure", ["200 deny * * -> AzureCloud:*"], "fail"],
  ["Azure in the registry's region", ["200 deny * * -> AzureCloud.westeurope:*"], "fail"],
  ["Azure in another region", ["200 deny * * -> AzureCloud.northeurope:*"], "pass"],
  ["the registry in another region", ["200 deny * * -> AzureContainerRegistry.NorthEurope:*"], "pass"],
  ["storage", ["200 deny * * -> Storage:*"], "pass"],
  ["storage of the region", ["200 deny * * -> Storage.WestEurope:*"], "pass"],
  ["a private prefix", ["200 deny * * -> 10.0.0.0/8:*"], "pass"],
]);

rows("tags, protocols and accesses are compared without regard to case", [
  ["the tag in lower case", ["190 allow tcp * -> azurecontainerregistry.westeurope:443", closed], "pass"],
  ["the tag in upper case", ["190 allow TCP * -> AZURECONTAINERREGISTRY.WESTEUROPE:443", closed], "pass"],
  ["the deny's tag in lower case", ["200 deny * * -> internet:*"], "fail"],
  ["the cloud's tag in mixed case", ["190 allow Tcp * -> azurecloud.WestEurope:443", closed], "pass"],
]);

rows("the allow's protocol, port and source have to cover the pull", [
  ["any protocol", ["190 allow * * -> AzureContainerRegistry.WestEurope:443", closed], "pass"],
  ["UDP", ["190 allow udp * -> AzureContainerRegistry.WestEurope:443", closed], "fail"],
  ["ICMP", ["190 allow icmp * -> AzureContainerRegistry.WestEurope:443", closed], "fail"],
  ["port 80", ["190 allow tcp * -> AzureContainerRegistry.WestEurope:80", closed], "fail"],
  ["any port", ["190 allow tcp * -> AzureContainerRegistry.WestEurope:*", closed], "pass"],
  ["a range that begins with 443", ["190 allow tcp * -> AzureContainerRegistry.WestEurope:443-445", closed], "pass"],
  ["a range that ends with 443", ["190 allow tcp * -> AzureContainerRegistry.WestEurope:400-443", closed], "pass"],
  ["a range that begins after it", ["190 allow tcp * -> AzureContainerRegistry.WestEurope:444-500", closed], "fail"],
  ["a range that ends before it", ["190 allow tcp * -> AzureContainerRegistry.WestEurope:400-442", closed], "fail"],
  [
    "the virtual network as source",
    ["190 allow tcp VirtualNetwork -> AzureContainerRegistry.WestEurope:443", closed],
    "pass",
  ],
  ["the subnet as source", ["190 allow tcp 10.0.2.0/24 -> AzureContainerRegistry.WestEurope:443", closed], "pass"],
  ["a wider prefix as source", ["190 allow tcp 10.0.0.0/16 -> AzureContainerRegistry.WestEurope:443", closed], "pass"],
  [
    "half of the subnet as source",
    ["190 allow tcp 10.0.2.0/25 -> AzureContainerRegistry.WestEurope:443", closed],
    "fail",
  ],
  [
    "both halves of the subnet, a rule each",
    [
      "190 allow tcp 10.0.2.0/25 -> AzureContainerRegistry.WestEurope:443",
      "191 allow tcp 10.0.2.128/25 -> AzureContainerRegistry.WestEurope:443",
      closed,
    ],
    "pass",
  ],
  ["another subnet as source", ["190 allow tcp 10.0.3.0/24 -> AzureContainerRegistry.WestEurope:443", closed], "fail"],
  ["the Internet as source", ["190 allow tcp Internet -> AzureContainerRegistry.WestEurope:443", closed], "fail"],
]);

rows(
  "the region is the registry's, not the network's",
  [
    ["nothing limited", [], "pass"],
    ["the network's region", [registryTag, closed], "fail"],
    ["the registry's region", ["190 allow tcp * -> AzureContainerRegistry.NorthEurope:443", closed], "pass"],
    ["Azure in the network's region", ["190 allow tcp * -> AzureCloud.westeurope:443", closed], "fail"],
    ["Azure in the registry's region", ["190 allow tcp * -> AzureCloud.northeurope:443", closed], "pass"],
  ],
  { registryLocation: "northeurope" },
);

rows(
  "only the tag AzureCloud shortens region names",
  [
    ["the registry's full name", ["190 allow tcp * -> AzureContainerRegistry.GermanyWestCentral:443", closed], "pass"],
    ["the cloud's short name", ["190 allow tcp * -> AzureCloud.germanywc:443", closed], "pass"],
    ["the cloud's short name in a deny", ["200 deny * * -> AzureCloud.germanywc:443"], "fail"],
  ],
  { registryLocation: "germanywestcentral" },
);

rows(
  "a location may be written as its display name",
  [
    ["the tag", [registryTag, closed], "pass"],
    ["another region's tag", ["190 allow tcp * -> AzureContainerRegistry.NorthEurope:443", closed], "fail"],
  ],
  { registryLocation: "West Europe" },
);

rows("what is not known may match, and decides nothing that was decided before it", [
  ["an unknown destination of a deny before the allow", ["150 deny * * -> ?:*", registryTag, closed], "undecided"],
  ["an unknown destination of a deny alone", ["150 deny * * -> ?:*"], "undecided"],
  ["an unknown destination of the allow", ["190 allow tcp * -> ?:443", closed], "undecided"],
  ["an unknown source of the allow", ["190 allow tcp ? -> AzureContainerRegistry.WestEurope:443", closed], "undecided"],
  ["an unknown source of the deny", ["200 deny * ? -> Internet:*"], "undecided"],
  ["an unknown port of the allow", ["190 allow tcp * -> AzureContainerRegistry.WestEurope:?", closed], "undecided"],
  ["an unknown protocol of the allow", ["190 allow ? * -> AzureContainerRegistry.WestEurope:443", closed], "undecided"],
  ["an unknown access", ["150 ? * * -> Internet:*"], "undecided"],
  ["an unknown priority of the allow", ["? allow tcp * -> AzureContainerRegistry.WestEurope:443", closed], "undecided"],
  ["an unknown priority of the deny", [registryTag, "? deny * * -> Internet:*"], "undecided"],
  ["an unknown deny after the allow", [registryTag, "195 deny * * -> ?:*", closed], "pass"],
  ["an unknown allow after the deny", [closed, "210 allow tcp * -> ?:443"], "fail"],
  ["an unknown deny of another port", ["150 deny * * -> ?:80"], "pass"],
]);

rows("a public prefix cannot be compared with a tag", [
  ["a public prefix denied before the allow", ["150 deny * * -> 20.0.0.0/8:*", registryTag, closed], "undecided"],
  ["a public prefix denied, nothing else", ["150 deny * * -> 20.0.0.0/8:*"], "undecided"],
  ["half of all addresses denied", ["150 deny * * -> 0.0.0.0/1:*"], "undecided"],
  ["a public prefix denied after the allow", [registryTag, "195 deny * * -> 20.0.0.0/8:*"], "pass"],
  ["a public prefix denied on another port", ["150 deny * * -> 20.0.0.0/8:80", registryTag, closed], "pass"],
]);

describe("nsg-acr-tag: an allow of public prefixes is no proof", () => {
  it("prefixes instead of the tag never pass: the registry's addresses change", () => {
    const [verdict] = verdicts(judge(outboundRules("190 allow tcp * -> 20.61.97.0/27:443", closed)));
    assert.notEqual(verdict, "pass");
  });
});

describe("nsg-acr-tag: plural properties", () => {
  const tagged = outbound(registryTag);
  const denied = outbound(closed);
  const table: readonly (readonly [string, readonly Properties[], Verdict])[] = [
    [
      "443 among the ports",
      [instead(tagged, "destinationPortRange", { destinationPortRanges: ["80", "443"] }), denied],
      "pass",
    ],
    [
      "443 within a listed range",
      [instead(tagged, "destinationPortRange", { destinationPortRanges: ["80", "440-450"] }), denied],
      "pass",
    ],
    [
      "443 not among the ports",
      [instead(tagged, "destinationPortRange", { destinationPortRanges: ["80", "8443"] }), denied],
      "fail",
    ],
    [
      "the subnet among the sources",
      [instead(tagged, "sourceAddressPrefix", { sourceAddressPrefixes: ["10.0.1.0/24", "10.0.2.0/24"] }), denied],
      "pass",
    ],
    [
      "the subnet as two listed halves",
      [instead(tagged, "sourceAddressPrefix", { sourceAddressPrefixes: ["10.0.2.128/25", "10.0.2.0/25"] }), denied],
      "pass",
    ],
    [
      "the subnet not among the sources",
      [instead(tagged, "sourceAddressPrefix", { sourceAddressPrefixes: ["10.0.1.0/24", "10.0.3.0/24"] }), denied],
      "fail",
    ],
    [
      "everything among the denied",
      [instead(denied, "destinationAddressPrefix", { destinationAddressPrefixes: ["10.0.0.0/8", "0.0.0.0/0"] })],
      "fail",
    ],
    [
      "private prefixes denied only",
      [instead(denied, "destinationAddressPrefix", { destinationAddressPrefixes: ["10.0.0.0/8", "192.168.0.0/16"] })],
      "pass",
    ],
    [
      "empty lists beside the singular",
      [{ ...tagged, destinationPortRanges: [], sourceAddressPrefixes: [], destinationAddressPrefixes: [] }, denied],
      "pass",
    ],
    [
      "an unknown list of ports",
      [instead(tagged, "destinationPortRange", { destinationPortRanges: notYet }), denied],
      "undecided",
    ],
    [
      "an unknown port in the list",
      [instead(tagged, "destinationPortRange", { destinationPortRanges: ["80", notYet] }), denied],
      "undecided",
    ],
    [
      "an unknown port beside 443",
      [instead(tagged, "destinationPortRange", { destinationPortRanges: [notYet, "443"] }), denied],
      "pass",
    ],
  ];
  for (const [title, rules, verdict] of table) {
    it(`${title}: ${verdict}`, () => {
      assertVerdict(judge(rules), verdict);
    });
  }
});

describe("nsg-acr-tag: other properties of a rule", () => {
  const tagged = outbound(registryTag);
  const denied = outbound(closed);
  const group: Properties = { sourceApplicationSecurityGroups: [{ id: notYet }] };
  const table: readonly (readonly [string, readonly Properties[], Verdict])[] = [
    ["an inbound deny", [{ ...denied, direction: "Inbound" }], "pass"],
    ["an inbound allow", [{ ...tagged, direction: "Inbound" }, denied], "fail"],
    ["the direction in lower case", [{ ...denied, direction: "outbound" }], "fail"],
    ["an unknown direction of a deny", [{ ...denied, direction: notYet }], "undecided"],
    ["an unknown direction of the allow", [{ ...tagged, direction: notYet }, denied], "undecided"],
    [
      "an inbound rule with the same priority",
      [{ ...denied, direction: "Inbound", priority: 190 }, tagged, denied],
      "pass",
    ],
    ["an allow from one source port: clients use any", [{ ...tagged, sourcePortRange: "443" }, denied], "fail"],
    ["an allow from a range that is all ports", [{ ...tagged, sourcePortRange: "0-65535" }, denied], "pass"],
    [
      "an allow from an application security group",
      [instead(tagged, "sourceAddressPrefix", group), denied],
      "undecided",
    ],
    ["a deny from an application security group", [instead(denied, "sourceAddressPrefix", group)], "undecided"],
    [
      "a deny from an application security group after the allow",
      [tagged, instead(denied, "sourceAddressPrefix", group)],
      "pass",
    ],
    [
      "two allows with one priority, which Azure would refuse, both harmless",
      [tagged, { ...tagged, name: "again" }, denied],
      "pass",
    ],
  ];
  for (const [title, rules, verdict] of table) {
    it(`${title}: ${verdict}`, () => {
      assertVerdict(judge(rules), verdict);
    });
  }

  it("an allow and a deny with one priority, which Azure would refuse: never a pass", () => {
    const [verdict] = verdicts(judge([{ ...tagged, priority: 200 }, denied]));
    assert.notEqual(verdict, "pass");
  });
});

describe("nsg-acr-tag: an application security group as destination holds network interfaces, no registry", () => {
  const members: Properties = { destinationApplicationSecurityGroups: [{ id: notYet }] };
  const toMembers = (text: string) => instead(outbound(text), "destinationAddressPrefix", members);

  it("denied: never a fail", () => {
    const [verdict] = verdicts(judge([toMembers("200 deny * * -> x:*")]));
    assert.notEqual(verdict, "fail");
  });
  it("allowed before everything is denied: never a pass", () => {
    const [verdict] = verdicts(judge([toMembers("190 allow * * -> x:*"), outbound(closed)]));
    assert.notEqual(verdict, "pass");
  });
});

describe("nsg-acr-tag: what a fail says", () => {
  const fault = () => onlyFault(judge(outboundRules(closed)));

  it("who is hurt: the compute, its subnet and the subnet's prefix", () => {
    assertSays(fault().who, "`scoring`", "`inference`", "10.0.2.0/24");
  });
  it("what cannot be reached: the tag, protocol and port", () => {
    assert.equal(fault().witness[0], "cannot reach");
    assertSays(fault().witness[1], "AzureContainerRegistry.WestEurope, tcp 443");
  });
  it("what decided: group, rule, priority and the place in the program", () => {
    assertSays(fault().decidedBy, "`nsg`", "`deny-200`", "priority 200", "securityRules[0]");
  });
  it("what follows", () => {
    assertSays(fault().consequence, "cannot pull its image");
  });
  it("the smallest fix, as its page prints it", () => {
    assertSays(
      fault().fix,
      "add to securityRules: priority 190, Allow, Outbound, Tcp, 10.0.2.0/24 -> AzureContainerRegistry.WestEurope:443",
    );
  });
  it("the deciding rule by its own place in the list", () => {
    const unsorted = outboundRules("300 allow tcp * -> Storage:443", "310 deny * * -> *:*", closed);
    assertSays(onlyFault(judge(unsorted)).decidedBy, "`deny-200`", "securityRules[2]");
  });
  it("lays the fault at the security group's door", () => {
    const [finding] = judge(outboundRules(closed));
    assert.equal(finding?.subject.name, "nsg");
  });
  it("the platform's rule, where nothing else decides, is never the one that denies", () => {
    assertSays(onlyFault(judge(outboundRules("4096 deny * * -> *:*"))).decidedBy, "`deny-4096`", "priority 4096");
  });
});

/** The priority that the fix names, if it tells to add a rule. */
function addedPriority(fix: string): number | undefined {
  const [, priority] = /add to securityRules: priority (\d+), Allow, Outbound, Tcp/.exec(fix) ?? [];
  return priority === undefined ? undefined : Number(priority);
}

describe("nsg-acr-tag: the fix can be carried out", () => {
  const taken = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, index) => outbound(`${from + index} allow udp * -> 10.9.0.0/16:53`));
  const table: readonly (readonly [string, readonly Properties[], number])[] = [
    ["190 taken", [...taken(190, 190), outbound(closed)], 200],
    ["180 to 199 taken", [...taken(180, 199), outbound(closed)], 200],
    ["only 100 left", [...taken(101, 199), outbound(closed)], 200],
    ["the deny at 101", outboundRules("101 deny * * -> Internet:*"), 101],
    ["the deny at 4096", outboundRules("4096 deny * * -> Internet:*"), 4096],
    [
      "an inbound rule holds the number",
      [{ ...outbound(closed), direction: "Inbound", priority: 190 }, outbound(closed)],
      200,
    ],
  ];
  for (const [title, rules, before] of table) {
    it(`names a free priority from 100 on, before the deny: ${title}`, () => {
      const priority = addedPriority(onlyFault(judge(rules)).fix);
      assert.ok(priority !== undefined && priority >= 100 && priority < before, `found ${priority}`);
      assert.ok(
        !rules.some((rule) => rule.priority === priority && rule.direction === "Outbound"),
        `${priority} is taken`,
      );
      const mended = [...rules, outbound(`${priority} allow Tcp 10.0.2.0/24 -> AzureContainerRegistry.WestEurope:443`)];
      assertVerdict(judge(mended), "pass");
    });
  }
  for (const [title, rules] of [
    ["the deny stands at 100", outboundRules("100 deny * * -> Internet:*")],
    ["every number before the deny is taken", [...taken(100, 199), outbound(closed)]],
  ] as const) {
    it(`names no number that cannot be had: ${title}`, () => {
      const { fix, decidedBy } = onlyFault(judge(rules));
      const priority = addedPriority(fix);
      assert.equal(priority, undefined, fix);
      assertSays(fix, "Allow, Outbound, Tcp, 10.0.2.0/24 -> AzureContainerRegistry.WestEurope:443");
      assertSays(decidedBy, /`deny-\d+`/);
    });
  }
});

describe("nsg-acr-tag: what an undecided says", () => {
  const table: readonly (readonly [string, string, readonly (string | RegExp)[]])[] = [
    ["an unknown destination", "150 deny * * -> ?:*", [/destination/i]],
    ["an unknown priority", "? deny * * -> Internet:*", [/priority/i]],
    ["a public prefix", "150 deny * * -> 20.0.0.0/8:*", ["20.0.0.0/8"]],
  ];
  for (const [title, rule, texts] of table) {
    it(`names ${title}`, () => {
      const rules = outboundRules("190 allow tcp * -> AzureContainerRegistry.WestEurope:443", rule);
      assertSays(onlyUnknowns(judge(rules)), ...texts);
    });
  }

  for (const [title, id] of [
    ["of this stack", notYet],
    [
      "of another stack",
      "/subscriptions/s1/resourceGroups/rg/providers/Microsoft.Network/applicationSecurityGroups/asg",
    ],
  ] as const) {
    it(`names an application security group ${title}`, () => {
      const groups = { sourceApplicationSecurityGroups: [{ id }] };
      const rule = instead(outbound(closed), "sourceAddressPrefix", groups);
      assertSays(onlyUnknowns(judge([rule])), /application ?security ?group/i);
    });
  }
});

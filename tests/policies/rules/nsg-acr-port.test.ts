/**
 * nsg-acr-port: an allow names the registry's tag, but not TCP 443, or not from the subnet that pulls. Every endpoint
 * of a registry answers on TCP 443 and nowhere else.
 */
import assert from "node:assert/strict";
import { Properties } from "../../../policies/capture/wire-value";
import { nsgAcrPort } from "../../../policies/rules/network/nsg-acr-port";
import { nsgAcrTag } from "../../../policies/rules/network/nsg-acr-tag";
import { notYet } from "../../estates/captured";
import { without } from "../../estates/change";
import { instead, outbound, outboundRules } from "../../estates/outbound-rules";
import { privateCompute } from "../../estates/private-compute";
import { judged } from "../judged";
import { assertSays, assertVerdict, onlyFault, Verdict } from "../said";

type Row = readonly [title: string, rules: readonly string[], verdict: Verdict];

const closed = "200 deny * * -> Internet:*";

function judge(rules: readonly Properties[]) {
  return judged(nsgAcrPort, privateCompute({ securityRules: rules }).resources);
}

function rows(fact: string, table: readonly Row[]): void {
  describe(`nsg-acr-port: ${fact}`, () => {
    for (const [title, rules, verdict] of table) {
      it(`${title}: ${verdict}`, () => {
        assertVerdict(judge(outboundRules(...rules)), verdict);
      });
    }
  });
}

rows("a pull is TCP", [
  ["TCP", ["190 allow tcp * -> AzureContainerRegistry.WestEurope:443", closed], "pass"],
  ["TCP, written otherwise", ["190 allow TCP * -> AzureContainerRegistry.WestEurope:443", closed], "pass"],
  ["any protocol", ["190 allow * * -> AzureContainerRegistry.WestEurope:443", closed], "pass"],
  ["UDP", ["190 allow udp * -> AzureContainerRegistry.WestEurope:443", closed], "fail"],
  ["ICMP", ["190 allow icmp * -> AzureContainerRegistry.WestEurope:443", closed], "fail"],
  ["UDP, to the service everywhere", ["190 allow udp * -> AzureContainerRegistry:443", closed], "fail"],
]);

rows("a registry answers on 443", [
  ["any port", ["190 allow tcp * -> AzureContainerRegistry.WestEurope:*", closed], "pass"],
  ["80", ["190 allow tcp * -> AzureContainerRegistry.WestEurope:80", closed], "fail"],
  ["442 to 443", ["190 allow tcp * -> AzureContainerRegistry.WestEurope:442-443", closed], "pass"],
  ["443 to 444", ["190 allow tcp * -> AzureContainerRegistry.WestEurope:443-444", closed], "pass"],
  ["1 to 442", ["190 allow tcp * -> AzureContainerRegistry.WestEurope:1-442", closed], "fail"],
  ["444 to 65535", ["190 allow tcp * -> AzureContainerRegistry.WestEurope:444-65535", closed], "fail"],
  ["80, to the service everywhere", ["190 allow tcp * -> AzureContainerRegistry:80", closed], "fail"],
]);

rows("the subnet pulls", [
  ["the subnet", ["190 allow tcp 10.0.2.0/24 -> AzureContainerRegistry.WestEurope:443", closed], "pass"],
  ["the virtual network", ["190 allow tcp VirtualNetwork -> AzureContainerRegistry.WestEurope:443", closed], "pass"],
  ["the subnet before", ["190 allow tcp 10.0.1.0/24 -> AzureContainerRegistry.WestEurope:443", closed], "fail"],
  ["the subnet after", ["190 allow tcp 10.0.3.0/24 -> AzureContainerRegistry.WestEurope:443", closed], "fail"],
  [
    "a prefix that ends before it",
    ["190 allow tcp 10.0.0.0/23 -> AzureContainerRegistry.WestEurope:443", closed],
    "fail",
  ],
  ["a prefix that contains it", ["190 allow tcp 10.0.2.0/23 -> AzureContainerRegistry.WestEurope:443", closed], "pass"],
  ["half of it", ["190 allow tcp 10.0.2.128/25 -> AzureContainerRegistry.WestEurope:443", closed], "fail"],
]);

rows("it is the reason only where nsg-acr-tag fails", [
  ["no rule", [], "pass"],
  ["no allow: the tag is missing", [closed], "pass"],
  ["an allow of another service on another port", ["190 allow tcp * -> Storage:80", closed], "pass"],
  [
    "the wrong port beside the right one",
    [
      "180 allow tcp * -> AzureContainerRegistry.WestEurope:80",
      "190 allow tcp * -> AzureContainerRegistry.WestEurope:443",
      closed,
    ],
    "pass",
  ],
  ["the wrong port where nothing is limited", ["190 allow tcp * -> AzureContainerRegistry.WestEurope:80"], "pass"],
  ["the right allow, shadowed", [closed, "300 allow tcp * -> AzureContainerRegistry.WestEurope:443"], "pass"],
  ["another region's allow", ["190 allow tcp * -> AzureContainerRegistry.NorthEurope:443", closed], "pass"],
  [
    "an unknown deny before all",
    ["100 deny * * -> ?:*", "190 allow udp * -> AzureContainerRegistry.WestEurope:443"],
    "undecided",
  ],
  ["an unknown port", ["190 allow tcp * -> AzureContainerRegistry.WestEurope:?", closed], "undecided"],
  ["an unknown source", ["190 allow tcp ? -> AzureContainerRegistry.WestEurope:443", closed], "undecided"],
]);

describe("nsg-acr-port: lists", () => {
  const tagged = outbound("190 allow tcp * -> AzureContainerRegistry.WestEurope:443");
  const table: readonly (readonly [string, Properties, Verdict])[] = [
    [
      "443 listed last",
      instead(tagged, "destinationPortRange", { destinationPortRanges: ["80", "8080", "443"] }),
      "pass",
    ],
    ["443 not listed", instead(tagged, "destinationPortRange", { destinationPortRanges: ["80", "8443"] }), "fail"],
    [
      "the subnet listed",
      instead(tagged, "sourceAddressPrefix", { sourceAddressPrefixes: ["10.0.9.0/24", "10.0.2.0/24"] }),
      "pass",
    ],
    [
      "the subnet not listed",
      instead(tagged, "sourceAddressPrefix", { sourceAddressPrefixes: ["10.0.9.0/24"] }),
      "fail",
    ],
    [
      "a list with an unknown port",
      instead(tagged, "destinationPortRange", { destinationPortRanges: ["80", notYet] }),
      "undecided",
    ],
  ];
  for (const [title, rule, verdict] of table) {
    it(`${title}: ${verdict}`, () => {
      assertVerdict(judge([rule, outbound(closed)]), verdict);
    });
  }
});

describe("nsg-acr-port: what it says", () => {
  const fault = (rule: string) => onlyFault(judge(outboundRules(rule, closed)));
  const table: readonly (readonly [string, string, readonly (string | RegExp)[]])[] = [
    ["the protocol", "190 allow udp * -> AzureContainerRegistry.WestEurope:443", [/protocol to Tcp/]],
    ["the port", "190 allow tcp * -> AzureContainerRegistry.WestEurope:80", [/port/i, "443"]],
    ["the source", "190 allow tcp 10.0.3.0/24 -> AzureContainerRegistry.WestEurope:443", [/source/i, "10.0.2.0/24"]],
  ];
  for (const [title, rule, texts] of table) {
    it(`what to change in which rule: ${title}`, () => {
      assertSays(fault(rule).fix, "`allow-190`", "securityRules[0]", ...texts);
    });
  }
  it("nothing else to change than what is wrong", () => {
    const { fix } = fault("190 allow tcp * -> AzureContainerRegistry.WestEurope:80");
    assert.ok(!/protocol|source/i.test(fix), fix);
  });
  it("every wrong thing of one rule at once", () => {
    assertSays(fault("190 allow udp * -> AzureContainerRegistry.WestEurope:80").fix, /protocol to Tcp/, "443");
  });
  it("who is hurt, what cannot be reached, what decided, what follows", () => {
    const said = fault("190 allow udp * -> AzureContainerRegistry.WestEurope:443");
    assertSays(said.who, "`scoring`", "`inference`", "10.0.2.0/24");
    assertSays(said.witness.join(" "), "cannot reach", "AzureContainerRegistry.WestEurope, tcp 443");
    assertSays(said.decidedBy, "`deny-200`", "priority 200");
    assertSays(said.consequence, "cannot pull its image");
  });
  it("that nsg-acr-tag reports the same fault, and it does", () => {
    const rules = outboundRules("190 allow udp * -> AzureContainerRegistry.WestEurope:443", closed);
    assertSays(onlyFault(judge(rules)).note ?? "", "nsg-acr-tag");
    assertVerdict(judged(nsgAcrTag, privateCompute({ securityRules: rules }).resources), "fail");
  });
});

describe("nsg-acr-port: where it does not apply", () => {
  const rules = outboundRules("190 allow udp * -> AzureContainerRegistry.WestEurope:443", closed);

  it("a subnet that nobody uses for inferencing", () => {
    const estate = privateCompute({ securityRules: rules });
    assert.deepEqual(judged(nsgAcrPort, without(estate.resources, estate.compute)), []);
  });
  it("a registry that is reached by private endpoint: pass", () => {
    const estate = privateCompute({ securityRules: rules, registryEndpoint: "same-network" });
    assertVerdict(judged(nsgAcrPort, estate.resources), "pass");
  });
});

/**
 * nsg-tag-in-list: the plural properties take addresses only. A tag or a star in them is refused with
 * SecurityRuleParameterContainsUnsupportedValue; a tag needs a rule of its own.
 */
import { Properties, Value } from "../../../policies/capture/wire-value";
import { notYet } from "../../estates/captured";
import { instead, outbound } from "../../estates/outbound-rules";
import { assertSays } from "../said";
import { assertOutcome, faultAmong, Outcome, tells } from "./outcome";
import { itJudgesWhatGuards, judgeWritten } from "./written-rules";

const id = "nsg-tag-in-list";
const rule = outbound("190 allow tcp * -> x:443");
const to = (...prefixes: readonly Value[]): Properties =>
  instead(rule, "destinationAddressPrefix", { destinationAddressPrefixes: prefixes });
const from = (...prefixes: readonly Value[]): Properties =>
  instead(outbound("190 allow tcp x -> *:443"), "sourceAddressPrefix", { sourceAddressPrefixes: prefixes });

const table: readonly (readonly [string, Properties, Outcome])[] = [
  ["one tag as the destination itself", outbound("190 allow tcp * -> Storage:443"), "pass"],
  ["prefixes", to("10.0.0.0/8", "192.168.0.0/16"), "pass"],
  ["an address", to("10.0.0.4"), "pass"],
  ["every address, as a prefix", to("0.0.0.0/0"), "pass"],
  ["prefixes of IPv6", to("fd00::/8", "::/0"), "pass"],
  ["an empty list", { ...outbound("190 allow tcp * -> *:443"), destinationAddressPrefixes: [] }, "pass"],
  ["a tag", to("Storage"), "fail"],
  ["a tag with its region", to("Storage.WestEurope"), "fail"],
  ["two tags", to("Storage", "AzureMonitor"), "fail"],
  ["a tag behind a prefix", to("10.0.0.0/8", "AzureActiveDirectory"), "fail"],
  ["a tag in lower case", to("storage"), "fail"],
  ["Internet", to("Internet"), "fail"],
  ["VirtualNetwork", to("VirtualNetwork"), "fail"],
  ["AzureLoadBalancer", to("AzureLoadBalancer"), "fail"],
  ["a star", to("*"), "fail"],
  ["prefixes as sources", from("10.0.2.0/24"), "pass"],
  ["a tag among the sources", from("10.0.2.0/24", "VirtualNetwork"), "fail"],
  ["a star among the sources", from("*"), "fail"],
  ["a tag among the sources of an inbound rule", { ...from("AzureMachineLearning"), direction: "Inbound" }, "fail"],
  ["a tag in the list of a deny", { ...to("Internet"), access: "Deny" }, "fail"],
  [
    "a list that is not known",
    instead(rule, "destinationAddressPrefix", { destinationAddressPrefixes: notYet }),
    "undecided",
  ],
  ["an element that is not known", to("10.0.0.0/8", notYet), "undecided"],
  ["an element that is not known beside a tag", to(notYet, "Storage"), "fail"],
];

describe(`${id}: what a list may hold`, () => {
  for (const [title, written, expected] of table) {
    it(`${title}: ${expected}`, () => assertOutcome(judgeWritten(id, [written]), expected));
  }
});

describe(`${id}: what it says`, () => {
  const fault = () =>
    faultAmong(judgeWritten(id, [outbound("180 allow tcp * -> Sql:1433"), to("10.0.0.0/8", "Storage.WestEurope")]));
  it("the rule, the property and the tag", () => {
    assertSays(tells(fault()), "allow-190", "securityRules[1]", "destinationAddressPrefixes", "Storage.WestEurope");
  });
  it("one rule a tag, in the singular property", () => assertSays(fault().fix, "destinationAddressPrefix"));
});

itJudgesWhatGuards(id, to("Storage"), to("10.0.0.0/8"));

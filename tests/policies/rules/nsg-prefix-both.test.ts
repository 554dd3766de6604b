/**
 * nsg-prefix-both: each end of a rule is given by exactly one of prefix, prefixes and application security groups.
 */
import { Properties } from "../../../policies/capture/wire-value";
import { notYet } from "../../estates/captured";
import { instead, outbound } from "../../estates/outbound-rules";
import { assertSays } from "../said";
import { assertNever, assertOutcome, faultAmong, Outcome, tells } from "./outcome";
import { itJudgesWhatGuards, judgeWritten } from "./written-rules";

const id = "nsg-prefix-both";
const rule = outbound("190 allow tcp 10.0.2.0/24 -> 10.9.0.0/16:443");
const groups = [{ id: notYet }];
const destination = (others: Properties) => instead(rule, "destinationAddressPrefix", others);
const source = (others: Properties) => instead(rule, "sourceAddressPrefix", others);
const both = { ...rule, destinationAddressPrefixes: ["10.8.0.0/16"] };

const table: readonly (readonly [string, Properties, Outcome])[] = [
  ["singular at both ends", rule, "pass"],
  ["a list as destination", destination({ destinationAddressPrefixes: ["10.9.0.0/16"] }), "pass"],
  ["groups as destination", destination({ destinationApplicationSecurityGroups: groups }), "pass"],
  ["a list as source", source({ sourceAddressPrefixes: ["10.0.2.0/24"] }), "pass"],
  ["groups as source", source({ sourceApplicationSecurityGroups: groups }), "pass"],
  ["an empty list beside the singular", { ...rule, destinationAddressPrefixes: [] }, "pass"],
  ["a null beside the singular", { ...rule, destinationAddressPrefixes: null }, "pass"],
  ["an empty list of groups beside the singular", { ...rule, sourceApplicationSecurityGroups: [] }, "pass"],
  ["singular and list as destination", both, "fail"],
  ["singular and list as source", { ...rule, sourceAddressPrefixes: ["10.0.3.0/24"] }, "fail"],
  ["singular and groups as destination", { ...rule, destinationApplicationSecurityGroups: groups }, "fail"],
  ["singular and groups as source", { ...rule, sourceApplicationSecurityGroups: groups }, "fail"],
  [
    "list and groups as source",
    source({ sourceAddressPrefixes: ["10.0.2.0/24"], sourceApplicationSecurityGroups: groups }),
    "fail",
  ],
  ["nothing as destination", destination({}), "fail"],
  ["nothing as source", source({}), "fail"],
  ["an empty list and nothing else as destination", destination({ destinationAddressPrefixes: [] }), "fail"],
  ["the same at both ends of an inbound rule", { ...both, direction: "Inbound" }, "fail"],
  ["a list that is not known beside the singular", { ...rule, destinationAddressPrefixes: notYet }, "undecided"],
];

describe(`${id}: exactly one`, () => {
  for (const [title, written, expected] of table) {
    it(`${title}: ${expected}`, () => assertOutcome(judgeWritten(id, [written]), expected));
  }
  it("a singular that is not known beside a list: never a pass", () => {
    const written = { ...rule, destinationAddressPrefix: notYet, destinationAddressPrefixes: ["10.9.0.0/16"] };
    assertNever(judgeWritten(id, [written]), "pass", "not applicable");
  });
});

describe(`${id}: what it says`, () => {
  it("the rule and both properties", () => {
    const fault = faultAmong(judgeWritten(id, [outbound("180 allow tcp * -> Sql:1433"), both]));
    assertSays(tells(fault), "allow-190", "securityRules[1]", "destinationAddressPrefixes");
  });
  it("the end that is missing", () => {
    assertSays(tells(faultAmong(judgeWritten(id, [source({})]))), "allow-190", /source/i);
  });
});

itJudgesWhatGuards(id, both, rule);

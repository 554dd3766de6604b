/**
 * How single security rules are written: each row says which mistakes of a property it is about.
 * https://learn.microsoft.com/azure/templates/microsoft.network/networksecuritygroups/securityrules
 */
import { isUnknown, Unknown } from "../../../azure/known";
import { SecurityRule } from "../../../azure/network/security-rule";
import { EstateRule, estateRule, RulePage } from "../rule";
import { hiddenSides, judgeWritten, WrittenFault } from "./written-rules";

interface SecurityRuleProperty extends Pick<EstateRule, "id" | "title" | "level"> {
  readonly fault: WrittenFault;
  readonly page: Omit<RulePage, "undecided">;
}

const refused = "Azure refuses the security group, and everything that waits for it";

const properties: readonly SecurityRuleProperty[] = [
  {
    id: "nsg-tag-in-list",
    title: "service tag in a list of prefixes",
    level: "mandatory",
    fault: {
      kinds: ["service-tag-in-list"],
      label: "has a tag in a list",
      consequence: `${refused}: a list takes address prefixes only`,
      hidden: hiddenSides,
    },
    page: {
      fault:
        "`sourceAddressPrefixes` or `destinationAddressPrefixes` holds a service tag or `*`. Those stand in the singular property, one in a rule.",
      consequence: "Azure refuses the group with `SecurityRuleParameterContainsUnsupportedValue`.",
      remedy: "Write one rule for each tag, with the singular property. Ports may stay a list.",
    },
  },
  {
    id: "nsg-prefix-both",
    title: "security rule with two forms of one property, or with none",
    level: "mandatory",
    fault: {
      kinds: ["forms"],
      label: "has both forms or none",
      consequence: refused,
      hidden: hiddenForms,
    },
    page: {
      fault:
        "A side of a security rule has its singular and its plural property set, or an application security group beside a prefix, or nothing at all. The same for ports.",
      consequence: "Azure does not say which of them it would take; it refuses the rule.",
      remedy: "Set exactly one.",
    },
  },
  {
    id: "nsg-name-desc",
    title: "name or description of a security rule that Azure does not take",
    level: "advisory",
    fault: {
      kinds: ["name", "description"],
      label: "is named wrongly",
      consequence: refused,
      hidden: ({ name, description }) => [name, description].filter(isUnknown),
    },
    page: {
      fault:
        "A security rule's name is longer than 80 characters or has characters that Azure does not take, or its description is longer than 140.",
      consequence: "Azure refuses the rule.",
      remedy: "Shorten it. Names begin with a letter or digit and end with one or with `_`.",
    },
  },
];

export const securityRulePropertyRules: readonly EstateRule[] = properties.map(({ fault, page, ...row }) =>
  estateRule({
    ...row,
    severity: row.level === "mandatory" ? "high" : "medium",
    source: { document: "network-security-groups-overview", section: "Security rules", read: "2026-11-24" },
    page: { ...page, undecided: "the property is not known in the preview." },
    judge: (estate, circumstances) => judgeWritten(estate, circumstances, fault),
  }),
);

/** A list that is not known may be empty. */
function hiddenForms(rule: SecurityRule): readonly Unknown[] {
  return [rule.sources, rule.destinations, rule.sourcePorts, rule.destinationPorts].filter(isUnknown);
}

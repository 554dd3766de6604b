import { SecurityGroup } from "../../../azure/estate/estate";
import { isUnknown } from "../../../azure/known";
import { SecurityRule } from "../../../azure/network/security-rule";
import { estateRule } from "../rule";
import { guardsOf, judgeGuard, Mistake, mistakesOf, WrittenFault } from "./written-rules";

/** Inline rules and rules of their own count together: Azure knows one list. */
export const nsgPriority = estateRule({
  id: "nsg-priority",
  title: "priority of a security rule out of range or given twice",
  level: "mandatory",
  severity: "high",
  source: { document: "network-security-groups-overview", section: "Priority", read: "2026-11-24" },
  page: {
    fault:
      "A security rule's priority is no whole number from 100 to 4096, or two rules of one direction share a number. Inline rules and resources of their own count together.",
    consequence:
      "Azure refuses the second of two rules with `SecurityRuleConflict`. Which of them comes first is then a matter of luck, and a rule that opens the registry may be the one that is missing.",
    remedy: "Give each rule of a direction its own number; the smaller one is tried first.",
    undecided: "a priority or direction is not known in the preview.",
  },
  judge: (_estate, circumstances) =>
    guardsOf(circumstances).flatMap((guard) =>
      judgeGuard(guard, fault, [...mistakesOf(guard.group, fault), ...givenTwice(guard.group)]),
    ),
});

const fault: WrittenFault = {
  kinds: ["priority"],
  label: "has a wrong priority",
  consequence: "Azure refuses the rule",
  hidden: ({ priority, direction }) => [priority, direction].filter(isUnknown),
};

function givenTwice({ rules }: SecurityGroup): readonly Mistake[] {
  const first = new Map<string, SecurityRule>();
  return (isUnknown(rules) ? [] : rules).flatMap((rule): readonly Mistake[] => {
    if (isUnknown(rule.priority) || isUnknown(rule.direction)) {
      return [];
    }
    const key = `${rule.direction} ${rule.priority}`;
    const other = first.get(key);
    first.set(key, other ?? rule);
    return other === undefined ? [] : [tell(rule, other)];
  });
}

function tell(rule: SecurityRule, other: SecurityRule): Mistake {
  const name = isUnknown(other.name) ? other.path : `\`${other.name}\` (${other.path})`;
  return {
    problem: {
      kind: "priority",
      path: `${rule.path}.priority`,
      found: `\`${String(rule.priority)}\`, which ${name} has as well`,
      expected: "one rule for each priority and direction",
      fix: "give one of the two another number",
    },
    consequence: "Azure refuses the rule with SecurityRuleConflict",
  };
}

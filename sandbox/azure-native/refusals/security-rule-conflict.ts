// Two rules of one direction can't have the same priority.

import { equal, member } from "../../provider/value";
import type { Refusal } from "./refusal";
import { type NamedRule, securityRulesOf } from "./security-rules";

export const securityRuleConflict: Refusal = {
  code: "SecurityRuleConflict",
  status: 400,
  source: "https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview#security-rules",
  evidence: "read",
  message(request, azure) {
    const rules = securityRulesOf(request, azure);
    for (const rule of rules?.written ?? []) {
      const other = rules?.all.find((candidate) => candidate.name !== rule.name && sameTurn(candidate, rule));
      if (other !== undefined) {
        return `Security rule ${rule.name} conflicts with rule ${other.name}. Rules cannot have the same Priority and Direction.`;
      }
    }
    return undefined;
  },
};

function sameTurn(left: NamedRule, right: NamedRule): boolean {
  return ["priority", "direction"].every((name) => {
    const value = member(left.properties, name);
    const other = member(right.properties, name);
    return value !== undefined && other !== undefined && equal(value, other);
  });
}

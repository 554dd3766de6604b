import { Estate } from "../../../azure/estate/estate";
import { isUnknown } from "../../../azure/known";
import { compareRule, shadowedBy } from "../../../azure/network/explain-security-rules";
import { SecurityRule } from "../../../azure/network/security-rule";
import { estateRule, Circumstances, Finding } from "../rule";
import { nameSecurityRule } from "../words";
import { blocked, BlockedPull, openOrUndecided, priorityBefore, pullFault, pullsOf } from "./registry-pull";

/** The Allow is there, but a Deny with a smaller priority number takes its traffic. */
export const nsgAcrShadowed = estateRule({
  id: "nsg-acr-shadowed",
  title: "rule that opens the registry never reached",
  level: "mandatory",
  severity: "high",
  source: { document: "network-security-groups-overview", section: "Priority", read: "2026-11-24" },
  judge,
});

function judge(estate: Estate, circumstances: Circumstances): readonly Finding[] {
  return pullsOf(estate, circumstances).map((pull): Finding => {
    const of = blocked(pull);
    if (of === undefined) {
      return openOrUndecided(pull);
    }
    const shadowed = of.rules.find((rule) => opens(rule, of) && shadows(rule, of).length > 0);
    const [first] = shadowed === undefined ? [] : shadows(shadowed, of);
    if (shadowed === undefined || first === undefined) {
      return { verdict: "pass", subject: of.group.origin };
    }
    const priority = priorityBefore(of, first);
    const fix =
      priority === undefined
        ? `give ${nameSecurityRule(shadowed)} a smaller priority number than ${nameSecurityRule(first)}`
        : `set the priority of ${nameSecurityRule(shadowed)} to ${priority}`;
    const note = `nsg-acr-tag reports the same fault: ${nameSecurityRule(shadowed)} would open the way`;
    return { verdict: "fail", subject: of.group.origin, fault: pullFault(of, fix, note) };
  });
}

/** An Allow that covers the whole pull, were it reached. */
function opens(rule: SecurityRule, of: BlockedPull): boolean {
  if (rule.access !== "Allow" || rule.direction !== "Outbound" || isUnknown(rule.priority)) {
    return false;
  }
  const match = compareRule(rule, of.pull.flow, { virtualNetwork: of.pull.virtualNetwork });
  return [match.source, match.destination, match.protocol, match.destinationPorts].every((part) => part === "covers");
}

function shadows(rule: SecurityRule, of: BlockedPull): readonly SecurityRule[] {
  const context = { virtualNetwork: of.pull.virtualNetwork };
  return shadowedBy(of.rules, rule, of.pull.flow, context).filter((one) => one.access === "Deny");
}

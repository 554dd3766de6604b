import { Estate } from "../../../azure/estate/estate";
import { acrPull } from "../../../azure/facts/required-flows";
import { estateRule, Circumstances, Finding } from "../rule";
import { nameSecurityRule } from "../words";
import { judgeReaches, liftShadow, noReasonFound, flowFault, shadowedAllow } from "./blocked-flow";

/** The Allow is there, but a Deny with a smaller priority number takes its traffic. */
export const nsgAcrShadowed = estateRule({
  id: "nsg-acr-shadowed",
  title: "rule that opens the registry never reached",
  level: "mandatory",
  severity: "high",
  source: { document: "network-security-groups-overview", section: "Priority", read: "2026-11-24" },
  page: {
    fault:
      "There is an Allow that covers the way to the registry, but a Deny with a smaller priority number takes its traffic first. `nsg-acr-tag` reports the same fault; this rule names the pair.",
    consequence: "The security group looks right to whoever searches it for the registry's tag, and does not work.",
    remedy: "Give the Allow a smaller priority number than the Deny. The finding prints a free one.",
    undecided: "`nsg-acr-tag` is.",
  },
  judge,
});

function judge(_estate: Estate, { reachability }: Circumstances): readonly Finding[] {
  return judgeReaches(reachability.of(acrPull), (of) => {
    const shadowed = shadowedAllow(of);
    if (shadowed === undefined) {
      return noReasonFound(of);
    }
    const note = `nsg-acr-tag reports the same fault: ${nameSecurityRule(shadowed.allow)} would open the way`;
    return { verdict: "fail", subject: of.group.origin, fault: flowFault(of, liftShadow(of, shadowed), note) };
  });
}

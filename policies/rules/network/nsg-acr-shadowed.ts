import { Estate } from "../../../azure/estate/estate";
import { estateRule, Circumstances, Finding } from "../rule";
import { nameSecurityRule } from "../words";
import { judgePulls, liftShadow, noReasonFound, pullFault, shadowedAllow } from "./registry-pull";

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
  return judgePulls(estate, circumstances, (of) => {
    const shadowed = shadowedAllow(of);
    if (shadowed === undefined) {
      return noReasonFound(of);
    }
    const note = `nsg-acr-tag reports the same fault: ${nameSecurityRule(shadowed.allow)} would open the way`;
    return { verdict: "fail", subject: of.group.origin, fault: pullFault(of, liftShadow(of, shadowed), note) };
  });
}

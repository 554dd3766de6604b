import { Estate } from "../../../azure/estate/estate";
import { acrPull } from "../../../azure/facts/required-flows";
import { estateRule, Circumstances, Finding } from "../rule";
import { nameDestination, nameTerms } from "../words";
import { blocked, BlockedPull, firstDeny, openOrUndecided, priorityBefore, pullFault, pullsOf } from "./registry-pull";

/** The article's own rule: where outbound is limited, the registry has to stay reachable. */
export const nsgAcrTag = estateRule({
  id: "nsg-acr-tag",
  title: "registry not reachable from an inferencing subnet",
  level: "mandatory",
  severity: "high",
  source: acrPull.source,
  judge,
});

function judge(estate: Estate, circumstances: Circumstances): readonly Finding[] {
  return pullsOf(estate, circumstances).map((pull): Finding => {
    const of = blocked(pull);
    return of === undefined
      ? openOrUndecided(pull)
      : { verdict: "fail", subject: of.group.origin, fault: pullFault(of, smallestOpening(of)) };
  });
}

/** The one rule that would open the way, ready to be written. */
function smallestOpening(of: BlockedPull): string {
  const deny = firstDeny(of);
  const priority = priorityBefore(of, deny);
  const flow = `Allow, Outbound, Tcp, ${nameTerms(of.pull.flow.sources)} -> ${nameDestination(of.pull.flow)}`;
  return priority === undefined
    ? `make room before the denying rule, then add to securityRules: ${flow}`
    : `add to securityRules: priority ${priority}, ${flow}`;
}

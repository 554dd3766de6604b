import { Estate } from "../../../azure/estate/estate";
import { acrPull } from "../../../azure/facts/required-flows";
import { estateRule, Circumstances, Finding } from "../rule";
import { namePorts, nameTerms } from "../words";
import {
  BlockedPull,
  firstDeny,
  judgePulls,
  liftShadow,
  priorityBefore,
  pullFault,
  shadowedAllow,
} from "./registry-pull";

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
  return judgePulls(estate, circumstances, (of) => {
    return { verdict: "fail", subject: of.group.origin, fault: pullFault(of, smallestOpening(of)) };
  });
}

/** A rule that is there already is moved; otherwise the one rule that would open the way, ready to be written. */
function smallestOpening(of: BlockedPull): string {
  const shadowed = shadowedAllow(of);
  if (shadowed !== undefined) {
    return liftShadow(of, shadowed);
  }
  const deny = firstDeny(of);
  const priority = priorityBefore(of, deny);
  const { sources, destinations } = of.pull.flow;
  const flow = `Allow, Outbound, Tcp, ${nameTerms(sources)} -> ${nameTerms(destinations)}:${namePorts(of.pull.flow)}`;
  return priority === undefined
    ? `make room before the denying rule, then add to securityRules: ${flow}`
    : `add to securityRules: priority ${priority}, ${flow}`;
}

import { Estate } from "../../../azure/estate/estate";
import { acrPull } from "../../../azure/facts/required-flows";
import { estateRule, Circumstances, Finding } from "../rule";
import { flowFault, judgeReaches, smallestOpening } from "./blocked-flow";

/** The article's own rule: where outbound is limited, the registry has to stay reachable. */
export const nsgAcrTag = estateRule({
  id: "nsg-acr-tag",
  title: "registry not reachable from an inferencing subnet",
  level: "mandatory",
  severity: "high",
  source: acrPull.source,
  judge,
});

function judge(_estate: Estate, { reachability }: Circumstances): readonly Finding[] {
  return judgeReaches(reachability.of(acrPull), (of) => {
    return { verdict: "fail", subject: of.group.origin, fault: flowFault(of, smallestOpening(of)) };
  });
}

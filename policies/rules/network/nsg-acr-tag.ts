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
  page: {
    fault:
      "The security rules of an inferencing subnet stop TCP 443 to the container registry that the images come from. The rule asks for the way itself, not for a rule of a certain name: a subnet whose outbound traffic nobody limits passes, and so does one that allows a wider tag than needed.",
    consequence:
      "Without the registry no deployment gets its image, and it takes Azure some 40 minutes to say so. Microsoft names this as the one thing to keep open where outbound traffic is limited.",
    remedy:
      "Add the rule that the finding prints, for instance: `priority 190, Allow, Outbound, Tcp, 10.0.2.0/24 -> AzureContainerRegistry.WestEurope:443`. The region is the registry's, not the network's. A registry with a private endpoint in the same virtual network needs no tag: then the rule asks for the way to the endpoint.",
    undecided:
      "a security rule, the subnet's address prefix, the registry's region or the guarding security group is not known in the preview; the registry's private endpoint lies in another network; the registry belongs to another stack and is not stated in `externalFacts`.",
  },
  judge,
});

function judge(_estate: Estate, { reachability }: Circumstances): readonly Finding[] {
  return judgeReaches(reachability.of(acrPull), (of) => {
    return { verdict: "fail", subject: of.group.origin, fault: flowFault(of, smallestOpening(of)) };
  });
}

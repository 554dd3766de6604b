import { Estate } from "../../../azure/estate/estate";
import { unpublishedTags } from "../../../azure/estate/guards";
import { Reach } from "../../../azure/estate/reachability";
import { isUnknown, Maybe } from "../../../azure/known";
import { AddressTerm, SecurityRule } from "../../../azure/network/security-rule";
import { acrPull } from "../../../azure/facts/required-flows";
import { estateRule, Circumstances, Finding } from "../rule";
import { nameTerms, nameWrittenRule } from "../words";
import { BlockedFlow, judgeReaches, noReasonFound, flowFault } from "./blocked-flow";

/** The Allow names the registry's service tag, but of another region than the registry's, or of none that exists. */
export const nsgAcrRegion = estateRule({
  id: "nsg-acr-region",
  title: "rule for the registry names the wrong region",
  level: "mandatory",
  severity: "high",
  source: { document: "how-to-secure-inferencing-vnet", section: "Limit outbound connectivity", read: "2026-08-22" },
  page: {
    fault:
      "An Allow names `AzureContainerRegistry` with the region of something else than the registry, or with a region that no service tag has (`AzureContainerRegistry.West Europe`). `nsg-acr-tag` reports the same fault; this rule names the spelling.",
    consequence:
      "A pull goes to the registry's own region. Azure refuses a tag that does not exist, and takes one of another region without a word.",
    remedy:
      "Write the tag that the finding prints. Its suffix is the region's name in one word, without spaces: `WestEurope`, `GermanyWestCentral`.",
    undecided: "`nsg-acr-tag` is.",
  },
  judge,
});

function judge(_estate: Estate, { reachability }: Circumstances): readonly Finding[] {
  return judgeReaches(reachability.of(acrPull), (of, pulls) => {
    if (of.reach.via === "private endpoint") {
      return { verdict: "pass", subject: of.group.origin };
    }
    const fix = fixOfMisspelt(of) ?? fixOfOtherRegion(of, tagsOf(pulls, of.reach));
    return fix === undefined
      ? noReasonFound(of)
      : { verdict: "fail", subject: of.group.origin, fault: flowFault(of, fix, sameFault) };
  });
}

const sameFault = "nsg-acr-tag reports the same fault";

/** What to do about a rule whose tag no region has. */
function fixOfMisspelt(of: BlockedFlow): string | undefined {
  const [unlisted] = unpublishedTags(of.group).filter(({ problem }) => /azurecontainerregistry\./i.test(problem.found));
  return unlisted && rewrite(unlisted.rule, of, unlisted.problem.found);
}

/** What to do about a rule for a region that no pull goes to. */
function fixOfOtherRegion(of: BlockedFlow, wanted: readonly string[]): string | undefined {
  const elsewhere = of.rules.find((rule) => namesOtherRegion(rule, of, wanted));
  return elsewhere && rewrite(elsewhere, of, nameTerms(elsewhere.destinations));
}

function rewrite(rule: SecurityRule, of: BlockedFlow, found: string): string {
  return `in ${nameWrittenRule(rule)} write ${nameTerms(of.reach.flow.destinations)} instead of ${found}`;
}

/** Every tag that the subnet's pulls need: a rule for a replica's region is not wrong for the home region's sake. */
function tagsOf(pulls: readonly Reach[], pull: Reach): readonly string[] {
  const ofSubnet = pulls.filter((one) => one.subnet === pull.subnet);
  return ofSubnet.flatMap(({ flow }) => (isUnknown(flow.destinations) ? [] : flow.destinations.flatMap(serviceTag)));
}

function serviceTag(term: Maybe<AddressTerm>): readonly string[] {
  return isUnknown(term) || term.kind !== "service-tag" ? [] : [term.tag];
}

/** An Allow for one region's registries while no pull goes to that region. */
function namesOtherRegion(rule: SecurityRule, of: BlockedFlow, wanted: readonly string[]): boolean {
  const { destinations } = rule;
  if (rule.access !== "Allow" || rule.direction !== "Outbound" || isUnknown(destinations)) {
    return false;
  }
  const named = destinations.flatMap(serviceTag).filter((tag) => tag.startsWith("AzureContainerRegistry."));
  const regionKnown = !isUnknown(of.reach.target.region);
  return regionKnown && named.some((tag) => !wanted.includes(tag));
}

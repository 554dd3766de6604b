import { Estate } from "../../../azure/estate/estate";
import { RegistryPull, unlistedRegistryTags } from "../../../azure/estate/registry-pull";
import { isUnknown, Maybe } from "../../../azure/known";
import { AddressTerm, SecurityRule } from "../../../azure/network/security-rule";
import { estateRule, Circumstances, Finding } from "../rule";
import { nameTerms, nameWrittenRule } from "../words";
import { BlockedPull, judgePulls, noReasonFound, pullFault } from "./registry-pull";

/** The Allow names the registry's service tag, but of another region than the registry's, or of none that exists. */
export const nsgAcrRegion = estateRule({
  id: "nsg-acr-region",
  title: "rule for the registry names the wrong region",
  level: "mandatory",
  severity: "high",
  source: { document: "how-to-secure-inferencing-vnet", section: "Limit outbound connectivity", read: "2026-08-22" },
  judge,
});

function judge(estate: Estate, circumstances: Circumstances): readonly Finding[] {
  return judgePulls(estate, circumstances, (of, pulls) => {
    if (of.pull.via === "private endpoint") {
      return { verdict: "pass", subject: of.group.origin };
    }
    const fix = fixOfMisspelt(of) ?? fixOfOtherRegion(of, tagsOf(pulls, of.pull));
    return fix === undefined
      ? noReasonFound(of)
      : { verdict: "fail", subject: of.group.origin, fault: pullFault(of, fix, sameFault) };
  });
}

const sameFault = "nsg-acr-tag reports the same fault";

/** What to do about a rule whose tag no region has. */
function fixOfMisspelt(of: BlockedPull): string | undefined {
  const [unlisted] = unlistedRegistryTags(of.group);
  return unlisted && rewrite(unlisted.rule, of, unlisted.problem.found);
}

/** What to do about a rule for a region that no pull goes to. */
function fixOfOtherRegion(of: BlockedPull, wanted: readonly string[]): string | undefined {
  const elsewhere = of.rules.find((rule) => namesOtherRegion(rule, of, wanted));
  return elsewhere && rewrite(elsewhere, of, nameTerms(elsewhere.destinations));
}

function rewrite(rule: SecurityRule, of: BlockedPull, found: string): string {
  return `in ${nameWrittenRule(rule)} write ${nameTerms(of.pull.flow.destinations)} instead of ${found}`;
}

/** Every tag that the subnet's pulls need: a rule for a replica's region is not wrong for the home region's sake. */
function tagsOf(pulls: readonly RegistryPull[], pull: RegistryPull): readonly string[] {
  const ofSubnet = pulls.filter((one) => one.subnet === pull.subnet);
  return ofSubnet.flatMap(({ flow }) => (isUnknown(flow.destinations) ? [] : flow.destinations.flatMap(serviceTag)));
}

function serviceTag(term: Maybe<AddressTerm>): readonly string[] {
  return isUnknown(term) || term.kind !== "service-tag" ? [] : [term.tag];
}

/** An Allow for one region's registries while no pull goes to that region. */
function namesOtherRegion(rule: SecurityRule, of: BlockedPull, wanted: readonly string[]): boolean {
  const { destinations } = rule;
  if (rule.access !== "Allow" || rule.direction !== "Outbound" || isUnknown(destinations)) {
    return false;
  }
  const named = destinations.flatMap(serviceTag).filter((tag) => tag.startsWith("AzureContainerRegistry."));
  const regionKnown = !isUnknown(of.pull.place.region);
  return regionKnown && named.some((tag) => !wanted.includes(tag));
}

import { Estate } from "../../../azure/estate/estate";
import { RegistryPull, unlistedRegistryTags } from "../../../azure/estate/registry-pull";
import { isUnknown, Maybe } from "../../../azure/known";
import { AddressTerm, SecurityRule } from "../../../azure/network/security-rule";
import { estateRule, Circumstances, Finding } from "../rule";
import { nameTerms, nameWrittenRule } from "../words";
import { blocked, BlockedPull, noReasonFound, openOrUndecided, pullFault, pullsOf } from "./registry-pull";

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
  const pulls = pullsOf(estate, circumstances);
  return pulls.map((pull): Finding => {
    const of = blocked(pull);
    if (of === undefined) {
      return openOrUndecided(pull);
    }
    if (pull.via === "private endpoint") {
      return { verdict: "pass", subject: of.group.origin };
    }
    const [unlisted] = unlistedRegistryTags(of.group);
    if (unlisted !== undefined) {
      const fix = `in ${nameWrittenRule(unlisted.rule)} write ${nameTerms(pull.flow.destinations)} instead of ${unlisted.problem.found}`;
      return { verdict: "fail", subject: of.group.origin, fault: pullFault(of, fix, sameFault) };
    }
    const elsewhere = of.rules.find((rule) => namesOtherRegion(rule, of, tagsOf(pulls, pull)));
    if (elsewhere === undefined) {
      return noReasonFound(of);
    }
    const fix = `in ${nameWrittenRule(elsewhere)} write ${nameTerms(pull.flow.destinations)} instead of ${nameTerms(elsewhere.destinations)}`;
    return { verdict: "fail", subject: of.group.origin, fault: pullFault(of, fix, sameFault) };
  });
}

const sameFault = "nsg-acr-tag reports the same fault";

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

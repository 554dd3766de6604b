import { Estate } from "../../../azure/estate/estate";
import { unlistedRegistryTags } from "../../../azure/estate/registry-pull";
import { isUnknown } from "../../../azure/known";
import { SecurityRule } from "../../../azure/network/security-rule";
import { estateRule, Circumstances, Finding } from "../rule";
import { nameTerms, nameWrittenRule } from "../words";
import { blocked, BlockedPull, openOrUndecided, pullFault, pullsOf } from "./registry-pull";

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
  return pullsOf(estate, circumstances).map((pull): Finding => {
    const of = blocked(pull);
    if (of === undefined) {
      return openOrUndecided(pull);
    }
    if (pull.via === "private endpoint") {
      return { verdict: "pass", subject: of.group.origin };
    }
    const [unlisted] = unlistedRegistryTags(of.group);
    if (unlisted !== undefined) {
      const hint = unlisted.problem.fix === undefined ? "" : `, ${unlisted.problem.fix}`;
      const fix = `in ${nameWrittenRule(unlisted.rule)} write ${nameTerms(pull.flow.destinations)} (found ${unlisted.problem.found}${hint})`;
      return { verdict: "fail", subject: of.group.origin, fault: pullFault(of, fix, sameFault) };
    }
    const elsewhere = of.rules.find((rule) => namesOtherRegion(rule, of));
    if (elsewhere === undefined) {
      return { verdict: "pass", subject: of.group.origin };
    }
    const fix = `in ${nameWrittenRule(elsewhere)} write ${nameTerms(pull.flow.destinations)} instead of ${nameTerms(elsewhere.destinations)}`;
    return { verdict: "fail", subject: of.group.origin, fault: pullFault(of, fix, sameFault) };
  });
}

const sameFault = "nsg-acr-tag reports the same fault";

/** An Allow for one region's registries while the pull goes to another region's. */
function namesOtherRegion(rule: SecurityRule, of: BlockedPull): boolean {
  const destinations = of.pull.flow.destinations;
  if (
    rule.access !== "Allow" ||
    rule.direction !== "Outbound" ||
    isUnknown(rule.destinations) ||
    isUnknown(destinations)
  ) {
    return false;
  }
  const wanted = destinations.map((term) => (isUnknown(term) || term.kind !== "service-tag" ? undefined : term.tag));
  return rule.destinations.some(
    (term) =>
      !isUnknown(term) &&
      term.kind === "service-tag" &&
      term.tag.startsWith("AzureContainerRegistry.") &&
      !wanted.includes(term.tag),
  );
}

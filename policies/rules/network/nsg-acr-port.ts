import { Estate } from "../../../azure/estate/estate";
import { isUnknown } from "../../../azure/known";
import { compareRule } from "../../../azure/network/explain-security-rules";
import { SecurityRule } from "../../../azure/network/security-rule";
import { acrPull } from "../../../azure/facts/required-flows";
import { estateRule, Circumstances, Finding } from "../rule";
import { nameTerms, nameWrittenRule } from "../words";
import { BlockedFlow, judgeReaches, noReasonFound, flowFault } from "./blocked-flow";

/** The Allow names the registry, but not on TCP 443, or not from the subnet. */
export const nsgAcrPort = estateRule({
  id: "nsg-acr-port",
  title: "rule for the registry on the wrong port, protocol or source",
  level: "mandatory",
  severity: "high",
  source: { document: "container-registry-firewall-rules", section: "Registry endpoints", read: "2026-08-22" },
  page: {
    fault:
      "An Allow names the registry's service tag, but not TCP 443, or not from the subnet that needs it. `nsg-acr-tag` reports the same fault; this rule names what to change.",
    consequence: "Every endpoint of a registry answers on TCP 443 and nowhere else.",
    remedy: "Set the protocol to Tcp, include destination port 443, and let the source cover the subnet.",
    undecided: "`nsg-acr-tag` is.",
  },
  judge,
});

function judge(_estate: Estate, { reachability }: Circumstances): readonly Finding[] {
  return judgeReaches(reachability.of(acrPull), (of) => {
    const misses = of.rules
      .map((rule) => ({ rule, faults: faultsOf(rule, of) }))
      .filter((one) => one.faults.length > 0);
    const [nearest] = misses.sort((a, b) => a.faults.length - b.faults.length);
    if (nearest === undefined) {
      return noReasonFound(of);
    }
    const fix = `in ${nameWrittenRule(nearest.rule)} ${nearest.faults.join(" and ")}`;
    return {
      verdict: "fail",
      subject: of.group.origin,
      fault: flowFault(of, fix, "nsg-acr-tag reports the same fault"),
    };
  });
}

/** What keeps an Allow towards the registry from opening the pull; empty where that is not the reason. */
function faultsOf(rule: SecurityRule, of: BlockedFlow): readonly string[] {
  if (rule.access !== "Allow" || rule.direction !== "Outbound" || !namesRegistry(rule)) {
    return [];
  }
  const match = compareRule(rule, of.reach.flow, of.reach.context);
  if (match.destination !== "covers") {
    return [];
  }
  const wrong = (part: string) => part === "disjoint" || part === "overlaps";
  return [
    ...(wrong(match.protocol) ? ["set protocol to Tcp"] : []),
    ...(wrong(match.destinationPorts) ? ["include destination port 443"] : []),
    ...(wrong(match.source) ? [`include source ${nameTerms(of.reach.flow.sources)}`] : []),
  ];
}

/** Only a rule that means the registry: an Allow for everything on another port is about something else. */
function namesRegistry(rule: SecurityRule): boolean {
  return (
    !isUnknown(rule.destinations) &&
    rule.destinations.some(
      (term) => !isUnknown(term) && term.kind === "service-tag" && term.tag.startsWith("AzureContainerRegistry"),
    )
  );
}

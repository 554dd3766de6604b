import { Estate, Origin, RouteTable, SecurityGroup } from "../../../azure/estate/estate";
import { cloudOf } from "../../../azure/estate/guards";
import { reachable } from "../../../azure/estate/link";
import { CloudName } from "../../../azure/facts/clouds";
import { findRegion } from "../../../azure/facts/regions";
import { isServiceTag, parseServiceTag } from "../../../azure/facts/service-tags";
import { isUnknown, Maybe } from "../../../azure/known";
import { isAddressPrefix } from "../../../azure/network/address-set";
import { tagDataDate } from "../../../azure/network/service-tag-lattice";
import { quoted } from "../../../azure/problem";
import { Circumstances, estateRule, Finding } from "../rule";
import { guardsOf, hiddenSides, judgeGuard, Mistake, mistakesOf, WrittenFault } from "./written-rules";

/** Wherever a service tag is written that inferencing depends on: security rules, routes, managed-network rules. */
export const nsgTagTypo = estateRule({
  id: "nsg-tag-typo",
  title: "service tag that Azure does not know",
  level: "mandatory",
  severity: "high",
  source: { document: "service-tags-overview", section: "Available service tags", read: "2026-11-24" },
  page: {
    fault:
      "A security rule, a route of the subnet's route table or an outbound rule of a managed network names a service tag that is not published for the cloud in use (`Frontdoor.FirstParty`, `Keyvault.WestEurope`, `AzureContainerRegistry.West Europe`). A tag in another case than the published one, or of one region where the documents list the worldwide one, is advice.",
    consequence:
      "Azure refuses the resource, some 40 minutes into the deployment. It takes another case, but the portal then shows an empty tag and other tools compare exactly.",
    remedy: "Write the published tag; the finding names the nearest one.",
    undecided: "the tag is not known in the preview.",
  },
  judge,
});

function judge(estate: Estate, circumstances: Circumstances): readonly Finding[] {
  return [
    ...guardsOf(circumstances).flatMap((guard) => judgeGuard(guard, fault, tagMistakes(guard.group))),
    ...routeTablesOf(circumstances).flatMap(([table, cloud]) => judgeRoutes(table, cloud)),
    ...estate.serviceTagRules.map(({ origin, serviceTag }) => judgeTag(origin, origin.path, serviceTag, undefined)),
  ];
}

const unlisted = "Azure refuses it: no such tag is published";
const oneRegion = "the tag covers one region only, and the published list does not offer it to security rules";
const anotherCase = "Azure takes it, but the portal shows an empty tag, and other tools compare exactly";

const fault: WrittenFault = {
  kinds: ["service-tag", "service-tag-part"],
  label: "names no service tag",
  consequence: unlisted,
  hidden: hiddenSides,
};

function tagMistakes(group: SecurityGroup): readonly Mistake[] {
  const notes = group.notes.map((problem): Mistake => ({
    problem,
    level: "advisory",
    label: "writes",
    consequence: anotherCase,
  }));
  const regional = group.problems
    .filter((problem) => problem.kind === "service-tag-not-offered" && isRegional(problem.found))
    .map((problem): Mistake => ({ problem, level: "advisory", label: "writes", consequence: oneRegion }));
  return [...mistakesOf(group, fault), ...regional, ...notes];
}

/** Whether a tag, as a problem quotes it, is a region's part of a service. */
function isRegional(found: string): boolean {
  const [, part] = found.replaceAll("`", "").split(".");
  return part !== undefined && findRegion(part) !== undefined;
}

function routeTablesOf({ inferencingSubnets }: Circumstances): readonly (readonly [RouteTable, Maybe<CloudName>])[] {
  const tables = inferencingSubnets.flatMap(({ subnet }) =>
    reachable(subnet.routeTable).map((table) => [table, cloudOf(subnet)] as const),
  );
  return [...new Map(tables)];
}

function judgeRoutes(table: RouteTable, cloud: Maybe<CloudName>): readonly Finding[] {
  if (isUnknown(table.routes)) {
    return [judgeTag(table.origin, "routes", table.routes, cloud)];
  }
  const findings = table.routes.map((route) =>
    judgeTag(table.origin, `${route.path}.addressPrefix`, route.addressPrefix, cloud),
  );
  const told = findings.filter((finding) => finding.verdict !== "pass");
  return told.length > 0 ? told : findings.slice(0, 1);
}

function judgeTag(subject: Origin, path: string, written: Maybe<string>, cloud: Maybe<CloudName> | undefined): Finding {
  if (isUnknown(written)) {
    const question = `whether \`${subject.name}\` names a service tag that Azure knows`;
    return { verdict: "undecided", subject, question, unknowns: [written.unknown] };
  }
  const tag = parseServiceTag(written, cloud === undefined || isUnknown(cloud) ? undefined : cloud);
  if (isAddressPrefix(written) || (isServiceTag(tag) && tag.tag === written)) {
    return { verdict: "pass", subject };
  }
  const known = isServiceTag(tag);
  const likely = known ? tag.tag : tag.didYouMean[0];
  return {
    verdict: "fail",
    subject,
    ...(known && { level: "advisory" }),
    fault: {
      who: `\`${subject.name}\``,
      witness: [known ? "writes" : fault.label, `${path}: ${quoted(written)}`],
      decidedBy: "the published service tags",
      consequence: known ? anotherCase : unlisted,
      fix: likely === undefined ? "write an address prefix or a published service tag" : `write \`${likely}\``,
      asOf: tagDataDate,
    },
  };
}

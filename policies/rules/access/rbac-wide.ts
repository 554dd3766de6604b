import { Estate, EstateGrant, Thing } from "../../../azure/estate/estate";
import { isBuiltIn, joinGrants } from "../../../azure/estate/join-rights";
import { GrantAnswer } from "../../../azure/access/access-of";
import { describeScope } from "../../../azure/access/scope";
import { isUnknown } from "../../../azure/known";
import { Circumstances, estateRule, Finding } from "../rule";
import { nameRole } from "../words";
import { JoinInUse, joinsInUse } from "./joins-in-use";

/** Only a grant that carries a join counts: what else a deployer may do is not asked here. */
export const rbacWide = estateRule({
  id: "rbac-wide",
  title: "join granted by a wider role or scope than needed",
  level: "advisory",
  severity: "medium",
  source: { document: "scope-overview (role-based-access-control)", read: "2026-11-24" },
  page: {
    fault:
      "The declared deployer's right to join an inferencing subnet or its network comes from Owner or Contributor, or from an assignment at a subscription, a management group or the tenant. A network that the same stack makes is not asked about: whoever makes it needs rights above it.",
    consequence:
      "Whoever runs the deployment may do far more than join: a leaked credential costs more than a network.",
    remedy:
      "Assign Network Contributor, or a custom role with the two join actions, at the virtual network. `VirtualNetworkJoinAccess` of the component package does.",
    undecided: "the role or the scope of an assignment of the deployer is not known.",
  },
  judge,
});

function judge(estate: Estate, circumstances: Circumstances): readonly Finding[] {
  const { deployer } = circumstances;
  const joins = joinsInUse(circumstances).filter(({ on }) => !isMadeHere(estate, on));
  if (deployer === undefined || joins.length === 0) {
    return [];
  }
  const held = joins.flatMap(({ action, on }) => joinGrants(estate, deployer, action, on));
  const carrying = new Map(held.filter((one) => one.gives !== "not").map((one) => [one.grant, one]));
  const findings = [...[...carrying.values()].map(judgeGrant), ...joins.flatMap(unseen).slice(0, 1)];
  return findings.length > 0 ? findings : [{ verdict: "pass", subject: { name: "the stack", path: "" } }];
}

function unseen({ on, name }: JoinInUse): readonly Finding[] {
  const question = `whether the join of ${name} is granted more widely than needed`;
  return isUnknown(on.id) ? [{ verdict: "undecided", subject: on.origin, question, unknowns: [on.id.unknown] }] : [];
}

/** Whoever makes the network has to have rights above it: a narrower scope would not do. */
function isMadeHere({ subnets, virtualNetworks }: Estate, thing: Thing): boolean {
  return thing.origin.urn !== undefined && [...subnets, ...virtualNetworks].some((one) => one === thing);
}

function judgeGrant({ grant, gives, unknowns }: GrantAnswer<EstateGrant>): Finding {
  const subject = { name: grant.name, path: "", ...(grant.urn !== undefined && { urn: grant.urn }) };
  const wide = wideness(grant);
  const hidden = [grant.role, grant.scope].some(isUnknown);
  if (wide === undefined && !hidden) {
    return { verdict: "pass", subject };
  }
  if (wide === undefined || gives === "perhaps") {
    const question = `whether grant \`${grant.name}\` gives the join more widely than needed`;
    return { verdict: "undecided", subject, question, unknowns };
  }
  return {
    verdict: "fail",
    subject,
    fault: {
      who: `grant \`${grant.name}\``,
      witness: ["gives the join", wide],
      decidedBy: `role ${nameRole(grant)}${isUnknown(grant.scope) ? "" : `, at ${describeScope(grant.scope)}`}`,
      consequence: "the deployer may do far more than join the network",
      fix: "assign Network Contributor, or a custom role with the two join actions, at the virtual network",
    },
  };
}

function wideness(grant: EstateGrant): string | undefined {
  if (isBuiltIn(grant, "Owner", "Contributor")) {
    return `by role ${nameRole(grant)}`;
  }
  const { scope } = grant;
  const isWide = !isUnknown(scope) && (scope.length <= 2 || /^providers$/i.test(String(scope[0])));
  return isWide ? `to all of ${describeScope(scope)}` : undefined;
}

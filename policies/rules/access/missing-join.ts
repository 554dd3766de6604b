/** What the rules share that name why a deployer may not join: they speak only where the join is missing. */
import { Estate, EstateGrant } from "../../../azure/estate/estate";
import { GrantAnswer } from "../../../azure/access/access-of";
import { Permission } from "../../../azure/access/grant";
import { Deployer, joinGrants, JoinRight, joinRight } from "../../../azure/estate/join-rights";
import { isUnknown } from "../../../azure/known";
import { Circumstances, Finding } from "../rule";
import { JoinInUse, joinsInUse } from "./joins-in-use";

type HeldGrant = GrantAnswer<EstateGrant>;

export interface MissingJoinRule {
  /** The grant that is the reason, if one is, among those that reach the thing. */
  readonly reason: (held: readonly HeldGrant[], decision: JoinRight["decision"]) => HeldGrant | undefined;
  /** For instance "has the join taken away by its own role". */
  readonly witness: (held: HeldGrant, join: JoinInUse) => readonly [label: string, text: string];
  readonly fix: (held: HeldGrant, join: JoinInUse) => string;
}

/** Nothing without a declared deployer: the rules about the joins ask for one. */
export function judgeMissingJoins(
  estate: Estate,
  circumstances: Circumstances,
  rule: MissingJoinRule,
): readonly Finding[] {
  const { deployer } = circumstances;
  return deployer === undefined ? [] : joinsInUse(circumstances).map((join) => judgeJoin(estate, deployer, join, rule));
}

function judgeJoin(estate: Estate, deployer: Deployer, join: JoinInUse, rule: MissingJoinRule): Finding {
  const subject = join.on.origin;
  const { decision } = joinRight(estate, deployer, join.action, join.on);
  if (isUnknown(join.on.id)) {
    const question = `whether a role of the deployer only looks as if it gave ${join.action} on ${join.name}`;
    return { verdict: "undecided", subject, question, unknowns: [join.on.id.unknown] };
  }
  const held = joinGrants(estate, deployer, join.action, join.on);
  const reason = rule.reason(held, decision);
  if (decision.verdict === "allowed" || decision.deniedBy !== undefined) {
    return { verdict: "pass", subject };
  }
  const unknowns = reason === undefined ? hiddenReasons(held) : [...decision.unknowns, ...membership(reason, deployer)];
  if (unknowns.length > 0) {
    const question = `whether a role of the deployer is why it lacks ${join.action} on ${join.name}`;
    return { verdict: "undecided", subject, question, unknowns };
  }
  if (reason === undefined) {
    return { verdict: "pass", subject };
  }
  return {
    verdict: "fail",
    subject,
    fault: {
      who: `deployer ${deployer.principalIds.join(", ")}, ${join.name}`,
      witness: rule.witness(reason, join),
      decidedBy: `\`${reason.grant.name}\``,
      consequence: `the deployer lacks ${join.action}`,
      fix: rule.fix(reason, join),
      note: "the rule about this join reports the same fault",
    },
  };
}

/** Roles whose actions are not known may be the reason. */
function hiddenReasons(held: readonly HeldGrant[]): readonly string[] {
  return held.flatMap(({ grant, unknowns }) => {
    const { role } = grant;
    const hidden = isUnknown(role) || isUnknown(role.permissions) || role.permissions.some(isPartlyHidden);
    return hidden ? unknowns : [];
  });
}

function isPartlyHidden({ actions, notActions }: Permission): boolean {
  return [...actions, ...notActions].some(isUnknown);
}

/** A group's role may be no role of the deployer. */
function membership({ grant }: HeldGrant, { principalIds }: Deployer): readonly string[] {
  const { principalId } = grant;
  const own = !isUnknown(principalId) && principalIds.some((id) => id.toLowerCase() === principalId.toLowerCase());
  return own ? [] : [`who belongs to the principal of grant \`${grant.name}\``];
}

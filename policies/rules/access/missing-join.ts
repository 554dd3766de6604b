/** What the rules share that name why a deployer may not join: they speak only where the join is missing. */
import { Estate, EstateGrant } from "../../../azure/estate/estate";
import { GrantAnswer } from "../../../azure/access/access-of";
import { Deployer, joinGrants, joinRight } from "../../../azure/estate/join-rights";
import { isUnknown } from "../../../azure/known";
import { Circumstances, Finding } from "../rule";
import { JoinInUse, joinsInUse } from "./joins-in-use";

type HeldGrant = GrantAnswer<EstateGrant>;

export interface MissingJoinRule {
  /** The grant that is the reason, if one is, among those that reach the thing. */
  readonly reason: (held: readonly HeldGrant[]) => HeldGrant | undefined;
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
  const reason = rule.reason(joinGrants(estate, deployer, join.action, join.on));
  // With the right role at another scope, or denied from above, the fault is not the role's.
  const elsewhere = decision.nearestMiss?.kind === "scope" || decision.deniedBy !== undefined;
  if (decision.verdict === "allowed" || reason === undefined || elsewhere) {
    return { verdict: "pass", subject };
  }
  if (decision.verdict === "undecided") {
    const question = `whether grant \`${reason.grant.name}\` is why the deployer lacks ${join.action} on ${join.name}`;
    return { verdict: "undecided", subject, question, unknowns: decision.unknowns };
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

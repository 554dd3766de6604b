/** What the rules share that name why a deployer may not join: they speak only where the join is missing. */
import { Estate } from "../../../azure/estate/estate";
import { givesAnywhere, HeldGrant, heldGrants } from "../../../azure/estate/held-grants";
import { Deployer, joinRight } from "../../../azure/estate/join-rights";
import { Circumstances, Finding } from "../rule";
import { JoinInUse, joinsInUse } from "./joins-in-use";

export interface MissingJoinRule {
  /** The held grant that is the reason, if one is. */
  readonly reason: (held: readonly HeldGrant[], elsewhere: "granted" | "not granted") => HeldGrant | undefined;
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
  const elsewhere = givesAnywhere(estate.grants, deployer, join.action) ? "granted" : "not granted";
  const reason = rule.reason(heldGrants(estate.grants, deployer, join.action, join.on), elsewhere);
  if (decision.verdict === "allowed" || reason === undefined) {
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

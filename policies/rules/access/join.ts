/** What the three rules about the deployer's rights share. */
import { Estate, Thing } from "../../../azure/estate/estate";
import { Deployer, JoinRight, joinRight } from "../../../azure/estate/join-rights";
import { Circumstances, Finding } from "../rule";

/** One right on one thing, as a finding. */
export interface Demand {
  readonly action: string;
  readonly on: Thing;
  /** For instance "subnet `inference`". */
  readonly name: string;
  readonly consequence: string;
  /** The narrowest grant that meets it. */
  readonly fix: string;
  readonly note?: string;
}

/** Judges each demand; without a deployer all of them are one question that only the owner can answer. */
export function judgeDemands(
  estate: Estate,
  circumstances: Circumstances,
  demands: readonly Demand[],
): readonly Finding[] {
  const [first] = demands;
  if (first === undefined) {
    return [];
  }
  const { deployer } = circumstances;
  if (deployer === undefined) {
    return [undeclared(first, demands.length)];
  }
  return demands.map((demand) => judgeDemand(demand, deployer, joinRight(estate, deployer, demand.action, demand.on)));
}

function undeclared(first: Demand, count: number): Finding {
  const others = count > 1 ? ` and ${count - 1} more` : "";
  return {
    verdict: "undecided",
    subject: { name: "the stack", path: "" },
    question: `whether the deployer has ${first.action} on ${first.name}${others}`,
    unknowns: ["who deploys"],
    fix: "state deployer.principalIds and externalFacts.roleAssignments in the settings of this pack",
  };
}

function judgeDemand(demand: Demand, deployer: Deployer, right: JoinRight): Finding {
  const { decision } = right;
  const subject = demand.on.origin;
  switch (decision.verdict) {
    case "allowed":
      return { verdict: "pass", subject };
    case "undecided":
      return {
        verdict: "undecided",
        subject,
        question: `whether the deployer has ${demand.action} on ${demand.name}`,
        unknowns: decision.unknowns,
        fix:
          right.onlyByStack === undefined
            ? "state the deployer's assignments in externalFacts.roleAssignments, and deployer.assignmentsComplete if these are all"
            : "set deployer.mayAssignRoles if the deployer may make this grant, or if it exists already",
      };
    case "denied":
      return {
        verdict: "fail",
        subject,
        fault: {
          who: `deployer ${deployer.principalIds.join(", ")}, ${demand.name}`,
          witness: ["lacks", demand.action],
          decidedBy: nearest(right),
          consequence: demand.consequence,
          fix:
            decision.deniedBy === undefined
              ? demand.fix
              : `have \`${decision.deniedBy.name}\` exclude the deployer: no role assignment outweighs it`,
          note: demand.note,
        },
      };
  }
}

function nearest({ decision }: JoinRight): string {
  if (decision.deniedBy !== undefined) {
    return `deny assignment \`${decision.deniedBy.name}\`, whatever is granted`;
  }
  const miss = decision.nearestMiss;
  if (miss === undefined) {
    return "no role assignment, and the assignments are declared complete";
  }
  return `\`${miss.grant.name}\`: ${miss.because}`;
}

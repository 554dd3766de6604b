/** What the rules about the registry's way share: the pulls that fail, and how one is told. */
import { SecurityGroup } from "../../../azure/estate/estate";
import { GuardAnswer, RegistryPull, registryPulls } from "../../../azure/estate/registry-pull";
import { acrPull } from "../../../azure/facts/required-flows";
import { isUnknown } from "../../../azure/known";
import { SecurityRule } from "../../../azure/network/security-rule";
import { Estate } from "../../../azure/estate/estate";
import { Circumstances, Fault, Finding } from "../rule";
import { nameDestination, nameInferencingSubnet, nameSecurityRule } from "../words";

/** A pull that security rules certainly stop, with the group that stops it. */
export interface BlockedPull {
  readonly pull: RegistryPull;
  readonly group: SecurityGroup;
  readonly rules: readonly SecurityRule[];
  readonly answer: GuardAnswer;
}

export function pullsOf(estate: Estate, circumstances: Circumstances): readonly RegistryPull[] {
  return registryPulls(estate, circumstances.inferencingSubnets);
}

/** The group that the pull certainly fails at; undefined where it passes or cannot be told. */
export function blocked(pull: RegistryPull): BlockedPull | undefined {
  const stopped = (pull.verdict === "denied" || pull.verdict === "partly") && pull.subnet.carries === "surely";
  const [answer] = pull.answers;
  const group = answer?.group;
  if (!stopped || answer === undefined || group === undefined || isUnknown(group.rules)) {
    return undefined;
  }
  return { pull, group, answer, rules: group.rules };
}

/** The rows of a blocked pull that every rule tells alike. */
export function pullFault(of: BlockedPull, fix: string, note?: string): Fault {
  const who = nameInferencingSubnet(of.pull.subnet);
  return {
    who,
    witness: ["cannot reach", `${nameDestination(of.pull.flow)} (${of.pull.place.name})`],
    decidedBy: nameDeciders(of),
    consequence: acrPull.without,
    fix,
    note,
  };
}

/** A pull that passes, or of which it cannot be told whether it passes. */
export function openOrUndecided(pull: RegistryPull): Finding {
  const subject = pull.subnet.subnet.origin;
  if (pull.verdict === "allowed") {
    return { verdict: "pass", subject };
  }
  const carrier =
    pull.subnet.carries === "maybe" && pull.verdict !== "undecided"
      ? ["which of several subnets carries the workload"]
      : [];
  return {
    verdict: "undecided",
    subject,
    question: `whether ${nameInferencingSubnet(pull.subnet)} reaches ${nameDestination(pull.flow)} (${pull.place.name})`,
    unknowns: [...carrier, ...pull.unknowns],
  };
}

function nameDeciders(of: BlockedPull): string {
  const denying = (of.answer.decision?.decidedBy ?? []).filter((part) => part.access === "Deny");
  const named = denying.map((part) => nameSecurityRule(part.rule));
  return `\`${of.group.origin.name}\`, ${[...new Set(named)].join("; ")}`;
}

/** The first denying rule that a person wrote: the one that an Allow has to come before. */
export function firstDeny(of: BlockedPull): SecurityRule | undefined {
  return of.answer.decision?.decidedBy.find((part) => part.access === "Deny")?.rule;
}

/** The free priority nearest before `rule`; undefined where there is none. */
export function priorityBefore(of: BlockedPull, rule: SecurityRule | undefined): number | undefined {
  const priority = rule === undefined || isUnknown(rule.priority) ? 4097 : Math.min(rule.priority, 4097);
  const taken = new Set(of.rules.filter((one) => one.direction !== "Inbound").map((one) => one.priority));
  for (let candidate = priority - 1; candidate >= 100; candidate -= 1) {
    const round = priority - candidate >= 10 || priority - 10 < 100;
    if (!taken.has(candidate) && round) {
      return candidate;
    }
  }
  return undefined;
}

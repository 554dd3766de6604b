/** What the rules about the registry's way share: the pulls that fail, and how one is told. */
import { SecurityGroup } from "../../../azure/estate/estate";
import { GuardAnswer, RegistryPull, registryPulls, unlistedRegistryTags } from "../../../azure/estate/registry-pull";
import { acrPull } from "../../../azure/facts/required-flows";
import { isUnknown } from "../../../azure/known";
import { compareRule } from "../../../azure/network/explain-security-rules";
import { SecurityRule } from "../../../azure/network/security-rule";
import { Estate } from "../../../azure/estate/estate";
import { Circumstances, Fault, Finding } from "../rule";
import { nameDestination, nameInferencingSubnet, nameSecurityRule, nameWrittenRule } from "../words";

/** A pull that security rules certainly stop, with the group that stops it. */
export interface BlockedPull {
  readonly pull: RegistryPull;
  readonly group: SecurityGroup;
  readonly rules: readonly SecurityRule[];
  readonly answer: GuardAnswer;
}

/** Judges every pull: one that passes or cannot be told is told alike by all rules, a blocked one by its own. */
export function judgePulls(
  estate: Estate,
  circumstances: Circumstances,
  judgeBlocked: (of: BlockedPull, pulls: readonly RegistryPull[]) => Finding,
): readonly Finding[] {
  const pulls = registryPulls(estate, circumstances.inferencingSubnets);
  return pulls.map((pull) => {
    const of = blocked(pull);
    return of === undefined ? openOrUndecided(pull) : judgeBlocked(of, pulls);
  });
}

/** The group that the pull certainly fails at; undefined where it passes or cannot be told. */
function blocked(pull: RegistryPull): BlockedPull | undefined {
  const stopped = (pull.verdict === "denied" || pull.verdict === "partly") && pull.subnet.carries === "surely";
  const [answer] = pull.answers;
  const group = answer?.group;
  if (!stopped || answer === undefined || group === undefined || isUnknown(group.rules)) {
    return undefined;
  }
  // Rules that Azure does not take open nothing and shadow nothing.
  const unlisted = unlistedRegistryTags(group).map((one) => one.rule);
  return { pull, group, answer, rules: group.rules.filter((rule) => !unlisted.includes(rule)) };
}

/**
 * What to say of a blocked pull where a rule has not found its reason: that it is not the reason, or, where something
 * of the security rules or of the question is hidden, that it may be.
 */
export function noReasonFound(of: BlockedPull): Finding {
  const hidden = of.rules.flatMap((rule) => {
    const field = fieldsOf(rule).find(isUnknown);
    return field === undefined || rule.direction === "Inbound" ? [] : [`${nameSecurityRule(rule)}: ${field.unknown}`];
  });
  const { flow, place } = of.pull;
  const asked = [flow.sources, place.region].flatMap((part) => (isUnknown(part) ? [part.unknown] : []));
  const unknowns = [...asked, ...hidden];
  if (unknowns.length === 0) {
    return { verdict: "pass", subject: of.group.origin };
  }
  const question = `whether this is why ${nameInferencingSubnet(of.pull.subnet)} does not reach its registry`;
  return { verdict: "undecided", subject: of.group.origin, question, unknowns };
}

function fieldsOf(rule: SecurityRule): readonly unknown[] {
  const { priority, direction, access, protocol, sources, destinations, destinationPorts } = rule;
  const lists = [sources, destinations, destinationPorts].flatMap((list): readonly unknown[] =>
    isUnknown(list) ? [list] : list,
  );
  return [priority, direction, access, protocol, ...lists];
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
    asOf: of.answer.decision?.restsOn,
    note,
  };
}

/** A pull that passes, or of which it cannot be told whether it passes. */
function openOrUndecided(pull: RegistryPull): Finding {
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

/** An Allow that would open the pull, and the Deny that takes its traffic first. */
export interface Shadowed {
  readonly allow: SecurityRule;
  readonly deny: SecurityRule;
}

export function shadowedAllow(of: BlockedPull): Shadowed | undefined {
  const denying = (of.answer.decision?.decidedBy ?? []).filter((part) => part.access === "Deny");
  for (const allow of of.rules.filter((rule) => opens(rule, of))) {
    const deny = denying.find((part) => isBefore(part.rule, allow))?.rule;
    if (deny !== undefined) {
      return { allow, deny };
    }
  }
  return undefined;
}

function isBefore(rule: SecurityRule, other: SecurityRule): boolean {
  return !isUnknown(rule.priority) && !isUnknown(other.priority) && rule.priority < other.priority;
}

/** An Allow that covers the whole pull, were it reached. */
function opens(rule: SecurityRule, of: BlockedPull): boolean {
  if (rule.access !== "Allow" || rule.direction !== "Outbound" || isUnknown(rule.priority)) {
    return false;
  }
  const match = compareRule(rule, of.pull.flow, { virtualNetwork: of.pull.virtualNetwork });
  return [match.source, match.destination, match.protocol, match.destinationPorts].every((part) => part === "covers");
}

/** What to do about a shadowed Allow. */
export function liftShadow(of: BlockedPull, { allow, deny }: Shadowed): string {
  const priority = priorityBefore(of, deny);
  return priority === undefined
    ? `give ${nameWrittenRule(allow)} a smaller priority number than ${nameSecurityRule(deny)}`
    : `give ${nameWrittenRule(allow)} priority ${priority}`;
}

/** The first denying rule that a person wrote: the one that an Allow has to come before. */
export function firstDeny(of: BlockedPull): SecurityRule | undefined {
  return of.answer.decision?.decidedBy.find((part) => part.access === "Deny")?.rule;
}

/** A free priority before `rule`, ten before it if that is free; undefined where there is none. */
export function priorityBefore(of: BlockedPull, rule: SecurityRule | undefined): number | undefined {
  const priority = rule === undefined || isUnknown(rule.priority) ? lastPriority + 1 : rule.priority;
  const before = Math.min(priority, lastPriority + 1);
  const taken = new Set(of.rules.filter((one) => one.direction !== "Inbound").map((one) => one.priority));
  const roomy = downwards(before - 10, firstPriority);
  const tight = downwards(before - 1, Math.max(before - 9, firstPriority));
  return [...roomy, ...tight].find((candidate) => !taken.has(candidate));
}

/** Priorities that people may use. */
const [firstPriority, lastPriority] = [100, 4096];

function downwards(from: number, to: number): readonly number[] {
  return Array.from({ length: Math.max(0, from - to + 1) }, (_, index) => from - index);
}

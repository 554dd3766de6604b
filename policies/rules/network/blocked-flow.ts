/** What the rules about required flows share: the flows that fail, and how one is told. */
import { SecurityGroup } from "../../../azure/estate/estate";
import { acceptedRules, GuardAnswer } from "../../../azure/estate/guards";
import { requiredFlows } from "../../../azure/facts/required-flows";
import { Reach } from "../../../azure/estate/reachability";
import { isUnknown } from "../../../azure/known";
import { compareRule } from "../../../azure/network/explain-security-rules";
import { SecurityRule } from "../../../azure/network/security-rule";
import { Fault, Finding } from "../rule";
import {
  nameDestination,
  nameInferencingSubnet,
  namePortRanges,
  nameSecurityRule,
  nameTerms,
  nameWrittenRule,
} from "../words";

/** A required flow that security rules certainly stop, with the group that stops it. */
export interface BlockedFlow {
  readonly reach: Reach;
  readonly group: SecurityGroup;
  readonly rules: readonly SecurityRule[];
  readonly answer: GuardAnswer;
}

/** Judges every flow: one that passes or cannot be told is told alike by all rules, a blocked one by its own. */
export function judgeReaches(
  reaches: readonly Reach[],
  judgeBlocked: (of: BlockedFlow, reaches: readonly Reach[]) => Finding,
): readonly Finding[] {
  return reaches.map((reach) => {
    const of = blocked(reach);
    return of === undefined ? openOrUndecided(reach) : judgeBlocked(of, reaches);
  });
}

/** The group that the flow certainly fails at; undefined where it passes or cannot be told. */
export function blocked(reach: Reach): BlockedFlow | undefined {
  const stopped = (reach.verdict === "denied" || reach.verdict === "partly") && reach.needed === "surely";
  const [answer] = reach.answers;
  const group = answer?.group;
  return !stopped || answer === undefined || group === undefined || isUnknown(group.rules)
    ? undefined
    : { reach, group, answer, rules: acceptedRules(group) };
}

/**
 * What to say of a blocked flow where a rule has not found its reason: that it is not the reason, or, where something
 * of the security rules or of the question is hidden, that it may be.
 */
export function noReasonFound(of: BlockedFlow): Finding {
  const hidden = of.rules.flatMap((rule) => {
    const field = fieldsOf(rule).find(isUnknown);
    return field === undefined || rule.direction === "Inbound" ? [] : [`${nameSecurityRule(rule)}: ${field.unknown}`];
  });
  const { flow, target } = of.reach;
  const asked = [flow.sources, target.region].flatMap((part) => (isUnknown(part) ? [part.unknown] : []));
  const unknowns = [...asked, ...hidden];
  if (unknowns.length === 0) {
    return { verdict: "pass", subject: of.group.origin };
  }
  const question = `whether this is why ${nameInferencingSubnet(of.reach.subnet)} does not reach ${nameTarget(of.reach)}`;
  return { verdict: "undecided", subject: of.group.origin, question, unknowns };
}

function fieldsOf(rule: SecurityRule): readonly unknown[] {
  const { priority, direction, access, protocol, sources, destinations, destinationPorts } = rule;
  const lists = [sources, destinations, destinationPorts].flatMap((list): readonly unknown[] =>
    isUnknown(list) ? [list] : list,
  );
  return [priority, direction, access, protocol, ...lists];
}

/** The rows of a blocked flow that every rule tells alike. */
export function flowFault(of: BlockedFlow, fix: string, note?: string): Fault {
  const { reach } = of;
  return {
    who: nameInferencingSubnet(reach.subnet),
    witness: ["cannot reach", nameReach(reach)],
    decidedBy: nameDeciders(of),
    consequence: reach.need.without,
    fix,
    asOf: of.answer.decision?.restsOn,
    note,
  };
}

/** A flow that passes, or of which it cannot be told whether it passes. */
export function openOrUndecided(reach: Reach): Finding {
  const subject = reach.subnet.subnet.origin;
  if (reach.verdict === "allowed") {
    return { verdict: "pass", subject };
  }
  const carrier =
    reach.needed === "maybe" && reach.verdict !== "undecided" ? ["which of several subnets carries the workload"] : [];
  return {
    verdict: "undecided",
    subject,
    question: `whether ${nameInferencingSubnet(reach.subnet)} reaches ${nameReach(reach)}`,
    unknowns: [...carrier, ...reach.unknowns],
  };
}

function nameReach(reach: Reach): string {
  const name = reach.target.name;
  return `${nameDestination(reach.flow)}${name === undefined ? "" : ` (${name})`}`;
}

function nameTarget({ target, flow }: Reach): string {
  return target.name ?? nameTerms(flow.destinations);
}

/** A rule that is there already is moved; otherwise the one rule that would open the way, ready to be written. */
export function smallestOpening(of: BlockedFlow): string {
  const shadowed = shadowedAllow(of);
  if (shadowed !== undefined) {
    return liftShadow(of, shadowed);
  }
  const { flow, need } = of.reach;
  // Findings of one subnet are mended together: each flow has a place of its own.
  const place = Math.max(
    0,
    requiredFlows.findIndex((one) => one.id === need.id),
  );
  const priority = priorityBefore(of, firstDeny(of), place);
  const ports = namePortRanges(need.ports);
  const opening = `Allow, Outbound, ${need.protocol}, ${nameTerms(flow.sources)} -> ${nameTerms(flow.destinations)}:${ports}`;
  return priority === undefined
    ? `make room before the denying rule, then add to securityRules: ${opening}`
    : `add to securityRules: priority ${priority}, ${opening}`;
}

function nameDeciders(of: BlockedFlow): string {
  const denying = (of.answer.decision?.decidedBy ?? []).filter((part) => part.access === "Deny");
  const named = denying.map((part) => nameSecurityRule(part.rule));
  return `\`${of.group.origin.name}\`, ${[...new Set(named)].join("; ")}`;
}

/** An Allow that would open the flow, and the Deny that takes its traffic first. */
export interface Shadowed {
  readonly allow: SecurityRule;
  readonly deny: SecurityRule;
}

export function shadowedAllow(of: BlockedFlow): Shadowed | undefined {
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

/** An Allow that covers the whole flow, were it reached. */
function opens(rule: SecurityRule, of: BlockedFlow): boolean {
  if (rule.access !== "Allow" || rule.direction !== "Outbound" || isUnknown(rule.priority)) {
    return false;
  }
  const match = compareRule(rule, of.reach.flow, of.reach.context);
  return [match.source, match.destination, match.protocol, match.destinationPorts].every((part) => part === "covers");
}

/** What to do about a shadowed Allow. */
export function liftShadow(of: BlockedFlow, { allow, deny }: Shadowed): string {
  const priority = priorityBefore(of, deny);
  return priority === undefined
    ? `give ${nameWrittenRule(allow)} a smaller priority number than ${nameSecurityRule(deny)}`
    : `give ${nameWrittenRule(allow)} priority ${priority}`;
}

/** The first denying rule that a person wrote: the one that an Allow has to come before. */
export function firstDeny(of: BlockedFlow): SecurityRule | undefined {
  return of.answer.decision?.decidedBy.find((part) => part.access === "Deny")?.rule;
}

/** A free priority before `rule`, ten before it and `place` free ones further if there is room; undefined where there is none. */
export function priorityBefore(of: BlockedFlow, rule: SecurityRule | undefined, place = 0): number | undefined {
  const priority = rule === undefined || isUnknown(rule.priority) ? lastPriority + 1 : rule.priority;
  const before = Math.min(priority, lastPriority + 1);
  const taken = new Set(of.rules.filter((one) => one.direction !== "Inbound").map((one) => one.priority));
  const roomy = downwards(before - 10, firstPriority);
  const tight = downwards(before - 1, Math.max(before - 9, firstPriority));
  const free = [...roomy, ...tight].filter((candidate) => !taken.has(candidate));
  return free[place] ?? free[0];
}

/** Priorities that people may use. */
const [firstPriority, lastPriority] = [100, 4096];

function downwards(from: number, to: number): readonly number[] {
  return Array.from({ length: Math.max(0, from - to + 1) }, (_, index) => from - index);
}

/** What the rules about how security rules are written share: which groups they look at, and how a mistake is told. */
import { Estate, SecurityGroup } from "../../../azure/estate/estate";
import { reachable } from "../../../azure/estate/link";
import { isUnknown, Unknown } from "../../../azure/known";
import { SecurityRuleProblem, SecurityRuleProblemKind } from "../../../azure/network/read-security-rule";
import { SecurityRule } from "../../../azure/network/security-rule";
import { tagDataDate } from "../../../azure/network/service-tag-lattice";
import { Circumstances, Finding } from "../rule";

/** A security group that guards an inferencing subnet. */
export interface Guard {
  readonly group: SecurityGroup;
  /** `maybe`: a preview does not tell whether it is this one, or whether the subnet carries inferencing. */
  readonly guards: "surely" | "maybe";
}

/** Each group once. Groups that guard anything else are none of our business. */
export function guardsOf({ inferencingSubnets }: Circumstances): readonly Guard[] {
  const guards = new Map<SecurityGroup, Guard>();
  for (const { subnet, carries } of inferencingSubnets) {
    for (const group of reachable(subnet.securityGroup)) {
      const surely = carries === "surely" && subnet.securityGroup.link === "known";
      const before = guards.get(group)?.guards === "surely";
      guards.set(group, { group, guards: surely || before ? "surely" : "maybe" });
    }
  }
  return [...guards.values()];
}

/** What one rule of the pack looks for. */
export interface WrittenFault {
  readonly kinds: readonly SecurityRuleProblemKind[];
  /** For instance "is refused". */
  readonly label: string;
  readonly consequence: string;
  /** Fields in which such a mistake may hide while they are not known. */
  readonly hidden: (rule: SecurityRule) => readonly Unknown[];
}

export function judgeWritten(_estate: Estate, circumstances: Circumstances, fault: WrittenFault): readonly Finding[] {
  return guardsOf(circumstances).flatMap((guard) => judgeGuard(guard, fault, mistakesOf(guard.group, fault)));
}

/** A mistake in a group, told at the property where it stands. */
export interface Mistake {
  readonly problem: SecurityRuleProblem;
  readonly level?: "advisory";
  /** Instead of the fault's own. */
  readonly label?: string;
  readonly consequence?: string;
}

export function mistakesOf(group: SecurityGroup, { kinds }: WrittenFault): readonly Mistake[] {
  return group.problems.filter((problem) => kinds.includes(problem.kind)).map((problem) => ({ problem }));
}

export function judgeGuard(guard: Guard, fault: WrittenFault, mistakes: readonly Mistake[]): readonly Finding[] {
  const { group } = guard;
  const subject = group.origin;
  if (mistakes.length > 0 && guard.guards === "surely") {
    return mistakes.map((mistake) => tellMistake(group, fault, mistake));
  }
  const unknowns =
    mistakes.length > 0 ? [`whether \`${subject.name}\` guards an inferencing subnet`] : hiddenIn(group, fault);
  if (unknowns.length === 0) {
    return [{ verdict: "pass", subject }];
  }
  return [
    { verdict: "undecided", subject, question: `whether security group \`${subject.name}\` ${fault.label}`, unknowns },
  ];
}

function tellMistake(group: SecurityGroup, fault: WrittenFault, mistake: Mistake): Finding {
  const { problem, level, consequence } = mistake;
  const rule = isUnknown(group.rules) ? undefined : group.rules.find((one) => problem.path.startsWith(`${one.path}.`));
  const name = rule === undefined || isUnknown(rule.name) ? "" : `, rule \`${rule.name}\``;
  return {
    verdict: "fail",
    subject: group.origin,
    ...(level && { level }),
    fault: {
      who: `security group \`${group.origin.name}\`${name}`,
      witness: [mistake.label ?? fault.label, `${problem.path}: ${problem.found}`],
      decidedBy: `Azure takes ${problem.expected}`,
      consequence: consequence ?? fault.consequence,
      fix: problem.fix ?? `write ${problem.expected}`,
      ...(problem.kind.startsWith("service-tag") && problem.kind !== "service-tag-in-list" && { asOf: tagDataDate }),
    },
  };
}

/** What is not known, and is not a mistake of its own. */
function hiddenIn({ rules, problems }: SecurityGroup, fault: WrittenFault): readonly string[] {
  if (isUnknown(rules)) {
    return [rules.unknown];
  }
  const unknowns = rules.flatMap(fault.hidden).map((one) => one.unknown);
  const told = new Set(problems.map((problem) => `${problem.path}, which is not valid`));
  return [...new Set(unknowns)].filter((unknown) => !told.has(unknown));
}

/** The sides of a rule as far as they are not known, term by term. */
export function hiddenSides(rule: SecurityRule): readonly Unknown[] {
  return [rule.sources, rule.destinations].flatMap((side) => (isUnknown(side) ? [side] : side.filter(isUnknown)));
}

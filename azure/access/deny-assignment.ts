/**
 * Deny assignments: they block what role assignments grant. People can't make them; deployment stacks and managed
 * applications do.
 * https://learn.microsoft.com/azure/role-based-access-control/deny-assignments
 */
import { isKnown, isUnknown, Maybe } from "../known";
import { coversPattern, patternsMeet } from "./action-pattern";
import { AccessQuestion, Grant, Permission } from "./grant";
import { containsScope, describeScope, sameScope } from "./scope";

export interface DenyAssignment {
  /** For messages. */
  readonly name: string;
  readonly principals: Maybe<readonly Maybe<DeniedPrincipal>[]>;
  /** Whom it spares. Absent: nobody. */
  readonly excludedPrincipals?: Maybe<readonly Maybe<DeniedPrincipal>[]>;
  /** What is denied; `notActions` stay as they are. */
  readonly permissions: Maybe<readonly Permission[]>;
  readonly scope: Maybe<DenyScope>;
  /** Whether what lies in the scope is denied as well. Absent: it is. */
  readonly appliesTo?: Maybe<"scope and children" | "scope only">;
  /** A condition makes it undecided. Absent: none. */
  readonly condition?: Maybe<string>;
}

type DenyScope = AccessQuestion["scope"];

export interface DeniedPrincipal {
  /** The zero GUID stands for everybody. */
  readonly id: string;
  /** User, Group, ServicePrincipal or SystemDefined. Absent: may be a group. */
  readonly type?: string;
}

/** All principals of the tenant. */
export const everybody = "00000000-0000-0000-0000-000000000000";

export interface DenyAnswer {
  readonly deny: DenyAssignment;
  readonly applies: "surely" | "perhaps" | "not";
  /** What would have to be known; empty unless perhaps. */
  readonly unknowns: readonly string[];
}

/**
 * Whether it denies some action of the question, which would be granted to this principal. Of several principals that
 * are asked about, one may be a group of another or stand beside it, so only what hits all of them is certain.
 */
export function judgeDeny(deny: DenyAssignment, question: AccessQuestion, granted: Grant["principalId"]): DenyAnswer {
  const findings: readonly Holds[] = [
    hitsPrincipal(deny, question.principalIds, granted),
    hitsScope(deny, question.scope),
    hitsAction(deny, question.action),
    hitsCondition(deny),
  ];
  if (findings.includes("no")) {
    return { deny, applies: "not", unknowns: [] };
  }
  const unknowns = findings.flatMap((finding) => (isUnknown(finding) ? [finding.unknown] : []));
  return { deny, applies: unknowns.length > 0 ? "perhaps" : "surely", unknowns };
}

type Holds = "yes" | "no" | { readonly unknown: string };

function hitsPrincipal(deny: DenyAssignment, asked: readonly string[], granted: Grant["principalId"]): Holds {
  const { name, principals, excludedPrincipals = [] } = deny;
  const hit = asked.map((id) => isAmong(id, principals));
  const spared = asked.map((id) => isAmong(id, excludedPrincipals));
  const sparesGranted = isKnown(granted) && isAmong(granted, excludedPrincipals) === "yes";
  if (sparesGranted || hit.every((each) => each === "no") || spared.every((each) => each === "yes")) {
    return "no";
  }
  return hit.every((each) => each === "yes") && spared.every((each) => each === "no")
    ? "yes"
    : { unknown: `whom deny assignment ${name} hits` };
}

/** Who belongs to a group isn't known here. */
function isAmong(id: string, principals: Maybe<readonly Maybe<DeniedPrincipal>[]>): "yes" | "no" | "perhaps" {
  if (isUnknown(principals)) {
    return "perhaps";
  }
  const known = principals.filter(isKnown);
  if (known.some((each) => each.id === everybody || each.id.toLowerCase() === id.toLowerCase())) {
    return "yes";
  }
  const groups = known.some(({ type }) => type === undefined || type.toLowerCase() === "group");
  return groups || known.length < principals.length ? "perhaps" : "no";
}

function hitsScope({ name, scope, appliesTo = "scope and children" }: DenyAssignment, asked: DenyScope): Holds {
  if (isUnknown(scope)) {
    return scope;
  }
  const [inside, same] = [containsScope(scope, asked), sameScope(scope, asked)];
  if (inside === "no" || same === "yes") {
    return inside === "no" ? "no" : "yes";
  }
  if (isUnknown(appliesTo)) {
    return appliesTo;
  }
  const answer = appliesTo === "scope only" ? same : inside;
  return answer === "unknown" ? { unknown: `whether deny assignment ${name} covers ${describeScope(asked)}` } : answer;
}

function hitsAction({ name, permissions }: DenyAssignment, action: string): Holds {
  if (isUnknown(permissions)) {
    return permissions;
  }
  const answers = permissions.map((permission) => deniesSome(permission, action));
  if (answers.includes("yes") || !answers.includes("perhaps")) {
    return answers.includes("yes") ? "yes" : "no";
  }
  return { unknown: `whether deny assignment ${name} denies ${action}` };
}

/** Whether some action of the pattern is denied: the pattern's right is only whole with every action of it. */
function deniesSome({ actions, notActions }: Permission, action: string): "yes" | "no" | "perhaps" {
  const spared = notActions.filter(isKnown);
  const mayMeet = actions.filter((each) => isUnknown(each) || patternsMeet(each, action));
  const possible = mayMeet.filter(
    (each) => !spared.some((no) => coversPattern(no, action) || (isKnown(each) && coversPattern(no, each))),
  );
  if (possible.length === 0) {
    return "no";
  }
  const certain =
    notActions.length === spared.length && possible.some((each) => isKnown(each) && isLeft(each, action, spared));
  return certain ? "yes" : "perhaps";
}

/** Whether something of both patterns surely stays: one lies in the other, or nothing that is spared meets both. */
function isLeft(denied: string, action: string, spared: readonly string[]): boolean {
  const nested = coversPattern(denied, action) || coversPattern(action, denied);
  return nested || !spared.some((no) => patternsMeet(no, denied) && patternsMeet(no, action));
}

function hitsCondition({ name, condition }: DenyAssignment): Holds {
  if (condition === undefined || condition === "") {
    return "yes";
  }
  return isUnknown(condition) ? condition : { unknown: `whether the condition of ${name} holds` };
}

/**
 * What one grant lacks to give a right, or what isn't known of it.
 * https://learn.microsoft.com/azure/role-based-access-control/overview#how-azure-rbac-determines-if-a-user-has-access-to-a-resource
 */
import { isUnknown, Maybe } from "../known";
import { AccessQuestion, Grant, Permission, Role } from "./grant";
import { mostPermitted, PermittedActions, unknownActionsOf } from "./permitted-actions";
import { containsScope, describeScope, Scope } from "./scope";

/**
 * Why a grant surely doesn't give the right. The kind says how near a grant comes that has this fault alone, the
 * nearest first: Azure refuses the assignment because of the role's assignable scopes; the scope isn't above the one
 * asked about; the role takes the action away in its notActions; it never had it; somebody else has it.
 */
export interface Fault {
  readonly kind: FaultKind;
  /** For instance `granted on subnet inference, needed on virtual network ml`. */
  readonly because: string;
}

export type FaultKind = "assignable-scopes" | "scope" | "removed" | "role" | "principal";

export const nearestFirst: readonly FaultKind[] = ["assignable-scopes", "scope", "removed", "role", "principal"];

export interface Judged<Given extends Grant = Grant> {
  readonly grant: Given;
  /** Why it surely doesn't give the right. */
  readonly faults: readonly Fault[];
  /** Why it isn't certain that it does. */
  readonly unknowns: readonly string[];
}

type Finding = Fault | { readonly unknown: string } | undefined;

/**
 * Judges grants for one question, in their order; what a role permits is worked out once, however often it is granted.
 * Somebody else's grants elsewhere are left out: most of a long list, and none of them comes near.
 */
export function judgeGrants<Given extends Grant>(
  grants: readonly Given[],
  question: AccessQuestion,
): readonly Judged<Given>[] {
  const asked = new Set(question.principalIds.map((id) => id.toLowerCase()));
  const permitted = new Map<Role, PermittedActions>();
  const judged: Judged<Given>[] = [];
  for (const grant of grants) {
    if (!isFar(grant, question.scope, asked)) {
      const findings = [
        judgePrincipal(grant, asked),
        judgeScope(grant.scope, question.scope),
        judgeRole(grant.role, question.action, permitted),
        judgeAssignable(grant),
        judgeCondition(grant),
      ];
      judged.push({
        grant,
        faults: findings.flatMap((finding) => (finding !== undefined && !isUnknown(finding) ? [finding] : [])),
        unknowns: findings.flatMap((finding) => (isUnknown(finding) ? [finding.unknown] : [])),
      });
    }
  }
  return judged;
}

/** Whether both the principal and the scope surely are others. */
function isFar({ principalId, principalType, scope }: Grant, needed: Scope, asked: ReadonlySet<string>): boolean {
  return (
    typeof principalId === "string" &&
    !isUnknown(principalType) &&
    !isGroup(principalType) &&
    !asked.has(principalId.toLowerCase()) &&
    !isUnknown(scope) &&
    containsScope(scope, needed) === "no"
  );
}

function isGroup(principalType: string | undefined): boolean {
  return principalType?.toLowerCase() === "group";
}

function judgeRole(role: Maybe<Role>, action: string, permitted: Map<Role, PermittedActions>): Finding {
  if (isUnknown(role)) {
    return role;
  }
  const { permissions } = role;
  if (isUnknown(permissions)) {
    return permissions;
  }
  const most = permitted.get(role) ?? mostPermitted(permissions, action);
  permitted.set(role, most);
  return describePermitted(most, role.name, permissions, action);
}

/** Who belongs to a group isn't known here. A missing type reaches Azure as "User". */
function judgePrincipal({ principalId, principalType }: Grant, asked: ReadonlySet<string>): Finding {
  if (isUnknown(principalId)) {
    return principalId;
  }
  if (asked.has(principalId.toLowerCase())) {
    return undefined;
  }
  if (isUnknown(principalType)) {
    return principalType;
  }
  return isGroup(principalType)
    ? { unknown: `who belongs to group ${principalId}` }
    : { kind: "principal", because: `granted to another principal, ${principalId}` };
}

function judgeScope(granted: Maybe<Scope>, needed: Scope): Finding {
  if (isUnknown(granted)) {
    return granted;
  }
  switch (containsScope(granted, needed)) {
    case "yes":
      return undefined;
    case "no":
      return { kind: "scope", because: `granted on ${describeScope(granted)}, needed on ${describeScope(needed)}` };
    case "unknown":
      return { unknown: `whether ${describeScope(needed)} lies in ${describeScope(granted)}` };
  }
}

function describePermitted(
  most: PermittedActions,
  role: string,
  permissions: readonly Permission[],
  action: string,
): Finding {
  switch (most) {
    case "all":
      return undefined;
    case "unknown":
      return { unknown: unknownActionsOf(permissions).join(", ") };
    case "some":
      return { kind: "removed", because: `role ${role} takes away some of ${action} in its notActions` };
    case "removed":
      return { kind: "removed", because: `role ${role} takes ${action} away in its notActions` };
    case "none":
      return { kind: "role", because: `role ${role} doesn't grant ${action}` };
  }
}

/** ARM refuses to assign a role elsewhere, so such a grant never comes to be. */
function judgeAssignable({ role, scope }: Grant): Finding {
  const assignable = isUnknown(role) ? undefined : role.assignableScopes;
  if (isUnknown(role) || assignable === undefined) {
    return undefined;
  }
  if (isUnknown(assignable) || isUnknown(scope)) {
    return isUnknown(assignable) ? assignable : undefined; // the scope itself says what isn't known of it
  }
  const answers = assignable.map((each) => (isUnknown(each) ? "unknown" : containsScope(each, scope)));
  if (answers.includes("yes")) {
    return undefined;
  }
  const names = assignable.map((each) => (isUnknown(each) ? each.unknown : describeScope(each)));
  return answers.includes("unknown")
    ? { unknown: `whether role ${role.name} may be assigned on ${describeScope(scope)}` }
    : {
        kind: "assignable-scopes",
        because: `role ${role.name} can't be assigned on ${describeScope(scope)}, only on ${names.join(", ") || "nothing"}`,
      };
}

function judgeCondition({ name, condition }: Grant): Finding {
  if (condition === undefined || condition === "") {
    return undefined;
  }
  return isUnknown(condition) ? condition : { unknown: `whether the condition of ${name} holds` };
}

/**
 * Whether grants give a right, which one does, and which one nearly does.
 * https://learn.microsoft.com/azure/role-based-access-control/overview#how-azure-rbac-determines-if-a-user-has-access-to-a-resource
 */
import { isUnknown, Maybe } from "../known";
import { AccessQuestion, Grant, Permission, Role } from "./grant";
import { mayGrantTogether, mostPermitted, unknownActionsOf } from "./permitted-actions";
import { containsScope, describeScope, Scope } from "./scope";

export interface AccessDecision {
  readonly verdict: "allowed" | "denied" | "undecided";
  /** The first grant that gives the right; only when allowed. */
  readonly grantedBy?: Grant;
  /** The grant that comes nearest when none surely gives the right; absent if none comes near. */
  readonly nearestMiss?: NearestMiss;
  /** What would have to be known; empty unless undecided. */
  readonly unknowns: readonly string[];
}

export interface NearestMiss {
  readonly grant: Grant;
  /** For instance `granted on subnet inference, needed on virtual network ml`. */
  readonly because: string;
}

export interface AccessOptions {
  /** Whether the grants are all there are. Otherwise a missing one proves nothing. */
  readonly assignmentsComplete: boolean;
}

/**
 * Grants add up: one is enough. The question's action may be a pattern with `*`; then every action of the pattern must
 * be granted. Deny assignments aren't looked at.
 */
export function explainAccess(
  grants: readonly Grant[],
  question: AccessQuestion,
  options: AccessOptions,
): AccessDecision {
  const judged = grants.map((grant) => judgeGrant(grant, question));
  const granting = judged.find((each) => each.faults.length === 0 && each.unknowns.length === 0);
  if (granting !== undefined) {
    return { verdict: "allowed", grantedBy: granting.grant, unknowns: [] };
  }
  const unknowns = new Set([
    ...judged.flatMap((each) => (each.faults.length === 0 ? each.unknowns : [])),
    ...unknownTogether(judged, question),
    ...(options.assignmentsComplete ? [] : ["role assignments outside of this stack"]),
  ]);
  const nearestMiss = nearestOf(judged);
  return {
    verdict: unknowns.size > 0 ? "undecided" : "denied",
    ...(nearestMiss && { nearestMiss }),
    unknowns: [...unknowns],
  };
}

interface Judged {
  readonly grant: Grant;
  /** Why it surely doesn't give the right. */
  readonly faults: readonly Fault[];
  /** Why it isn't certain that it does. */
  readonly unknowns: readonly string[];
}

/** The kind says how near a grant comes that has this fault alone: the first is the nearest. */
interface Fault {
  readonly kind: "scope" | "removed" | "role" | "principal";
  readonly because: string;
}

const nearestFirst: readonly Fault["kind"][] = ["scope", "removed", "role", "principal"];

type Finding = Fault | { readonly unknown: string } | undefined;

function judgeGrant(grant: Grant, question: AccessQuestion): Judged {
  const findings = [
    judgeScope(grant.scope, question.scope),
    judgeRole(grant.role, question.action),
    judgePrincipal(grant, question.principalIds),
    judgeCondition(grant),
  ];
  return {
    grant,
    faults: findings.flatMap((finding) => (finding !== undefined && !isUnknown(finding) ? [finding] : [])),
    unknowns: findings.flatMap((finding) => (isUnknown(finding) ? [finding.unknown] : [])),
  };
}

function judgeScope(granted: Maybe<Scope>, needed: Scope): Finding {
  if (isUnknown(granted)) {
    return granted;
  }
  const [here, there] = [describeScope(granted), describeScope(needed)];
  switch (containsScope(granted, needed)) {
    case "yes":
      return undefined;
    case "no":
      return { kind: "scope", because: `granted on ${here}, needed on ${there}` };
    case "unknown":
      return { unknown: `whether ${there} lies in ${here}` };
  }
}

function judgeRole(role: Maybe<Role>, action: string): Finding {
  if (isUnknown(role)) {
    return role;
  }
  if (isUnknown(role.permissions)) {
    return role.permissions;
  }
  switch (mostPermitted(role.permissions, action)) {
    case "all":
      return undefined;
    case "unknown":
      return { unknown: unknownActionsOf(role.permissions).join(", ") };
    case "some":
      return { kind: "removed", because: `role ${role.name} takes away some of ${action} in its notActions` };
    case "removed":
      return { kind: "removed", because: `role ${role.name} takes ${action} away in its notActions` };
    case "none":
      return { kind: "role", because: `role ${role.name} doesn't grant ${action}` };
  }
}

/** Who belongs to a group isn't known here. A missing type reaches Azure as "User". */
function judgePrincipal({ principalId, principalType }: Grant, asked: readonly string[]): Finding {
  if (isUnknown(principalId)) {
    return principalId;
  }
  if (asked.some((each) => each.toLowerCase() === principalId.toLowerCase())) {
    return undefined;
  }
  if (isUnknown(principalType)) {
    return principalType;
  }
  return principalType?.toLowerCase() === "group"
    ? { unknown: `who belongs to group ${principalId}` }
    : { kind: "principal", because: `granted to another principal, ${principalId}` };
}

function judgeCondition({ name, condition }: Grant): Finding {
  if (condition === undefined || condition === "") {
    return undefined;
  }
  return isUnknown(condition) ? condition : { unknown: `whether the condition of ${name} holds` };
}

/** A pattern may be granted in parts, of which each takes away what another gives. */
function unknownTogether(judged: readonly Judged[], question: AccessQuestion): readonly string[] {
  const permissions = judged
    .filter((each) => each.faults.every((fault) => fault.kind === "removed" || fault.kind === "role"))
    .flatMap((each) => permissionsOf(each.grant));
  return mayGrantTogether(permissions, question.action)
    ? [`whether several roles together grant every action of ${question.action}`]
    : [];
}

function permissionsOf(grant: Grant): readonly Permission[] {
  return isUnknown(grant.role) || isUnknown(grant.role.permissions) ? [] : grant.role.permissions;
}

/** Two faults are no near miss. A grant that is only uncertain comes nearer than any with a fault. */
function nearestOf(judged: readonly Judged[]): NearestMiss | undefined {
  const uncertain = judged.find((each) => each.faults.length === 0);
  if (uncertain !== undefined) {
    return { grant: uncertain.grant, because: `not known: ${uncertain.unknowns.join(", ")}` };
  }
  const near = judged.flatMap(({ grant, faults: [fault, ...more] }) =>
    fault && more.length === 0 ? [{ grant, fault }] : [],
  );
  for (const kind of nearestFirst) {
    const nearest = near.find(({ fault }) => fault.kind === kind);
    if (nearest !== undefined) {
      return { grant: nearest.grant, because: nearest.fault.because };
    }
  }
  return undefined;
}

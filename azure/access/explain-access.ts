/**
 * Whether grants give a right, which one does, and which one nearly does.
 * https://learn.microsoft.com/azure/role-based-access-control/overview#how-azure-rbac-determines-if-a-user-has-access-to-a-resource
 */
import { isUnknown } from "../known";
import { DenyAnswer, DenyAssignment, judgeDeny } from "./deny-assignment";
import { AccessQuestion, Grant, Permission } from "./grant";
import { FaultKind, Judged, judgeGrants, nearestFirst } from "./judge-grant";
import { mayGrantTogether } from "./permitted-actions";

export interface AccessDecision {
  readonly verdict: "allowed" | "denied" | "undecided";
  /** The first grant that gives the right; only when allowed. */
  readonly grantedBy?: Grant;
  /** The deny assignment that surely takes the right away, whatever is granted. */
  readonly deniedBy?: DenyAssignment;
  /** The grant that comes nearest when none surely gives the right; absent if none comes near. */
  readonly nearestMiss?: NearestMiss;
  /** What would have to be known; empty unless undecided. */
  readonly unknowns: readonly string[];
}

export interface NearestMiss {
  readonly grant: Grant;
  /** What it lacks. `denied`: nothing, but a deny assignment takes it away; `unknown`: nothing for certain. */
  readonly kind: FaultKind | "denied" | "unknown";
  /** For instance `granted on subnet inference, needed on virtual network ml`. */
  readonly because: string;
}

export interface AccessOptions {
  /** Whether the grants are all there are. Otherwise a missing one proves nothing. */
  readonly assignmentsComplete: boolean;
  /** Absent: none is known of, and none is supposed. */
  readonly denyAssignments?: readonly DenyAssignment[];
}

/**
 * Grants add up: one is enough. The question's action may be a pattern with `*`; then every action of the pattern must
 * be granted. A deny assignment wins over every grant.
 */
export function explainAccess(
  grants: readonly Grant[],
  question: AccessQuestion,
  options: AccessOptions,
): AccessDecision {
  const judged = judgeGrants(grants, question);
  const giving = judged.filter((each) => each.faults.length === 0 && each.unknowns.length === 0);
  const denials = denialsOf(question, options);
  const surely = denials.whoeverHasIt.find(({ applies }) => applies === "surely");
  if (surely !== undefined) {
    const nearestMiss = nearestDenied(giving, surely) ?? nearestOf(judged);
    return { verdict: "denied", deniedBy: surely.deny, ...(nearestMiss && { nearestMiss }), unknowns: [] };
  }
  const granting = giving.find(({ grant }) => denials.of(grant).every(({ applies }) => applies === "not"));
  if (granting !== undefined) {
    return { verdict: "allowed", grantedBy: granting.grant, unknowns: [] };
  }
  const uncertain = judged.map((each): Judged =>
    giving.includes(each) ? { ...each, unknowns: denials.of(each.grant).flatMap((denial) => denial.unknowns) } : each,
  );
  const unknowns = new Set([
    ...uncertain.flatMap((each) => (each.faults.length === 0 ? each.unknowns : [])),
    ...unknownTogether(judged, question),
    ...(options.assignmentsComplete ? [] : ["role assignments outside of this stack"]),
  ]);
  const nearestMiss = nearestOf(uncertain);
  return {
    verdict: unknowns.size > 0 ? "undecided" : "denied",
    ...(nearestMiss && { nearestMiss }),
    unknowns: [...unknowns],
  };
}

interface Denials {
  readonly whoeverHasIt: readonly DenyAnswer[];
  readonly of: (grant: Grant) => readonly DenyAnswer[];
}

function denialsOf(question: AccessQuestion, { denyAssignments = [] }: AccessOptions): Denials {
  const judge = (principal: Grant["principalId"]) =>
    denyAssignments.map((deny) => judgeDeny(deny, question, principal));
  return {
    whoeverHasIt: judge({ unknown: "who has the grant" }),
    of: ({ principalId }) => judge(principalId),
  };
}

function nearestDenied([first]: readonly Judged[], { deny }: DenyAnswer): NearestMiss | undefined {
  return first && { grant: first.grant, kind: "denied", because: `deny assignment ${deny.name} takes it away` };
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
    return { grant: uncertain.grant, kind: "unknown", because: `not known: ${uncertain.unknowns.join(", ")}` };
  }
  const near = judged.flatMap(({ grant, faults: [fault, ...more] }) =>
    fault && more.length === 0 ? [{ grant, fault }] : [],
  );
  for (const kind of nearestFirst) {
    const nearest = near.find(({ fault }) => fault.kind === kind);
    if (nearest !== undefined) {
      return { grant: nearest.grant, kind, because: nearest.fault.because };
    }
  }
  return undefined;
}

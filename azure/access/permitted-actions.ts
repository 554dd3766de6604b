/**
 * What permissions grant of an action, or of all actions of a pattern. Within one permission `notActions` is
 * subtracted; it denies nothing, so another permission may grant the same.
 * https://learn.microsoft.com/azure/role-based-access-control/role-definitions#notactions
 */
import { isKnown, isUnknown } from "../known";
import { coversPattern, patternsMeet } from "./action-pattern";
import { Permission } from "./grant";

/** `some`: a part of the pattern's actions is taken away again. `removed`: all of them are. */
export type PermittedActions = "all" | "some" | "removed" | "none" | "unknown";

export function permittedActions(permission: Permission, action: string): PermittedActions {
  const granting = permission.actions.filter((pattern) => isUnknown(pattern) || coversPattern(pattern, action));
  const removing = permission.notActions.filter((pattern) => isUnknown(pattern) || patternsMeet(pattern, action));
  if (granting.length === 0) {
    return "none";
  }
  if (removing.some((pattern) => isKnown(pattern) && coversPattern(pattern, action))) {
    return "removed";
  }
  if (granting.every(isUnknown) || removing.some(isUnknown)) {
    return "unknown";
  }
  return removing.length > 0 ? "some" : "all";
}

/** The most that one of the permissions grants by itself. */
export function mostPermitted(permissions: readonly Permission[], action: string): PermittedActions {
  const each = permissions.map((permission) => permittedActions(permission, action));
  return descending.find((answer) => each.includes(answer)) ?? "none";
}

const descending: readonly PermittedActions[] = ["all", "unknown", "some", "removed", "none"];

/**
 * Whether what one permission of the list takes away from the pattern is possibly given back by the others. Only a
 * question about a pattern can come here: a single action is either granted by one permission or by none.
 */
export function mayGrantTogether(permissions: readonly Permission[], action: string): boolean {
  return permissions.some(
    (permission) =>
      permittedActions(permission, action) === "some" &&
      permission.notActions
        .filter((pattern) => isKnown(pattern) && patternsMeet(pattern, action))
        .every((removed) => permissions.some((other) => other !== permission && mayGive(other, removed))),
  );
}

function mayGive(permission: Permission, pattern: Permission["actions"][number]): boolean {
  return permission.actions.some((own) => isUnknown(own) || isUnknown(pattern) || patternsMeet(own, pattern));
}

export function unknownActionsOf(permissions: readonly Permission[]): readonly string[] {
  const patterns = permissions.flatMap((permission) => [...permission.actions, ...permission.notActions]);
  return patterns.flatMap((pattern) => (isUnknown(pattern) ? [pattern.unknown] : []));
}

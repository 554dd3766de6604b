/** The role assignments that a deployer holds on a thing, each with what it gives of an action. */
import { findRole } from "../facts/roles";
import { PermittedActions, mostPermitted } from "../access/permitted-actions";
import { containsScope } from "../access/scope";
import { isUnknown, Maybe } from "../known";
import { EstateGrant, Thing } from "./estate";
import { Deployer } from "./join-rights";

export interface HeldGrant {
  readonly grant: EstateGrant;
  /** `unknown`: whether it reaches the thing, or what the role gives, is not known. */
  readonly gives: PermittedActions;
  /** Why, where `gives` is unknown. */
  readonly because?: string;
}

/** Grants to others, grants elsewhere and grants that do not count for this deployer are left out. */
export function heldGrants(
  grants: readonly EstateGrant[],
  deployer: Deployer,
  action: string,
  on: Thing,
): readonly HeldGrant[] {
  return counted(grants, deployer).flatMap((grant): readonly HeldGrant[] => {
    const reaches = reach(grant, on);
    return reaches === "no" ? [] : [{ grant, ...given(grant, reaches, action) }];
  });
}

/** Whether some grant of the deployer gives the action, or may, at whatever scope. */
export function givesAnywhere(grants: readonly EstateGrant[], deployer: Deployer, action: string): boolean {
  return counted(grants, deployer).some((grant) => ["all", "unknown"].includes(given(grant, "yes", action).gives));
}

function counted(grants: readonly EstateGrant[], deployer: Deployer): readonly EstateGrant[] {
  return grants.filter((grant) => isHeldBy(grant, deployer) && (grant.from === "fact" || deployer.mayAssignRoles));
}

/** Whether a grant's role is this built-in one, and no custom role that only bears its name. */
export function isBuiltIn({ role }: EstateGrant, ...names: readonly string[]): boolean {
  return !isUnknown(role) && names.some((name) => role === findRole(name));
}

function isHeldBy({ principalId }: EstateGrant, { principalIds }: Deployer): boolean {
  return !isUnknown(principalId) && principalIds.some((id) => id.toLowerCase() === principalId.toLowerCase());
}

function reach({ scope }: EstateGrant, { id }: Thing): Maybe<"yes"> | "no" {
  const hidden = [scope, id].find(isUnknown);
  if (isUnknown(scope) || isUnknown(id)) {
    return hidden ?? "no";
  }
  const contains = containsScope(scope, id);
  return contains === "unknown" ? { unknown: "whether the thing lies in the grant's scope" } : contains;
}

function given(grant: EstateGrant, reaches: Maybe<"yes">, action: string): Omit<HeldGrant, "grant"> {
  const { role } = grant;
  const permissions = isUnknown(role) ? role : role.permissions;
  const hidden = [reaches, permissions, ...(grant.condition === undefined ? [] : [grant.condition])].find(isUnknown);
  if (hidden !== undefined || isUnknown(permissions)) {
    return { gives: "unknown", because: hidden?.unknown };
  }
  const conditioned = grant.condition !== undefined && grant.condition !== "";
  return conditioned
    ? { gives: "unknown", because: `whether the condition of ${grant.name} holds` }
    : { gives: mostPermitted(permissions, action) };
}

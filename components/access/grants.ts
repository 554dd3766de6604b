/**
 * Role assignments that a component makes for its own identities and for people it was given.
 * https://learn.microsoft.com/azure/role-based-access-control/role-assignments
 */
import { RoleAssignment } from "@pulumi/azure-native/authorization";
import * as pulumi from "@pulumi/pulumi";

import { findRole } from "../../azure/facts/roles";
import { childName } from "../child-names";
import { ProviderScope } from "./subscription";
import { PrincipalType } from "./principal";

/** A right to give, and why. `role` is the name of a built-in role. */
export interface PlannedGrant {
  /** Suffix of the child's name: says who gets what where, never which number it is. */
  readonly suffix: string;
  readonly role: string;
  /** Which of the things that the component knows by this word is the scope. */
  readonly on: string;
  /** The row that asks for it, for whoever reads a plan. */
  readonly because: string;
}

/** Where the planned words point. */
export type GrantTargets = Readonly<Record<string, pulumi.Input<string>>>;

/** One assignment a planned grant. They depend on principal and scope only: Azure takes minutes to honour a new one. */
export function createGrants(
  name: string,
  grants: readonly PlannedGrant[],
  principal: { readonly principalId: pulumi.Input<string>; readonly principalType: PrincipalType },
  targets: GrantTargets,
  provider: ProviderScope,
  child: pulumi.CustomResourceOptions,
): RoleAssignment[] {
  return grants.map((grant) => {
    const scope = targets[grant.on];
    if (scope === undefined) {
      throw new Error(`grant ${grant.suffix} is planned on ${grant.on}, which the component doesn't have`);
    }
    return new RoleAssignment(
      childName(name, grant.suffix),
      {
        principalId: principal.principalId,
        principalType: principal.principalType,
        roleDefinitionId: builtInRoleId(provider, grant.role),
        scope,
      },
      child,
    );
  });
}

/** Id of a built-in role as Azure returns it, so that a refresh finds no difference. */
export function builtInRoleId(provider: ProviderScope, role: string): pulumi.Output<string> {
  const row = findRole(role);
  if (row === undefined) {
    throw new Error(`${role} isn't in azure/facts/roles`);
  }
  return pulumi.interpolate`/subscriptions/${provider.subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${row.id}`;
}

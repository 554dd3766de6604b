/**
 * The custom role and its assignments.
 * https://learn.microsoft.com/azure/role-based-access-control/custom-roles
 */
import { RoleAssignment, RoleDefinition } from "@pulumi/azure-native/authorization";
import * as pulumi from "@pulumi/pulumi";

import { childName } from "../child-names";
import { builtInRoleId } from "./grants";
import { JoinRole, VirtualNetworkJoinAccessArgs } from "./join-access-arguments";
import { JoinAccessPlan, joinActions } from "./plan-join-access";
import { ProviderScope, resourceGroupId } from "./subscription";

/** A role and what it is called by in an assignment. */
export interface JoinRoleDefinition {
  readonly id: pulumi.Output<string>;
  /** Absent where a built-in role is used. */
  readonly created?: RoleDefinition;
}

export function createJoinRole(
  name: string,
  plan: JoinAccessPlan,
  args: VirtualNetworkJoinAccessArgs,
  provider: ProviderScope,
  child: pulumi.CustomResourceOptions,
): JoinRoleDefinition {
  if (plan.role === JoinRole.NetworkContributor) {
    return { id: builtInRoleId(provider, "Network Contributor") };
  }
  const scope = resourceGroupId(provider, args.resourceGroupName);
  const created = new RoleDefinition(
    childName(name, "role"),
    {
      roleName: args.roleName ?? `Join virtual network (${pulumi.getProject()}/${pulumi.getStack()}/${name})`,
      description: "May join this virtual network and its subnets with Azure Machine Learning resources, and no more.",
      roleType: "CustomRole",
      scope,
      assignableScopes: [scope],
      permissions: [{ actions: [...joinActions], notActions: [] }],
    },
    child,
  );
  return { id: created.id, created };
}

export function createJoinAssignments(
  name: string,
  plan: JoinAccessPlan,
  args: VirtualNetworkJoinAccessArgs,
  role: JoinRoleDefinition,
  child: pulumi.CustomResourceOptions,
): RoleAssignment[] {
  return plan.assignments.map(({ deployer, subnet }) => {
    const principal = args.deployers[deployer];
    const scope = subnet === undefined ? args.virtualNetworkId : args.subnetIds[subnet];
    if (principal === undefined || scope === undefined) {
      throw new Error(`an assignment for ${deployer} is planned that the arguments don't ask for`);
    }
    return new RoleAssignment(
      childName(name, subnet === undefined ? `${deployer}-network` : `${deployer}-subnet-${subnet}`),
      {
        principalId: principal.principalId,
        principalType: principal.principalType,
        roleDefinitionId: role.id,
        scope,
      },
      child,
    );
  });
}

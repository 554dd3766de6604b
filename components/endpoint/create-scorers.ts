/**
 * The right to score, and nothing else. No built-in role is as narrow, and Microsoft's own sample lets its holder read
 * the endpoint's keys as well.
 * https://learn.microsoft.com/azure/machine-learning/how-to-authenticate-online-endpoint
 */
import { RoleAssignment, RoleDefinition } from "@pulumi/azure-native/authorization";
import * as pulumi from "@pulumi/pulumi";

import { PrincipalArgs } from "../access/principal";
import { childName } from "../child-names";
import { EndpointWorkspace } from "./workspace-of-endpoint";

const scoreAction = "Microsoft.MachineLearningServices/workspaces/onlineEndpoints/score/action";

export interface Scorers {
  /** Absent where nobody is to score from here. */
  readonly role?: RoleDefinition;
  readonly assignments: readonly RoleAssignment[];
}

export function createScorers(
  name: string,
  scorers: Readonly<Record<string, PrincipalArgs>>,
  endpointId: pulumi.Input<string>,
  workspace: EndpointWorkspace,
  child: pulumi.CustomResourceOptions,
): Scorers {
  if (Object.keys(scorers).length === 0) {
    return { assignments: [] };
  }
  const scope = pulumi.interpolate`/subscriptions/${workspace.subscriptionId}/resourceGroups/${workspace.resourceGroupName}`;
  const role = new RoleDefinition(
    childName(name, "scorer-role"),
    {
      roleName: `Score online endpoint (${pulumi.getProject()}/${pulumi.getStack()}/${name})`,
      description: "May call this online endpoint, and no more.",
      roleType: "CustomRole",
      scope,
      assignableScopes: [scope],
      permissions: [{ actions: [scoreAction], notActions: [] }],
    },
    child,
  );
  const assignments = Object.entries(scorers).map(
    ([scorer, { principalId, principalType }]) =>
      new RoleAssignment(
        childName(name, `scorer-${scorer}`),
        { principalId, principalType, roleDefinitionId: role.id, scope: endpointId },
        child,
      ),
  );
  return { role, assignments };
}

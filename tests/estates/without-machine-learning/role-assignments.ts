/** Who may do what in a subscription: owners, groups, robots; at wide scopes, under conditions, to nobody knows whom. */
import { CapturedResource } from "../../../policies/capture/captured-stack";
import { Properties } from "../../../policies/capture/wire-value";
import { notYet } from "../captured";
import { deployerId, roleIds, scopes, subscriptionId } from "../deployer";
import { From, Program } from "./program";

const privateDnsZoneContributor = "b12aa53e-6015-4669-85d0-8515ebb3ae7f";
const owner = "8e3af657-a8ff-443c-a75c-2fe8c4bcb635";

export function roleAssignments(): readonly CapturedResource[] {
  const program = new Program("access");
  const team = program.add("azuread:index/group:Group", "team", { displayName: "team", securityEnabled: true });
  const grant = (name: string, roleId: string, inputs: Properties, from: From = {}) =>
    program.add(
      "azure-native:authorization:RoleAssignment",
      name,
      {
        principalId: deployerId,
        principalType: "ServicePrincipal",
        roleDefinitionId: `/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${roleId}`,
        ...inputs,
      },
      from,
    );
  grant("robot-owns", owner, { scope: scopes.subscription });
  grant("robot-contributes", roleIds.contributor, { scope: scopes.managementGroup });
  grant("robot-reads", roleIds.reader, { scope: scopes.network });
  grant("robot-zones", privateDnsZoneContributor, { scope: notYet }, { scope: [program.group] });
  grant(
    "team-owns",
    owner,
    {
      scope: scopes.resourceGroup,
      principalId: notYet,
      principalType: "Group",
      condition: "((!(ActionMatches{'Microsoft.Authorization/roleAssignments/write'})))",
      conditionVersion: "2.0",
    },
    { principalId: [team] },
  );
  grant("somebody-somewhere", roleIds.networkContributor, { scope: notYet, principalId: notYet });
  program.add("azure-native:authorization:ManagementLockByScope", "lock", {
    scope: scopes.subscription,
    level: "CanNotDelete",
  });
  return program.resources;
}

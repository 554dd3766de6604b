/** Roles of an organization's own, that give by wildcard and take away the join. */
import { CapturedResource } from "../../../policies/capture/captured-stack";
import { notYet } from "../captured";
import { deployerId, subscriptionId } from "../deployer";
import { Program } from "./program";

const subscription = `/subscriptions/${subscriptionId}`;

export function customRoles(): readonly CapturedResource[] {
  const program = new Program("roles");
  const pet = program.add("random:index/randomPet:RandomPet", "pet", {});
  const operator = program.add("azure-native:authorization:RoleDefinition", "operator", {
    roleName: "network operator",
    scope: subscription,
    assignableScopes: [subscription],
    permissions: [
      {
        actions: ["Microsoft.Network/*"],
        notActions: [
          "Microsoft.Network/virtualNetworks/join/action",
          "Microsoft.Network/virtualNetworks/subnets/join/action",
        ],
      },
    ],
  });
  program.add(
    "azure-native:authorization/v20220401:RoleDefinition",
    "reader",
    { roleName: notYet, scope: subscription, assignableScopes: notYet, permissions: notYet },
    { roleName: [pet] },
  );
  program.add(
    "azure-native:authorization:RoleAssignment",
    "operators",
    { scope: notYet, principalId: deployerId, principalType: "ServicePrincipal", roleDefinitionId: notYet },
    { scope: [program.group], roleDefinitionId: [operator] },
  );
  return program.resources;
}

// One principal holds one role on one scope once, whatever the assignment's name.

import { equal, member, text } from "../../provider/value";
import { parentScope } from "./role-scope";
import type { Refusal } from "./refusal";

export const roleAssignmentExists: Refusal = {
  code: "RoleAssignmentExists",
  status: 409,
  source: "https://learn.microsoft.com/azure/role-based-access-control/troubleshooting",
  evidence: "read",
  message({ operation, id, token, properties }, azure) {
    if (operation !== "create" || token !== "azure-native:authorization:RoleAssignment") {
      return undefined;
    }
    const same = azure.inside(`${parentScope(id)}/providers/Microsoft.Authorization/roleAssignments`).find((other) =>
      ["principalId", "roleDefinitionId"].every((name) => {
        const mine = text(member(properties, name))?.toLowerCase() ?? null;
        return equal(mine, text(member(other.properties, name))?.toLowerCase() ?? null);
      }),
    );
    return same === undefined
      ? undefined
      : `The role assignment already exists. The ID of the existing role assignment is ${same.id.slice(same.id.lastIndexOf("/") + 1).replaceAll("-", "")}.`;
  },
};

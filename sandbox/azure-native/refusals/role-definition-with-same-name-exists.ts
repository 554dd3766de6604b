// The name of a custom role is unique in the tenant; here in everything the sandbox holds.

import { member, text } from "../../provider/value";
import type { Refusal } from "./refusal";

export const roleDefinitionWithSameNameExists: Refusal = {
  code: "RoleDefinitionWithSameNameExists",
  status: 409,
  source: "https://learn.microsoft.com/azure/role-based-access-control/custom-roles",
  evidence: "read",
  message({ operation, id, token, properties }, azure) {
    const name = text(member(properties, "roleName"));
    if (operation === "delete" || token !== "azure-native:authorization:RoleDefinition" || name === undefined) {
      return undefined;
    }
    const same = azure
      .inside("/subscriptions")
      .find(
        (other) =>
          other.token === token &&
          other.id.toLowerCase() !== id.toLowerCase() &&
          text(member(other.properties, "roleName"))?.toLowerCase() === name.toLowerCase(),
      );
    return same === undefined
      ? undefined
      : `A custom role with the same name already exists in this directory. Use a different name.`;
  },
};

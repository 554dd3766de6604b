// A resource can be made only in a resource group that exists.

import { nameOf, resourceGroupId } from "../operations/resource-id";
import type { Refusal } from "./refusal";

export const resourceGroupNotFound: Refusal = {
  code: "ResourceGroupNotFound",
  status: 404,
  source: "https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-not-found",
  evidence: "read",
  message({ operation, id, token }, azure) {
    const group = resourceGroupId(id);
    if (operation === "delete" || token === "azure-native:resources:ResourceGroup" || group === undefined) {
      return undefined;
    }
    return azure.exists(group) ? undefined : `Resource group '${nameOf(group)}' could not be found.`;
  },
};

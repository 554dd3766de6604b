// A child can be made only inside a parent that exists.

import { nameOf, parentId, resourceGroupId } from "../operations/resource-id";
import type { Refusal } from "./refusal";

export const parentResourceNotFound: Refusal = {
  code: "ParentResourceNotFound",
  status: 404,
  source: "https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-parent-resource",
  evidence: "read",
  message({ operation, id, isPathKnown }, azure) {
    const parent = parentId(id);
    if (operation === "delete" || !isPathKnown || parent === undefined || parent === resourceGroupId(id)) {
      return undefined;
    }
    const isThere = azure.exists(withoutFixedParts(parent));
    return isThere
      ? undefined
      : `Failed to perform 'write' on resource(s) of type '${typeOf(id)}', because the parent resource '${nameOf(parent)}' could not be found.`;
  },
};

/**
 * `storageAccounts/x/blobServices/default`: a service of an account is always there with it. The container `$web`
 * comes with the account's static website.
 */
function withoutFixedParts(id: string): string {
  return id
    .replace(/\/blobServices\/default\/containers\/\$web$/i, "/staticWebsite")
    .replace(/\/[^/]+Services\/default$/i, "");
}

function typeOf(id: string): string {
  const [namespace = "", ...segments] = id.slice(id.lastIndexOf("/providers/") + "/providers/".length).split("/");
  return [namespace, ...segments.filter((_, index) => index % 2 === 0)].join("/");
}

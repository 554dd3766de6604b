// Every refusal that the sandbox knows, and how it is told.

import { Refused } from "../../provider/resource-provider";
import { inUseSubnetCannotBeDeleted } from "./in-use-subnet-cannot-be-deleted";
import { invalidAddressPrefixFormat } from "./invalid-address-prefix-format";
import { invalidResourceLocation } from "./invalid-resource-location";
import { invalidResourceReference } from "./invalid-resource-reference";
import { netcfgSubnetRangeOutsideVnet } from "./netcfg-subnet-range-outside-vnet";
import { netcfgSubnetRangesOverlap } from "./netcfg-subnet-ranges-overlap";
import { parentResourceNotFound } from "./parent-resource-not-found";
import type { Refusal, WriteRequest } from "./refusal";
import { resourceGroupNotFound } from "./resource-group-not-found";
import { roleAssignmentExists } from "./role-assignment-exists";
import { roleDefinitionWithSameNameExists } from "./role-definition-with-same-name-exists";
import { securityRuleConflict } from "./security-rule-conflict";
import { securityRuleParameterContainsUnsupportedValue } from "./security-rule-parameter-contains-unsupported-value";
import type { ResourceManager } from "../state/resource-manager";

export const refusals: readonly Refusal[] = [
  resourceGroupNotFound,
  parentResourceNotFound,
  invalidResourceLocation,
  invalidAddressPrefixFormat,
  netcfgSubnetRangeOutsideVnet,
  netcfgSubnetRangesOverlap,
  invalidResourceReference,
  securityRuleConflict,
  securityRuleParameterContainsUnsupportedValue,
  roleAssignmentExists,
  roleDefinitionWithSameNameExists,
  inUseSubnetCannotBeDeleted,
];

/** Throws the first objection, in Azure's form. */
export function refuseIfAzureWould(request: WriteRequest, azure: ResourceManager): void {
  for (const refusal of refusals) {
    const message = refusal.message(request, azure);
    if (message !== undefined) {
      throw new Refused(`Status=${refusal.status} Code="${refusal.code}" Message="${message}"`);
    }
  }
}

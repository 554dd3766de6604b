/** Who deploys the private compute's estate, and what they were granted: as facts, or by the stack itself. */
import { RoleAssignmentFact } from "../../azure/estate/external-facts";
import { CapturedResource } from "../../policies/capture/captured-stack";
import { Properties } from "../../policies/capture/wire-value";
import { declare, notYet } from "./captured";

export const deployerId = "dddddddd-0000-0000-0000-000000000001";
export const subscriptionId = "aaaaaaaa-0000-0000-0000-000000000001";

/** Object ids of built-in roles, as azure-docs lists them. */
export const roleIds = {
  contributor: "b24988ac-6180-42a0-ab88-20f7382dd24c",
  networkContributor: "4d97b98b-1d4f-4787-a291-c67834d212e7",
  reader: "acdd72a7-3385-48ef-bd42-f606fba81ae7",
};

/** The estate's own scopes and their neighbours: whose names only resemble, or who lie beside. */
export const scopes = {
  managementGroup: "/providers/Microsoft.Management/managementGroups/mg-platform",
  subscription: `/subscriptions/${subscriptionId}`,
  otherSubscription: "/subscriptions/aaaaaaaa-0000-0000-0000-000000000002",
  resourceGroup: `/subscriptions/${subscriptionId}/resourceGroups/rg-ml`,
  otherResourceGroup: `/subscriptions/${subscriptionId}/resourceGroups/rg-ml2`,
  network: networkId("vnet-ml"),
  longerNetwork: networkId("vnet-ml2"),
  shorterNetwork: networkId("vnet-m"),
  subnet: `${networkId("vnet-ml")}/subnets/inference`,
  longerSubnet: `${networkId("vnet-ml")}/subnets/inference2`,
  shorterSubnet: `${networkId("vnet-ml")}/subnets/inferenc`,
  sameSubnetElsewhere: `${networkId("vnet-ml2")}/subnets/inference`,
  securityGroup: `/subscriptions/${subscriptionId}/resourceGroups/rg-ml/providers/Microsoft.Network/networkSecurityGroups/nsg-inference`,
};

function networkId(name: string): string {
  return `/subscriptions/${subscriptionId}/resourceGroups/rg-ml/providers/Microsoft.Network/virtualNetworks/${name}`;
}

/** A role assignment of the deployer that exists already. */
export function granted(role: string, scope: string, more: Partial<RoleAssignmentFact> = {}): RoleAssignmentFact {
  return { principalId: deployerId, principalType: "ServicePrincipal", role, scope, ...more };
}

/** A custom role with these actions, granted to the deployer. */
export function grantedActions(
  scope: string,
  actions: readonly string[],
  notActions: readonly string[] = [],
): RoleAssignmentFact {
  return granted("Custom deployer role", scope, { actions, notActions });
}

export interface DeployerOptions {
  readonly principalIds?: readonly string[];
  readonly assignmentsComplete?: boolean;
  readonly mayAssignRoles?: boolean;
}

/** Settings in which these assignments exist and, unless said otherwise, no others matter. */
export function deployer(roleAssignments: readonly RoleAssignmentFact[], options: DeployerOptions = {}) {
  return {
    deployer: { principalIds: [deployerId], assignmentsComplete: true, ...options },
    externalFacts: { subscriptionId, roleAssignments },
  };
}

/** A role assignment that the stack makes, at the scope of one of its resources. */
export function stackGrant(
  roleId: string,
  at: CapturedResource,
  inputs: Properties = {},
  from: Readonly<Record<string, readonly CapturedResource[]>> = {},
): CapturedResource {
  return declare(
    "azure-native:authorization:RoleAssignment",
    "grant",
    {
      principalId: deployerId,
      principalType: "ServicePrincipal",
      roleDefinitionId: `/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${roleId}`,
      scope: notYet,
      ...inputs,
    },
    { scope: [at], ...from },
  );
}

/**
 * The identity of a workspace. Azure gives a system-assigned one its rights while it creates the workspace; a
 * user-assigned one gets nothing, so its roles come first.
 * https://learn.microsoft.com/azure/machine-learning/how-to-identity-based-service-authentication
 */
import { UserAssignedIdentity } from "@pulumi/azure-native/managedidentity";
import * as pulumi from "@pulumi/pulumi";

import { Problem, quoted } from "../../azure/problem";
import { createGrants, GrantTargets, PlannedGrant } from "../access/grants";
import { PrincipalType } from "../access/principal";
import { ProviderScope, resourceGroupId } from "../access/subscription";
import { checkArmId } from "../check-arm-id";
import { childName } from "../child-names";
import { DependencyPlace } from "../dependencies/place";
import { DependenciesPlan } from "../dependencies/plan";

/** Which managed identity a workspace runs on. */
export enum WorkspaceIdentityType {
  /** One that lives and dies with the workspace; Azure gives it its roles. */
  SystemAssigned = "SystemAssigned",
  /** One of its own life; the component gives it its roles before the workspace exists. */
  UserAssigned = "UserAssigned",
}

/** The managed identity of a workspace. */
export interface WorkspaceIdentityArgs {
  /** Default: `SystemAssigned`. */
  type?: WorkspaceIdentityType;
  /** ARM id of an existing user-assigned identity; needs `principalId` too. Default with `UserAssigned`: one is created. */
  userAssignedIdentityId?: pulumi.Input<string>;
  /** Object id of that identity's service principal, which gets the roles. */
  principalId?: pulumi.Input<string>;
}

/** What the workspace's `identity` and `primaryUserAssignedIdentity` become, and what has to exist before it. */
export interface WorkspaceIdentityChildren {
  /** Absent with a system-assigned identity. */
  readonly id?: pulumi.Output<string>;
  readonly created?: UserAssignedIdentity;
  readonly grants: readonly pulumi.Resource[];
}

export function checkWorkspaceIdentity(identity: WorkspaceIdentityArgs = {}): Problem[] {
  const { type = WorkspaceIdentityType.SystemAssigned, userAssignedIdentityId: id, principalId } = identity;
  const problems: Problem[] = [];
  if (!Object.values(WorkspaceIdentityType).includes(type)) {
    const expected = `one of ${Object.values(WorkspaceIdentityType).join(", ")}`;
    return [{ path: "identity.type", found: quoted(type), expected }];
  }
  if (id !== undefined) {
    problems.push(
      ...checkArmId(id, "Microsoft.ManagedIdentity/userAssignedIdentities", "identity.userAssignedIdentityId"),
    );
  }
  if (type === WorkspaceIdentityType.SystemAssigned && (id !== undefined || principalId !== undefined)) {
    problems.push({
      path: "identity.type",
      found: "a user-assigned identity beside type `SystemAssigned`",
      expected: "type `UserAssigned`, or no identity id",
      fix: "set `type` to `UserAssigned`",
    });
  }
  if ((id === undefined) !== (principalId === undefined)) {
    problems.push({
      path: id === undefined ? "identity.userAssignedIdentityId" : "identity.principalId",
      found: "nothing",
      expected: "both the identity's id and its principal's, or neither",
      fix: "the id alone doesn't say which principal is to get the roles",
    });
  }
  return problems;
}

export function usesUserAssignedIdentity(identity: WorkspaceIdentityArgs = {}): boolean {
  return identity.type === WorkspaceIdentityType.UserAssigned;
}

/** Roles of a user-assigned identity on the group and on each dependency; none for a system-assigned one. */
export function planWorkspaceGrants(
  identity: WorkspaceIdentityArgs = {},
  dependencies: DependenciesPlan,
): PlannedGrant[] {
  if (!usesUserAssignedIdentity(identity)) {
    return [];
  }
  const approver = "Azure AI Enterprise Network Connection Approver";
  const adopted = dependencies.adopt.filter(
    (each) => each !== "logAnalyticsWorkspace" && each !== "applicationInsights",
  );
  return [
    {
      suffix: "identity-administers-group",
      role: "Azure AI Administrator",
      on: "resourceGroup",
      because: "what Azure gives a system-assigned identity; the workspace's own scope doesn't exist yet",
    },
    ...adopted.map((on) => ({
      suffix: `identity-approves-${on}`.toLowerCase(),
      role: approver,
      on,
      because: "the dependency may lie in another group, and its private endpoints have to be approved",
    })),
    {
      suffix: "identity-writes-blobs",
      role: "Storage Blob Data Contributor",
      on: "storageAccount",
      because: "datastores by identity",
    },
    {
      suffix: "identity-writes-files",
      role: "Storage File Data Privileged Contributor",
      on: "storageAccount",
      because: "datastores by identity",
    },
    {
      suffix: "identity-keeps-secrets",
      role: "Key Vault Administrator",
      on: "keyVault",
      because: "the vault is in role mode",
    },
  ];
}

export function createWorkspaceIdentity(
  name: string,
  args: { readonly identity?: WorkspaceIdentityArgs; readonly names?: { readonly identity?: pulumi.Input<string> } },
  grants: readonly PlannedGrant[],
  targets: GrantTargets,
  place: DependencyPlace,
  provider: ProviderScope,
  child: pulumi.CustomResourceOptions,
): WorkspaceIdentityChildren {
  if (!usesUserAssignedIdentity(args.identity)) {
    return { grants: [] };
  }
  const created =
    args.identity?.userAssignedIdentityId === undefined
      ? new UserAssignedIdentity(childName(name, "identity"), { ...place, resourceName: args.names?.identity }, child)
      : undefined;
  const principalId = created?.principalId ?? args.identity?.principalId;
  const id = created?.id ?? args.identity?.userAssignedIdentityId;
  if (principalId === undefined || id === undefined) {
    throw new Error("an adopted identity comes with its principal");
  }
  const resourceGroup = resourceGroupId(provider, place.resourceGroupName);
  const principal = { principalId, principalType: PrincipalType.ServicePrincipal };
  const assignments = createGrants(name, grants, principal, { ...targets, resourceGroup }, provider, child);
  return { id: pulumi.output<string>(id), created, grants: assignments };
}

/** What a workspace is on either road, and what it is called. */
import {
  ManagedServiceIdentityType,
  PublicNetworkAccessType,
  SkuTier,
  SystemDatastoresAuthMode,
} from "@pulumi/azure-native/machinelearningservices";
import * as pulumi from "@pulumi/pulumi";

import { WorkspaceNames } from "../dependencies/arguments";
import { DependencyIds } from "../dependencies/create-dependencies";

/** What a person may say about either sort of workspace. */
export interface WorkspaceWords {
  readonly names?: WorkspaceNames;
  readonly description?: pulumi.Input<string>;
  readonly imageBuildCompute?: pulumi.Input<string>;
}

/** What both sorts of workspace have in common: closed, on its dependencies, datastores by identity. */
export function workspaceBasics(
  args: WorkspaceWords,
  dependencies: DependencyIds,
  identityId: pulumi.Input<string> | undefined,
) {
  return {
    workspaceName: args.names?.workspace,
    description: args.description,
    kind: "Default",
    sku: { name: "Basic", tier: SkuTier.Basic },
    identity:
      identityId === undefined
        ? { type: ManagedServiceIdentityType.SystemAssigned }
        : { type: ManagedServiceIdentityType.UserAssigned, userAssignedIdentities: [identityId] },
    primaryUserAssignedIdentity: identityId,
    storageAccount: dependencies.storageAccount,
    keyVault: dependencies.keyVault,
    containerRegistry: dependencies.containerRegistry,
    applicationInsights: dependencies.applicationInsights,
    publicNetworkAccess: PublicNetworkAccessType.Disabled,
    systemDatastoresAuthMode: SystemDatastoresAuthMode.Identity,
    v1LegacyMode: false,
    imageBuildCompute: args.imageBuildCompute,
  };
}

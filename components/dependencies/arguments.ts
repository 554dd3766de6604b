/**
 * The resources that every Azure Machine Learning workspace stands on. Each is created here or adopted by its id.
 * https://learn.microsoft.com/azure/machine-learning/how-to-secure-workspace-vnet
 */
import * as pulumi from "@pulumi/pulumi";

/** Replication of a storage account that a component creates. */
export enum StorageReplication {
  Locally = "Standard_LRS",
  Zone = "Standard_ZRS",
  Geo = "Standard_GRS",
  GeoZone = "Standard_GZRS",
}

/** The default storage account of a workspace, where a component creates it. It never has shared keys or public access. */
export interface WorkspaceStorageAccountArgs {
  /** How many copies are kept and where. Default: `Standard_ZRS`. */
  replication?: pulumi.Input<StorageReplication>;
}

/** The key vault of a workspace, where a component creates it. It always has purge protection and roles instead of access policies. */
export interface WorkspaceKeyVaultArgs {
  /** Days for which a deleted vault can be recovered, 7 to 90. It can't be changed later. Default: 90. */
  softDeleteRetentionInDays?: pulumi.Input<number>;
}

/** The container registry of a workspace, where a component creates it: always Premium, which private endpoints need. */
export interface WorkspaceContainerRegistryArgs {
  /** Whether the registry is spread over availability zones. It can't be changed later. Default: true. */
  zoneRedundant?: pulumi.Input<boolean>;
}

/** Application Insights of a workspace, where a component creates it, always on a Log Analytics workspace. */
export interface WorkspaceApplicationInsightsArgs {
  /** ARM id of the Log Analytics workspace that keeps the data. Default: one is created. */
  logAnalyticsWorkspaceId?: pulumi.Input<string>;
  /** Days for which a created Log Analytics workspace keeps data, 30 to 730. Default: 90. */
  retentionInDays?: pulumi.Input<number>;
}

/** What a workspace stands on: for each, either the id of one that exists or the settings of one to create. */
export interface WorkspaceDependenciesArgs {
  /** ARM id of an existing storage account. Not together with `storageAccount`. */
  storageAccountId?: pulumi.Input<string>;
  /** Settings of the storage account to create. Default: one is created unless `storageAccountId` is given. */
  storageAccount?: WorkspaceStorageAccountArgs;
  /** ARM id of an existing key vault in role mode. Not together with `keyVault`. */
  keyVaultId?: pulumi.Input<string>;
  /** Settings of the key vault to create. Default: one is created unless `keyVaultId` is given. */
  keyVault?: WorkspaceKeyVaultArgs;
  /** ARM id of an existing Premium registry. Not together with `containerRegistry`. */
  containerRegistryId?: pulumi.Input<string>;
  /** Settings of the registry to create. Default: one is created unless `containerRegistryId` is given. */
  containerRegistry?: WorkspaceContainerRegistryArgs;
  /** ARM id of an existing Application Insights component. Not together with `applicationInsights`. */
  applicationInsightsId?: pulumi.Input<string>;
  /** Settings of the Application Insights component to create. Default: one is created unless `applicationInsightsId` is given. */
  applicationInsights?: WorkspaceApplicationInsightsArgs;
}

/** Physical names of what a workspace component creates. Default for each: Pulumi makes a unique one from the component's name. */
export interface WorkspaceNames {
  /** Name of the workspace: 3 to 33 letters, digits, `_` and `-`. */
  workspace?: pulumi.Input<string>;
  /** Name of the storage account: 3 to 24 lower-case letters and digits, unique in the world. */
  storageAccount?: pulumi.Input<string>;
  /** Name of the key vault: 3 to 24 letters, digits and `-`, unique in the world. */
  keyVault?: pulumi.Input<string>;
  /** Name of the registry: 5 to 50 letters and digits, unique in the world. */
  containerRegistry?: pulumi.Input<string>;
  /** Name of the Application Insights component. */
  applicationInsights?: pulumi.Input<string>;
  /** Name of the Log Analytics workspace: 4 to 63 letters, digits and `-`. */
  logAnalyticsWorkspace?: pulumi.Input<string>;
  /** Name of the user-assigned identity, where one is created: 3 to 128 letters, digits, `_` and `-`. */
  identity?: pulumi.Input<string>;
}

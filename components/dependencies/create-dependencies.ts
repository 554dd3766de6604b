/** Makes or adopts what a workspace stands on; both workspace components go through here. */
import { Component } from "@pulumi/azure-native/applicationinsights";
import { Registry } from "@pulumi/azure-native/containerregistry";
import { Vault } from "@pulumi/azure-native/keyvault";
import * as operationalinsights from "@pulumi/azure-native/operationalinsights";
import { StorageAccount } from "@pulumi/azure-native/storage";
import * as pulumi from "@pulumi/pulumi";

import { WorkspaceDependenciesArgs, WorkspaceNames } from "./arguments";
import { createContainerRegistry } from "./create-container-registry";
import { createKeyVault } from "./create-key-vault";
import { createApplicationInsights, createLogAnalyticsWorkspace } from "./create-monitoring";
import { createStorageAccount } from "./create-storage-account";
import { DependencyPlace } from "./place";
import { DependenciesPlan, WorkspaceDependency } from "./plan";

/** What exists in the end. The resources are absent where they were adopted; the ids are always there. */
export interface Dependencies {
  readonly ids: DependencyIds;
  readonly storageAccount?: StorageAccount;
  readonly keyVault?: Vault;
  readonly containerRegistry?: Registry;
  readonly logAnalyticsWorkspace?: operationalinsights.Workspace;
  readonly applicationInsights?: Component;
}

export interface DependencyIds {
  readonly storageAccount: pulumi.Output<string>;
  readonly keyVault: pulumi.Output<string>;
  readonly containerRegistry: pulumi.Output<string>;
  readonly applicationInsights: pulumi.Output<string>;
}

export function createDependencies(
  name: string,
  plan: DependenciesPlan,
  args: WorkspaceDependenciesArgs & { readonly names?: WorkspaceNames },
  place: DependencyPlace,
  tenantId: pulumi.Input<string>,
  child: pulumi.CustomResourceOptions,
): Dependencies {
  const names = args.names ?? {};
  const insights = args.applicationInsights ?? {};
  const made = <T>(which: WorkspaceDependency, create: () => T) => (plan.create.includes(which) ? create() : undefined);

  const storageAccount = made("storageAccount", () =>
    createStorageAccount(name, args.storageAccount ?? {}, place, names.storageAccount, child),
  );
  const keyVault = made("keyVault", () =>
    createKeyVault(name, args.keyVault ?? {}, place, names.keyVault, tenantId, child),
  );
  const containerRegistry = made("containerRegistry", () =>
    createContainerRegistry(name, args.containerRegistry ?? {}, place, names.containerRegistry, child),
  );
  const logAnalyticsWorkspace = made("logAnalyticsWorkspace", () =>
    createLogAnalyticsWorkspace(name, insights, place, names.logAnalyticsWorkspace, child),
  );
  const applicationInsights = made("applicationInsights", () =>
    createApplicationInsights(
      name,
      idOf(logAnalyticsWorkspace, insights.logAnalyticsWorkspaceId),
      place,
      names.applicationInsights,
      child,
    ),
  );
  const ids: DependencyIds = {
    storageAccount: idOf(storageAccount, args.storageAccountId),
    keyVault: idOf(keyVault, args.keyVaultId),
    containerRegistry: idOf(containerRegistry, args.containerRegistryId),
    applicationInsights: idOf(applicationInsights, args.applicationInsightsId),
  };
  return { ids, storageAccount, keyVault, containerRegistry, logAnalyticsWorkspace, applicationInsights };
}

function idOf(created: pulumi.CustomResource | undefined, adopted: pulumi.Input<string> | undefined) {
  const id = created?.id ?? adopted;
  if (id === undefined) {
    throw new Error("a dependency is neither created nor adopted");
  }
  return pulumi.output<string>(id);
}

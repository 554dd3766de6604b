/** Which of a workspace's dependencies are created, and which are somebody else's. */
import { WorkspaceDependenciesArgs } from "./arguments";

export interface DependenciesPlan {
  readonly create: readonly WorkspaceDependency[];
  /** These belong to another stack: nothing of theirs is changed. */
  readonly adopt: readonly WorkspaceDependency[];
}

export type WorkspaceDependency =
  "storageAccount" | "keyVault" | "containerRegistry" | "logAnalyticsWorkspace" | "applicationInsights";

export function planDependencies(args: WorkspaceDependenciesArgs): DependenciesPlan {
  const adopted: Readonly<Record<WorkspaceDependency, boolean>> = {
    storageAccount: args.storageAccountId !== undefined,
    keyVault: args.keyVaultId !== undefined,
    containerRegistry: args.containerRegistryId !== undefined,
    // Application Insights that exists has its Log Analytics workspace already.
    logAnalyticsWorkspace:
      args.applicationInsightsId !== undefined || args.applicationInsights?.logAnalyticsWorkspaceId !== undefined,
    applicationInsights: args.applicationInsightsId !== undefined,
  };
  const all = Object.keys(adopted) as WorkspaceDependency[];
  return { create: all.filter((each) => !adopted[each]), adopt: all.filter((each) => adopted[each]) };
}

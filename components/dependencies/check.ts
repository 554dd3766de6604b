/** What can't be right about the resources that a workspace stands on, and about the names it is to give. */
import { NamedResource } from "../../azure/facts/resource-names";
import { isKnown } from "../../azure/known";
import { Problem, quoted } from "../../azure/problem";
import { checkArmId } from "../check-arm-id";
import { checkName } from "../check-names";
import { knownInput } from "../known-input";
import { WorkspaceDependenciesArgs, WorkspaceNames } from "./arguments";

const adoptable = [
  ["storageAccount", "storageAccountId", "Microsoft.Storage/storageAccounts"],
  ["keyVault", "keyVaultId", "Microsoft.KeyVault/vaults"],
  ["containerRegistry", "containerRegistryId", "Microsoft.ContainerRegistry/registries"],
  ["applicationInsights", "applicationInsightsId", "Microsoft.Insights/components"],
] as const;

export function checkDependencies(args: WorkspaceDependenciesArgs): Problem[] {
  return [
    ...adoptable.flatMap(([settings, id, type]) => {
      const adopted = args[id];
      if (adopted === undefined) {
        return [];
      }
      const both = args[settings] === undefined ? [] : [bothGiven(settings, id)];
      return [...both, ...checkArmId(adopted, type, id)];
    }),
    ...checkLogAnalytics(args),
    ...checkDays(args.keyVault?.softDeleteRetentionInDays, "keyVault.softDeleteRetentionInDays", 7, 90),
    ...checkDays(args.applicationInsights?.retentionInDays, "applicationInsights.retentionInDays", 30, 730),
  ];
}

const named: Readonly<Record<keyof WorkspaceNames, NamedResource>> = {
  workspace: "workspace",
  storageAccount: "storageAccount",
  keyVault: "keyVault",
  containerRegistry: "containerRegistry",
  applicationInsights: "applicationInsights",
  logAnalyticsWorkspace: "logAnalyticsWorkspace",
  identity: "userAssignedIdentity",
};

export function checkWorkspaceNames(names: WorkspaceNames = {}): Problem[] {
  return Object.entries(named).flatMap(([key, kind]) =>
    checkName(kind, names[key as keyof WorkspaceNames], `names.${key}`),
  );
}

function bothGiven(settings: string, id: string): Problem {
  return {
    path: settings,
    found: `both \`${settings}\` and \`${id}\``,
    expected: "one of them",
    fix: `leave out \`${settings}\` to adopt the existing one, or \`${id}\` to create one`,
  };
}

function checkLogAnalytics(args: WorkspaceDependenciesArgs): Problem[] {
  const id = args.applicationInsights?.logAnalyticsWorkspaceId;
  const path = "applicationInsights.logAnalyticsWorkspaceId";
  return id === undefined ? [] : checkArmId(id, "Microsoft.OperationalInsights/workspaces", path);
}

function checkDays(input: WorkspaceKeyVaultDays, path: string, from: number, to: number): Problem[] {
  const days = input === undefined ? undefined : knownInput(input);
  if (days === undefined || !isKnown(days) || (Number.isInteger(days) && days >= from && days <= to)) {
    return [];
  }
  return [{ path, found: quoted(days), expected: `a whole number of days from ${from} to ${to}` }];
}

type WorkspaceKeyVaultDays = NonNullable<WorkspaceDependenciesArgs["keyVault"]>["softDeleteRetentionInDays"];

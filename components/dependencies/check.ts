/** What can't be right about the resources that a workspace stands on, and about the names it is to give. */
import { isKnown } from "../../azure/known";
import { Problem, quoted } from "../../azure/problem";
import { checkArmId } from "../check-arm-id";
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

/** Azure's own name patterns, from the API versions in use. */
const namePatterns: Readonly<Record<keyof WorkspaceNames, { readonly pattern: RegExp; readonly words: string }>> = {
  workspace: { pattern: /^[a-zA-Z0-9][a-zA-Z0-9_-]{2,32}$/, words: "3 to 33 letters, digits, `_` and `-`" },
  storageAccount: { pattern: /^[a-z0-9]{3,24}$/, words: "3 to 24 lower-case letters and digits" },
  keyVault: { pattern: /^[a-zA-Z0-9-]{3,24}$/, words: "3 to 24 letters, digits and `-`" },
  containerRegistry: { pattern: /^[a-zA-Z0-9]{5,50}$/, words: "5 to 50 letters and digits" },
  applicationInsights: { pattern: /^.{1,260}$/, words: "1 to 260 characters" },
  logAnalyticsWorkspace: {
    pattern: /^[A-Za-z0-9][A-Za-z0-9-]{2,61}[A-Za-z0-9]$/,
    words: "4 to 63 letters, digits and `-`, no `-` at either end",
  },
  identity: { pattern: /^[a-zA-Z0-9][a-zA-Z0-9_-]{2,127}$/, words: "3 to 128 letters, digits, `_` and `-`" },
};

export function checkWorkspaceNames(names: WorkspaceNames = {}): Problem[] {
  return Object.entries(namePatterns).flatMap(([key, { pattern, words }]) => {
    const given = names[key as keyof WorkspaceNames];
    const name = given === undefined ? undefined : knownInput(given);
    if (name === undefined || !isKnown(name) || pattern.test(name)) {
      return [];
    }
    return [
      { path: `names.${key}`, found: quoted(name), expected: words, fix: "leave it out to have a unique one made" },
    ];
  });
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

/** Logs of a subscription and of a network: a workspace that has nothing to do with models, and what writes into it. */
import { CapturedResource } from "../../../policies/capture/captured-stack";
import { notYet } from "../captured";
import { Program } from "./program";

export function logging(): readonly CapturedResource[] {
  const program = new Program("logs", "norwayeast");
  const logs = program.inGroup("azure-native:operationalinsights:Workspace", "ml", {
    workspaceName: "ml",
    sku: { name: "PerGB2018" },
    retentionInDays: 90,
    publicNetworkAccessForIngestion: "Enabled",
  });
  program.inGroup(
    "azure-native:securityinsights:SentinelOnboardingState",
    "sentinel",
    { workspaceName: notYet, sentinelOnboardingStateName: "default" },
    { workspaceName: [logs] },
  );
  const scope = program.inGroup("azure-native:monitor:PrivateLinkScope", "scope", {
    location: "global",
    accessModeSettings: { ingestionAccessMode: "PrivateOnly", queryAccessMode: "PrivateOnly" },
  });
  program.inGroup(
    "azure-native:monitor:PrivateLinkScopedResource",
    "scoped",
    { scopeName: notYet, linkedResourceId: notYet },
    { scopeName: [scope], linkedResourceId: [logs] },
  );
  const network = program.inGroup("azure-native:network:VirtualNetwork", "watched", {
    addressSpace: { addressPrefixes: ["10.8.0.0/16"] },
    subnets: notYet,
  });
  program.add(
    "azure-native:monitor:DiagnosticSetting",
    "watched",
    { resourceUri: notYet, workspaceId: notYet, logs: [{ categoryGroup: "allLogs", enabled: true }] },
    { resourceUri: [network], workspaceId: [logs] },
  );
  const account = program.inGroup("azure-native:storage:StorageAccount", "flows", {
    kind: "StorageV2",
    sku: { name: "Standard_ZRS" },
  });
  program.add(
    "azure-native:network:FlowLog",
    "flows",
    {
      resourceGroupName: "NetworkWatcherRG",
      networkWatcherName: "NetworkWatcher_norwayeast",
      targetResourceId: notYet,
      storageId: notYet,
      enabled: true,
    },
    { targetResourceId: [network], storageId: [account] },
  );
  return program.resources;
}

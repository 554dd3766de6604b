/** A stream of events, an account that keeps them and a job that counts them. */
import { CapturedResource } from "../../../policies/capture/captured-stack";
import { notYet } from "../captured";
import { Program } from "./program";

export function eventHub(): readonly CapturedResource[] {
  const program = new Program("events", "japaneast");
  const namespace = program.inGroup("azure-native:eventhub:Namespace", "events", {
    sku: { name: "Standard", tier: "Standard" },
  });
  const hub = program.inGroup(
    "azure-native:eventhub:EventHub",
    "clicks",
    { namespaceName: notYet, partitionCount: 4, messageRetentionInDays: 1 },
    { namespaceName: [namespace] },
  );
  program.inGroup(
    "azure-native:eventhub:EventHubAuthorizationRule",
    "send",
    { namespaceName: notYet, eventHubName: notYet, rights: ["Send"] },
    { namespaceName: [namespace], eventHubName: [hub] },
  );
  const account = program.inGroup("azure-native:storage:StorageAccount", "archive", {
    kind: "StorageV2",
    sku: { name: "Standard_LRS" },
    isHnsEnabled: true,
  });
  program.inGroup(
    "azure-native:streamanalytics:StreamingJob",
    "count",
    { sku: { name: "Standard" }, inputs: notYet, outputs: notYet },
    { inputs: [hub], outputs: [account] },
  );
  program.inGroup(
    "azure-native:eventgrid:SystemTopic",
    "archived",
    { source: notYet, topicType: "Microsoft.Storage.StorageAccounts" },
    { source: [account] },
  );
  return program.resources;
}

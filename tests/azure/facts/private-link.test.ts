/** Group ids and zones, transcribed a second time in the order of private-endpoint-dns: public, Government, China. */
import { strict as assert } from "node:assert";
import { findPrivateLinkGroup, privateLinkGroups } from "../../../azure/facts/private-link";

const storageSuffixes = ["core.windows.net", "core.usgovcloudapi.net", "core.chinacloudapi.cn"];
const storage = (service: string) => storageSuffixes.map((suffix) => `privatelink.${service}.${suffix}`).join(" | ");

const listed: Readonly<Record<string, string>> = {
  "Microsoft.MachineLearningServices/workspaces amlworkspace":
    "privatelink.api.azureml.ms privatelink.notebooks.azure.net | privatelink.api.ml.azure.us privatelink.notebooks.usgovcloudapi.net | privatelink.api.ml.azure.cn privatelink.notebooks.chinacloudapi.cn",
  "Microsoft.CognitiveServices/accounts account":
    "privatelink.cognitiveservices.azure.com privatelink.openai.azure.com | privatelink.cognitiveservices.azure.us | ",
  "Microsoft.Relay/namespaces namespace":
    "privatelink.servicebus.windows.net | privatelink.servicebus.usgovcloudapi.net | privatelink.servicebus.chinacloudapi.cn",
  "Microsoft.ContainerService/managedClusters management": "privatelink.{region}.azmk8s.io |  | ",
  "Microsoft.ContainerRegistry/registries registry": "privatelink.azurecr.io |  | ",
  "Microsoft.HybridCompute/privateLinkScopes hybridcompute":
    "privatelink.his.arc.azure.com privatelink.guestconfiguration.azure.com privatelink.dp.kubernetesconfiguration.azure.com |  | ",
  "Microsoft.Insights/privateLinkScopes azuremonitor":
    "privatelink.monitor.azure.com privatelink.oms.opinsights.azure.com privatelink.ods.opinsights.azure.com privatelink.agentsvc.azure-automation.net privatelink.blob.core.windows.net |  | ",
  "Microsoft.KeyVault/vaults vault":
    "privatelink.vaultcore.azure.net | privatelink.vaultcore.usgovcloudapi.net | privatelink.vaultcore.azure.cn",
  "Microsoft.Storage/storageAccounts blob": storage("blob"),
  "Microsoft.Storage/storageAccounts blob_secondary": storage("blob"),
  "Microsoft.Storage/storageAccounts table": storage("table"),
  "Microsoft.Storage/storageAccounts queue": storage("queue"),
  "Microsoft.Storage/storageAccounts file": storage("file"),
  "Microsoft.Storage/storageAccounts web": storage("web"),
  "Microsoft.Storage/storageAccounts dfs": storage("dfs"),
};

describe("private link groups", () => {
  it("are those of the list, no more and no fewer", () => {
    const ours = privateLinkGroups.map(({ resourceType, groupId, zones }) => [
      `${resourceType} ${groupId}`,
      [zones.AzureCloud, zones.AzureUSGovernment, zones.AzureChinaCloud].map((names) => names.join(" ")).join(" | "),
    ]);
    assert.deepEqual(Object.fromEntries(ours), listed);
    assert.equal(ours.length, Object.keys(listed).length);
  });

  it("are found in any case, and by both parts only", () => {
    assert.equal(findPrivateLinkGroup("microsoft.storage/STORAGEACCOUNTS", "Blob")?.groupId, "blob");
    assert.equal(findPrivateLinkGroup("Microsoft.Storage/storageAccounts", "vault"), undefined);
    assert.equal(findPrivateLinkGroup("Microsoft.KeyVault/vaults", "blob"), undefined);
  });
});

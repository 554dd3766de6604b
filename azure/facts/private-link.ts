/**
 * What a private endpoint can point at, and the private DNS zones that its records belong in.
 * https://learn.microsoft.com/azure/private-link/private-endpoint-dns
 */
import { CloudName } from "./clouds";
import { Source } from "./source";

export interface PrivateLinkGroup {
  /** ARM type of the resource that the endpoint points at. */
  readonly resourceType: string;
  /** As in `privateLinkServiceConnections[].groupIds`. */
  readonly groupId: string;
  /**
   * Every zone that an endpoint of this group needs; `{region}` stands for the location. Empty: no zone is documented
   * for that cloud.
   */
  readonly zones: Readonly<Record<CloudName, readonly string[]>>;
  readonly source: Source;
}

/** Both are compared without regard to case. */
export function findPrivateLinkGroup(resourceType: string, groupId: string): PrivateLinkGroup | undefined {
  const [type, group] = [resourceType.toLowerCase(), groupId.toLowerCase()];
  return privateLinkGroups.find(
    (row) => row.resourceType.toLowerCase() === type && row.groupId.toLowerCase() === group,
  );
}

const zoneTable: Source = {
  document: "private-endpoint-dns",
  section: "Azure services DNS zone configuration",
  read: "2026-11-24",
};
const customDns: Source = { document: "how-to-custom-dns", section: "Workspace private endpoint", read: "2026-11-24" };
const registryZones: Source = { document: "container-registry-private-endpoints", read: "2026-11-24" };
const clusterZones: Source = {
  document: "private-clusters (AKS)",
  section: "Configure a private DNS zone",
  read: "2026-11-24",
};

export const privateLinkGroups: readonly PrivateLinkGroup[] = [
  {
    resourceType: "Microsoft.MachineLearningServices/workspaces",
    groupId: "amlworkspace",
    zones: {
      AzureCloud: ["privatelink.api.azureml.ms", "privatelink.notebooks.azure.net"],
      AzureUSGovernment: ["privatelink.api.ml.azure.us", "privatelink.notebooks.usgovcloudapi.net"],
      AzureChinaCloud: ["privatelink.api.ml.azure.cn", "privatelink.notebooks.chinacloudapi.cn"],
    },
    source: customDns,
  },
  storage("blob", "blob"),
  storage("blob_secondary", "blob"),
  storage("file", "file"),
  storage("queue", "queue"),
  storage("table", "table"),
  storage("dfs", "dfs"),
  storage("web", "web"),
  {
    resourceType: "Microsoft.KeyVault/vaults",
    groupId: "vault",
    zones: {
      AzureCloud: ["privatelink.vaultcore.azure.net"],
      AzureUSGovernment: ["privatelink.vaultcore.usgovcloudapi.net"],
      AzureChinaCloud: ["privatelink.vaultcore.azure.cn"],
    },
    source: zoneTable,
  },
  {
    resourceType: "Microsoft.ContainerRegistry/registries",
    groupId: "registry",
    zones: { AzureCloud: ["privatelink.azurecr.io"], AzureUSGovernment: [], AzureChinaCloud: [] },
    source: registryZones,
  },
  {
    resourceType: "Microsoft.ContainerService/managedClusters",
    groupId: "management",
    zones: { AzureCloud: ["privatelink.{region}.azmk8s.io"], AzureUSGovernment: [], AzureChinaCloud: [] },
    source: clusterZones,
  },
  {
    resourceType: "Microsoft.Insights/privateLinkScopes",
    groupId: "azuremonitor",
    zones: {
      AzureCloud: [
        "privatelink.monitor.azure.com",
        "privatelink.oms.opinsights.azure.com",
        "privatelink.ods.opinsights.azure.com",
        "privatelink.agentsvc.azure-automation.net",
        "privatelink.blob.core.windows.net",
      ],
      AzureUSGovernment: [],
      AzureChinaCloud: [],
    },
    source: zoneTable,
  },
  {
    resourceType: "Microsoft.CognitiveServices/accounts",
    groupId: "account",
    zones: {
      AzureCloud: ["privatelink.cognitiveservices.azure.com", "privatelink.openai.azure.com"],
      AzureUSGovernment: ["privatelink.cognitiveservices.azure.us"],
      AzureChinaCloud: [],
    },
    source: zoneTable,
  },
  {
    resourceType: "Microsoft.Relay/namespaces",
    groupId: "namespace",
    zones: {
      AzureCloud: ["privatelink.servicebus.windows.net"],
      AzureUSGovernment: ["privatelink.servicebus.usgovcloudapi.net"],
      AzureChinaCloud: ["privatelink.servicebus.chinacloudapi.cn"],
    },
    source: zoneTable,
  },
  {
    resourceType: "Microsoft.HybridCompute/privateLinkScopes",
    groupId: "hybridcompute",
    zones: {
      AzureCloud: [
        "privatelink.his.arc.azure.com",
        "privatelink.guestconfiguration.azure.com",
        "privatelink.dp.kubernetesconfiguration.azure.com",
      ],
      AzureUSGovernment: [],
      AzureChinaCloud: [],
    },
    source: zoneTable,
  },
];

function storage(groupId: string, service: string): PrivateLinkGroup {
  return {
    resourceType: "Microsoft.Storage/storageAccounts",
    groupId,
    zones: {
      AzureCloud: [`privatelink.${service}.core.windows.net`],
      AzureUSGovernment: [`privatelink.${service}.core.usgovcloudapi.net`],
      AzureChinaCloud: [`privatelink.${service}.core.chinacloudapi.cn`],
    },
    source: zoneTable,
  };
}

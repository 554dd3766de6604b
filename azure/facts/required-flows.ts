/**
 * What inferencing must reach, by what it runs on.
 * https://learn.microsoft.com/azure/machine-learning/how-to-secure-inferencing-vnet, "Limit outbound connectivity", and
 * https://learn.microsoft.com/azure/machine-learning/how-to-access-azureml-behind-firewall
 */
import { Source } from "./source";

/** What stands in a subnet and sends the packets. */
export type WorkloadKind =
  /** Node pools of a cluster that serves Kubernetes online endpoints. */
  | "kubernetes-nodes"
  /** Azure ML compute cluster or instance without a public address. */
  | "azure-ml-compute"
  /** What a compute instance needs beyond a cluster: notebooks and terminals. */
  | "compute-instance"
  /** A compute cluster that only builds images. */
  | "image-build"
  /** Private endpoints only receive. */
  | "private-endpoints";

/** Whose region a regional service tag takes. `of-registry`: the registry's own, and each replica's. */
export type TagRegion = "of-registry" | "of-workspace";

export type FlowDestination =
  /**
   * Without `region`, the worldwide tag. Some services also publish worldwide tags by region; `regionalTag` says
   * whether the documents take that of the workload's own region as enough.
   */
  | { readonly serviceTag: string; readonly region?: TagRegion; readonly regionalTag?: "enough" }
  /** Hosts without a service tag: only an application rule of a firewall can allow them. */
  | { readonly fqdns: readonly string[] };

/** What makes a flow unnecessary. Named here, interpreted in one place. */
export type FlowReplacement =
  | "private-endpoint:registry"
  | "private-endpoint:storage"
  | "private-endpoint:key-vault"
  | "azure-monitor-private-link-scope";

/** When a flow is needed at all; absent: always. */
export type FlowCondition =
  | "registry-reached-publicly"
  | "tag-exists-in-cloud"
  | "high-business-impact-workspace"
  | "private-endpoints-in-network"
  | "compute-with-public-address"
  | "firewall-before-storage-endpoint";

/** Ports, both ends included. */
export interface RequiredPorts {
  readonly from: number;
  readonly to: number;
}

export interface RequiredFlow {
  readonly id: string;
  readonly workloads: readonly WorkloadKind[];
  readonly direction: "Inbound" | "Outbound";
  /** The other end: where an outbound flow goes, where an inbound one comes from. */
  readonly destination: FlowDestination;
  readonly protocol: "Tcp" | "Udp";
  readonly ports: readonly RequiredPorts[];
  /** The ports without which nothing works, where the documents list more for comfort. Absent: all of them. */
  readonly leastPorts?: readonly RequiredPorts[];
  readonly onlyIf?: FlowCondition;
  readonly instead?: FlowReplacement;
  /** What does not work without it, as the end of a sentence that starts with "without it". */
  readonly without: string;
  readonly source: Source;
}

const https: readonly RequiredPorts[] = [{ from: 443, to: 443 }];

const firewall: Source = {
  document: "how-to-access-azureml-behind-firewall",
  section: "Required service tags",
  read: "2026-11-24",
};

/** Pulling the environment's image from the workspace's registry. */
export const acrPull: RequiredFlow = {
  id: "acr-pull",
  workloads: ["kubernetes-nodes", "azure-ml-compute"],
  direction: "Outbound",
  destination: { serviceTag: "AzureContainerRegistry", region: "of-registry" },
  protocol: "Tcp",
  ports: https,
  instead: "private-endpoint:registry",
  without: "the deployment cannot pull its image",
  source: { document: "how-to-secure-inferencing-vnet", section: "Limit outbound connectivity", read: "2026-11-24" },
};

/** Layers of an image come from storage, unless the registry has dedicated data endpoints or a private endpoint. */
export const acrLayers: RequiredFlow = {
  id: "acr-layers",
  workloads: ["kubernetes-nodes", "azure-ml-compute"],
  direction: "Outbound",
  destination: { serviceTag: "Storage", region: "of-registry" },
  protocol: "Tcp",
  ports: https,
  onlyIf: "registry-reached-publicly",
  instead: "private-endpoint:registry",
  without: "the layers of an image cannot be downloaded",
  source: {
    document: "container-registry-firewall-rules",
    section: "Allow access by IP address range",
    read: "2026-11-24",
  },
};

/** Microsoft's own images, among them the router of Kubernetes endpoints. */
export const microsoftImages: RequiredFlow = {
  id: "microsoft-images",
  workloads: ["kubernetes-nodes", "azure-ml-compute", "image-build"],
  direction: "Outbound",
  destination: { serviceTag: "MicrosoftContainerRegistry", regionalTag: "enough" },
  protocol: "Tcp",
  ports: https,
  without: "images of Microsoft, such as the endpoint router's, cannot be pulled",
  source: firewall,
};

/** The content network behind `MicrosoftContainerRegistry`. The tag exists in the public cloud only. */
export const microsoftImageLayers: RequiredFlow = {
  id: "microsoft-image-layers",
  workloads: ["kubernetes-nodes", "azure-ml-compute", "image-build"],
  direction: "Outbound",
  destination: { serviceTag: "AzureFrontDoor.FirstParty" },
  protocol: "Tcp",
  ports: https,
  onlyIf: "tag-exists-in-cloud",
  without: "images of Microsoft, such as the endpoint router's, cannot be pulled",
  source: firewall,
};

/** Signing in with Microsoft Entra. */
export const entraSignIn: RequiredFlow = {
  id: "entra-sign-in",
  workloads: ["kubernetes-nodes", "azure-ml-compute", "image-build"],
  direction: "Outbound",
  destination: { serviceTag: "AzureActiveDirectory" },
  protocol: "Tcp",
  ports: [
    { from: 80, to: 80 },
    { from: 443, to: 443 },
  ],
  leastPorts: https,
  without: "identities cannot sign in",
  source: firewall,
};

/** Azure ML's own services. */
export const machineLearningServices: RequiredFlow = {
  id: "machine-learning-services",
  workloads: ["kubernetes-nodes", "azure-ml-compute"],
  direction: "Outbound",
  destination: { serviceTag: "AzureMachineLearning" },
  protocol: "Tcp",
  ports: https,
  without: "the workspace's services cannot be reached",
  source: firewall,
};

/** Managing Azure resources. */
export const resourceManager: RequiredFlow = {
  id: "resource-manager",
  workloads: ["kubernetes-nodes", "azure-ml-compute", "image-build"],
  direction: "Outbound",
  destination: { serviceTag: "AzureResourceManager" },
  protocol: "Tcp",
  ports: https,
  without: "Azure resources cannot be managed",
  source: firewall,
};

/** Metrics and logs. */
export const monitoring: RequiredFlow = {
  id: "monitoring",
  workloads: ["kubernetes-nodes", "azure-ml-compute"],
  direction: "Outbound",
  destination: { serviceTag: "AzureMonitor" },
  protocol: "Tcp",
  ports: https,
  instead: "azure-monitor-private-link-scope",
  without: "metrics and logs are lost",
  source: firewall,
};

/** The service that runs the nodes of compute clusters; documented for any protocol. */
export const batchNodeManagement: RequiredFlow = {
  id: "batch-node-management",
  workloads: ["azure-ml-compute"],
  direction: "Outbound",
  destination: { serviceTag: "BatchNodeManagement", region: "of-workspace" },
  protocol: "Tcp",
  ports: https,
  without: "compute clusters cannot be managed",
  source: firewall,
};

/** The same on the other protocol that has ports. */
export const batchNodeManagementUdp: RequiredFlow = {
  ...batchNodeManagement,
  id: "batch-node-management-udp",
  protocol: "Udp",
};

/** Notebooks and terminals of a compute instance. */
export const notebooks: RequiredFlow = {
  id: "notebooks",
  workloads: ["compute-instance"],
  direction: "Outbound",
  destination: { serviceTag: "AzureMachineLearning" },
  protocol: "Tcp",
  ports: [{ from: 18881, to: 18881 }],
  without: "notebooks of a compute instance do not start",
  source: firewall,
};

/** The same service's other protocol. */
export const notebooksUdp: RequiredFlow = {
  ...notebooks,
  id: "notebooks-udp",
  protocol: "Udp",
  ports: [{ from: 5831, to: 5831 }],
};

/** How the service calls on computes that have an address of their own in public. */
export const computeCommands: RequiredFlow = {
  id: "compute-commands",
  workloads: ["azure-ml-compute"],
  direction: "Inbound",
  destination: { serviceTag: "AzureMachineLearning" },
  protocol: "Tcp",
  ports: [{ from: 44224, to: 44224 }],
  onlyIf: "compute-with-public-address",
  without: "the service cannot reach computes that have a public address",
  source: {
    document: "how-to-access-azureml-behind-firewall",
    section: "Inbound configuration",
    read: "2026-11-24",
  },
};

/** Data of compute clusters and instances. A way for data to leave, too. */
export const computeStorage: RequiredFlow = {
  id: "compute-storage",
  workloads: ["azure-ml-compute"],
  direction: "Outbound",
  destination: { serviceTag: "Storage", region: "of-workspace" },
  protocol: "Tcp",
  ports: https,
  instead: "private-endpoint:storage",
  without: "computes cannot reach the workspace's storage",
  source: firewall,
};

/** Private endpoints in the network or its peers. */
export const privateEndpointsNearby: RequiredFlow = {
  id: "private-endpoints-nearby",
  workloads: ["kubernetes-nodes", "azure-ml-compute"],
  direction: "Outbound",
  destination: { serviceTag: "VirtualNetwork" },
  protocol: "Tcp",
  ports: https,
  onlyIf: "private-endpoints-in-network",
  without: "private endpoints in the network or its peers cannot be reached",
  source: firewall,
};

/** File shares of the workspace's storage, where a firewall stands between them and the computes. */
export const fileShares: RequiredFlow = {
  id: "file-shares",
  workloads: ["azure-ml-compute"],
  direction: "Outbound",
  destination: { serviceTag: "VirtualNetwork" },
  protocol: "Tcp",
  ports: [{ from: 445, to: 445 }],
  onlyIf: "firewall-before-storage-endpoint",
  without: "computes cannot mount the workspace's file shares",
  source: firewall,
};

/** Encryption keys of a workspace with `hbiWorkspace`. */
export const workspaceSecrets: RequiredFlow = {
  id: "workspace-secrets",
  workloads: ["azure-ml-compute"],
  direction: "Outbound",
  destination: { serviceTag: "AzureKeyVault", region: "of-workspace" },
  protocol: "Tcp",
  ports: https,
  onlyIf: "high-business-impact-workspace",
  instead: "private-endpoint:key-vault",
  without: "computes of a workspace with high business impact cannot read their keys",
  source: firewall,
};

/** Hosts of the Azure ML extension that no service tag covers (`<region>` in lower case). */
export const extensionHosts: RequiredFlow = {
  id: "extension-hosts",
  workloads: ["kubernetes-nodes"],
  direction: "Outbound",
  destination: { fqdns: ["<region>.dp.kubernetesconfiguration.azure.com"] },
  protocol: "Tcp",
  ports: https,
  without: "the Azure ML extension cannot be installed or configured",
  source: { document: "outbound-rules-control-egress (AKS)", section: "Cluster extensions", read: "2026-11-24" },
};

/** What the nodes of any cluster need; an Azure Firewall names it in one FQDN tag, `AzureKubernetesService`. */
export const clusterHosts: RequiredFlow = {
  id: "cluster-hosts",
  workloads: ["kubernetes-nodes"],
  direction: "Outbound",
  destination: {
    fqdns: [
      "mcr.microsoft.com",
      "*.data.mcr.microsoft.com",
      "mcr-0001.mcr-msedge.net",
      "management.azure.com",
      "login.microsoftonline.com",
      "packages.microsoft.com",
      "packages.aks.azure.com",
    ],
  },
  protocol: "Tcp",
  ports: https,
  without: "nodes of a cluster cannot be set up",
  source: { document: "outbound-rules-control-egress (AKS)", section: "Required outbound rules", read: "2026-11-24" },
};

export const requiredFlows: readonly RequiredFlow[] = [
  acrPull,
  acrLayers,
  microsoftImages,
  microsoftImageLayers,
  entraSignIn,
  machineLearningServices,
  resourceManager,
  monitoring,
  batchNodeManagement,
  batchNodeManagementUdp,
  notebooks,
  notebooksUdp,
  computeCommands,
  computeStorage,
  privateEndpointsNearby,
  fileShares,
  workspaceSecrets,
  extensionHosts,
  clusterHosts,
];

/** The flows that a subnet with this workload needs. */
export function flowsOf(workload: WorkloadKind): readonly RequiredFlow[] {
  return requiredFlows.filter((flow) => flow.workloads.includes(workload));
}

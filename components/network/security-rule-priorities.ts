/**
 * The priority of each generated security rule. A flow keeps its numbers for good: renumbering live rules opens or
 * closes the network for a moment. New flows get the next free step; 100 to 999 are left to the network's owner.
 * https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview
 */

/** Numbers a flow may use, one for each region of a registry and its replicas. */
export const prioritiesAFlow = 20;

/** First number of each required flow, by its id in azure/facts/required-flows. */
export const flowPriorities: Readonly<Record<string, number>> = {
  "acr-pull": 1000,
  "acr-layers": 1020,
  "microsoft-images": 1040,
  "microsoft-image-layers": 1060,
  "entra-sign-in": 1080,
  "machine-learning-services": 1100,
  "resource-manager": 1120,
  monitoring: 1140,
  "batch-node-management": 1160,
  "batch-node-management-udp": 1180,
  "compute-storage": 1200,
  "private-endpoints-nearby": 1220,
  "file-shares": 1240,
  "workspace-secrets": 1260,
};

/** After every Allow, with room behind it. */
export const denyInternetPriority = 4000;

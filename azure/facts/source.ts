/** Where a row of fact was read. Every row has one, so that it can be cited, checked and aged. */
export interface Source {
  /** Page or list, for instance `how-to-secure-inferencing-vnet`; a word in parentheses tells two of the same name apart. */
  readonly document: string;
  readonly section?: string;
  /** Day the row was read, ISO 8601. */
  readonly read: string;
}

/** The page's address. A document that is no page of Microsoft Learn is missing here and has none. */
export function documentUrl({ document }: Source): string | undefined {
  const path = Object.hasOwn(paths, document) ? paths[document] : undefined;
  return path === undefined ? undefined : `https://learn.microsoft.com/azure/${path}`;
}

const paths: Readonly<Record<string, string>> = {
  "azure-cni-overlay (AKS)": "aks/concepts-network-azure-cni-overlay",
  "built-in-roles (role-based-access-control)": "role-based-access-control/built-in-roles",
  "concepts-network-cni-overview (AKS)": "aks/concepts-network-cni-overview",
  "container-registry-firewall-rules": "container-registry/container-registry-firewall-access-rules",
  "container-registry-private-endpoints": "container-registry/container-registry-private-endpoints",
  "custom-roles (role-based-access-control)": "role-based-access-control/custom-roles",
  "how-to-access-azureml-behind-firewall": "machine-learning/how-to-access-azureml-behind-firewall",
  "how-to-custom-dns": "machine-learning/how-to-custom-dns",
  "how-to-manage-quotas": "machine-learning/how-to-manage-quotas",
  "how-to-prevent-data-loss-exfiltration": "machine-learning/how-to-prevent-data-loss-exfiltration",
  "how-to-use-serverless-compute": "machine-learning/how-to-use-serverless-compute",
  "how-to-secure-inferencing-vnet": "machine-learning/how-to-secure-inferencing-vnet",
  "manage-permissions (ddos-protection)": "ddos-protection/manage-permissions",
  "network-security-groups-overview": "virtual-network/network-security-groups-overview",
  "outbound-rules-control-egress (AKS)": "aks/outbound-rules-control-egress",
  "private-clusters (AKS)": "aks/private-clusters",
  "private-endpoint-dns": "private-link/private-endpoint-dns",
  "rbac-permissions (private-link)": "private-link/rbac-permissions",
  "regions-paired (reliability)": "reliability/regions-paired",
  "resource-name-rules (azure-resource-manager)": "azure-resource-manager/management/resource-name-rules",
  "role-definitions (role-based-access-control)": "role-based-access-control/role-definitions",
  "scope-overview (role-based-access-control)": "role-based-access-control/scope-overview",
  "service-tags-overview": "virtual-network/service-tags-overview",
};

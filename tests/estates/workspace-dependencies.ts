/** What the private compute's workspace stands on, and the private endpoints by which its network reaches it. */
import { CapturedResource } from "../../policies/capture/captured-stack";
import { Properties } from "../../policies/capture/wire-value";
import { declare, notYet } from "./captured";
import { changed } from "./change";
import { PrivateCompute } from "./private-compute";

export interface Dependency {
  readonly resources: readonly CapturedResource[];
  readonly target: CapturedResource;
}

/** The estate with a storage account, which the workspace names. */
export function withStorage(estate: PrivateCompute, inputs: Properties = {}): Dependency {
  return withDependency(estate, "storageAccount", "azure-native:storage:StorageAccount", {
    accountName: "stml",
    kind: "StorageV2",
    sku: { name: "Standard_ZRS" },
    ...inputs,
  });
}

/** The estate with a key vault, which the workspace names. */
export function withVault(estate: PrivateCompute, inputs: Properties = {}): Dependency {
  return withDependency(estate, "keyVault", "azure-native:keyvault:Vault", {
    vaultName: "kv-ml",
    properties: { tenantId: notYet, sku: { family: "A", name: "standard" } },
    ...inputs,
  });
}

/** The estate with Application Insights, which the workspace names. */
export function withInsights(estate: PrivateCompute): Dependency {
  return withDependency(estate, "applicationInsights", "azure-native:applicationinsights:Component", {
    kind: "web",
    applicationType: "web",
  });
}

function withDependency(estate: PrivateCompute, property: string, type: string, inputs: Properties): Dependency {
  const target = declare(
    type,
    property,
    { resourceGroupName: notYet, location: "westeurope", ...inputs },
    { resourceGroupName: [estate.group] },
  );
  const workspace = { inputs: { [property]: notYet }, from: { [property]: [target] } };
  return { resources: [...changed(estate.resources, estate.workspace, workspace), target], target };
}

/** Private endpoints for the target's groups, in a subnet of their own in the network: 10.0.5.0/24. */
export function endpointsTo(
  target: CapturedResource,
  network: CapturedResource,
  ...groupIds: readonly string[]
): readonly CapturedResource[] {
  const subnet = declare(
    "azure-native:network:Subnet",
    "endpoints",
    { virtualNetworkName: notYet, subnetName: "endpoints", addressPrefix: "10.0.5.0/24" },
    { virtualNetworkName: [network] },
  );
  const endpoints = groupIds.map((groupId) =>
    declare(
      "azure-native:network:PrivateEndpoint",
      `${groupId}-endpoint`,
      {
        subnet: { id: notYet },
        privateLinkServiceConnections: [{ name: groupId, groupIds: [groupId], privateLinkServiceId: notYet }],
      },
      { subnet: [subnet], privateLinkServiceConnections: [target] },
    ),
  );
  return [subnet, ...endpoints];
}

/** A network that is not the compute's, nor peered with it. */
export function networkElsewhere(): CapturedResource {
  return declare("azure-native:network:VirtualNetwork", "elsewhere", {
    virtualNetworkName: "vnet-elsewhere",
    addressSpace: { addressPrefixes: ["10.0.5.0/24"] },
  });
}

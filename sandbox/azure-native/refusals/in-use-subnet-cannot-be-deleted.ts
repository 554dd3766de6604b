// A subnet that something stands in can't be deleted.

import { isMap, type PropertyMap, type Value } from "../../provider/value";
import { nameOf, resourceGroupId } from "../operations/resource-id";
import type { ResourceManager, StoredResource } from "../state/resource-manager";
import type { Refusal } from "./refusal";

/** Resources that occupy an address of the subnet which they name. */
const occupants = new Set([
  "azure-native:containerservice:AgentPool",
  "azure-native:containerservice:ManagedCluster",
  "azure-native:dnsresolver:InboundEndpoint",
  "azure-native:network:AzureFirewall",
  "azure-native:network:BastionHost",
  "azure-native:network:NetworkInterface",
  "azure-native:network:PrivateEndpoint",
]);

export const inUseSubnetCannotBeDeleted: Refusal = {
  code: "InUseSubnetCannotBeDeleted",
  status: 400,
  source: "https://learn.microsoft.com/azure/virtual-network/virtual-network-troubleshoot-cannot-delete-vnet",
  evidence: "read",
  message({ operation, id, token }, azure) {
    if (operation !== "delete" || token !== "azure-native:network:Subnet") {
      return undefined;
    }
    const occupant = occupantOf(id, azure);
    return occupant === undefined
      ? undefined
      : `Subnet ${nameOf(id)} is in use by ${occupant.id} and cannot be deleted. In order to delete the subnet, delete all the resources within the subnet.`;
  },
};

function occupantOf(subnet: string, azure: ResourceManager): StoredResource | undefined {
  const subscription = resourceGroupId(subnet)?.replace(/\/resourceGroups\/.*$/i, "") ?? "";
  return azure
    .inside(subscription)
    .find((resource) => occupants.has(resource.token) && names(resource.properties, subnet.toLowerCase()));
}

function names(value: PropertyMap | Value, id: string): boolean {
  if (typeof value === "string") {
    return value.toLowerCase() === id;
  }
  if (Array.isArray(value)) {
    return value.some((item) => names(item, id));
  }
  return isMap(value) && Object.values(value).some((inner) => names(inner, id));
}

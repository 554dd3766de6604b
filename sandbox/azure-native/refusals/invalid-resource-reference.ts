// What stands in a subnet names one that exists. A network that the sandbox doesn't know may exist elsewhere, so only
// a subnet that is missing from a known network is missed.

import { isMap, type Value } from "../../provider/value";
import { parentId } from "../operations/resource-id";
import type { ResourceManager } from "../state/resource-manager";
import type { Refusal } from "./refusal";

const inSubnets = new Set([
  "azure-native:network:ApplicationGateway",
  "azure-native:network:AzureFirewall",
  "azure-native:network:BastionHost",
  "azure-native:network:LoadBalancer",
  "azure-native:network:NetworkInterface",
  "azure-native:network:PrivateEndpoint",
  "azure-native:network:PrivateLinkService",
  "azure-native:network:VirtualNetworkGateway",
]);

export const invalidResourceReference: Refusal = {
  code: "InvalidResourceReference",
  status: 400,
  source: "https://github.com/MicrosoftDocs/azure-docs/issues/81734",
  evidence: "read",
  message({ operation, id, token, properties }, azure) {
    if (operation === "delete" || !inSubnets.has(token)) {
      return undefined;
    }
    const missing = subnetsNamedIn(properties).find((subnet) => isMissing(subnet, azure));
    return missing === undefined
      ? undefined
      : `Resource ${missing} referenced by resource ${id} was not found. Please make sure that the referenced resource exists, and that both resources are in the same region.`;
  },
};

function subnetsNamedIn(value: Value): string[] {
  if (typeof value === "string") {
    return /^\/subscriptions\/.*\/virtualNetworks\/[^/]+\/subnets\/[^/]+$/i.test(value) ? [value] : [];
  }
  if (Array.isArray(value)) {
    return value.flatMap(subnetsNamedIn);
  }
  return isMap(value) ? Object.values(value).flatMap(subnetsNamedIn) : [];
}

function isMissing(subnet: string, azure: ResourceManager): boolean {
  return azure.exists(parentId(subnet) ?? "") && !azure.exists(subnet);
}

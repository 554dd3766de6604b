// Private addresses of what stands in a subnet: the ones that Azure doesn't keep for itself.
// https://learn.microsoft.com/azure/virtual-network/virtual-networks-faq#are-there-any-restrictions-on-using-ip-addresses-within-these-subnets

import { inventedHex } from "../../provider/invented";
import { member, text } from "../../provider/value";
import type { ResourceManager } from "../state/resource-manager";

/** The first four addresses of a subnet and its last are Azure's. */
const reservedAtStart = 4;
const reserved = reservedAtStart + 1;

/** Always the same for the same `who`; two that ask may get one address. */
export function addressInSubnet(azure: ResourceManager, subnetId: string, who: string): string | undefined {
  const subnet = azure.get(subnetId)?.properties;
  if (subnet === undefined) {
    return undefined;
  }
  const list = member(subnet, "addressPrefixes");
  const prefix = text(member(subnet, "addressPrefix")) ?? (Array.isArray(list) ? text(list[0]) : undefined);
  const match = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\/(\d+)$/.exec(prefix ?? "");
  if (match === null) {
    return undefined;
  }
  const [first = 0, second = 0, third = 0, fourth = 0, length = 32] = match.slice(1).map(Number);
  const size = 2 ** (32 - length);
  const free = size - reserved;
  const start = ((first * 256 + second) * 256 + third) * 256 + fourth;
  const address = start + reservedAtStart + (free > 0 ? parseInt(inventedHex(8, subnetId, who), 16) % free : 0);
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".");
}

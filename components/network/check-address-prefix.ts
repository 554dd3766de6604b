/**
 * Address ranges that Azure, Azure Machine Learning or AKS take for a network or a subnet.
 * https://learn.microsoft.com/azure/aks/concepts-network-ip-address-planning
 */
import { AddressSet, isAddressPrefix } from "../../azure/network/address-set";
import { Problem, quoted } from "../../azure/problem";

/** `smallest` is the longest prefix length allowed of an IPv4 range. */
export function checkAddressPrefix(prefix: string, path: string, smallest = 32): Problem[] {
  if (!isNetworkPrefix(prefix)) {
    return [{ path, found: quoted(prefix), expected: "a range in CIDR notation, for instance `10.20.0.0/22`" }];
  }
  const length = Number(prefix.split("/")[1]);
  if (!prefix.includes(":") && length > smallest) {
    return [{ path, found: quoted(prefix), expected: `a range of /${smallest} or larger` }];
  }
  return [];
}

/** A single address is no range. */
export function isNetworkPrefix(prefix: string): boolean {
  return prefix.includes("/") && isAddressPrefix(prefix);
}

/** Each with the reason why a network may not use it. */
const reserved = [
  ["172.17.0.0/16", "the container bridge of Azure Machine Learning compute uses it"],
  ["169.254.0.0/16", "AKS uses it itself"],
  ["172.30.0.0/16", "AKS uses it itself"],
  ["172.31.0.0/16", "AKS uses it itself"],
  ["192.0.2.0/24", "AKS uses it itself"],
] as const;

export function checkReserved(prefix: string, path: string): Problem[] {
  return reserved
    .filter(([range]) => !AddressSet.of(range).intersect(AddressSet.of(prefix)).isEmpty())
    .map(([range, because]) => ({ path, found: quoted(prefix), expected: `a range without ${range}`, fix: because }));
}

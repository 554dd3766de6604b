// Follows one packet through the security groups that it meets. In each the first rule that matches decides, Azure's own
// rules last. It goes by concrete addresses only, and is meant to be checked by reading it.
// https://learn.microsoft.com/azure/virtual-network/network-security-group-how-it-works
// https://learn.microsoft.com/azure/virtual-network/service-tags-overview

import { isIPv6 } from "node:net";
import { tagsOfSample } from "./packet-samples";

export interface Packet {
  direction: "Inbound" | "Outbound";
  protocol: "Tcp" | "Udp" | "Icmp" | "Esp" | "Ah";
  source: string;
  destination: string;
  /** Absent where the protocol has none; then only a rule for every port matches. */
  sourcePort?: number;
  destinationPort?: number;
}

/** A security rule in the words of ARM. Of each pair of properties one is set. */
export interface SecurityRule {
  name: string;
  priority: number;
  direction: string;
  access: string;
  protocol: string;
  sourceAddressPrefix?: string;
  sourceAddressPrefixes?: string[];
  sourceApplicationSecurityGroups?: { id: string }[];
  destinationAddressPrefix?: string;
  destinationAddressPrefixes?: string[];
  destinationApplicationSecurityGroups?: { id: string }[];
  sourcePortRange?: string;
  sourcePortRanges?: string[];
  destinationPortRange?: string;
  destinationPortRanges?: string[];
}

/** The groups on the packet's way; one that isn't there lets everything pass. */
export interface SecurityGroups {
  networkInterface?: SecurityRule[];
  subnet?: SecurityRule[];
}

export interface Network {
  /** All that `VirtualNetwork` means: the network's prefixes, its peers', and what gateways and routes carry. */
  virtualNetwork: string[];
  /** What counts as `Internet` although it is reserved or carried by a route; for which, Azure doesn't document. */
  internet?: string[];
  /** Addresses of an application security group, by its id. */
  members?: Record<string, string[]>;
}

export interface Followed {
  access: "Allow" | "Deny";
  /** One rule of each group, up to the one that denies. */
  decidedBy: string[];
}

export function followPacket(packet: Packet, groups: SecurityGroups, network: Network): Followed {
  const { subnet, networkInterface } = groups;
  const decidedBy: string[] = [];
  for (const rules of packet.direction === "Inbound" ? [subnet, networkInterface] : [networkInterface, subnet]) {
    const rule = rules === undefined ? undefined : firstMatch(packet, rules, network);
    if (rule !== undefined) {
      decidedBy.push(rule.name);
    }
    if (same(rule?.access ?? "", "Deny")) {
      return { access: "Deny", decidedBy };
    }
  }
  return { access: "Allow", decidedBy };
}

const everyPort = { sourcePortRange: "*", destinationPortRange: "*" };

/** https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview#default-security-rules */
const azureRules: SecurityRule[] = [
  azureRule("AllowVnetInBound", 65000, "Inbound", "Allow", "VirtualNetwork", "VirtualNetwork"),
  azureRule("AllowAzureLoadBalancerInBound", 65001, "Inbound", "Allow", "AzureLoadBalancer", "*"),
  azureRule("DenyAllInBound", 65500, "Inbound", "Deny", "*", "*"),
  azureRule("AllowVnetOutBound", 65000, "Outbound", "Allow", "VirtualNetwork", "VirtualNetwork"),
  azureRule("AllowInternetOutBound", 65001, "Outbound", "Allow", "*", "Internet"),
  azureRule("DenyAllOutBound", 65500, "Outbound", "Deny", "*", "*"),
];

function azureRule(
  name: string,
  priority: number,
  direction: string,
  access: string,
  from: string,
  to: string,
): SecurityRule {
  const addresses = { sourceAddressPrefix: from, destinationAddressPrefix: to };
  return { name, priority, direction, access, protocol: "*", ...addresses, ...everyPort };
}

/** Name resolution, health and metadata: out of the reach of rules, unless they name it by its tag. */
const platform: Record<string, string> = {
  "168.63.129.16": "AzurePlatformDNS",
  "169.254.169.254": "AzurePlatformIMDS",
};
const platformRule = azureRule("platform", 0, "Outbound", "Allow", "*", "*");

function firstMatch(packet: Packet, rules: SecurityRule[], network: Network): SecurityRule | undefined {
  const tag = packet.direction === "Outbound" ? platform[packet.destination] : undefined;
  const tried =
    tag === undefined
      ? [...rules, ...azureRules]
      : [
          ...rules.filter((rule) => same(rule.destinationAddressPrefix ?? "", tag)),
          { ...platformRule, priority: 65000 },
        ];
  return tried.sort((a, b) => a.priority - b.priority).find((rule) => matches(rule, packet, network));
}

function matches(rule: SecurityRule, packet: Packet, network: Network): boolean {
  const from = rule.sourceAddressPrefixes ?? [rule.sourceAddressPrefix ?? ""];
  const to = rule.destinationAddressPrefixes ?? [rule.destinationAddressPrefix ?? ""];
  return (
    same(rule.direction, packet.direction) &&
    (rule.protocol === "*" || same(rule.protocol, packet.protocol)) &&
    isOneOf(from, rule.sourceApplicationSecurityGroups, packet.source, network) &&
    isOneOf(to, rule.destinationApplicationSecurityGroups, packet.destination, network) &&
    isInRange(rule.sourcePortRanges ?? [rule.sourcePortRange ?? ""], packet.sourcePort) &&
    isInRange(rule.destinationPortRanges ?? [rule.destinationPortRange ?? ""], packet.destinationPort)
  );
}

function isInRange(ranges: string[], port: number | undefined): boolean {
  return ranges.some((range) => {
    const [first, last = first] = range.split("-").map(Number);
    return range === "*" || (port !== undefined && Number(first) <= port && port <= Number(last));
  });
}

function isOneOf(terms: string[], groups: { id: string }[] | undefined, address: string, network: Network): boolean {
  return groups === undefined
    ? terms.some((term) => holds(term, address, network))
    : groups.some(({ id }) => network.members?.[id]?.includes(address));
}

function holds(term: string, address: string, network: Network): boolean {
  switch (term.toLowerCase()) {
    case "*":
      return true;
    case "virtualnetwork":
      return isInVirtualNetwork(address, network);
    case "internet":
      return isInternet(address, network);
    case "azureloadbalancer":
      return probes.includes(address);
    case "azureplatformdns":
    case "azureplatformimds":
      return same(platform[address] ?? "", term);
    default:
      return /[:/]|^[\d.]+$/.test(term)
        ? liesIn(address, [term])
        : tagsOfSample(address).some((tag) => same(tag, term));
  }
}

/** Where a load balancer's probes come from; the first address also belongs to every virtual network. */
const probes = ["168.63.129.16", "fe80::1234:5678:9abc"];

function isInVirtualNetwork(address: string, network: Network): boolean {
  return address === "168.63.129.16" || liesIn(address, network.virtualNetwork);
}

/** Azure's own public addresses, too: all that is public and not the network's. */
function isInternet(address: string, network: Network): boolean {
  const isPublic = !liesIn(address, reserved) && (!isIPv6(address) || liesIn(address, ["2000::/3"]));
  return liesIn(address, network.internet ?? []) || (isPublic && !isInVirtualNetwork(address, network));
}

/** https://www.iana.org/assignments/iana-ipv4-special-registry and iana-ipv6-special-registry: not globally reachable. */
export const reserved = [
  ...["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16"],
  ...["0.0.0.0/8", "192.0.0.0/24", "192.0.2.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24"],
  ...["224.0.0.0/4", "240.0.0.0/4", "fc00::/7", "fe80::/10", "::1/128", "2001:db8::/32"],
];

export function liesIn(address: string, prefixes: string[]): boolean {
  return prefixes.some((prefix) => bitsOf(address).startsWith(bitsOf(prefix)));
}

/** An address or the fixed part of a prefix in zeros and ones, behind the number of its family. */
function bitsOf(prefix: string): string {
  const known = bits.get(prefix);
  if (known !== undefined) {
    return known;
  }
  const [start = "", length] = prefix.split("/");
  const text = isIPv6(start)
    ? `6${groupsOf(start)
        .map((group) => parseInt(group, 16).toString(2).padStart(16, "0"))
        .join("")}`
    : `4${start
        .split(".")
        .map((part) => Number(part).toString(2).padStart(8, "0"))
        .join("")}`;
  const fixed = length === undefined ? text : text.slice(0, 1 + Number(length));
  bits.set(prefix, fixed);
  return fixed;
}

const bits = new Map<string, string>();

/** The eight groups of an IPv6 address, those that `::` stands for as well. */
function groupsOf(address: string): string[] {
  const [left = [], right = []] = address.split("::").map((half) => half.split(":").filter((group) => group !== ""));
  const zeros = Array.from({ length: 8 - left.length - right.length }, () => "0");
  return [...left, ...zeros, ...right];
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

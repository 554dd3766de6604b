/**
 * Address ranges that mean something by themselves.
 * https://www.iana.org/assignments/iana-ipv4-special-registry, https://www.iana.org/assignments/iana-ipv6-special-registry
 */
import { AddressSet } from "./address-set";

/** Never reachable over the internet, and what Azure's system routes drop or keep inside. */
const neverPublic = AddressSet.of(
  "10.0.0.0/8", // private use
  "172.16.0.0/12", // private use
  "192.168.0.0/16", // private use
  "100.64.0.0/10", // shared between carriers; Azure routes it nowhere
  "127.0.0.0/8", // loopback
  "169.254.0.0/16", // link-local, with Azure's instance metadata service
  "fc00::/7", // unique local
  "fe80::/10", // link-local
  "::1/128", // loopback
);

/** Neither surely public nor surely not: how Azure's `Internet` counts these isn't documented. */
const unclear = AddressSet.of(
  "0.0.0.0/8", // this network
  "192.0.0.0/24", // protocol assignments
  "192.0.2.0/24", // documentation
  "198.18.0.0/15", // benchmarks
  "198.51.100.0/24", // documentation
  "203.0.113.0/24", // documentation
  "224.0.0.0/4", // multicast
  "240.0.0.0/4", // reserved, broadcast
  "2001:db8::/32", // documentation
);

/** All of IPv4 and the global unicast part of IPv6, without the above. */
export const surelyPublic = AddressSet.of("0.0.0.0/0", "2000::/3").subtract(neverPublic).subtract(unclear);

/** Everything that might count as public. */
export const possiblyPublic = AddressSet.everything().subtract(neverPublic);

/**
 * A block that belongs to somebody else since 1990 (Apple; likewise its IPv6 block), so that no service tag of Azure
 * ever holds all public addresses.
 */
export const neverAzure = AddressSet.of("17.0.0.0/8", "2620:149::/32");

/** The virtual address of the host: name resolution, health probes, the agent. Part of `VirtualNetwork`. */
export const hostAddress = AddressSet.of("168.63.129.16/32");

/** Where health probes of a load balancer come from. https://learn.microsoft.com/azure/load-balancer/load-balancer-custom-probe-overview */
export const probeAddresses = hostAddress.union(AddressSet.of("fe80::1234:5678:9abc/128"));

/** The instance metadata service. */
export const instanceMetadataAddress = AddressSet.of("169.254.169.254/32");

/** A packet with such a source never reaches a network. Its own machine keeps it. */
export const impossibleSources = AddressSet.of("127.0.0.0/8", "::1/128");

/** `0.0.0.0` and its block name no machine; who writes it without `/0` means every address and gets none. */
export const impossibleDestinations = impossibleSources.union(AddressSet.of("0.0.0.0/8", "::/128"));

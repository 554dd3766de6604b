// The address ranges that a write would leave in a virtual network: its own, and those of its subnets, whether they stand
// in its list or are resources of their own.

import { isMap, member, type PropertyMap, text } from "../../provider/value";
import { nameOf, parentId } from "../operations/resource-id";
import type { ResourceManager } from "../state/resource-manager";
import type { WriteRequest } from "./refusal";

export interface NetworkWrite {
  networkName: string;
  /** Prefixes of the network's address space; empty when the program gives it none. */
  space: Prefix[];
  /** Subnets that the request itself carries. */
  written: Subnet[];
  /** Those and the subnets beside them. */
  all: Subnet[];
}

export interface Subnet {
  id: string;
  name: string;
  prefixes: Prefix[];
}

/** `10.0.1.0/24`; one of IPv6, or one that is wrong, has no range. */
export interface Prefix {
  text: string;
  range: { first: number; last: number } | undefined;
}

export function networkWrite(request: WriteRequest, azure: ResourceManager): NetworkWrite | undefined {
  if (request.operation === "delete") {
    return undefined;
  }
  const { id, properties } = request;
  switch (request.token) {
    case "azure-native:network:VirtualNetwork": {
      const given = Array.isArray(member(properties, "subnets")) ? properties : azure.get(id)?.properties;
      const subnets = subnetsIn(id, given);
      return { networkName: nameOf(id), space: spaceOf(properties), written: subnets, all: subnets };
    }
    case "azure-native:network:Subnet": {
      const networkId = parentId(id) ?? "";
      const network = azure.get(networkId)?.properties;
      const own = { id, name: nameOf(id), prefixes: subnetPrefixes(properties) };
      const others = subnetsIn(networkId, network).filter(({ name }) => name.toLowerCase() !== own.name.toLowerCase());
      return { networkName: nameOf(networkId), space: spaceOf(network), written: [own], all: [own, ...others] };
    }
    default:
      return undefined;
  }
}

function subnetsIn(networkId: string, network: PropertyMap | undefined): Subnet[] {
  const subnets = member(network ?? {}, "subnets");
  return (Array.isArray(subnets) ? subnets : []).filter(isMap).map((subnet) => {
    const name = text(member(subnet, "name")) ?? "";
    return { id: `${networkId}/subnets/${name}`, name, prefixes: subnetPrefixes(subnet) };
  });
}

function spaceOf(network: PropertyMap | undefined): Prefix[] {
  const space = member(network ?? {}, "addressSpace");
  return prefixesIn(isMap(space) ? space : {}, "addressPrefixes");
}

/** A subnet has one prefix or a list; Azure fills in neither from the other here. */
function subnetPrefixes(subnet: PropertyMap): Prefix[] {
  const one = text(member(subnet, "addressPrefix"));
  const several = prefixesIn(subnet, "addressPrefixes");
  return one === undefined || several.some(({ text: other }) => other === one) ? several : [prefixOf(one), ...several];
}

function prefixesIn(owner: PropertyMap, name: string): Prefix[] {
  const list = member(owner, name);
  return (Array.isArray(list) ? list : []).flatMap((item) => {
    const prefix = text(item);
    return prefix === undefined ? [] : [prefixOf(prefix)];
  });
}

function prefixOf(prefix: string): Prefix {
  return { text: prefix, range: ipv4Range(prefix) };
}

function ipv4Range(prefix: string): Prefix["range"] {
  const numbers = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(prefix)?.slice(1).map(Number);
  if (numbers === undefined || numbers.slice(0, 4).some((part) => part > 255) || (numbers[4] ?? 0) > 32) {
    return undefined;
  }
  const [a = 0, b = 0, c = 0, d = 0, length = 32] = numbers;
  const size = 2 ** (32 - length);
  const first = Math.floor((((a * 256 + b) * 256 + c) * 256 + d) / size) * size;
  return { first, last: first + size - 1 };
}

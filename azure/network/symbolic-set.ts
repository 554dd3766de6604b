/**
 * Sets of addresses that have a name but no published or lasting content: service tags and application security
 * groups. What is certain of each are two bounds, and how it relates to the others.
 */
import { CloudName } from "../facts/clouds";
import { isUnknown, Maybe } from "../known";
import { AddressSet, isAddressPrefix } from "./address-set";
import { NetworkContext } from "./security-rule";
import { relate, restsOnTagData, TagRelation } from "./service-tag-lattice";
import {
  hostAddress,
  instanceMetadataAddress,
  neverAzure,
  possiblyPublic,
  probeAddresses,
  surelyPublic,
} from "./special-addresses";

export interface SymbolicSet {
  /** The tag in canonical spelling, or the id of the application security group. */
  readonly name: string;
  readonly kind: "service-tag" | "application-security-group";
  /** Addresses that surely belong. */
  readonly atLeast: AddressSet;
  /** Addresses that possibly belong. */
  readonly atMost: AddressSet;
}

/** What a `NetworkContext` says, once read. */
export interface Surroundings {
  readonly cloud: CloudName;
  /** The address space of the virtual network and its peers; undefined if not known. */
  readonly space: AddressSet | undefined;
  /** What routes carry, and with it possibly belongs to `VirtualNetwork`. */
  readonly routed: AddressSet;
  /** Service tags that were met already: each is one object. */
  readonly tags: Map<string, SymbolicSet>;
}

export function readSurroundings(context: NetworkContext): Surroundings {
  const routed = context.routedPrefixes ?? [];
  return {
    cloud: context.cloud ?? "AzureCloud",
    space: readPrefixes(context.virtualNetwork),
    routed: readPrefixes(routed) ?? AddressSet.everything(),
    tags: new Map(),
  };
}

export function serviceTagSet(tag: string, surroundings: Surroundings): SymbolicSet {
  const known = surroundings.tags.get(tag);
  if (known !== undefined) {
    return known;
  }
  const set: SymbolicSet = { name: tag, kind: "service-tag", ...boundsOf(tag, surroundings) };
  surroundings.tags.set(tag, set);
  return set;
}

/** Its members are network interfaces of one virtual network. */
export function securityGroupMembers(id: string, surroundings: Surroundings): SymbolicSet {
  return {
    name: id.toLowerCase(),
    kind: "application-security-group",
    atLeast: nothing,
    atMost: surroundings.space ?? AddressSet.everything().subtract(surelyPublic),
  };
}

export function relateSets(a: SymbolicSet, b: SymbolicSet, surroundings: Surroundings): TagRelation {
  if (a.kind === "service-tag" && b.kind === "service-tag") {
    const relation = relate(a.name, b.name, surroundings.cloud);
    return networkMayChange(relation, a, b, surroundings) ? "may-overlap" : relation;
  }
  if (a.kind === b.kind) {
    return a.name === b.name ? "equal" : "may-overlap";
  }
  return !a.atMost.meets(b.atMost) ? "disjoint" : "may-overlap";
}

/** Whether that these two are apart is only as good as the published list of one day. */
export function apartByTagData(a: SymbolicSet, b: SymbolicSet): boolean {
  return a.kind === "service-tag" && b.kind === "service-tag" && restsOnTagData(a.name, b.name);
}

/**
 * What `VirtualNetwork` holds may be public: its own addresses, which `Internet` then doesn't hold, and what routes
 * carry. Of a space that isn't known, nobody expects published addresses.
 */
function networkMayChange(
  relation: TagRelation,
  a: SymbolicSet,
  b: SymbolicSet,
  { space = nothing, routed }: Surroundings,
): boolean {
  switch (relation) {
    case "disjoint": {
      const other = otherThan("VirtualNetwork", a, b);
      return other !== undefined && (space.meets(other.atMost) || routed.meets(other.atMost));
    }
    case "contains":
    case "within": {
      const other = otherThan("Internet", a, b);
      return other !== undefined && space.meets(other.atMost);
    }
    default:
      return false;
  }
}

function otherThan(tag: string, a: SymbolicSet, b: SymbolicSet): SymbolicSet | undefined {
  return a.name === tag ? b : b.name === tag ? a : undefined;
}

function boundsOf(tag: string, { space, routed }: Surroundings): Pick<SymbolicSet, "atLeast" | "atMost"> {
  const own = (space ?? nothing).union(hostAddress);
  switch (tag) {
    case "Internet":
      return {
        atLeast: space === undefined ? nothing : surelyPublic.subtract(own),
        atMost: possiblyPublic.subtract(own),
      };
    case "VirtualNetwork": {
      const elsewhere = AddressSet.everything().subtract(surelyPublic);
      return {
        atLeast: own,
        atMost: space === undefined ? AddressSet.everything() : own.union(elsewhere).union(routed),
      };
    }
    case "AzureLoadBalancer":
      return { atLeast: hostAddress, atMost: probeAddresses };
    case "AzurePlatformDNS":
      return { atLeast: hostAddress, atMost: hostAddress };
    case "AzurePlatformIMDS":
      return { atLeast: instanceMetadataAddress, atMost: instanceMetadataAddress };
    default:
      return { atLeast: nothing, atMost: publishable };
  }
}

/** Undefined if it isn't known, or isn't a list of prefixes. */
function readPrefixes(prefixes: Maybe<readonly string[]>): AddressSet | undefined {
  return isUnknown(prefixes) || !prefixes.every(isAddressPrefix) ? undefined : AddressSet.from(prefixes);
}

const nothing = AddressSet.of();

/** Where the addresses of published tags lie. */
export const publishable = surelyPublic.subtract(neverAzure).subtract(hostAddress);

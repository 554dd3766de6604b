/**
 * How two service tags relate as sets of addresses: by how tags are built, and by the published prefixes of one day.
 * https://learn.microsoft.com/azure/virtual-network/service-tags-overview
 */
import { CloudName } from "../facts/clouds";
import published from "../facts/data/service-tag-relations.json";
import { VirtualServiceTag } from "../facts/service-tags";

/** Of the first to the second. `may-overlap`: nothing is certain. */
export type TagRelation = "equal" | "contains" | "within" | "disjoint" | "may-overlap";

/** The day of the list. Containment lasts; that two tags are apart may change from week to week. */
export const tagDataDate: string = published.read;

/**
 * The relation of two tags in canonical spelling. The published prefixes are those of the public cloud; in another
 * cloud only names count: a tag contains its own parts.
 */
export function relate(tagA: string, tagB: string, cloud: CloudName = "AzureCloud"): TagRelation {
  if (tagA === tagB) {
    return "equal";
  }
  if (isVirtual(tagA) || isVirtual(tagB)) {
    return relateVirtual(tagA, tagB);
  }
  const { indexOf } = tables();
  const a = indexOf.get(tagA);
  const b = indexOf.get(tagB);
  return cloud !== "AzureCloud" || a === undefined || b === undefined ? relateNames(tagA, tagB) : relatePublished(a, b);
}

/** Whether `disjoint` of these two is only as good as the list of that day. */
export function restsOnTagData(tagA: string, tagB: string): boolean {
  return !isVirtual(tagA) && !isVirtual(tagB);
}

/** The published tags that lie wholly within this one. */
export function partsOf(tag: string): readonly string[] {
  const { contents, indexOf } = tables();
  const index = indexOf.get(tag);
  return index === undefined ? [] : (contents.get(index) ?? []);
}

function relatePublished(a: number, b: number): TagRelation {
  if (containersOf(a).includes(b)) {
    return "within";
  }
  if (containersOf(b).includes(a)) {
    return "contains";
  }
  return tables().cuts.has(pairKey(a, b)) ? "may-overlap" : "disjoint";
}

function relateNames(tagA: string, tagB: string): TagRelation {
  if (tagB.startsWith(`${tagA}.`)) {
    return "contains";
  }
  return tagA.startsWith(`${tagB}.`) ? "within" : "may-overlap";
}

/**
 * `Internet` and `VirtualNetwork` exclude each other by definition, and what Azure publishes as a tag is public space.
 * Whether user-defined routes change that is asked elsewhere: the tags' names don't tell.
 */
function relateVirtual(tagA: string, tagB: string): TagRelation {
  if (tagA === "AzurePlatformLKM" || tagB === "AzurePlatformLKM") {
    return "may-overlap"; // the licensing service's public addresses aren't published
  }
  if (!isVirtual(tagB)) {
    return tagA === "Internet" ? "contains" : "disjoint";
  }
  if (!isVirtual(tagA)) {
    return tagB === "Internet" ? "within" : "disjoint";
  }
  return virtualRelations[tagA]?.[tagB] ?? "disjoint";
}

/** Pairs of computed tags that aren't apart. All three stand for the host's address or contain it. */
const virtualRelations: Readonly<Record<string, Readonly<Record<string, TagRelation>>>> = {
  VirtualNetwork: {
    AzureLoadBalancer: "may-overlap",
    AzurePlatformDNS: "may-overlap",
    AzurePlatformIMDS: "may-overlap",
  },
  AzureLoadBalancer: { VirtualNetwork: "may-overlap", AzurePlatformDNS: "may-overlap" },
  AzurePlatformDNS: { VirtualNetwork: "may-overlap", AzureLoadBalancer: "may-overlap" },
  AzurePlatformIMDS: { VirtualNetwork: "may-overlap" },
};

const computed: Readonly<Record<VirtualServiceTag, true>> = {
  Internet: true,
  VirtualNetwork: true,
  AzureLoadBalancer: true,
  AzurePlatformDNS: true,
  AzurePlatformIMDS: true,
  AzurePlatformLKM: true,
};

function isVirtual(tag: string): boolean {
  return Object.hasOwn(computed, tag);
}

function containersOf(index: number): readonly number[] {
  const within: Readonly<Record<string, readonly number[]>> = published.within;
  return within[index] ?? [];
}

function pairKey(a: number, b: number): number {
  return Math.min(a, b) * published.tags.length + Math.max(a, b);
}

/** The list as look-ups, made when it is first asked: most programs never do. */
interface Tables {
  readonly indexOf: ReadonlyMap<string, number>;
  readonly cuts: ReadonlySet<number>;
  readonly contents: ReadonlyMap<number, readonly string[]>;
}

let made: Tables | undefined;

function tables(): Tables {
  made ??= {
    indexOf: new Map(published.tags.map((tag, index) => [tag, index])),
    cuts: new Set(published.cuts.map(([a = 0, b = 0]) => pairKey(a, b))),
    contents: invertWithin(),
  };
  return made;
}

function invertWithin(): ReadonlyMap<number, readonly string[]> {
  const inverted = new Map<number, string[]>();
  published.tags.forEach((tag, index) => {
    for (const container of containersOf(index)) {
      const inside = inverted.get(container);
      if (inside === undefined) {
        inverted.set(container, [tag]);
      } else {
        inside.push(tag);
      }
    }
  });
  return inverted;
}

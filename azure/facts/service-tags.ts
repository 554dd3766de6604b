/**
 * The service tags of each cloud: which exist, how they are spelled, and what a wrong one was probably meant to be.
 * https://learn.microsoft.com/azure/virtual-network/service-tags-overview
 */
import { CloudName } from "./clouds";
import published from "./data/service-tags.json";
import relations from "./data/service-tag-relations.json";
import { regions } from "./regions";
import { similarTexts } from "./similar-texts";
import { Source } from "./source";

export interface ServiceTag {
  /** Canonical spelling, for instance `AzureContainerRegistry.WestEurope`. Azure compares without regard to case. */
  readonly tag: string;
  /** The part before the dot. */
  readonly service: string;
  /**
   * The part after the dot. Absent: the tag is worldwide. Mostly a region; some services are divided otherwise
   * (`AzureFrontDoor.FirstParty`, `AzureActiveDirectory.ServiceEndpoint`, `AzureMonitor.Core`).
   */
  readonly region?: string;
  /** `not offered`: published, but not among what security rules can name. Known of the public cloud only. */
  readonly securityRules: "offered" | "not offered";
}

export interface UnknownServiceTag {
  readonly unknownTag: string;
  /** Most likely first; empty if nothing comes near. */
  readonly didYouMean: readonly string[];
}

export const serviceTagsSource: Source = {
  document: "Microsoft service tag lists",
  section: "ServiceTags_Public_20251028, ServiceTags_AzureGovernment and ServiceTags_China of 2026-07-20",
  read: "2026-11-24",
};

/**
 * The tag that `text` names, in any case. Without `cloud`, a tag of any cloud is taken.
 */
export function parseServiceTag(text: string, cloud?: CloudName): ServiceTag | UnknownServiceTag {
  const tag = findTag(text, cloud);
  return tag ?? { unknownTag: text, didYouMean: suggestTags(text, cloud) };
}

export function isServiceTag(parsed: ServiceTag | UnknownServiceTag): parsed is ServiceTag {
  return "tag" in parsed;
}

/** Tags that stand for what the platform computes; they aren't in the published lists. */
export const virtualServiceTags = [
  "Internet",
  "VirtualNetwork",
  "AzureLoadBalancer",
  "AzurePlatformDNS",
  "AzurePlatformIMDS",
  "AzurePlatformLKM",
] as const;

export type VirtualServiceTag = (typeof virtualServiceTags)[number];

function findTag(text: string, cloud: CloudName | undefined): ServiceTag | undefined {
  const key = text.toLowerCase();
  if (cloud !== undefined) {
    return tagsByCloud[cloud].get(key);
  }
  return (
    tagsByCloud.AzureCloud.get(key) ?? tagsByCloud.AzureUSGovernment.get(key) ?? tagsByCloud.AzureChinaCloud.get(key)
  );
}

/**
 * Looks for the service first and for its part second, because the two go wrong in different ways: a service loses
 * its `Azure` (`Frontdoor.FirstParty`, `Keyvault.WestEurope`), a region gets blanks or turned around (`uswest`).
 */
function suggestTags(text: string, cloud: CloudName | undefined): readonly string[] {
  const dot = text.indexOf(".");
  const service = dot === -1 ? text : text.slice(0, dot);
  const part = dot === -1 ? undefined : text.slice(dot + 1);
  const known = servicesOf(cloud);
  const services = similarTexts(service, [...known.keys()], ["Azure", "Microsoft"]);
  if (part === undefined) {
    return services.flatMap((name) => (findTag(name, cloud) ? [name] : partsOf(known, name).slice(0, 4)));
  }
  return services.slice(0, 2).flatMap((name) => {
    const parts = (known.get(name) ?? []).map((each) => each);
    const suffix = name === "AzureCloud" ? shortRegionName(part) : part;
    const likely = similarTexts(suffix, parts, []);
    return likely.length === 0 && findTag(name, cloud) ? [name] : likely.map((each) => `${name}.${each}`);
  });
}

function servicesOf(cloud: CloudName | undefined): ReadonlyMap<string, readonly string[]> {
  const services: Record<string, readonly string[]> = published.clouds[cloud ?? "AzureCloud"].services;
  return new Map([...Object.entries(services), ...virtualServiceTags.map((tag) => [tag, []] as const)]);
}

function partsOf(services: ReadonlyMap<string, readonly string[]>, service: string): readonly string[] {
  return (services.get(service) ?? []).map((part) => `${service}.${part}`);
}

function shortRegionName(part: string): string {
  const name = part.replace(/ /g, "").toLowerCase();
  return regions.find((region) => region.name === name)?.azureCloudSuffix ?? part;
}

/** `AzureFrontDoor` exists only in its parts. */
const servicesWithoutWhole: ReadonlySet<string> = new Set(["AzureFrontDoor"]);

const notForSecurityRules: ReadonlySet<string> = new Set(
  relations.notForNsg.flatMap((index) => relations.tags[index] ?? []),
);

const tagsByCloud: Readonly<Record<CloudName, ReadonlyMap<string, ServiceTag>>> = {
  AzureCloud: readTags("AzureCloud"),
  AzureUSGovernment: readTags("AzureUSGovernment"),
  AzureChinaCloud: readTags("AzureChinaCloud"),
};

function readTags(cloud: CloudName): ReadonlyMap<string, ServiceTag> {
  const services: Record<string, readonly string[]> = published.clouds[cloud].services;
  const tags = Object.entries(services).flatMap(([service, parts]) => [
    ...(servicesWithoutWhole.has(service) ? [] : [readTag(service, undefined)]),
    ...parts.map((part) => readTag(service, part)),
  ]);
  const virtual = virtualServiceTags.map((service) => readTag(service, undefined));
  return new Map([...tags, ...virtual].map((tag) => [tag.tag.toLowerCase(), tag]));
}

function readTag(service: string, region: string | undefined): ServiceTag {
  const tag = region === undefined ? service : `${service}.${region}`;
  const securityRules = notForSecurityRules.has(tag) ? "not offered" : "offered";
  return region === undefined ? { tag, service, securityRules } : { tag, service, region, securityRules };
}

/**
 * The regions of each cloud and the three ways Azure spells them.
 * https://www.microsoft.com/download/details.aspx?id=56519 (service tag list): the regions are those that publish an
 * `AzureContainerRegistry` tag; the location is the tag's suffix in lower case.
 * https://learn.microsoft.com/azure/reliability/regions-paired: the pairs.
 */
import { Maybe, unknown } from "../known";
import { CloudName } from "./clouds";
import { Source } from "./source";

export interface Region {
  /** As in `location`, for instance `westeurope`. */
  readonly name: string;
  /** For instance `West Europe`. */
  readonly displayName: string;
  /** As after the dot of every service tag but `AzureCloud`, for instance `WestEurope`. */
  readonly serviceTagSuffix: string;
  /** As after the dot of `AzureCloud`, which alone uses short, lower-case names, for instance `centralfrance`. */
  readonly azureCloudSuffix: string;
  readonly cloud: CloudName;
  /**
   * The location that services replicate this one's data to, for instance `northeurope`; the other way round it need
   * not be the same. Undefined: it has no pair. Unknown: the document doesn't list the region.
   */
  readonly pair: Maybe<string | undefined>;
}

export const regionsSource: Source = {
  document: "Microsoft service tag lists",
  section: "ServiceTags_Public_20251028, ServiceTags_AzureGovernment and ServiceTags_China of 2026-07-20",
  read: "2026-11-24",
};

export const regionPairsSource: Source = {
  document: "regions-paired (reliability)",
  section: "List of region pairs, List of nonpaired regions; of 2025-01-13",
  read: "2026-11-25",
};

/** The region that `text` names: `West Europe`, `westeurope` and `WestEurope` are one, in any case. */
export function findRegion(text: string): Region | undefined {
  return regionsByName.get(locationOf(text));
}

const displayNames: Readonly<Record<CloudName, readonly string[]>> = {
  AzureCloud: [
    "Australia Central",
    "Australia Central 2",
    "Australia East",
    "Australia Southeast",
    "Austria East",
    "Belgium Central",
    "Brazil South",
    "Brazil Southeast",
    "Canada Central",
    "Canada East",
    "Central India",
    "Central US",
    "Central US EUAP",
    "Chile Central",
    "East Asia",
    "East US",
    "East US 2",
    "East US 2 EUAP",
    "East US STG",
    "France Central",
    "France South",
    "Germany North",
    "Germany West Central",
    "Indonesia Central",
    "Israel Central",
    "Israel Northwest",
    "Italy North",
    "Japan East",
    "Japan West",
    "Jio India Central",
    "Jio India West",
    "Korea Central",
    "Korea South",
    "Malaysia South",
    "Malaysia West",
    "Mexico Central",
    "New Zealand North",
    "North Central US",
    "North Europe",
    "Norway East",
    "Norway West",
    "Poland Central",
    "Qatar Central",
    "South Africa North",
    "South Africa West",
    "South Central US",
    "South Central US 2",
    "South Central US STG",
    "South India",
    "Southeast Asia",
    "Southeast US",
    "Southeast US 3",
    "Spain Central",
    "Sweden Central",
    "Sweden South",
    "Switzerland North",
    "Switzerland West",
    "Taiwan North",
    "Taiwan Northwest",
    "UAE Central",
    "UAE North",
    "UK South",
    "UK West",
    "West Central US",
    "West Europe",
    "West India",
    "West US",
    "West US 2",
    "West US 3",
  ],
  AzureUSGovernment: ["US DoD Central", "US DoD East", "US Gov Arizona", "US Gov Texas", "US Gov Virginia"],
  AzureChinaCloud: ["China East", "China East 2", "China East 3", "China North", "China North 2", "China North 3"],
};

/** Where `AzureCloud.<suffix>` isn't the location's name. */
const azureCloudSuffixes: Readonly<Record<string, string>> = {
  brazilsoutheast: "brazilse",
  chilecentral: "chilec",
  eastusstg: "usstagee",
  francecentral: "centralfrance",
  francesouth: "southfrance",
  germanynorth: "germanyn",
  germanywestcentral: "germanywc",
  norwayeast: "norwaye",
  norwaywest: "norwayw",
  southcentralusstg: "usstagec",
  switzerlandnorth: "switzerlandn",
  switzerlandwest: "switzerlandw",
};

/** To its pair and, unless told otherwise, back. */
const pairs: readonly (readonly [region: string, pair: string, way?: "one way"])[] = [
  ["East Asia", "Southeast Asia"],
  ["Australia East", "Australia Southeast"],
  ["Australia Central", "Australia Central 2"],
  ["Brazil South", "South Central US", "one way"],
  ["Brazil Southeast", "Brazil South", "one way"],
  ["Canada Central", "Canada East"],
  ["China North", "China East"],
  ["China North 2", "China East 2"],
  ["China North 3", "China East 3"],
  ["North Europe", "West Europe"],
  ["France Central", "France South"],
  ["Germany West Central", "Germany North"],
  ["Central India", "South India"],
  ["West India", "South India", "one way"],
  ["Japan East", "Japan West"],
  ["Korea Central", "Korea South"],
  ["Norway East", "Norway West"],
  ["South Africa North", "South Africa West"],
  ["Sweden Central", "Sweden South"],
  ["Switzerland North", "Switzerland West"],
  ["UK West", "UK South"],
  ["East US", "West US"],
  ["East US 2", "Central US"],
  ["North Central US", "South Central US"],
  ["West US 2", "West Central US"],
  ["West US 3", "East US", "one way"],
  ["UAE North", "UAE Central"],
  ["US DoD East", "US DoD Central"],
  ["US Gov Arizona", "US Gov Texas", "one way"],
  ["US Gov Virginia", "US Gov Texas"],
];

const withoutPair: readonly string[] = [
  "Austria East",
  "Indonesia Central",
  "Israel Central",
  "Italy North",
  "Malaysia West",
  "Mexico Central",
  "New Zealand North",
  "Poland Central",
  "Qatar Central",
  "Spain Central",
];

const pairOf: ReadonlyMap<string, string | undefined> = new Map([
  ...withoutPair.map((region) => [region, undefined] as const),
  ...pairs.flatMap(([region, pair, way]) => [
    [region, locationOf(pair)] as const,
    ...(way === undefined ? [[pair, locationOf(region)] as const] : []),
  ]),
]);

function locationOf(displayName: string): string {
  return displayName.replace(/ /g, "").toLowerCase();
}

export const regions: readonly Region[] = (Object.keys(displayNames) as CloudName[]).flatMap((cloud) =>
  displayNames[cloud].map((displayName) => {
    const serviceTagSuffix = displayName.replace(/ /g, "");
    const name = locationOf(displayName);
    const azureCloudSuffix = azureCloudSuffixes[name] ?? name;
    const pair = pairOf.has(displayName) ? pairOf.get(displayName) : unknown(`the pair of region ${displayName}`);
    return { name, displayName, serviceTagSuffix, azureCloudSuffix, cloud, pair };
  }),
);

const regionsByName: ReadonlyMap<string, Region> = new Map(regions.map((region) => [region.name, region]));

/** Regions, transcribed a second time from the tags of the registry, cloud by cloud. */
import { strict as assert } from "node:assert";
import tags from "../../../azure/facts/data/service-tags.json";
import { isUnknown } from "../../../azure/known";
import { findRegion, regions } from "../../../azure/facts/regions";

/** In the order of the published lists, as they spell them. */
const published = {
  AzureCloud: `AustraliaCentral AustraliaCentral2 AustraliaEast AustraliaSoutheast AustriaEast BelgiumCentral BrazilSouth
    BrazilSoutheast CanadaCentral CanadaEast CentralIndia CentralUS CentralUSEUAP ChileCentral EastAsia EastUS EastUS2
    EastUS2EUAP EastUSSTG FranceCentral FranceSouth GermanyNorth GermanyWestCentral IndonesiaCentral IsraelCentral
    IsraelNorthwest ItalyNorth JapanEast JapanWest JioIndiaCentral JioIndiaWest KoreaCentral KoreaSouth MalaysiaSouth
    MalaysiaWest MexicoCentral NewZealandNorth NorthCentralUS NorthEurope NorwayEast NorwayWest PolandCentral
    QatarCentral SouthAfricaNorth SouthAfricaWest SouthCentralUS SouthCentralUS2 SouthCentralUSSTG SouthIndia
    SoutheastAsia SoutheastUS SoutheastUS3 SpainCentral SwedenCentral SwedenSouth SwitzerlandNorth SwitzerlandWest
    TaiwanNorth TaiwanNorthwest UAECentral UAENorth UKSouth UKWest WestCentralUS WestEurope WestIndia WestUS WestUS2
    WestUS3`,
  AzureUSGovernment: "USDoDCentral USDoDEast USGovArizona USGovTexas USGovVirginia",
  AzureChinaCloud: "ChinaEast ChinaEast2 ChinaEast3 ChinaNorth ChinaNorth2 ChinaNorth3",
} as const;

describe("regions", () => {
  for (const [cloud, text] of Object.entries(published)) {
    it(`of ${cloud} are the published ones, no more and no fewer`, () => {
      const ours = regions.filter((region) => region.cloud === cloud).map((region) => region.serviceTagSuffix);
      assert.deepEqual(ours, text.split(/\s+/));
    });
  }

  it("have a tag of AzureCloud each, and two of its tags have no region", () => {
    const suffixes = regions.filter(({ cloud }) => cloud === "AzureCloud").map((region) => region.azureCloudSuffix);
    const left = tags.clouds.AzureCloud.services.AzureCloud.filter((suffix) => !suffixes.includes(suffix));
    assert.deepEqual(left, ["brazilne", "northeurope2"]);
    assert.deepEqual(
      suffixes.filter((suffix) => !tags.clouds.AzureCloud.services.AzureCloud.includes(suffix)),
      [],
    );
  });

  const spellings: readonly (readonly [text: string, name: string | undefined])[] = [
    ["West Europe", "westeurope"],
    ["westeurope", "westeurope"],
    ["WestEurope", "westeurope"],
    ["WEST EUROPE", "westeurope"],
    ["East US 2 EUAP", "eastus2euap"],
    ["US Gov Virginia", "usgovvirginia"],
    ["usgovvirginia", "usgovvirginia"],
    ["China North 3", "chinanorth3"],
    ["uswest", undefined],
    ["west-europe", undefined],
    ["centralfrance", undefined],
    ["", undefined],
    ["__proto__", undefined],
  ];
  for (const [text, name] of spellings) {
    it(`\`${text}\` is ${name ?? "none"}`, () => assert.equal(findRegion(text)?.name, name));
  }

  it("differ from the location only where AzureCloud has a name of its own", () => {
    const odd = regions.filter((region) => region.azureCloudSuffix !== region.name);
    assert.deepEqual(
      odd.map((region) => `${region.serviceTagSuffix}: ${region.azureCloudSuffix}`),
      [
        "BrazilSoutheast: brazilse",
        "ChileCentral: chilec",
        "EastUSSTG: usstagee",
        "FranceCentral: centralfrance",
        "FranceSouth: southfrance",
        "GermanyNorth: germanyn",
        "GermanyWestCentral: germanywc",
        "NorwayEast: norwaye",
        "NorwayWest: norwayw",
        "SouthCentralUSSTG: usstagec",
        "SwitzerlandNorth: switzerlandn",
        "SwitzerlandWest: switzerlandw",
      ],
    );
  });

  /** From the other list, of regions with their "paired region"; `-` where it says n/a. */
  const paired = `australiacentral australiacentral2, australiacentral2 australiacentral, australiaeast australiasoutheast,
    australiasoutheast australiaeast, austriaeast -, brazilsouth southcentralus, brazilsoutheast brazilsouth,
    canadacentral canadaeast, canadaeast canadacentral, centralindia southindia, centralus eastus2, eastasia southeastasia,
    eastus westus, eastus2 centralus, francecentral francesouth, francesouth francecentral, germanynorth germanywestcentral,
    germanywestcentral germanynorth, indonesiacentral -, israelcentral -, italynorth -, japaneast japanwest,
    japanwest japaneast, koreacentral koreasouth, koreasouth koreacentral, mexicocentral -, newzealandnorth -,
    northcentralus southcentralus, northeurope westeurope, norwayeast norwaywest, norwaywest norwayeast, polandcentral -,
    qatarcentral -, southafricanorth southafricawest, southafricawest southafricanorth, southcentralus northcentralus,
    southindia centralindia, southeastasia eastasia, spaincentral -, swedencentral swedensouth,
    switzerlandnorth switzerlandwest, switzerlandwest switzerlandnorth, uaecentral uaenorth, uaenorth uaecentral,
    uksouth ukwest, ukwest uksouth, westcentralus westus2, westeurope northeurope, westindia southindia, westus eastus,
    westus2 westcentralus, westus3 eastus`;

  it("have the pairs of Microsoft's list of regions", () => {
    for (const row of paired.split(/,\s+/)) {
      const [name = "", pair] = row.split(" ");
      assert.equal(findRegion(name)?.pair, pair === "-" ? undefined : pair, name);
    }
  });

  it("that neither list names have a pair that isn't known", () => {
    const listed = new Set(paired.split(/,\s+/).map((row) => row.split(" ")[0]));
    const others = regions.filter(({ name, cloud }) => cloud === "AzureCloud" && !listed.has(name));
    const known = others.filter(({ pair }) => !isUnknown(pair)).map(({ name, pair }) => `${name} ${String(pair)}`);
    // the list of pairs names these two besides
    assert.deepEqual(known, ["malaysiawest undefined", "swedensouth swedencentral"]);
    assert.ok(others.some(({ name }) => name === "belgiumcentral"));
  });

  it("of the other clouds are paired within them", () => {
    const elsewhere = regions.filter(({ cloud }) => cloud !== "AzureCloud");
    const pairs = elsewhere.map(({ name, pair }) => `${name} ${String(pair)}`);
    assert.deepEqual(pairs, [
      "usdodcentral usdodeast",
      "usdodeast usdodcentral",
      "usgovarizona usgovtexas",
      "usgovtexas usgovvirginia",
      "usgovvirginia usgovtexas",
      "chinaeast chinanorth",
      "chinaeast2 chinanorth2",
      "chinaeast3 chinanorth3",
      "chinanorth chinaeast",
      "chinanorth2 chinaeast2",
      "chinanorth3 chinaeast3",
    ]);
  });

  it("pair with a region of the same cloud", () => {
    for (const { cloud, pair } of regions) {
      assert.ok(typeof pair !== "string" || findRegion(pair)?.cloud === cloud, String(pair));
    }
  });
});

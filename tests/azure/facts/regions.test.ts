/** Regions, transcribed a second time from the tags of the registry, cloud by cloud. */
import { strict as assert } from "node:assert";
import tags from "../../../azure/facts/data/service-tags.json";
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
});

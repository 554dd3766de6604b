/**
 * How service tags relate, transcribed a second time from the prefixes of 2025-10-28 and from the definitions of the
 * computed tags; and what must hold of any such relation.
 */
import { strict as assert } from "node:assert";
import fc from "fast-check";
import data from "../../../azure/facts/data/service-tag-relations.json";
import { relate, tagDataDate, TagRelation } from "../../../azure/network/service-tag-lattice";
import { runs, seed } from "../../oracle/seed";

describe("service tags relate", () => {
  const table: readonly (readonly [a: string, relation: TagRelation, b: string])[] = [
    ["AzureContainerRegistry.WestEurope", "equal", "AzureContainerRegistry.WestEurope"],
    ["AzureContainerRegistry.WestEurope", "within", "AzureContainerRegistry"],
    ["AzureContainerRegistry.WestEurope", "within", "AzureCloud"],
    ["AzureContainerRegistry.WestEurope", "within", "AzureCloud.westeurope"],
    ["AzureContainerRegistry.EastUS", "within", "AzureCloud.eastus"],
    ["AzureContainerRegistry.FranceCentral", "within", "AzureCloud.centralfrance"],
    ["AzureContainerRegistry.GermanyWestCentral", "within", "AzureCloud.germanywc"],
    ["AzureContainerRegistry.ChileCentral", "within", "AzureCloud.chilec"],
    ["AzureContainerRegistry.WestEurope", "disjoint", "AzureCloud.northeurope"],
    ["AzureContainerRegistry.WestEurope", "disjoint", "AzureContainerRegistry.NorthEurope"],
    ["AzureContainerRegistry.WestEurope", "disjoint", "Storage.WestEurope"],
    ["AzureContainerRegistry.WestEurope", "disjoint", "Storage"],
    ["AzureContainerRegistry", "disjoint", "MicrosoftContainerRegistry"],
    // partly outside of Azure's data centres, or not inside at all
    ["AzureActiveDirectory", "may-overlap", "AzureCloud"],
    ["Storage", "may-overlap", "AzureCloud"],
    ["AzureFrontDoor.FirstParty", "disjoint", "AzureCloud"],
    // alike in name only
    ["AzureMachineLearning", "disjoint", "AzureMachineLearningInference"],
    ["AzureFrontDoor.FirstParty", "disjoint", "AzureFrontDoor.Backend"],
    // computed tags
    ["Internet", "contains", "AzureContainerRegistry.WestEurope"],
    ["Internet", "contains", "AzureCloud"],
    ["Internet", "disjoint", "VirtualNetwork"],
    ["VirtualNetwork", "disjoint", "AzureContainerRegistry.WestEurope"],
    ["AzureLoadBalancer", "disjoint", "AzureContainerRegistry"],
    ["AzureLoadBalancer", "disjoint", "Internet"],
    ["AzureLoadBalancer", "may-overlap", "VirtualNetwork"],
    ["AzurePlatformDNS", "may-overlap", "AzureLoadBalancer"],
    ["AzurePlatformIMDS", "disjoint", "Internet"],
    ["AzurePlatformLKM", "may-overlap", "AzureCloud"],
    // tags of other clouds: the name is all there is
    ["AzureContainerRegistry.USGovVirginia", "within", "AzureContainerRegistry"],
    ["AzureContainerRegistry.USGovVirginia", "may-overlap", "AzureCloud.usgovvirginia"],
    ["__proto__", "may-overlap", "constructor"],
  ];
  const inverse: Readonly<Record<TagRelation, TagRelation>> = {
    equal: "equal",
    contains: "within",
    within: "contains",
    disjoint: "disjoint",
    "may-overlap": "may-overlap",
  };
  for (const [a, relation, b] of table) {
    it(`${a} ${relation} ${b}`, () => {
      assert.equal(relate(a, b), relation);
      assert.equal(relate(b, a), inverse[relation]);
    });
  }

  it("by the prefixes of the public cloud only there", () => {
    assert.equal(relate("AzureContainerRegistry.WestEurope", "Storage", "AzureCloud"), "disjoint");
    assert.equal(relate("AzureContainerRegistry", "Storage", "AzureUSGovernment"), "may-overlap");
    assert.equal(relate("Storage", "Storage.ChinaEast", "AzureChinaCloud"), "contains");
    assert.equal(relate("Internet", "Storage.ChinaEast", "AzureChinaCloud"), "contains");
  });

  it("as of a day", () => assert.equal(tagDataDate, "2025-10-28"));
});

describe(`service tags relate like sets (seed ${seed})`, function () {
  this.timeout(60_000);
  // most pairs have nothing to do with each other, so half of the draws come from one region
  const near = data.tags.filter((tag) => /westeurope$|^[^.]*$/i.test(tag));
  const tag = fc.oneof(
    fc.constantFrom(...data.tags),
    fc.constantFrom(...near),
    fc.constantFrom("Internet", "VirtualNetwork"),
  );
  const inside = (a: string, b: string) => ["within", "equal"].includes(relate(a, b));

  it("the part of a part is a part, and what is apart from the whole is apart from the part", () => {
    fc.assert(
      fc.property(tag, tag, tag, (a, b, c) => {
        assert.ok(!(inside(a, b) && inside(b, c)) || inside(a, c), `${a} in ${b} in ${c}`);
        assert.ok(
          !(inside(a, b) && relate(b, c) === "disjoint") || relate(a, c) === "disjoint",
          `${a} in ${b} apart from ${c}`,
        );
      }),
      runs(5000),
    );
  });

  it("no two published tags are each in the other", () => {
    fc.assert(
      fc.property(tag, tag, (a, b) => assert.ok(a === b || !(inside(a, b) && inside(b, a)), `${a}, ${b}`)),
      runs(2000),
    );
  });
});

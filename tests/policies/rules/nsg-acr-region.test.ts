/**
 * nsg-acr-region: an allow names AzureContainerRegistry with a region that is not the registry's, or that no tag has.
 * The suffix is the region's name in one word; only AzureCloud shortens some names; case does not matter.
 */
import assert from "node:assert/strict";
import { nsgAcrRegion } from "../../../policies/rules/network/nsg-acr-region";
import { nsgAcrTag } from "../../../policies/rules/network/nsg-acr-tag";
import { declare, notYet } from "../../estates/captured";
import { without } from "../../estates/change";
import { outboundRules } from "../../estates/outbound-rules";
import { privateCompute } from "../../estates/private-compute";
import { judged } from "../judged";
import { assertSays, assertVerdict, assertWorst, onlyFault, Verdict } from "../said";

type Row = readonly [tag: string, verdict: Verdict, title?: string];

const closed = "200 deny * * -> Internet:*";

function estate(registryLocation: string, ...rules: readonly string[]) {
  return privateCompute({ registryLocation, securityRules: outboundRules(...rules) });
}

function judge(registryLocation: string, ...rules: readonly string[]) {
  return judged(nsgAcrRegion, estate(registryLocation, ...rules).resources);
}

/** Rows of tags that a single allow before the deny may carry. */
function tags(fact: string, registryLocation: string, table: readonly Row[]): void {
  describe(`nsg-acr-region: ${fact}`, () => {
    for (const [tag, verdict, title] of table) {
      it(`${tag}${title === undefined ? "" : `, ${title}`}: ${verdict}`, () => {
        assertVerdict(judge(registryLocation, `190 allow tcp * -> ${tag}:443`, closed), verdict);
      });
    }
  });
}

tags("a registry in the network's region", "westeurope", [
  ["AzureContainerRegistry.WestEurope", "pass"],
  ["AzureContainerRegistry", "pass"],
  ["AzureContainerRegistry.NorthEurope", "fail", "another region"],
  ["AzureContainerRegistry.westeurope", "pass", "in lower case"],
  ["azurecontainerregistry.westeurope", "pass", "all in lower case"],
  ["AZURECONTAINERREGISTRY.WESTEUROPE", "pass", "in upper case"],
  ["azurecontainerregistry.northeurope", "fail", "another region in lower case"],
]);

tags("regions that no tag has", "westeurope", [
  ["AzureContainerRegistry.West Europe", "fail", "the display name"],
  ["AzureContainerRegistry.west-europe", "fail", "with a hyphen"],
  ["AzureContainerRegistry.weurope", "fail", "shortened"],
  ["AzureContainerRegistry.EuropeWest", "fail", "turned round"],
]);

tags("a registry in another region than the network", "northeurope", [
  ["AzureContainerRegistry.NorthEurope", "pass", "the registry's"],
  ["AzureContainerRegistry.WestEurope", "fail", "the network's"],
  ["AzureContainerRegistry.North Europe", "fail", "the registry's, as its display name"],
]);

tags("a location that is written as its display name", "North Europe", [
  ["AzureContainerRegistry.NorthEurope", "pass"],
  ["AzureContainerRegistry.WestEurope", "fail"],
]);

tags("the short names are AzureCloud's alone", "germanywestcentral", [
  ["AzureContainerRegistry.GermanyWestCentral", "pass"],
  ["AzureContainerRegistry.germanywc", "fail"],
  ["AzureCloud.germanywc", "pass"],
]);

tags("neighbours in the alphabet are different regions", "westus", [
  ["AzureContainerRegistry.WestUS", "pass"],
  ["AzureContainerRegistry.WestUS2", "fail"],
  ["AzureContainerRegistry.WestCentralUS", "fail"],
  ["AzureContainerRegistry.EastUS", "fail"],
]);

describe("nsg-acr-region: it is the reason only where an allow of the registry's service names a region", () => {
  const table: readonly (readonly [string, readonly string[], Verdict])[] = [
    ["no rule", [], "pass"],
    ["no allow", [closed], "pass"],
    ["another service in another region", ["190 allow tcp * -> Storage.NorthEurope:443", closed], "pass"],
    ["Azure in another region", ["190 allow tcp * -> AzureCloud.northeurope:443", closed], "pass"],
    [
      "the wrong region beside the right one",
      [
        "180 allow tcp * -> AzureContainerRegistry.NorthEurope:443",
        "190 allow tcp * -> AzureContainerRegistry.WestEurope:443",
        closed,
      ],
      "pass",
    ],
    [
      "the wrong region beside all of them",
      [
        "180 allow tcp * -> AzureContainerRegistry.NorthEurope:443",
        "190 allow tcp * -> AzureContainerRegistry:443",
        closed,
      ],
      "pass",
    ],
    [
      "the wrong region where nothing is limited",
      ["190 allow tcp * -> AzureContainerRegistry.NorthEurope:443"],
      "pass",
    ],
    ["a deny of the wrong region", ["190 deny tcp * -> AzureContainerRegistry.NorthEurope:443", closed], "pass"],
    ["the right region, shadowed", [closed, "300 allow tcp * -> AzureContainerRegistry.WestEurope:443"], "pass"],
    ["the right region, wrong port", ["190 allow tcp * -> AzureContainerRegistry.WestEurope:80", closed], "pass"],
    [
      "an unknown deny before all",
      ["100 deny * * -> ?:*", "190 allow tcp * -> AzureContainerRegistry.NorthEurope:443"],
      "undecided",
    ],
    ["an unknown destination of the allow", ["190 allow tcp * -> ?:443", closed], "undecided"],
  ];
  for (const [title, rules, verdict] of table) {
    it(`${title}: ${verdict}`, () => {
      assertVerdict(judge("westeurope", ...rules), verdict);
    });
  }
});

describe("nsg-acr-region: a replica's region is not a wrong one", () => {
  const table: readonly (readonly [string, readonly string[], Verdict])[] = [
    ["home only: the replica's tag is missing, none is wrong", ["WestEurope"], "pass"],
    ["replica only: the home's tag is missing, none is wrong", ["NorthEurope"], "pass"],
    ["home and replica", ["WestEurope", "NorthEurope"], "pass"],
    ["neither", ["SwedenCentral"], "fail"],
  ];
  for (const [title, regions, verdict] of table) {
    it(`${title}: ${verdict}`, () => {
      const allows = regions.map((region, at) => `${180 + at} allow tcp * -> AzureContainerRegistry.${region}:443`);
      const stack = estate("westeurope", ...allows, closed);
      const replica = declare(
        "azure-native:containerregistry:Replication",
        "replica",
        { registryName: notYet, location: "northeurope" },
        { registryName: [stack.registry] },
      );
      assertWorst(judged(nsgAcrRegion, [...stack.resources, replica]), verdict);
    });
  }
});

describe("nsg-acr-region: what it says", () => {
  const fault = (tag: string, location = "westeurope") =>
    onlyFault(judge(location, `190 allow tcp * -> ${tag}:443`, closed));
  const table: readonly (readonly [wrong: string, location: string, right: string])[] = [
    ["AzureContainerRegistry.NorthEurope", "westeurope", "AzureContainerRegistry.WestEurope"],
    ["AzureContainerRegistry.West Europe", "westeurope", "AzureContainerRegistry.WestEurope"],
    ["AzureContainerRegistry.weurope", "westeurope", "AzureContainerRegistry.WestEurope"],
    ["AzureContainerRegistry.germanywc", "germanywestcentral", "AzureContainerRegistry.GermanyWestCentral"],
    ["AzureContainerRegistry.WestEurope", "uksouth", "AzureContainerRegistry.UKSouth"],
  ];
  for (const [wrong, location, right] of table) {
    it(`which rule, what it has and what to write: ${wrong} for ${location}`, () => {
      assertSays(fault(wrong, location).fix, "`allow-190`", "securityRules[0]", wrong, right);
    });
  }
  it("who is hurt, what cannot be reached, what decided, what follows", () => {
    const said = fault("AzureContainerRegistry.NorthEurope");
    assertSays(said.who, "`scoring`", "`inference`", "10.0.2.0/24");
    assertSays(said.witness.join(" "), "cannot reach", "AzureContainerRegistry.WestEurope, tcp 443");
    assertSays(said.decidedBy, "`deny-200`", "priority 200");
    assertSays(said.consequence, "cannot pull its image");
  });
  it("that nsg-acr-tag reports the same fault, and it does", () => {
    for (const tag of ["AzureContainerRegistry.NorthEurope", "AzureContainerRegistry.West Europe"]) {
      assertSays(fault(tag).note ?? "", "nsg-acr-tag");
      const { resources } = estate("westeurope", `190 allow tcp * -> ${tag}:443`, closed);
      assertVerdict(judged(nsgAcrTag, resources), "fail");
    }
  });
});

describe("nsg-acr-region: where it does not apply", () => {
  const wrong = ["190 allow tcp * -> AzureContainerRegistry.NorthEurope:443", closed];

  it("a subnet that nobody uses for inferencing", () => {
    const stack = estate("westeurope", ...wrong);
    assert.deepEqual(judged(nsgAcrRegion, without(stack.resources, stack.compute)), []);
  });
  it("a registry that is reached by private endpoint: pass", () => {
    const securityRules = outboundRules(...wrong);
    const { resources } = privateCompute({ securityRules, registryEndpoint: "same-network" });
    assertVerdict(judged(nsgAcrRegion, resources), "pass");
  });
});

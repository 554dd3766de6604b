/** Spellings of service tags, and what a wrong one was meant to be. */
import { strict as assert } from "node:assert";
import { CloudName } from "../../../azure/facts/clouds";
import { isServiceTag, parseServiceTag } from "../../../azure/facts/service-tags";

describe("service tags that exist", () => {
  const table: readonly (readonly [text: string, tag: string, cloud?: CloudName])[] = [
    ["AzureContainerRegistry", "AzureContainerRegistry"],
    ["azurecontainerregistry.westeurope", "AzureContainerRegistry.WestEurope"],
    ["AZURECONTAINERREGISTRY.WESTEUROPE", "AzureContainerRegistry.WestEurope"],
    ["AzureCloud.CentralFrance", "AzureCloud.centralfrance"],
    ["azurefrontdoor.firstparty", "AzureFrontDoor.FirstParty"],
    ["AzureFrontDoor.FrontEnd", "AzureFrontDoor.Frontend"],
    ["AzureMonitor.Core", "AzureMonitor.Core"],
    ["internet", "Internet"],
    ["VIRTUALNETWORK", "VirtualNetwork"],
    ["AzureLoadBalancer", "AzureLoadBalancer"],
    ["AzurePlatformDNS", "AzurePlatformDNS"],
    ["AzurePlatformIMDS", "AzurePlatformIMDS"],
    ["AzurePlatformLKM", "AzurePlatformLKM"],
    ["AzureContainerRegistry.USGovVirginia", "AzureContainerRegistry.USGovVirginia"],
    ["AzureContainerRegistry.USGovVirginia", "AzureContainerRegistry.USGovVirginia", "AzureUSGovernment"],
    ["AzureContainerRegistry.ChinaEast2", "AzureContainerRegistry.ChinaEast2", "AzureChinaCloud"],
    ["Internet", "Internet", "AzureChinaCloud"],
  ];
  for (const [text, tag, cloud] of table) {
    it(`\`${text}\` is ${tag}${cloud === undefined ? "" : ` of ${cloud}`}`, () => {
      const parsed = parseServiceTag(text, cloud);
      assert.ok(isServiceTag(parsed), JSON.stringify(parsed));
      assert.equal(parsed.tag, tag);
      assert.equal([parsed.service, ...(parsed.region === undefined ? [] : [parsed.region])].join("."), tag);
    });
  }

  it("are offered to security rules, or not", () => {
    const offered = (text: string) => {
      const parsed = parseServiceTag(text);
      return isServiceTag(parsed) && parsed.securityRules;
    };
    assert.equal(offered("AzureMachineLearning"), "offered");
    assert.equal(offered("AzureMachineLearning.WestEurope"), "not offered");
    assert.equal(offered("AzureContainerRegistry.WestEurope"), "offered");
    assert.equal(offered("MicrosoftContainerRegistry"), "offered");
    assert.equal(offered("Internet"), "offered");
  });
});

describe("service tags that don't exist", () => {
  const table: readonly (readonly [text: string, first: string | undefined, cloud?: CloudName])[] = [
    // the misprints of Microsoft's own pages
    ["Frontdoor.FirstParty", "AzureFrontDoor.FirstParty"],
    ["Keyvault.WestEurope", "AzureKeyVault.WestEurope"],
    ["BatchNodeManagement.uswest", "BatchNodeManagement.WestUS"],
    ["AzureContainerRegistry.West Europe", "AzureContainerRegistry.WestEurope"],
    ["AzureContainerRegistry.west-europe", "AzureContainerRegistry.WestEurope"],
    ["AzureContainerRegistry.WestEurop", "AzureContainerRegistry.WestEurope"],
    ["AzureContainerRegistery", "AzureContainerRegistry"],
    ["ContainerRegistry.WestEurope", "AzureContainerRegistry.WestEurope"],
    ["AzureCloud.FranceCentral", "AzureCloud.centralfrance"],
    ["AzureActiveDirectory.WestEurope", "AzureActiveDirectory"],
    ["VirtualNetworks", "VirtualNetwork"],
    // exists in its parts only
    ["AzureFrontDoor", "AzureFrontDoor.Backend"],
    // another cloud's
    ["AzureFrontDoor.FirstParty", undefined, "AzureChinaCloud"],
    ["AzureContainerRegistry.WestEurope", "AzureContainerRegistry", "AzureChinaCloud"],
    // near to nothing
    ["Any", undefined],
    ["AzureKubernetesService", undefined],
    ["", undefined],
    ["__proto__", undefined],
    ["constructor", undefined],
    ["x".repeat(100_000), undefined],
  ];
  for (const [text, first, cloud] of table) {
    it(`\`${text.slice(0, 40)}\` was meant to be ${first ?? "nothing we know"}`, () => {
      const parsed = parseServiceTag(text, cloud);
      assert.ok(!isServiceTag(parsed), JSON.stringify(parsed));
      assert.equal(parsed.unknownTag, text);
      assert.equal(parsed.didYouMean[0], first, parsed.didYouMean.join(", "));
    });
  }

  it("are suggested from what exists only", () => {
    for (const [text] of table) {
      const parsed = parseServiceTag(text);
      const suggestions = isServiceTag(parsed) ? [] : parsed.didYouMean;
      assert.ok(
        suggestions.every((each) => isServiceTag(parseServiceTag(each))),
        suggestions.join(", "),
      );
    }
  });
});

/** The public entry: what stands here is promised, and removing or renaming any of it breaks users. */
import { strict as assert } from "node:assert";
import * as azure from "../../azure/index";

const promised = `
  AddressSet PortSet canonicalPrefix isAddressPrefix highestPort
  clouds findRegion regions regionsSource regionPairsSource isServiceTag parseServiceTag serviceTagsSource virtualServiceTags
  documentUrl requiredFlows flowsOf acrPull acrLayers microsoftImages microsoftImageLayers entraSignIn machineLearningServices
  resourceManager monitoring batchNodeManagement batchNodeManagementUdp notebooks notebooksUdp computeCommands computeStorage privateEndpointsNearby fileShares
  workspaceSecrets extensionHosts clusterHosts
  findRole roles linkedAccess linkedAccessOf findPrivateLinkGroup privateLinkGroups checkResourceName nameRules
  relate restsOnTagData partsOf tagDataDate
  readSecurityRule parseAddressTerm parsePortRange isExpectation
  decideSecurityRules decideSecurityGroups defaultSecurityRules compareRule shadowedBy
  inspectSecurityRules
  containsScope describeScope isScope parseScope sameScope coversPattern matchesAction patternsMeet explainAccess accessOf everybody
  describeProblem quoted isKnown isUnknown unknown
`;

describe("the public entry of azure", () => {
  it("exports what is promised, no more and no less", () => {
    assert.deepEqual(Object.keys(azure).sort(), promised.trim().split(/\s+/).sort());
  });

  it("decides without anything else", () => {
    const { rule, problems } = azure.readSecurityRule(
      {
        name: "DenyInternet",
        priority: 200,
        direction: "Outbound",
        access: "Deny",
        protocol: "*",
        sourceAddressPrefix: "*",
        sourcePortRange: "*",
        destinationAddressPrefix: "Internet",
        destinationPortRange: "*",
      },
      "securityRules[0]",
    );
    assert.deepEqual(problems, []);
    const pull: azure.Flow = {
      direction: "Outbound",
      protocol: "Tcp",
      sources: [{ kind: "prefix", prefix: "10.0.2.0/24" }],
      destinations: [{ kind: "service-tag", tag: "AzureContainerRegistry.WestEurope" }],
      destinationPorts: azure.acrPull.ports,
    };
    const decision = azure.decideSecurityRules([rule], pull, { virtualNetwork: ["10.0.0.0/16"] });
    assert.deepEqual(decision, {
      verdict: "denied",
      decidedBy: [
        { rule, access: "Deny", decides: "surely", witness: "Tcp 10.0.2.4 -> AzureContainerRegistry.WestEurope:443" },
      ],
      unknowns: [],
    });
  });
});

/**
 * nsg-acr-tag: which registry an inferencing subnet has to reach, where that registry is, and by which way. The
 * network is in westeurope; a pull goes to the registry's own region and to each of its replicas.
 */
import assert from "node:assert/strict";
import { CapturedResource } from "../../../policies/capture/captured-stack";
import { nsgAcrTag } from "../../../policies/rules/network/nsg-acr-tag";
import { declare, notYet } from "../../estates/captured";
import { changed, without } from "../../estates/change";
import { outboundRules } from "../../estates/outbound-rules";
import { PrivateCompute, privateCompute } from "../../estates/private-compute";
import { judged } from "../judged";
import { assertSays, assertVerdict, assertWorst, onlyFault, onlyUnknowns, Verdict } from "../said";

const closed = "200 deny * * -> Internet:*";
const westEurope = "190 allow tcp * -> AzureContainerRegistry.WestEurope:443";
const northEurope = "180 allow tcp * -> AzureContainerRegistry.NorthEurope:443";
const everywhere = "170 allow tcp * -> AzureContainerRegistry:443";

type Row = readonly [title: string, rules: readonly string[], verdict: Verdict];

/** Judges each row's rules in an estate that is otherwise as `stack` makes it. */
function rows(
  fact: string,
  stack: (estate: PrivateCompute) => readonly CapturedResource[],
  table: readonly Row[],
  settings: Parameters<typeof judged>[2] = {},
): void {
  describe(`nsg-acr-tag: ${fact}`, () => {
    for (const [title, rules, verdict] of table) {
      it(`${title}: ${verdict}`, () => {
        const estate = privateCompute({ securityRules: outboundRules(...rules) });
        assertWorst(judged(nsgAcrTag, stack(estate), settings), verdict);
      });
    }
  });
}

/** What the engine says of an unknown that the program computed; one computed from nothing is the provider's default. */
const computed = declare("random:index:RandomPet", "pet", {});

const replica = (estate: PrivateCompute, location: string | typeof notYet) =>
  declare(
    "azure-native:containerregistry:Replication",
    "replica",
    { resourceGroupName: notYet, registryName: notYet, replicationName: "replica", location },
    {
      resourceGroupName: [estate.group],
      registryName: [estate.registry],
      ...(location === notYet ? { location: [computed] } : {}),
    },
  );

rows("a replica is pulled from too", (estate) => [...estate.resources, replica(estate, "northeurope")], [
  ["nothing limited", [], "pass"],
  ["the home region only", [westEurope, closed], "fail"],
  ["the replica's region only", [northEurope, closed], "fail"],
  ["both", [westEurope, northEurope, closed], "pass"],
  ["every region by one tag", [everywhere, closed], "pass"],
  ["the replica's region denied", ["200 deny * * -> AzureContainerRegistry.NorthEurope:443"], "fail"],
]);

rows("a replica in a region that is not known", (estate) => [...estate.resources, replica(estate, notYet)], [
  ["nothing limited", [], "pass"],
  ["every region by one tag", [everywhere, closed], "pass"],
  ["the home region only", [westEurope, closed], "undecided"],
]);

describe("nsg-acr-tag: what a fail says of a replica", () => {
  it("names the replica's tag in witness and fix, not the home region's", () => {
    const estate = privateCompute({ securityRules: outboundRules(westEurope, closed) });
    const findings = judged(nsgAcrTag, [...estate.resources, replica(estate, "northeurope")]);
    const fault = onlyFault(findings.filter((finding) => finding.verdict === "fail"));
    assertSays(fault.witness[1], "AzureContainerRegistry.NorthEurope, tcp 443");
    assertSays(fault.fix, "AzureContainerRegistry.NorthEurope:443");
  });
  it("a replica of another registry does not matter", () => {
    const estate = privateCompute({ securityRules: outboundRules(westEurope, closed) });
    const other = declare("azure-native:containerregistry:Registry", "other", { location: "westeurope" });
    const theirs = changed([replica(estate, "northeurope")], replica(estate, "northeurope"), {
      from: { registryName: [other] },
    });
    assertVerdict(judged(nsgAcrTag, [...estate.resources, other, ...theirs]), "pass");
  });
});

const ownRegistry = (location: string | undefined) => (estate: PrivateCompute) =>
  changed(without(estate.resources, estate.registry), estate.workspace, {
    inputs: location === undefined ? {} : { location },
    without: location === undefined ? ["containerRegistry", "location"] : ["containerRegistry"],
  });

rows("a workspace without a registry gets one in its own location", ownRegistry("northeurope"), [
  ["nothing limited", [], "pass"],
  ["closed", [closed], "fail"],
  ["the network's region", [westEurope, closed], "fail"],
  ["the workspace's region", [northEurope, closed], "pass"],
]);

rows("a workspace without a location takes its resource group's", ownRegistry(undefined), [
  ["the group's region", [westEurope, closed], "pass"],
  ["another region", [northEurope, closed], "fail"],
]);

rows(
  "a registry without a location takes its resource group's",
  (estate) => changed(estate.resources, estate.registry, { without: ["location"] }),
  [
    ["the group's region", [westEurope, closed], "pass"],
    ["another region", [northEurope, closed], "fail"],
  ],
);

rows(
  "a registry's region that is not known",
  (estate) =>
    changed(estate.resources, estate.registry, { inputs: { location: notYet }, from: { location: [computed] } }),
  [
    ["nothing limited", [], "pass"],
    ["every region by one tag", [everywhere, closed], "pass"],
    ["one region by its tag", [westEurope, closed], "undecided"],
  ],
);

const acr = "/subscriptions/s1/resourceGroups/rg-hub/providers/Microsoft.ContainerRegistry/registries/acrhub";
const registryElsewhere = (estate: PrivateCompute) =>
  changed(without(estate.resources, estate.registry), estate.workspace, {
    inputs: { containerRegistry: acr },
    from: { containerRegistry: [] },
  });

rows("a registry of another stack that nobody states", registryElsewhere, [
  ["closed but for one region", [westEurope, closed], "undecided"],
  ["one region denied", ["200 deny * * -> AzureContainerRegistry.WestEurope:*"], "undecided"],
]);

rows(
  "a registry of another stack, stated",
  registryElsewhere,
  [
    ["nothing limited", [], "pass"],
    ["closed", [closed], "fail"],
    ["its region's tag", [northEurope, closed], "pass"],
    ["the network's region's tag", [westEurope, closed], "fail"],
  ],
  { externalFacts: { registries: [{ id: acr, location: "northeurope" }] } },
);

rows(
  "a registry of another stack, stated with a replica",
  registryElsewhere,
  [
    ["its own region's tag", [northEurope, closed], "fail"],
    ["both tags", [northEurope, westEurope, closed], "pass"],
  ],
  { externalFacts: { registries: [{ id: acr, location: "northeurope", replicas: ["westeurope"] }] } },
);

describe("nsg-acr-tag: what an undecided says of a registry", () => {
  it("names the registry of another stack", () => {
    const estate = privateCompute({ securityRules: outboundRules(westEurope, closed) });
    assertSays(onlyUnknowns(judged(nsgAcrTag, registryElsewhere(estate))), "acrhub");
  });
  it("names the location that is not known", () => {
    const estate = privateCompute({ securityRules: outboundRules(westEurope, closed) });
    const resources = changed(estate.resources, estate.registry, {
      inputs: { location: notYet },
      from: { location: [computed] },
    });
    assertSays(onlyUnknowns(judged(nsgAcrTag, resources)), /location|region/);
  });
});

const workspace = "/subscriptions/s1/resourceGroups/rg-hub/providers/Microsoft.MachineLearningServices/workspaces/hub";
const workspaceElsewhere = (estate: PrivateCompute) =>
  changed(without(estate.resources, estate.registry, estate.workspace), estate.compute, {
    inputs: { workspaceName: "hub", resourceGroupName: "rg-hub" },
    from: { workspaceName: [], resourceGroupName: [] },
  });

rows("a workspace of another stack that nobody states", workspaceElsewhere, [
  ["closed but for one region", [westEurope, closed], "undecided"],
]);

rows(
  "a workspace of another stack, stated with its registry",
  workspaceElsewhere,
  [
    ["closed", [closed], "fail"],
    ["its registry's tag", [northEurope, closed], "pass"],
    ["the network's region's tag", [westEurope, closed], "fail"],
  ],
  {
    externalFacts: {
      subscriptionId: "s1",
      workspaces: [{ id: workspace, location: "westeurope", containerRegistryId: acr }],
      registries: [{ id: acr, location: "northeurope" }],
    },
  },
);

rows(
  "a workspace of another stack, stated as having no registry yet",
  workspaceElsewhere,
  [
    ["its location's tag", [northEurope, closed], "pass"],
    ["the network's region's tag", [westEurope, closed], "fail"],
  ],
  {
    externalFacts: {
      subscriptionId: "s1",
      workspaces: [{ id: workspace, location: "northeurope", containerRegistryId: "" }],
    },
  },
);

rows(
  "a workspace of another stack, stated without a word on its registry",
  workspaceElsewhere,
  [["closed but for its location", [northEurope, closed], "undecided"]],
  { externalFacts: { subscriptionId: "s1", workspaces: [{ id: workspace, location: "northeurope" }] } },
);

const secondWorkspace = (estate: PrivateCompute) => {
  const registry = declare("azure-native:containerregistry:Registry", "acr2", { location: "northeurope" });
  const second = declare(
    "azure-native:machinelearningservices:Workspace",
    "ml2",
    { workspaceName: "ml2", location: "northeurope", containerRegistry: notYet },
    { containerRegistry: [registry] },
  );
  const compute = declare(
    "azure-native:machinelearningservices:Compute",
    "scoring2",
    { workspaceName: notYet, properties: { computeType: "AmlCompute", properties: { subnet: { id: notYet } } } },
    { workspaceName: [second], properties: [estate.subnet] },
  );
  return [...estate.resources, registry, second, compute];
};

rows("a subnet that computes of two workspaces share reaches both registries", secondWorkspace, [
  ["nothing limited", [], "pass"],
  ["the first registry's region only", [westEurope, closed], "fail"],
  ["the second registry's region only", [northEurope, closed], "fail"],
  ["both", [westEurope, northEurope, closed], "pass"],
]);

rows(
  "a compute of nobody knows which workspace",
  (estate) => changed(estate.resources, estate.compute, { from: { workspaceName: [] } }),
  [
    ["nothing limited", [], "pass"],
    ["every region by one tag", [everywhere, closed], "pass"],
    ["one region by its tag", [westEurope, closed], "undecided"],
  ],
);

/** The registry's private endpoint, in a subnet of its own: 10.0.5.0/24, in the given network. */
const endpointIn = (estate: PrivateCompute, network: CapturedResource) => {
  const subnet = declare(
    "azure-native:network:Subnet",
    "endpoints",
    { virtualNetworkName: notYet, subnetName: "endpoints", addressPrefix: "10.0.5.0/24" },
    { virtualNetworkName: [network] },
  );
  const endpoint = declare(
    "azure-native:network:PrivateEndpoint",
    "registry-endpoint",
    {
      subnet: { id: notYet },
      privateLinkServiceConnections: [{ name: "r", groupIds: ["registry"], privateLinkServiceId: notYet }],
    },
    { subnet: [subnet], privateLinkServiceConnections: [estate.registry] },
  );
  return [subnet, endpoint];
};

rows(
  "a private endpoint in the same network needs no tag, but the way to it",
  (estate) => [...estate.resources, ...endpointIn(estate, estate.network)],
  [
    ["nothing limited", [], "pass"],
    ["the Internet denied", [closed], "pass"],
    ["all of Azure denied", ["200 deny * * -> AzureCloud:*"], "pass"],
    ["the virtual network denied", ["200 deny * * -> VirtualNetwork:443"], "fail"],
    ["the virtual network denied on another port", ["200 deny * * -> VirtualNetwork:80"], "pass"],
    ["the virtual network denied for another protocol", ["200 deny udp * -> VirtualNetwork:443"], "pass"],
    ["everything denied", ["200 deny * * -> *:*"], "fail"],
    [
      "everything denied after the virtual network",
      ["190 allow tcp * -> VirtualNetwork:443", "200 deny * * -> *:*"],
      "pass",
    ],
    [
      "everything denied after the endpoints' prefix",
      ["190 allow tcp * -> 10.0.5.0/24:443", "200 deny * * -> *:*"],
      "pass",
    ],
    ["everything denied after the registry's tag", [westEurope, "200 deny * * -> *:*"], "fail"],
    ["the endpoints' prefix denied", ["200 deny * * -> 10.0.5.0/24:*"], "fail"],
    ["another prefix denied", ["200 deny * * -> 10.0.6.0/24:*"], "pass"],
    [
      "the half of the endpoints' prefix denied: its address is not known",
      ["200 deny * * -> 10.0.5.128/25:*"],
      "undecided",
    ],
  ],
);

rows(
  "a private endpoint in the subnet itself",
  (estate) => {
    const [, endpoint] = endpointIn(estate, estate.network);
    assert.ok(endpoint);
    return [...estate.resources, ...changed([endpoint], endpoint, { from: { subnet: [estate.subnet] } })];
  },
  [
    ["the Internet denied", [closed], "pass"],
    ["the virtual network denied", ["200 deny * * -> VirtualNetwork:*"], "fail"],
    ["the subnet's own prefix denied", ["200 deny * * -> 10.0.2.0/24:443"], "fail"],
  ],
);

rows(
  "a private endpoint in another network",
  (estate) => {
    const other = declare("azure-native:network:VirtualNetwork", "hub", {
      virtualNetworkName: "vnet-hub",
      addressSpace: { addressPrefixes: ["10.0.5.0/24"] },
    });
    return [...estate.resources, other, ...endpointIn(estate, other)];
  },
  [["the Internet denied: nobody knows whether the name resolves to it", [closed], "undecided"]],
);

rows(
  "a private endpoint of another registry helps nobody",
  (estate) => {
    const other = declare("azure-native:containerregistry:Registry", "other", { location: "westeurope" });
    const theirs = endpointIn({ ...estate, registry: other }, estate.network);
    return [...estate.resources, other, ...theirs];
  },
  [
    ["the Internet denied", [closed], "fail"],
    ["the tag before it", [westEurope, closed], "pass"],
    ["the virtual network denied", ["200 deny * * -> VirtualNetwork:443"], "pass"],
  ],
);

describe("nsg-acr-tag: what a fail says of a private endpoint", () => {
  const fault = () => {
    const estate = privateCompute({ securityRules: outboundRules("200 deny * * -> VirtualNetwork:443") });
    return onlyFault(judged(nsgAcrTag, [...estate.resources, ...endpointIn(estate, estate.network)]));
  };
  it("the endpoint's subnet is the destination, not the tag", () => {
    assertSays(fault().witness[1], "10.0.5.0/24", "443");
    assert.ok(!fault().witness[1].includes("AzureContainerRegistry"), fault().witness[1]);
  });
  it("the fix opens the way to the endpoint", () => {
    assertSays(fault().fix, /priority 1\d\d, Allow, Outbound, Tcp, 10\.0\.2\.0\/24 -> 10\.0\.5\.0\/24:443/);
  });
});

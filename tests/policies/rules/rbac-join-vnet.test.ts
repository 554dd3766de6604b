/**
 * rbac-join-vnet: whether the declared deployer may join the virtual network of each inferencing subnet. A grant on
 * the subnet does not reach up. ARM asks for this right for zone links and resolvers; for the rest only the article does.
 */
import assert from "node:assert/strict";
import { RoleAssignmentFact } from "../../../azure/estate/external-facts";
import { CapturedResource } from "../../../policies/capture/captured-stack";
import { rbacJoinVnet } from "../../../policies/rules/access/rbac-join-vnet";
import { declare, notYet } from "../../estates/captured";
import { changed, without } from "../../estates/change";
import { deployer, deployerId, granted, grantedActions, roleIds, scopes, stackGrant } from "../../estates/deployer";
import { kubernetesInference, machineLearningExtension } from "../../estates/kubernetes-inference";
import { privateCompute } from "../../estates/private-compute";
import { judged, verdicts } from "../judged";
import { assertSays, assertVerdict, only, onlyFault, onlyUnknowns, Verdict } from "../said";

const join = "Microsoft.Network/virtualNetworks/join/action";
const subnetJoin = "Microsoft.Network/virtualNetworks/subnets/join/action";
const estate = privateCompute();

type Row = readonly [title: string, assignments: readonly RoleAssignmentFact[], verdict: Verdict];

function rows(fact: string, table: readonly Row[]): void {
  describe(`rbac-join-vnet: ${fact}`, () => {
    for (const [title, assignments, verdict] of table) {
      it(`${title}: ${verdict}`, () => {
        assertVerdict(judged(rbacJoinVnet, estate.resources, deployer(assignments)), verdict);
      });
    }
  });
}

const networkContributorAt = (scope: string) => [granted("Network Contributor", scope)];

rows("a grant reaches down, never up", [
  ["at the virtual network", networkContributorAt(scopes.network), "pass"],
  ["at its subnet", networkContributorAt(scopes.subnet), "fail"],
  ["at its resource group", networkContributorAt(scopes.resourceGroup), "pass"],
  ["at its subscription", networkContributorAt(scopes.subscription), "pass"],
  ["at another resource group", networkContributorAt(scopes.otherResourceGroup), "fail"],
  ["at another subscription", networkContributorAt(scopes.otherSubscription), "fail"],
  ["at a network whose name is longer", networkContributorAt(scopes.longerNetwork), "fail"],
  ["at a network whose name is shorter", networkContributorAt(scopes.shorterNetwork), "fail"],
  ["at the network in lower case", networkContributorAt(scopes.network.toLowerCase()), "pass"],
  ["at a management group: nobody said what lies in it", networkContributorAt(scopes.managementGroup), "undecided"],
]);

rows("the network's join is not the subnet's", [
  ["Private DNS Zone Contributor", [granted("Private DNS Zone Contributor", scopes.network)], "pass"],
  ["Network Contributor", [granted("Network Contributor", scopes.network)], "pass"],
  ["Contributor", [granted("Contributor", scopes.network)], "pass"],
  ["Owner", [granted("Owner", scopes.network)], "pass"],
  ["Reader", [granted("Reader", scopes.network)], "fail"],
  ["AzureML Data Scientist", [granted("AzureML Data Scientist", scopes.subscription)], "fail"],
  ["AzureML Compute Operator", [granted("AzureML Compute Operator", scopes.subscription)], "fail"],
  ["the action", [grantedActions(scopes.network, [join])], "pass"],
  ["the subnet's action", [grantedActions(scopes.network, [subnetJoin])], "fail"],
  ["everything of networks", [grantedActions(scopes.network, ["Microsoft.Network/virtualNetworks/*"])], "pass"],
  ["everything of subnets", [grantedActions(scopes.network, ["Microsoft.Network/virtualNetworks/subnets/*"])], "fail"],
  [
    "every join below networks",
    [grantedActions(scopes.network, ["Microsoft.Network/virtualNetworks/*/join/action"])],
    "fail",
  ],
  ["every join", [grantedActions(scopes.network, ["*/join/action"])], "pass"],
  ["everything but the join", [grantedActions(scopes.network, ["*"], [join])], "fail"],
  ["everything but the subnet's join", [grantedActions(scopes.network, ["*"], [subnetJoin])], "pass"],
  [
    "everything but joins, and a role with the join",
    [grantedActions(scopes.network, ["*"], ["*/join/action"]), grantedActions(scopes.network, [join])],
    "pass",
  ],
  ["a role that nobody knows", [granted("Team Network Role", scopes.network)], "undecided"],
  ["a role that nobody knows, at the subnet", [granted("Team Network Role", scopes.subnet)], "fail"],
]);

describe("rbac-join-vnet: what is not known", () => {
  const judge = (assignments: readonly RoleAssignmentFact[], options = {}) =>
    judged(rbacJoinVnet, estate.resources, deployer(assignments, options));

  it("no assignment, and these are all: fail", () => {
    assertVerdict(judge([]), "fail");
  });
  it("no assignment, and there may be others: undecided", () => {
    assertSays(onlyUnknowns(judge([], { assignmentsComplete: false })), /assignments/);
  });
  it("a grant on the subnet, and there may be others: undecided", () => {
    assertVerdict(judge(networkContributorAt(scopes.subnet), { assignmentsComplete: false }), "undecided");
  });
  it("a group's grant: undecided", () => {
    const group = granted("Network Contributor", scopes.network, { principalId: "some-group", principalType: "Group" });
    assertSays(onlyUnknowns(judge([group])), /group/i);
  });
});

describe("rbac-join-vnet: grants that the stack makes", () => {
  const may = { mayAssignRoles: true };
  const table: readonly (readonly [string, CapturedResource, object, Verdict])[] = [
    ["at the network, by one who may", stackGrant(roleIds.networkContributor, estate.network), may, "pass"],
    [
      "at the network, by one of whom nobody says so",
      stackGrant(roleIds.networkContributor, estate.network),
      {},
      "undecided",
    ],
    ["at the subnet only", stackGrant(roleIds.networkContributor, estate.subnet), may, "fail"],
    ["at the resource group", stackGrant(roleIds.networkContributor, estate.group), may, "pass"],
    ["with a role that lacks the right", stackGrant(roleIds.reader, estate.network), may, "fail"],
  ];
  for (const [title, grant, options, verdict] of table) {
    it(`${title}: ${verdict}`, () => {
      assertVerdict(judged(rbacJoinVnet, [...estate.resources, grant], deployer([], options)), verdict);
    });
  }
});

const link = (network: CapturedResource) =>
  declare(
    "azure-native:privatedns:VirtualNetworkLink",
    "zone-link",
    { privateZoneName: "privatelink.api.azureml.ms", registrationEnabled: false, virtualNetwork: { id: notYet } },
    { virtualNetwork: [network] },
  );
const resolver = (network: CapturedResource) =>
  declare(
    "azure-native:dnsresolver:DnsResolver",
    "resolver",
    { dnsResolverName: "dns", virtualNetwork: { id: notYet } },
    { virtualNetwork: [network] },
  );

describe("rbac-join-vnet: what a fail says", () => {
  const fault = (more: readonly CapturedResource[], ...assignments: readonly RoleAssignmentFact[]) =>
    onlyFault(judged(rbacJoinVnet, [...estate.resources, ...more], deployer(assignments)));
  const all = (more: readonly CapturedResource[]) => Object.values(fault(more)).flat().join("\n");

  it("who, and which action is missing", () => {
    assertSays(fault([]).who, deployerId, "`vnet`");
    assertSays(fault([]).witness[1], join);
  });
  it("that only Microsoft's prerequisites ask for it, where nothing in the stack needs it", () => {
    assertSays(all([]), /only they ask/);
  });
  it("which zone link will be refused", () => {
    assertSays(all([link(estate.network)]), "`zone-link`", "LinkedAuthorizationFailed");
    assert.ok(!/only they ask/.test(all([link(estate.network)])));
  });
  it("which resolver will be refused", () => {
    assertSays(all([resolver(estate.network)]), "`resolver`", "LinkedAuthorizationFailed");
  });
  it("one of them, where there are several", () => {
    assertSays(all([link(estate.network), resolver(estate.network)]), /`zone-link`|`resolver`/);
  });
  it("no link of another network", () => {
    const other = declare("azure-native:network:VirtualNetwork", "other", { virtualNetworkName: "vnet-other" });
    assertSays(all([other, link(other)]), /only they ask/);
  });
  it("the nearest miss: granted on the subnet, needed on the network", () => {
    const { decidedBy } = fault([], ...networkContributorAt(scopes.subnet));
    assertSays(
      decidedBy,
      "externalFacts.roleAssignments[0]",
      /granted on subnet inference/,
      /needed on virtual network vnet-ml/,
    );
  });
  it("which role would do, and where", () => {
    assertSays(fault([]).fix, "Network Contributor", "virtual network `vnet`");
  });
});

describe("rbac-join-vnet: where it applies", () => {
  const second = declare(
    "azure-native:network:Subnet",
    "scoring2",
    { resourceGroupName: notYet, virtualNetworkName: notYet, subnetName: "inference2", addressPrefix: "10.0.7.0/24" },
    { resourceGroupName: [estate.group], virtualNetworkName: [estate.network] },
  );
  const both = { inferencingSubnets: ["inference", "inference2"] };

  it("two subnets of one network: one finding, at the network", () => {
    const finding = only(judged(rbacJoinVnet, [...estate.resources, second], { ...deployer([]), ...both }));
    assert.deepEqual([finding.verdict, finding.subject.name], ["fail", "vnet"]);
  });
  it("two networks: each judged", () => {
    const network = declare(
      "azure-native:network:VirtualNetwork",
      "vnet2",
      { resourceGroupName: notYet, virtualNetworkName: "vnet-ml2" },
      { resourceGroupName: [estate.group] },
    );
    const elsewhere = changed([second], second, { from: { virtualNetworkName: [network] } });
    const settings = { ...deployer(networkContributorAt(scopes.network)), ...both };
    const findings = judged(rbacJoinVnet, [...estate.resources, network, ...elsewhere], settings);
    assert.deepEqual([...verdicts(findings)].sort(), ["fail", "pass"]);
  });
  it("no deployer declared: undecided once for the stack", () => {
    const finding = only(judged(rbacJoinVnet, [...estate.resources, second], both));
    assert.deepEqual([finding.verdict, finding.subject.urn], ["undecided", undefined]);
  });
  it("no inferencing subnet: not applicable, with a deployer or without", () => {
    const unused = [...without(estate.resources, estate.compute), link(estate.network)];
    assert.deepEqual(judged(rbacJoinVnet, unused, deployer([])), []);
    assert.deepEqual(judged(rbacJoinVnet, unused), []);
  });
  it("a cluster with the extension: the network of its nodes is judged", () => {
    const { resources } = kubernetesInference({ extensionType: machineLearningExtension });
    assertVerdict(judged(rbacJoinVnet, resources, deployer(networkContributorAt(scopes.subnet))), "fail");
    assertVerdict(judged(rbacJoinVnet, resources, deployer(networkContributorAt(scopes.network))), "pass");
  });
  it("a cluster without the extension: not applicable", () => {
    assert.deepEqual(judged(rbacJoinVnet, kubernetesInference().resources, deployer([])), []);
  });
});

/**
 * rbac-join-subnet: whether the declared deployer may join each inferencing subnet. Rights are the union of roles, each
 * of them actions without notActions; a scope reaches what lies below it, by whole segments; an action is no read.
 */
import assert from "node:assert/strict";
import { RoleAssignmentFact } from "../../../azure/estate/external-facts";
import { CapturedResource } from "../../../policies/capture/captured-stack";
import { rbacJoinSubnet } from "../../../policies/rules/access/rbac-join-subnet";
import { declare, notYet } from "../../estates/captured";
import { changed, without } from "../../estates/change";
import {
  deployer,
  deployerId,
  granted,
  grantedActions,
  roleIds,
  scopes,
  stackGrant,
  subscriptionId,
} from "../../estates/deployer";
import { kubernetesInference, machineLearningExtension } from "../../estates/kubernetes-inference";
import { privateCompute } from "../../estates/private-compute";
import { judged, verdicts } from "../judged";
import { assertSays, assertVerdict, only, onlyFault, onlyUnknowns, Verdict } from "../said";

const join = "Microsoft.Network/virtualNetworks/subnets/join/action";
const estate = privateCompute();

type Row = readonly [title: string, assignments: readonly RoleAssignmentFact[], verdict: Verdict];

function rows(fact: string, table: readonly Row[]): void {
  describe(`rbac-join-subnet: ${fact}`, () => {
    for (const [title, assignments, verdict] of table) {
      it(`${title}: ${verdict}`, () => {
        assertVerdict(judged(rbacJoinSubnet, estate.resources, deployer(assignments)), verdict);
      });
    }
  });
}

const networkContributorAt = (scope: string) => [granted("Network Contributor", scope)];

rows("a grant reaches what lies below it", [
  ["at the subnet", networkContributorAt(scopes.subnet), "pass"],
  ["at its virtual network", networkContributorAt(scopes.network), "pass"],
  ["at its resource group", networkContributorAt(scopes.resourceGroup), "pass"],
  ["at its subscription", networkContributorAt(scopes.subscription), "pass"],
  ["at another subscription", networkContributorAt(scopes.otherSubscription), "fail"],
  ["at another resource group", networkContributorAt(scopes.otherResourceGroup), "fail"],
  ["at the subnet's security group", networkContributorAt(scopes.securityGroup), "fail"],
  ["at a subnet of the same name elsewhere", networkContributorAt(scopes.sameSubnetElsewhere), "fail"],
  ["at a management group: nobody said what lies in it", networkContributorAt(scopes.managementGroup), "undecided"],
]);

rows("scopes are compared by whole segments, without regard to case", [
  ["a network whose name is longer", networkContributorAt(scopes.longerNetwork), "fail"],
  ["a network whose name is shorter", networkContributorAt(scopes.shorterNetwork), "fail"],
  ["a subnet whose name is longer", networkContributorAt(scopes.longerSubnet), "fail"],
  ["a subnet whose name is shorter", networkContributorAt(scopes.shorterSubnet), "fail"],
  ["the subnet in lower case", networkContributorAt(scopes.subnet.toLowerCase()), "pass"],
  ["the network in upper case", networkContributorAt(scopes.network.toUpperCase()), "pass"],
]);

rows("built-in roles", [
  ["Owner", [granted("Owner", scopes.subnet)], "pass"],
  ["Contributor", [granted("Contributor", scopes.subnet)], "pass"],
  ["Network Contributor", [granted("Network Contributor", scopes.subnet)], "pass"],
  ["Network Contributor by its id", [granted(roleIds.networkContributor, scopes.subnet)], "pass"],
  [
    "Network Contributor by its id in upper case",
    [granted(roleIds.networkContributor.toUpperCase(), scopes.subnet)],
    "pass",
  ],
  ["Network Contributor in lower case", [granted("network contributor", scopes.subnet)], "pass"],
  ["Reader: an action is no read", [granted("Reader", scopes.subscription)], "fail"],
  ["Reader by its id", [granted(roleIds.reader, scopes.subscription)], "fail"],
  [
    "Private DNS Zone Contributor: joins networks, not subnets",
    [granted("Private DNS Zone Contributor", scopes.subscription)],
    "fail",
  ],
  ["User Access Administrator", [granted("User Access Administrator", scopes.subscription)], "fail"],
  ["AzureML Data Scientist", [granted("AzureML Data Scientist", scopes.subscription)], "fail"],
  ["AzureML Compute Operator", [granted("AzureML Compute Operator", scopes.subscription)], "fail"],
  ["AcrPull", [granted("AcrPull", scopes.subscription)], "fail"],
  [
    "a lookalike beside the right one",
    [granted("Reader", scopes.subscription), granted("Network Contributor", scopes.subnet)],
    "pass",
  ],
  [
    "the right one elsewhere, a lookalike here",
    [granted("Network Contributor", scopes.longerNetwork), granted("Reader", scopes.subnet)],
    "fail",
  ],
  ["a role that nobody knows", [granted("Team Network Role", scopes.subnet)], "undecided"],
  ["a role that nobody knows, where it cannot matter", [granted("Team Network Role", scopes.longerNetwork)], "fail"],
]);

rows("a star stands for any number of segments, names are compared without regard to case", [
  ["the action", [grantedActions(scopes.subnet, [join])], "pass"],
  ["the action in lower case", [grantedActions(scopes.subnet, [join.toLowerCase()])], "pass"],
  ["everything", [grantedActions(scopes.subnet, ["*"])], "pass"],
  ["every action", [grantedActions(scopes.subnet, ["*/action"])], "pass"],
  ["every join", [grantedActions(scopes.subnet, ["*/join/action"])], "pass"],
  ["every join of the network provider", [grantedActions(scopes.subnet, ["Microsoft.Network/*/join/action"])], "pass"],
  ["everything of the network provider", [grantedActions(scopes.subnet, ["Microsoft.Network/*"])], "pass"],
  ["everything of networks", [grantedActions(scopes.subnet, ["Microsoft.Network/virtualNetworks/*"])], "pass"],
  ["everything of subnets", [grantedActions(scopes.subnet, ["Microsoft.Network/virtualNetworks/subnets/*"])], "pass"],
  ["every read", [grantedActions(scopes.subnet, ["*/read"])], "fail"],
  ["every read of networks", [grantedActions(scopes.subnet, ["Microsoft.Network/virtualNetworks/*/read"])], "fail"],
  ["the network's join", [grantedActions(scopes.network, ["Microsoft.Network/virtualNetworks/join/action"])], "fail"],
  [
    "the join by service endpoint",
    [grantedActions(scopes.subnet, ["Microsoft.Network/virtualNetworks/subnets/joinViaServiceEndpoint/action"])],
    "fail",
  ],
  [
    "the beginning of the action",
    [grantedActions(scopes.subnet, ["Microsoft.Network/virtualNetworks/subnets/join"])],
    "fail",
  ],
  ["the end of the action", [grantedActions(scopes.subnet, ["subnets/join/action"])], "fail"],
  ["another provider", [grantedActions(scopes.subnet, ["Microsoft.Compute/*"])], "fail"],
  ["a dot is a dot", [grantedActions(scopes.subnet, ["MicrosoftXNetwork/*"])], "fail"],
  ["nothing", [grantedActions(scopes.subnet, [])], "fail"],
]);

rows("notActions take from their own role, and forbid nothing", [
  ["the action taken away", [grantedActions(scopes.network, ["Microsoft.Network/*"], [join])], "fail"],
  [
    "the action taken away in other case",
    [grantedActions(scopes.network, ["Microsoft.Network/*"], [join.toUpperCase()])],
    "fail",
  ],
  ["every join taken away", [grantedActions(scopes.network, ["*"], ["*/join/action"])], "fail"],
  [
    "the network's join taken away",
    [grantedActions(scopes.network, ["*"], ["Microsoft.Network/virtualNetworks/join/action"])],
    "pass",
  ],
  [
    "taken away by one role, given by another",
    [grantedActions(scopes.network, ["Microsoft.Network/*"], [join]), granted("Network Contributor", scopes.subnet)],
    "pass",
  ],
  [
    "given by one role, taken away by another",
    [granted("Network Contributor", scopes.subnet), grantedActions(scopes.network, ["Microsoft.Network/*"], [join])],
    "pass",
  ],
  [
    "taken away by both",
    [grantedActions(scopes.network, ["*"], [join]), grantedActions(scopes.subnet, ["*"], ["Microsoft.Network/*"])],
    "fail",
  ],
]);

describe("rbac-join-subnet: principals", () => {
  const group = "99999999-0000-0000-0000-000000000009";
  const toGroup = (role: string) => granted(role, scopes.subnet, { principalId: group, principalType: "Group" });
  const judge = (assignments: readonly RoleAssignmentFact[], options = {}) =>
    judged(rbacJoinSubnet, estate.resources, deployer(assignments, options));

  it("somebody else's grant: fail", () => {
    const other = granted("Network Contributor", scopes.subnet, {
      principalId: "99999999-0000-0000-0000-000000000001",
    });
    assertVerdict(judge([other]), "fail");
  });
  it("the deployer's id in upper case: pass", () => {
    assertVerdict(judge([granted("Owner", scopes.subnet, { principalId: deployerId.toUpperCase() })]), "pass");
  });
  it("a group that the deployer may belong to: undecided, and named", () => {
    assertSays(onlyUnknowns(judge([toGroup("Network Contributor")])), /group/i, group);
  });
  it("a group whose role would not help: fail", () => {
    assertVerdict(judge([toGroup("Reader")]), "fail");
  });
  it("a group beside a grant of the deployer's own: pass", () => {
    assertVerdict(judge([toGroup("Network Contributor"), granted("Network Contributor", scopes.network)]), "pass");
  });
  it("a group that is declared as deployer: pass", () => {
    assertVerdict(judge([toGroup("Network Contributor")], { principalIds: [deployerId, group] }), "pass");
  });
  it("no assignment at all, and these are all: fail", () => {
    assertVerdict(judge([]), "fail");
  });
  it("no assignment at all, and there may be others: undecided", () => {
    assertVerdict(judge([], { assignmentsComplete: false }), "undecided");
  });
  it("a lookalike, and there may be others: undecided", () => {
    assertVerdict(judge([granted("Reader", scopes.subscription)], { assignmentsComplete: false }), "undecided");
  });
  it("the right, and there may be others: pass", () => {
    assertVerdict(judge([granted("Owner", scopes.subnet)], { assignmentsComplete: false }), "pass");
  });
});

describe("rbac-join-subnet: grants that the stack makes", () => {
  const judge = (grant: CapturedResource, options = {}, more: readonly RoleAssignmentFact[] = []) =>
    judged(rbacJoinSubnet, [...estate.resources, grant], deployer(more, options));
  const may = { mayAssignRoles: true };
  const complete = { mayAssignRoles: true, assignmentsComplete: true };
  const atSubnet = stackGrant(roleIds.networkContributor, estate.subnet);

  const table: readonly (readonly [string, CapturedResource, object, Verdict])[] = [
    ["at the subnet, by one who may", atSubnet, may, "pass"],
    ["at the subnet, by one of whom nobody says so", atSubnet, {}, "undecided"],
    ["at the subnet, by one who may not", atSubnet, { mayAssignRoles: false }, "undecided"],
    ["at the network", stackGrant(roleIds.networkContributor, estate.network), may, "pass"],
    ["at the resource group", stackGrant(roleIds.contributor, estate.group), may, "pass"],
    ["at the security group", stackGrant(roleIds.networkContributor, estate.guard), complete, "fail"],
    ["with a role that lacks the right", stackGrant(roleIds.reader, estate.subnet), complete, "fail"],
    [
      "to somebody else",
      stackGrant(roleIds.networkContributor, estate.subnet, { principalId: "someone-else" }),
      complete,
      "fail",
    ],
    [
      "to somebody not known yet",
      stackGrant(roleIds.networkContributor, estate.subnet, { principalId: notYet }),
      complete,
      "undecided",
    ],
    [
      "with a role not known yet",
      stackGrant(roleIds.networkContributor, estate.subnet, { roleDefinitionId: notYet }),
      complete,
      "undecided",
    ],
    [
      "with a role that nobody knows",
      stackGrant("12345678-0000-0000-0000-000000000000", estate.subnet),
      complete,
      "undecided",
    ],
    [
      "at a scope not known yet",
      stackGrant(roleIds.networkContributor, estate.subnet, {}, { scope: [] }),
      complete,
      "undecided",
    ],
    [
      "at the subnet's id, written out",
      stackGrant(roleIds.networkContributor, estate.subnet, { scope: scopes.subnet }, { scope: [] }),
      may,
      "pass",
    ],
    [
      "at another network's id, written out",
      stackGrant(roleIds.networkContributor, estate.subnet, { scope: scopes.longerNetwork }, { scope: [] }),
      complete,
      "fail",
    ],
    [
      "to a group",
      stackGrant(roleIds.networkContributor, estate.subnet, { principalId: "some-group", principalType: "Group" }),
      complete,
      "undecided",
    ],
    [
      "under a condition",
      stackGrant(roleIds.networkContributor, estate.subnet, {
        condition: "@Resource[x] StringEquals 'y'",
        conditionVersion: "2.0",
      }),
      complete,
      "undecided",
    ],
    ["of a versioned type", { ...atSubnet, type: "azure-native:authorization/v20220401:RoleAssignment" }, may, "pass"],
  ];
  for (const [title, grant, options, verdict] of table) {
    it(`${title}: ${verdict}`, () => {
      assertVerdict(judge(grant, options), verdict);
    });
  }

  it("a role given without its subscription: pass", () => {
    const roleDefinitionId = `/providers/Microsoft.Authorization/roleDefinitions/${roleIds.networkContributor}`;
    assertVerdict(judge(stackGrant("", estate.subnet, { roleDefinitionId }), may), "pass");
  });
  it("not needed where a fact grants it already: pass", () => {
    assertVerdict(judge(atSubnet, {}, [granted("Network Contributor", scopes.network)]), "pass");
  });
  it("says what would decide it", () => {
    const finding = only(judge(atSubnet));
    assertSays(JSON.stringify(finding), "mayAssignRoles");
  });

  const custom = (actions: readonly string[], notActions: readonly string[] = []) =>
    declare("azure-native:authorization:RoleDefinition", "role", {
      roleName: "joiner",
      scope: `/subscriptions/${subscriptionId}`,
      assignableScopes: [`/subscriptions/${subscriptionId}`],
      permissions: [{ actions, notActions }],
    });
  const customTable: readonly (readonly [string, CapturedResource, Verdict])[] = [
    ["that has the action", custom([join]), "pass"],
    ["that has a star", custom(["Microsoft.Network/*"]), "pass"],
    ["that lacks it", custom(["Microsoft.Network/virtualNetworks/join/action"]), "fail"],
    ["that takes it away again", custom(["Microsoft.Network/*"], [join]), "fail"],
  ];
  for (const [title, role, verdict] of customTable) {
    it(`with a role of the stack's own ${title}: ${verdict}`, () => {
      const grant = stackGrant("", estate.subnet, { roleDefinitionId: notYet }, { roleDefinitionId: [role] });
      assertVerdict(judged(rbacJoinSubnet, [...estate.resources, role, grant], deployer([], complete)), verdict);
    });
  }
});

describe("rbac-join-subnet: where it applies", () => {
  const second = declare(
    "azure-native:network:Subnet",
    "scoring2",
    { resourceGroupName: notYet, virtualNetworkName: notYet, subnetName: "inference2", addressPrefix: "10.0.7.0/24" },
    { resourceGroupName: [estate.group], virtualNetworkName: [estate.network] },
  );
  const two = [...estate.resources, second];
  const both = { inferencingSubnets: ["inference", "inference2"] };

  it("no deployer declared: undecided once for the stack, not once a subnet", () => {
    const finding = only(judged(rbacJoinSubnet, two, both));
    assert.equal(finding.verdict, "undecided");
    assert.equal(finding.subject.urn, undefined);
    assertSays(JSON.stringify(finding), "principalIds");
  });
  it("no deployer declared, no inferencing subnet: not applicable", () => {
    assert.deepEqual(judged(rbacJoinSubnet, without(estate.resources, estate.compute)), []);
  });
  it("no inferencing subnet: not applicable", () => {
    assert.deepEqual(judged(rbacJoinSubnet, without(estate.resources, estate.compute), deployer([])), []);
  });
  it("two subnets, one granted: one passes, one fails", () => {
    const findings = judged(rbacJoinSubnet, two, { ...deployer(networkContributorAt(scopes.subnet)), ...both });
    assert.deepEqual(findings.map((finding) => [finding.subject.name, finding.verdict]).sort(), [
      ["inference", "pass"],
      ["scoring2", "fail"],
    ]);
  });
  it("two subnets, the network granted: both pass", () => {
    const findings = judged(rbacJoinSubnet, two, { ...deployer(networkContributorAt(scopes.network)), ...both });
    assert.deepEqual(verdicts(findings), ["pass", "pass"]);
  });
  it("a cluster with the extension: its node subnet is judged", () => {
    const { resources } = kubernetesInference({ extensionType: machineLearningExtension });
    assertVerdict(judged(rbacJoinSubnet, resources, deployer([])), "fail");
    assertVerdict(judged(rbacJoinSubnet, resources, deployer(networkContributorAt(scopes.subnet))), "pass");
  });
  it("a cluster without the extension: not applicable", () => {
    assert.deepEqual(judged(rbacJoinSubnet, kubernetesInference().resources, deployer([])), []);
  });
  it("a subnet of another stack: judged by its id", () => {
    const stack = changed(without(estate.resources, estate.subnet, estate.network), estate.compute, {
      inputs: { properties: { computeType: "AmlCompute", properties: { subnet: { id: scopes.subnet } } } },
      from: { properties: [] },
    });
    const facts = (...assignments: readonly RoleAssignmentFact[]) => {
      const settings = deployer(assignments);
      return { ...settings, externalFacts: { ...settings.externalFacts, subnets: [{ id: scopes.subnet }] } };
    };
    assertVerdict(judged(rbacJoinSubnet, stack, facts(granted("Network Contributor", scopes.network))), "pass");
    assertVerdict(judged(rbacJoinSubnet, stack, facts(granted("Network Contributor", scopes.longerNetwork))), "fail");
  });
  it("a subscription that nobody states, a grant at one: undecided", () => {
    const settings = { ...deployer([]), externalFacts: { roleAssignments: networkContributorAt(scopes.subscription) } };
    assertVerdict(judged(rbacJoinSubnet, estate.resources, settings), "undecided");
  });
  it("a network whose name is not known yet, a grant at another: undecided", () => {
    const resources = changed(estate.resources, estate.network, { inputs: { virtualNetworkName: notYet } });
    const settings = deployer(networkContributorAt(scopes.longerNetwork));
    assertVerdict(judged(rbacJoinSubnet, resources, settings), "undecided");
  });
});

describe("rbac-join-subnet: what a fail says", () => {
  const fault = (...assignments: readonly RoleAssignmentFact[]) =>
    onlyFault(judged(rbacJoinSubnet, estate.resources, deployer(assignments)));

  it("who: the deployer and the subnet", () => {
    assertSays(fault().who, deployerId, "`inference`", "10.0.2.0/24");
  });
  it("which action is missing", () => {
    assertSays(fault().witness[1], join);
  });
  it("what follows", () => {
    assertSays(fault().consequence, "LinkedAuthorizationFailed");
  });
  it("which role would do, and where", () => {
    assertSays(fault().fix, "Network Contributor", "`inference`");
  });
  it("that no assignment is known, and that these are all", () => {
    assertSays(fault().decidedBy, /no role assignment/, /complete/);
  });
  const misses: readonly (readonly [string, RoleAssignmentFact, readonly (string | RegExp)[]])[] = [
    ["the role that lacks it", granted("Reader", scopes.subscription), ["externalFacts.roleAssignments[0]", "Reader"]],
    ["the role that takes it away", grantedActions(scopes.network, ["*"], [join]), ["Custom deployer role"]],
    ["the grant elsewhere", granted("Owner", scopes.longerSubnet), ["inference2"]],
  ];
  for (const [title, assignment, texts] of misses) {
    it(`the nearest miss: ${title}`, () => {
      assertSays(fault(assignment).decidedBy, ...texts);
    });
  }
});

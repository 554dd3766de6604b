/**
 * rbac-net-read: whether the declared deployer may read the network of each inferencing subnet. The article names
 * `Microsoft.Network/*\/read`; ARM checks concrete reads: with network and subnets only the wording is missed.
 */
import assert from "node:assert/strict";
import { RoleAssignmentFact } from "../../../azure/estate/external-facts";
import { rbacNetRead } from "../../../policies/rules/access/rbac-net-read";
import { Finding } from "../../../policies/rules/rule";
import { without } from "../../estates/change";
import { deployer, deployerId, granted, grantedActions, roleIds, scopes, stackGrant } from "../../estates/deployer";
import { kubernetesInference, machineLearningExtension } from "../../estates/kubernetes-inference";
import { privateCompute } from "../../estates/private-compute";
import { judged } from "../judged";
import { assertSays, assertVerdict, only, onlyFault, onlyUnknowns, said } from "../said";

const wildcard = "Microsoft.Network/*/read";
const network = "Microsoft.Network/virtualNetworks/read";
const subnets = "Microsoft.Network/virtualNetworks/subnets/read";
const estate = privateCompute();

/** `wording`: a fail that says that only the article's wording is missed. `fail`: one that says what breaks. */
type Expected = "pass" | "wording" | "fail" | "undecided";
type Row = readonly [title: string, assignments: readonly RoleAssignmentFact[], expected: Expected];

function judge(assignments: readonly RoleAssignmentFact[], options = {}): readonly Finding[] {
  return judged(rbacNetRead, estate.resources, deployer(assignments, options));
}

function kind(finding: Finding): Expected {
  if (finding.verdict !== "fail") {
    return finding.verdict;
  }
  return /wording/.test(finding.fault.consequence) ? "wording" : "fail";
}

function rows(fact: string, table: readonly Row[]): void {
  describe(`rbac-net-read: ${fact}`, () => {
    for (const [title, assignments, expected] of table) {
      it(`${title}: ${expected}`, () => {
        const finding = only(judge(assignments));
        assert.equal(kind(finding), expected, said(finding));
      });
    }
  });
}

rows("the wildcard of the article", [
  ["itself", [grantedActions(scopes.network, [wildcard])], "pass"],
  ["in lower case", [grantedActions(scopes.network, [wildcard.toLowerCase()])], "pass"],
  ["every read", [grantedActions(scopes.network, ["*/read"])], "pass"],
  ["everything of the network provider", [grantedActions(scopes.network, ["Microsoft.Network/*"])], "pass"],
  ["everything", [grantedActions(scopes.network, ["*"])], "pass"],
  ["Reader", [granted("Reader", scopes.network)], "pass"],
  ["Reader by its id", [granted(roleIds.reader, scopes.network)], "pass"],
  ["Network Contributor", [granted("Network Contributor", scopes.network)], "pass"],
  ["Contributor", [granted("Contributor", scopes.network)], "pass"],
  ["Owner", [granted("Owner", scopes.network)], "pass"],
]);

rows("ARM checks concrete reads: network and its subnets", [
  ["both", [grantedActions(scopes.network, [network, subnets])], "wording"],
  ["both, in lower case", [grantedActions(scopes.network, [network.toLowerCase(), subnets.toLowerCase()])], "wording"],
  [
    "both, from two roles",
    [grantedActions(scopes.network, [network]), grantedActions(scopes.network, [subnets])],
    "wording",
  ],
  [
    "both, from two scopes",
    [grantedActions(scopes.resourceGroup, [network]), grantedActions(scopes.network, [subnets])],
    "wording",
  ],
  ["everything of networks", [grantedActions(scopes.network, ["Microsoft.Network/virtualNetworks/*"])], "wording"],
  [
    "the network's read and everything of subnets",
    [grantedActions(scopes.network, [network, "Microsoft.Network/virtualNetworks/subnets/*"])],
    "wording",
  ],
  ["the network only", [grantedActions(scopes.network, [network])], "fail"],
  ["its subnets only", [grantedActions(scopes.network, [subnets])], "fail"],
  ["every read below networks", [grantedActions(scopes.network, ["Microsoft.Network/virtualNetworks/*/read"])], "fail"],
  [
    "the joins",
    [
      grantedActions(scopes.network, [
        "Microsoft.Network/virtualNetworks/join/action",
        "Microsoft.Network/virtualNetworks/subnets/join/action",
      ]),
    ],
    "fail",
  ],
  ["Private DNS Zone Contributor: the network only", [granted("Private DNS Zone Contributor", scopes.network)], "fail"],
  ["nothing", [], "fail"],
]);

rows("a grant reaches down, never up", [
  ["at the network", [granted("Reader", scopes.network)], "pass"],
  ["at the resource group", [granted("Reader", scopes.resourceGroup)], "pass"],
  ["at the subscription", [granted("Reader", scopes.subscription)], "pass"],
  ["at the subnet", [granted("Reader", scopes.subnet)], "fail"],
  ["at another network", [granted("Reader", scopes.longerNetwork)], "fail"],
  ["at another subscription", [granted("Reader", scopes.otherSubscription)], "fail"],
  ["at a management group: nobody said what lies in it", [granted("Reader", scopes.managementGroup)], "undecided"],
]);

rows("notActions take from their own role", [
  ["one read of all taken away", [grantedActions(scopes.network, ["*"], [subnets])], "fail"],
  ["all reads of the provider taken away", [grantedActions(scopes.network, ["*"], [wildcard])], "fail"],
  [
    "writes taken away",
    [grantedActions(scopes.network, ["Microsoft.Network/*"], ["Microsoft.Network/*/write"])],
    "pass",
  ],
  ["another provider taken away", [grantedActions(scopes.network, ["*"], ["Microsoft.Compute/*"])], "pass"],
  [
    "taken away by one role, given by another",
    [grantedActions(scopes.network, ["*"], [wildcard]), granted("Reader", scopes.network)],
    "pass",
  ],
]);

describe("rbac-net-read: what is not known", () => {
  it("nothing, and there may be other assignments: undecided", () => {
    assertSays(onlyUnknowns(judge([], { assignmentsComplete: false })), /assignments/);
  });
  it("the two reads, and there may be other assignments: never a fail that says that something breaks", () => {
    const finding = only(judge([grantedActions(scopes.network, [network, subnets])], { assignmentsComplete: false }));
    assert.ok(["wording", "undecided"].includes(kind(finding)), said(finding));
  });
  it("a group's grant: undecided", () => {
    const group = granted("Reader", scopes.network, { principalId: "some-group", principalType: "Group" });
    assertSays(onlyUnknowns(judge([group])), /group/i);
  });
  it("a role that nobody knows: undecided", () => {
    assertSays(onlyUnknowns(judge([granted("Team Network Role", scopes.network)])), "Team Network Role");
  });
  it("no deployer declared: undecided once for the stack", () => {
    const finding = only(judged(rbacNetRead, estate.resources));
    assert.deepEqual([finding.verdict, finding.subject.urn], ["undecided", undefined]);
  });
});

describe("rbac-net-read: grants that the stack makes", () => {
  const judgeWith = (grant: ReturnType<typeof stackGrant>, options = {}) =>
    judged(rbacNetRead, [...estate.resources, grant], deployer([], options));

  it("Reader at the network, by one who may: pass", () => {
    assertVerdict(judgeWith(stackGrant(roleIds.reader, estate.network), { mayAssignRoles: true }), "pass");
  });
  it("Reader at the network, by one of whom nobody says so: undecided", () => {
    assertVerdict(judgeWith(stackGrant(roleIds.reader, estate.network)), "undecided");
  });
  it("Reader at the subnet only: fail", () => {
    assertVerdict(judgeWith(stackGrant(roleIds.reader, estate.subnet), { mayAssignRoles: true }), "fail");
  });
});

describe("rbac-net-read: what a fail says", () => {
  const wording = () => onlyFault(judge([grantedActions(scopes.network, [network, subnets])]));
  const nothing = () => onlyFault(judge([]));

  it("who, and which right is missing", () => {
    assertSays(nothing().who, deployerId, "`vnet`");
    assertSays(nothing().witness[1], wildcard);
  });
  it("where only the wording is missed: that nothing fails, and the wording", () => {
    assertSays(wording().consequence, /nothing fails/, wildcard);
  });
  it("where reads are missing: that the program cannot read its network", () => {
    assertSays(nothing().consequence, /cannot read/);
  });
  it("the wording is worth less than a missing read", () => {
    const finding = only(judge([grantedActions(scopes.network, [network, subnets])]));
    assert.ok(finding.verdict === "fail" && finding.level === "advisory", said(finding));
  });
  it("which role would do, and where", () => {
    assertSays(nothing().fix, "Reader", wildcard, "virtual network `vnet`");
  });
});

describe("rbac-net-read: where it applies", () => {
  it("no inferencing subnet: not applicable, with a deployer or without", () => {
    const unused = without(estate.resources, estate.compute);
    assert.deepEqual(judged(rbacNetRead, unused, deployer([])), []);
    assert.deepEqual(judged(rbacNetRead, unused), []);
  });
  it("a cluster with the extension: the network of its nodes is judged", () => {
    const { resources } = kubernetesInference({ extensionType: machineLearningExtension });
    assertVerdict(judged(rbacNetRead, resources, deployer([granted("Reader", scopes.network)])), "pass");
    assertVerdict(judged(rbacNetRead, resources, deployer([granted("Reader", scopes.subnet)])), "fail");
  });
});

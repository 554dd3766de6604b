/**
 * rbac-role-lookalike: the only role of the deployer's that looks like rights in the network is Private DNS Zone
 * Contributor, which joins networks but no subnets, or Reader, who joins nothing.
 */
import { deployer, granted, grantedActions, roleIds, scopes, stackGrant } from "../../estates/deployer";
import { privateCompute } from "../../estates/private-compute";
import { judged } from "../judged";
import { assertSays } from "../said";
import { grantRows, itSpeaksOfTheDeployer, judgeGrants } from "./granted-rights";
import { assertNever, assertOutcome, faultAmong, tells } from "./outcome";
import { ruleNamed } from "./rule-named";

const id = "rbac-role-lookalike";
const rows = grantRows(id);
const zones = "Private DNS Zone Contributor";
const zonesId = "b12aa53e-6015-4669-85d0-8515ebb3ae7f";
const joinSubnet = "Microsoft.Network/virtualNetworks/subnets/join/action";

rows("the only role that looks like it", [
  ["Private DNS Zone Contributor", [granted(zones, scopes.network)], "fail"],
  ["Private DNS Zone Contributor by its id", [granted(zonesId, scopes.network)], "fail"],
  ["Private DNS Zone Contributor by its id in upper case", [granted(zonesId.toUpperCase(), scopes.network)], "fail"],
  ["Private DNS Zone Contributor of the subscription", [granted(zones, scopes.subscription)], "fail"],
  ["Reader", [granted("Reader", scopes.network)], "fail"],
  ["Reader by its id", [granted(roleIds.reader, scopes.resourceGroup)], "fail"],
  ["both", [granted(zones, scopes.network), granted("Reader", scopes.subscription)], "fail"],
  [
    "Reader and a role of another matter",
    [granted("Reader", scopes.network), granted("AcrPull", scopes.subscription)],
    "fail",
  ],
  ["Reader elsewhere only", [granted("Reader", scopes.longerNetwork)], "pass"],
  ["Network Contributor", [granted("Network Contributor", scopes.network)], "pass"],
  ["AcrPull, which looks like nothing of the kind", [granted("AcrPull", scopes.subscription)], "pass"],
]);

rows("a role that joins beside it", [
  [
    "Network Contributor at the network",
    [granted("Reader", scopes.network), granted("Network Contributor", scopes.network)],
    "pass",
  ],
  [
    "Network Contributor of the subscription",
    [granted(zones, scopes.network), granted("Network Contributor", scopes.subscription)],
    "pass",
  ],
  ["Owner", [granted("Reader", scopes.network), granted("Owner", scopes.resourceGroup)], "pass"],
  [
    "a custom role with both joins",
    [granted("Reader", scopes.network), grantedActions(scopes.network, ["*/join/action"])],
    "pass",
  ],
]);

describe(`${id}: what is not known`, () => {
  const reader = granted("Reader", scopes.network);
  it("other assignments may exist: undecided", () => {
    assertOutcome(judgeGrants(id, [reader], { assignmentsComplete: false }), "undecided");
  });
  it("other assignments may exist, and one joins: pass", () => {
    const both = [reader, granted("Network Contributor", scopes.network)];
    assertOutcome(judgeGrants(id, both, { assignmentsComplete: false }), "pass");
  });
  it("a role that nobody knows beside it: undecided", () => {
    assertOutcome(judgeGrants(id, [reader, granted("Team Role", scopes.network)]), "undecided");
  });
  it("a group that joins beside it: undecided", () => {
    const group = granted("Network Contributor", scopes.network, {
      principalId: "99999999-0000-0000-0000-000000000009",
      principalType: "Group",
    });
    assertOutcome(judgeGrants(id, [reader, group]), "undecided");
  });
});

describe(`${id}: grants of the stack's own`, () => {
  const estate = privateCompute();
  const judge = (roleId: string, options = {}, facts: Parameters<typeof deployer>[0] = []) =>
    judged(ruleNamed(id), [...estate.resources, stackGrant(roleId, estate.network)], deployer(facts, options));
  it("Reader: fail", () => assertOutcome(judge(roleIds.reader, { mayAssignRoles: true }), "fail"));
  it("Network Contributor: pass", () => {
    assertOutcome(judge(roleIds.networkContributor, { mayAssignRoles: true }), "pass");
  });
  it("Reader by fact, Network Contributor by a stack whose deployer may not assign, as far as is known: never a fail", () => {
    const facts = [granted("Reader", scopes.network)];
    assertNever(judge(roleIds.networkContributor, {}, facts), "fail", "pass");
  });
});

describe(`${id}: what it says`, () => {
  it("the role, what it lacks, and the right one", () => {
    const fault = faultAmong(judgeGrants(id, [granted(zones, scopes.network)]));
    assertSays(tells(fault), zones, joinSubnet);
    assertSays(fault.fix, "Network Contributor");
  });
});

itSpeaksOfTheDeployer(id, [granted("Reader", scopes.network)]);

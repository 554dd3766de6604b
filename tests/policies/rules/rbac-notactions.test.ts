/**
 * rbac-notactions: a custom role gives a join by wildcard and takes it away again in notActions, and no other role of
 * the deployer's gives it. notActions take from their own role only; they forbid nothing.
 */
import { declare, notYet } from "../../estates/captured";
import { deployer, granted, grantedActions, roleIds, scopes, stackGrant, subscriptionId } from "../../estates/deployer";
import { privateCompute } from "../../estates/private-compute";
import { judged } from "../judged";
import { assertSays } from "../said";
import { grantRows, itSpeaksOfTheDeployer, judgeGrants } from "./granted-rights";
import { assertNever, assertOutcome, faultAmong, tells } from "./outcome";
import { ruleNamed } from "./rule-named";

const id = "rbac-notactions";
const rows = grantRows(id);
const joinSubnet = "Microsoft.Network/virtualNetworks/subnets/join/action";
const joinNetwork = "Microsoft.Network/virtualNetworks/join/action";
const taken = (...notActions: readonly string[]) => grantedActions(scopes.network, ["Microsoft.Network/*"], notActions);

rows("given by wildcard, taken away again", [
  ["nothing taken", [taken()], "pass"],
  ["something else taken", [taken("Microsoft.Network/virtualNetworks/delete")], "pass"],
  ["the subnet's join taken", [taken(joinSubnet)], "fail"],
  ["the network's join taken", [taken(joinNetwork)], "fail"],
  ["both taken", [taken(joinSubnet, joinNetwork)], "fail"],
  ["taken in lower case", [taken(joinSubnet.toLowerCase())], "fail"],
  ["taken by wildcard", [taken("Microsoft.Network/virtualNetworks/*")], "fail"],
  ["every join taken", [taken("*/join/action")], "fail"],
  ["everything given", [grantedActions(scopes.network, ["*"], [joinSubnet])], "fail"],
  ["every action given", [grantedActions(scopes.network, ["*/action"], [joinSubnet])], "fail"],
  [
    "a join that only sounds like it taken",
    [taken("Microsoft.Network/virtualNetworks/subnets/joinViaServiceEndpoint/action")],
    "pass",
  ],
  ["taken, and never given", [grantedActions(scopes.network, ["Microsoft.Compute/*"], [joinSubnet])], "pass"],
  ["reads given only", [grantedActions(scopes.network, ["*/read"], [joinSubnet])], "pass"],
]);

rows("another role gives it", [
  ["Network Contributor at the network", [taken(joinSubnet), granted("Network Contributor", scopes.network)], "pass"],
  ["Network Contributor at the subnet", [taken(joinSubnet), granted("Network Contributor", scopes.subnet)], "pass"],
  ["Owner of the subscription", [taken(joinSubnet), granted("Owner", scopes.subscription)], "pass"],
  ["a custom role with the very action", [taken(joinSubnet), grantedActions(scopes.subnet, [joinSubnet])], "pass"],
  ["Reader", [taken(joinSubnet), granted("Reader", scopes.subscription)], "fail"],
  [
    "another role that takes it as well",
    [taken(joinSubnet), grantedActions(scopes.subnet, ["*"], ["*/join/action"])],
    "fail",
  ],
]);

rows("the scope of the role that takes it away", [
  ["at the subnet", [grantedActions(scopes.subnet, ["*"], [joinSubnet])], "fail"],
  ["at the subscription", [grantedActions(scopes.subscription, ["*"], [joinSubnet])], "fail"],
  ["at another network", [grantedActions(scopes.longerNetwork, ["*"], [joinSubnet])], "pass"],
  ["at a network whose name begins likewise", [grantedActions(scopes.shorterNetwork, ["*"], [joinSubnet])], "pass"],
]);

describe(`${id}: what is not known`, () => {
  it("other assignments may exist: undecided", () => {
    assertOutcome(judgeGrants(id, [taken(joinSubnet)], { assignmentsComplete: false }), "undecided");
  });
  it("other assignments may exist, and another role gives it: pass", () => {
    const both = [taken(joinSubnet), granted("Network Contributor", scopes.subnet)];
    assertOutcome(judgeGrants(id, both, { assignmentsComplete: false }), "pass");
  });
  it("a role that nobody knows may give it: undecided", () => {
    assertOutcome(judgeGrants(id, [taken(joinSubnet), granted("Team Role", scopes.network)]), "undecided");
  });
  it("a group may give it: undecided", () => {
    const group = granted("Network Contributor", scopes.network, {
      principalId: "99999999-0000-0000-0000-000000000009",
      principalType: "Group",
    });
    assertOutcome(judgeGrants(id, [taken(joinSubnet), group]), "undecided");
  });
});

describe(`${id}: roles and grants of the stack's own`, () => {
  const estate = privateCompute();
  const role = (permissions: Parameters<typeof declare>[2]["permissions"]) =>
    declare("azure-native:authorization:RoleDefinition", "role", {
      roleName: "network operator",
      scope: `/subscriptions/${subscriptionId}`,
      assignableScopes: [`/subscriptions/${subscriptionId}`],
      permissions: permissions ?? null,
    });
  const judge = (permissions: Parameters<typeof role>[0], assignments: Parameters<typeof deployer>[0] = []) => {
    const definition = role(permissions);
    const grant = stackGrant("", estate.network, { roleDefinitionId: notYet }, { roleDefinitionId: [definition] });
    const settings = deployer(assignments, { mayAssignRoles: true });
    return judged(ruleNamed(id), [...estate.resources, definition, grant], settings);
  };
  it("a role that takes it away: fail", () => {
    assertOutcome(judge([{ actions: ["Microsoft.Network/*"], notActions: [joinSubnet] }]), "fail");
  });
  it("the same, and a fact gives it: pass", () => {
    const facts = [granted(roleIds.networkContributor, scopes.network)];
    assertOutcome(judge([{ actions: ["Microsoft.Network/*"], notActions: [joinSubnet] }], facts), "pass");
  });
  it("permissions that are not known: never a fail", () => assertNever(judge(notYet), "fail", "advisory"));
});

describe(`${id}: what it says`, () => {
  it("the role, the action, and what takes it", () => {
    const fault = faultAmong(
      judgeGrants(id, [grantedActions(scopes.network, ["Microsoft.Network/*", joinNetwork], [joinSubnet])]),
    );
    assertSays(tells(fault), "Custom deployer role", joinSubnet, /notAction/i);
  });
});

itSpeaksOfTheDeployer(id, [taken(joinSubnet)]);

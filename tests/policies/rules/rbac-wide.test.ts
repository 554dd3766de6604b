/**
 * rbac-wide: the join comes from Owner or Contributor, or from a subscription or management group, where Network
 * Contributor at the network or subnet would do. Only grants that carry a join count. A network that the stack makes
 * itself needs rights above it.
 */
import { granted, grantedActions, roleIds, scopes, stackGrant, subscriptionId } from "../../estates/deployer";
import { privateCompute } from "../../estates/private-compute";
import { judged } from "../judged";
import { assertSays } from "../said";
import { grantRows, itSpeaksOfTheDeployer, judgeGrants, machine, settingsOf } from "./granted-rights";
import { assertNever, assertOutcome, faultAmong, tells } from "./outcome";
import { ruleNamed } from "./rule-named";

const id = "rbac-wide";
const elsewhere = { networkOf: "another stack" } as const;
const rows = grantRows(id, elsewhere);
const joinSubnet = "Microsoft.Network/virtualNetworks/subnets/join/action";

rows("which role", [
  ["Network Contributor at the network", [granted("Network Contributor", scopes.network)], "pass"],
  ["Network Contributor at the subnet", [granted("Network Contributor", scopes.subnet)], "pass"],
  ["Contributor at the subnet", [granted("Contributor", scopes.subnet)], "fail"],
  ["Contributor at the network", [granted("Contributor", scopes.network)], "fail"],
  ["Contributor by its id", [granted(roleIds.contributor, scopes.network)], "fail"],
  ["Contributor by its id in upper case", [granted(roleIds.contributor.toUpperCase(), scopes.network)], "fail"],
  ["Owner at the subnet", [granted("Owner", scopes.subnet)], "fail"],
  ["Owner at the resource group", [granted("Owner", scopes.resourceGroup)], "fail"],
  ["a custom role with the join at the network", [grantedActions(scopes.network, [joinSubnet])], "pass"],
  ["Reader of the subscription, who joins nothing", [granted("Reader", scopes.subscription)], "pass"],
  [
    "User Access Administrator of the subscription",
    [granted("User Access Administrator", scopes.subscription)],
    "pass",
  ],
]);

rows("which scope", [
  ["the subscription", [granted("Network Contributor", scopes.subscription)], "fail"],
  ["the subscription in upper case", [granted("Network Contributor", scopes.subscription.toUpperCase())], "fail"],
  ["a custom role with the join at the subscription", [grantedActions(scopes.subscription, [joinSubnet])], "fail"],
  [
    "a custom role without it at the subscription",
    [grantedActions(scopes.subscription, ["Microsoft.Compute/*"])],
    "pass",
  ],
  [
    "a custom role that takes it away at the subscription",
    [grantedActions(scopes.subscription, ["*"], ["*/join/action"])],
    "pass",
  ],
  ["the resource group", [granted("Network Contributor", scopes.resourceGroup)], "pass"],
  ["another subscription", [granted("Network Contributor", scopes.otherSubscription)], "pass"],
  ["another resource group", [granted("Contributor", scopes.otherResourceGroup)], "pass"],
  ["another network", [granted("Contributor", scopes.longerNetwork)], "pass"],
]);

describe(`${id}: what is not known`, () => {
  it("a management group: nobody said what lies in it: never a pass", () => {
    assertNever(
      judgeGrants(id, [granted("Network Contributor", scopes.managementGroup)], elsewhere),
      "pass",
      "not applicable",
    );
  });
  it("a wide grant, and there may be others: fail all the same", () => {
    assertOutcome(
      judgeGrants(id, [granted("Owner", scopes.subscription)], { ...elsewhere, assignmentsComplete: false }),
      "fail",
    );
  });
  it("a role that nobody knows at the subscription: never a fail", () => {
    assertNever(judgeGrants(id, [granted("Team Role", scopes.subscription)], elsewhere), "fail", "advisory");
  });
});

describe(`${id}: grants of the stack's own`, () => {
  const { group } = privateCompute();
  const judge = (roleId: string, scope: string) => {
    const grant = stackGrant(roleId, group, { scope }, { scope: [] });
    const settings = settingsOf("another stack", [], { mayAssignRoles: true });
    return judged(ruleNamed(id), [...machine("another stack"), grant], settings);
  };
  it("Contributor at the network: fail", () => assertOutcome(judge(roleIds.contributor, scopes.network), "fail"));
  it("Network Contributor at the network: pass", () => {
    assertOutcome(judge(roleIds.networkContributor, scopes.network), "pass");
  });
  it("Network Contributor of the subscription: fail", () => {
    assertOutcome(judge(roleIds.networkContributor, scopes.subscription), "fail");
  });
});

describe(`${id}: a network that the stack makes`, () => {
  for (const role of ["Owner", "Contributor", "Network Contributor"]) {
    it(`${role} of the subscription: rights at the network would not do: never a fail`, () => {
      assertNever(judgeGrants(id, [granted(role, scopes.subscription)]), "fail", "advisory", "undecided");
    });
  }
});

describe(`${id}: what it says`, () => {
  it("the role, its scope, and the narrower one", () => {
    const fault = faultAmong(judgeGrants(id, [granted("Owner", scopes.subscription)], elsewhere));
    assertSays(tells(fault), "Owner", subscriptionId);
    assertSays(fault.fix, "Network Contributor");
  });
});

itSpeaksOfTheDeployer(id, [granted("Owner", scopes.subscription)], "another stack");

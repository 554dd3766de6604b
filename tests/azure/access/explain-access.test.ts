/**
 * What Azure's documentation says of roles, scopes and actions, and which grant comes nearest.
 * https://learn.microsoft.com/azure/role-based-access-control/role-definitions, …/scope-overview
 */
import { strict as assert } from "node:assert";
import { coversPattern, matchesAction } from "../../../azure/access/action-pattern";
import { AccessDecision, explainAccess } from "../../../azure/access/explain-access";
import { Grant, Role } from "../../../azure/access/grant";
import { containsScope, describeScope, isScope, parseScope, Scope } from "../../../azure/access/scope";
import { findRole } from "../../../azure/facts/roles";
import { unknown } from "../../../azure/known";

const subscription = "/subscriptions/00000000-0000-0000-0000-000000000001";
const group = `${subscription}/resourceGroups/rg`;
const virtualNetwork = `${group}/providers/Microsoft.Network/virtualNetworks/vnet1`;
const subnet = `${virtualNetwork}/subnets/inference`;

const joinSubnet = "Microsoft.Network/virtualNetworks/subnets/join/action";
const joinNetwork = "Microsoft.Network/virtualNetworks/join/action";
const readNetwork = "Microsoft.Network/*/read";

describe("action patterns", () => {
  const table: readonly (readonly [pattern: string, action: string, matches: boolean])[] = [
    ["*", joinSubnet, true],
    ["Microsoft.Network/*", joinSubnet, true],
    ["Microsoft.Network/*/action", joinSubnet, true],
    ["Microsoft.Network/virtualNetworks/*", joinSubnet, true],
    ["Microsoft.Network/virtualNetworks/*/join/action", joinSubnet, true],
    ["MICROSOFT.NETWORK/VIRTUALNETWORKS/SUBNETS/JOIN/ACTION", joinSubnet, true],
    // the network's join isn't the subnet's, and the other way round
    [joinNetwork, joinSubnet, false],
    [joinSubnet, joinNetwork, false],
    ["Microsoft.Network/virtualNetworks/*/join/action", joinNetwork, false],
    ["*/read", joinSubnet, false],
    ["*/read", "Microsoft.Network/virtualNetworks/read", true],
    ["Microsoft.Network/*/read", "Microsoft.Network/virtualNetworks/subnets/read", true],
    ["Microsoft.Network/*/read", "Microsoft.Network/read", false],
    ["Microsoft.Network", joinSubnet, false],
    // a dot is a dot
    ["MicrosoftxNetwork/*", joinSubnet, false],
  ];
  for (const [pattern, action, expected] of table) {
    it(`${pattern} ${expected ? "matches" : "doesn't match"} ${action}`, () => {
      assert.equal(matchesAction(pattern, action), expected);
    });
  }

  it("cover the wildcard read of the article, or don't", () => {
    assert.equal(coversPattern("*/read", readNetwork), true);
    assert.equal(coversPattern("Microsoft.Network/*", readNetwork), true);
    assert.equal(coversPattern("*", readNetwork), true);
    assert.equal(coversPattern("Microsoft.Network/virtualNetworks/read", readNetwork), false);
    assert.equal(coversPattern("Microsoft.Network/virtualNetworks/*", readNetwork), false);
  });
});

describe("scopes", () => {
  const table: readonly (readonly [outer: string, inner: string, contains: "yes" | "no" | "unknown"])[] = [
    ["/", subnet, "yes"],
    [subscription, subnet, "yes"],
    [group, subnet, "yes"],
    [virtualNetwork, subnet, "yes"],
    [subnet, subnet, "yes"],
    [subnet.toUpperCase(), subnet, "yes"],
    [subnet, virtualNetwork, "no"],
    // vnet1 isn't vnet10
    [virtualNetwork, `${virtualNetwork}0`, "no"],
    [virtualNetwork, `${virtualNetwork}0/subnets/inference`, "no"],
    [`${subscription}/resourceGroups/r`, group, "no"],
    ["/subscriptions/00000000-0000-0000-0000-000000000002", subnet, "no"],
    // which subscriptions a management group has, an id doesn't tell
    ["/providers/Microsoft.Management/managementGroups/mg", subnet, "unknown"],
    [
      "/providers/Microsoft.Management/managementGroups/mg",
      "/providers/Microsoft.Management/managementGroups/MG",
      "yes",
    ],
    ["/providers/Microsoft.Management/managementGroups/mg", "/", "no"],
    [subscription, "/providers/Microsoft.Management/managementGroups/mg", "no"],
  ];
  for (const [outer, inner, expected] of table) {
    it(`${outer} contains ${inner}: ${expected}`, () => {
      assert.equal(containsScope(scope(outer), scope(inner)), expected);
    });
  }

  it("compare a resource without a name with itself, and with no literal for certain", () => {
    const made: Scope = [...scope(group), "providers", "Microsoft.Network", "virtualNetworks", { of: "urn::a::net" }];
    const other: Scope = [...scope(group), "providers", "Microsoft.Network", "virtualNetworks", { of: "urn::a::hub" }];
    assert.equal(containsScope(made, [...made, "subnets", "a"]), "yes");
    assert.equal(containsScope(scope(group), made), "yes");
    assert.equal(containsScope(made, scope(subnet)), "unknown");
    // a stack makes no resource twice
    assert.equal(containsScope(other, made), "no");
    assert.equal(containsScope(made, scope(`${subscription}/resourceGroups/other`)), "no");
  });

  it("are described by their last part", () => {
    const named = [subscription, group, virtualNetwork, subnet, "/"].map((id) => describeScope(scope(id)));
    assert.deepEqual(named, [
      "subscription 00000000-0000-0000-0000-000000000001",
      "resource group rg",
      "virtual network vnet1",
      "subnet inference",
      "the tenant",
    ]);
  });

  for (const bad of ["", "subscriptions/x", "/subscriptions", "/subscriptions//resourceGroups/rg", "/rg/x", "//"]) {
    it(`\`${bad}\` is none`, () => {
      const parsed = parseScope(bad);
      assert.equal(isScope(parsed), false);
    });
  }
});

describe("access: one grant is enough", () => {
  const networkContributor = builtIn("Network Contributor");
  it("from the subnet up to the root", () => {
    for (const on of [subnet, virtualNetwork, group, subscription, "/"]) {
      const decision = explain([grant({ role: networkContributor, scope: scope(on) })], joinSubnet, subnet);
      assert.equal(decision.verdict, "allowed", on);
      assert.equal(decision.grantedBy?.name, "assignment");
    }
  });

  it("by the roles that have it, and not by those that look like it", () => {
    const expected: Readonly<Record<string, readonly [subnet: string, network: string, read: string]>> = {
      Owner: ["allowed", "allowed", "allowed"],
      Contributor: ["allowed", "allowed", "allowed"],
      "Network Contributor": ["allowed", "allowed", "allowed"],
      "Private DNS Zone Contributor": ["denied", "allowed", "denied"],
      Reader: ["denied", "denied", "allowed"],
      "User Access Administrator": ["denied", "denied", "allowed"],
      "AzureML Data Scientist": ["denied", "denied", "denied"],
      "AzureML Compute Operator": ["denied", "denied", "denied"],
      AcrPull: ["denied", "denied", "denied"],
      "Virtual Machine Contributor": ["allowed", "denied", "denied"],
      "Storage Account Contributor": ["denied", "denied", "denied"],
      // its actions weren't read
      "Azure AI Administrator": ["undecided", "undecided", "undecided"],
    };
    for (const [name, verdicts] of Object.entries(expected)) {
      const grants = [grant({ role: builtIn(name), scope: scope(virtualNetwork) })];
      const found = [
        explain(grants, joinSubnet, subnet),
        explain(grants, joinNetwork, virtualNetwork),
        explain(grants, readNetwork, virtualNetwork),
      ];
      assert.deepEqual(
        found.map(({ verdict }) => verdict),
        verdicts,
        name,
      );
    }
  });

  it("notActions subtract within one role and deny nothing", () => {
    const without = role("No Join", ["Microsoft.Network/*"], [joinSubnet]);
    const lacking = explain([grant({ role: without })], joinSubnet, subnet);
    assert.equal(lacking.verdict, "denied");
    assert.equal(lacking.nearestMiss?.because, `role No Join takes ${joinSubnet} away in its notActions`);
    const both = [grant({ role: without }), grant({ name: "second", role: role("Join", [joinSubnet]) })];
    assert.equal(explain(both, joinSubnet, subnet).grantedBy?.name, "second");
  });

  it("a wildcard that loses some actions isn't whole, unless another role may give them back", () => {
    const most = grant({ role: role("Most", ["Microsoft.Network/*"], ["Microsoft.Network/bastionHosts/*"]) });
    const rest = grant({ role: role("Bastion", ["Microsoft.Network/bastionHosts/*"]) });
    assert.equal(explain([most], readNetwork, subnet).verdict, "denied");
    assert.equal(explain([most, rest], readNetwork, subnet).verdict, "undecided");
  });
});

describe("access: the nearest miss", () => {
  const networkContributor = builtIn("Network Contributor");
  it("is a grant on the subnet where the network is needed", () => {
    const grants = [
      grant({ name: "else", principalId: "someone", role: networkContributor, scope: scope(virtualNetwork) }),
      grant({ name: "near", role: networkContributor, scope: scope(subnet) }),
      grant({ name: "reader", role: builtIn("Reader"), scope: scope(virtualNetwork) }),
    ];
    const decision = explain(grants, joinNetwork, virtualNetwork);
    assert.equal(decision.verdict, "denied");
    assert.equal(decision.nearestMiss?.grant.name, "near");
    assert.equal(decision.nearestMiss?.because, "granted on subnet inference, needed on virtual network vnet1");
  });

  it("is a role on the right scope that lacks the action, next", () => {
    const decision = explain([grant({ role: builtIn("Reader") })], joinSubnet, subnet);
    assert.equal(decision.nearestMiss?.because, `role Reader doesn't grant ${joinSubnet}`);
  });

  it("is a grant to somebody else, last", () => {
    const decision = explain([grant({ principalId: "someone", role: networkContributor })], joinSubnet, subnet);
    assert.equal(decision.nearestMiss?.because, "granted to another principal, someone");
  });

  it("isn't a grant with two faults", () => {
    const far = grant({ principalId: "someone", role: builtIn("Reader") });
    assert.deepEqual(explain([far], joinSubnet, subnet), { verdict: "denied", unknowns: [] });
  });
});

describe("access: what isn't known is undecided, and only where it matters", () => {
  const networkContributor = builtIn("Network Contributor");
  const cases: readonly (readonly [what: string, change: Partial<Grant>, because: string])[] = [
    ["the principal", { principalId: unknown("the principal") }, "the principal"],
    ["a group's members", { principalId: "team", principalType: "Group" }, "who belongs to group team"],
    ["the role", { role: unknown("the role") }, "the role"],
    ["the role's actions", { role: { name: "x", permissions: unknown("its actions") } }, "its actions"],
    ["the scope", { scope: unknown("the scope") }, "the scope"],
    ["a condition", { condition: "…" }, "whether the condition of assignment holds"],
  ];
  for (const [what, change, because] of cases) {
    it(what, () => {
      const uncertain = grant({ role: networkContributor, ...change });
      const decision = explain([uncertain], joinSubnet, subnet);
      assert.equal(decision.verdict, "undecided");
      assert.deepEqual(decision.unknowns, [because]);
      assert.equal(decision.nearestMiss?.grant, uncertain);
      const elsewhere = scope("/subscriptions/00000000-0000-0000-0000-000000000002");
      if (change.scope === undefined) {
        assert.equal(explain([{ ...uncertain, scope: elsewhere }], joinSubnet, subnet).verdict, "denied");
      }
      const certain = grant({ name: "certain", role: networkContributor });
      assert.equal(explain([uncertain, certain], joinSubnet, subnet).grantedBy?.name, "certain");
    });
  }

  it("assignments elsewhere", () => {
    const decision = explainAccess([], question(joinSubnet, subnet), { assignmentsComplete: false });
    assert.deepEqual(decision, { verdict: "undecided", unknowns: ["role assignments outside of this stack"] });
    assert.deepEqual(explain([], joinSubnet, subnet), { verdict: "denied", unknowns: [] });
  });
});

function explain(grants: readonly Grant[], action: string, on: string): AccessDecision {
  return explainAccess(grants, question(action, on), { assignmentsComplete: true });
}

function question(action: string, on: string) {
  return { principalIds: ["deployer"], action, scope: scope(on) };
}

function grant(change: Partial<Grant>): Grant {
  return {
    name: "assignment",
    principalId: "deployer",
    role: role("none", []),
    scope: scope(virtualNetwork),
    ...change,
  };
}

function role(name: string, actions: readonly string[], notActions: readonly string[] = []): Role {
  return { name, permissions: [{ actions, notActions }] };
}

function builtIn(name: string): Role {
  const found = findRole(name);
  assert.ok(found, name);
  return found;
}

function scope(id: string): Scope {
  const parsed = parseScope(id);
  assert.ok(isScope(parsed), id);
  return parsed;
}

/**
 * What each grant gives or lacks, and where custom roles may be assigned.
 * https://learn.microsoft.com/azure/role-based-access-control/role-definitions#assignablescopes
 */
import { strict as assert } from "node:assert";
import { accessOf } from "../../../azure/access/access-of";
import { AccessDecision, explainAccess } from "../../../azure/access/explain-access";
import { AccessQuestion, Grant, Role } from "../../../azure/access/grant";
import { isScope, parseScope, Scope } from "../../../azure/access/scope";
import { findRole } from "../../../azure/facts/roles";
import { unknown } from "../../../azure/known";

const subscription = "/subscriptions/00000000-0000-0000-0000-000000000001";
const group = `${subscription}/resourceGroups/rg`;
const network = `${group}/providers/Microsoft.Network/virtualNetworks/vnet1`;
const subnet = `${network}/subnets/inference`;
const join = "Microsoft.Network/virtualNetworks/subnets/join/action";

describe("every grant that reaches the scope", () => {
  it("with what it gives, in the order given", () => {
    const hidden = unknown("hidden");
    const grants = [
      grant("reader", { role: builtIn("Reader") }),
      grant("owner", { role: builtIn("Owner"), scope: scope(subscription) }),
      grant("elsewhere", { scope: scope(`${network}0`) }),
      grant("below", { scope: scope(`${subnet}/x/y`) }),
      grant("other", { principalId: "other" }),
      grant("team", { principalId: "team", principalType: "Group" }),
      grant("network", { principalId: "DEPLOYER" }),
      grant("conditional", { condition: "…" }),
      grant("hidden", { scope: hidden }),
      grant("hidden reader", { role: builtIn("Reader"), scope: hidden }),
    ];
    const found = accessOf(grants, question).map(
      ({ grant: { name }, gives, lacks, unknowns }) =>
        `${name} ${gives}: ${[...lacks.map(({ kind }) => kind), ...unknowns].join()}`,
    );
    assert.deepEqual(found, [
      "reader not: role",
      "owner surely: ",
      "team perhaps: who belongs to group team",
      "network surely: ",
      "conditional perhaps: whether the condition of conditional holds",
      "hidden perhaps: hidden",
      "hidden reader not: role",
    ]);
  });

  it("as the caller's own kind of grant", () => {
    const [answer] = accessOf([{ ...grant("a", {}), from: "stack" }], question);
    assert.equal(answer?.grant.from, "stack");
    assert.deepEqual(accessOf([], question), []);
  });
});

describe("a custom role outside its assignable scopes", () => {
  const custom = (...assignable: readonly string[]): Role => ({
    name: "Join",
    permissions: [{ actions: [join], notActions: [] }],
    assignableScopes: assignable.map(scope),
  });
  const table: readonly (readonly [title: string, role: Role, on: string, verdict: AccessDecision["verdict"]])[] = [
    ["on the scope itself", custom(subnet), subnet, "allowed"],
    ["below one of its scopes", custom("/subscriptions/s", group), subnet, "allowed"],
    ["in another case", custom(group.toUpperCase()), subnet, "allowed"],
    ["above its scope", custom(group), subscription, "denied"],
    ["beside its scope", custom(`${network}0`), network, "denied"],
    ["in another subscription", custom("/subscriptions/s"), network, "denied"],
    ["nowhere", custom(), network, "denied"],
    // which subscriptions a management group has, an id doesn't tell
    ["in a management group", custom("/providers/Microsoft.Management/managementGroups/mg"), network, "undecided"],
    [
      "in one of two, a management group first",
      custom("/providers/Microsoft.Management/managementGroups/mg", group),
      network,
      "allowed",
    ],
    ["on unknown scopes", { ...custom(), assignableScopes: unknown("the scopes") }, network, "undecided"],
    [
      "on an unknown scope beside the right one",
      { ...custom(), assignableScopes: [unknown("a"), scope(group)] },
      network,
      "allowed",
    ],
    ["on an unknown scope", { ...custom(), assignableScopes: [unknown("a")] }, network, "undecided"],
  ];
  for (const [title, role, on, verdict] of table) {
    it(`${title}: ${verdict}`, () => {
      const decision = explain([grant("join", { role, scope: scope(on) })]);
      assert.equal(decision.verdict, verdict);
      assert.equal(
        decision.nearestMiss?.kind,
        { allowed: undefined, denied: "assignable-scopes", undecided: "unknown" }[verdict],
      );
    });
  }

  it("says where it may be assigned", () => {
    const decision = explain([grant("join", { role: custom(group, "/subscriptions/s"), scope: scope(subscription) })]);
    assert.equal(
      decision.nearestMiss?.because,
      "role Join can't be assigned on subscription 00000000-0000-0000-0000-000000000001, only on resource group rg, subscription s",
    );
    assert.equal(
      explain([grant("join", { role: custom() })]).nearestMiss?.because,
      "role Join can't be assigned on virtual network vnet1, only on nothing",
    );
  });

  it("is nearer than a grant that Azure takes but that lies wrong", () => {
    const near = grant("near", { role: custom("/subscriptions/s") });
    const decision = explain([
      grant("reader", { role: builtIn("Reader") }),
      grant("far", { scope: scope(`${network}0`) }),
      near,
    ]);
    assert.deepEqual([decision.nearestMiss?.grant, decision.nearestMiss?.kind], [near, "assignable-scopes"]);
  });
});

describe("the nearest miss says of which kind it is", () => {
  const without: Role = { name: "No Join", permissions: [{ actions: ["*"], notActions: [join] }] };
  const table: readonly (readonly [kind: string, change: Partial<Grant>])[] = [
    ["scope", { scope: scope(`${network}0`) }],
    ["removed", { role: without }],
    ["role", { role: builtIn("Reader") }],
    ["principal", { principalId: "other" }],
    ["unknown", { condition: "…" }],
  ];
  for (const [kind, change] of table) {
    it(kind, () => assert.equal(explain([grant("grant", change)]).nearestMiss?.kind, kind));
  }

  it("nearest first", () => {
    const kinds: string[] = [];
    let left = table.map(([name, change]) => grant(name, change));
    while (left.length > 0) {
      const nearest = explain(left).nearestMiss;
      assert.ok(nearest);
      kinds.push(nearest.kind);
      left = left.filter((each) => each !== nearest.grant);
    }
    assert.deepEqual(kinds, ["unknown", "scope", "removed", "role", "principal"]);
  });
});

const question: AccessQuestion = { principalIds: ["deployer"], action: join, scope: scope(subnet) };

function explain(grants: readonly Grant[]): AccessDecision {
  return explainAccess(grants, question, { assignmentsComplete: true });
}

function grant(name: string, change: Partial<Grant>): Grant {
  return { name, principalId: "deployer", role: builtIn("Network Contributor"), scope: scope(network), ...change };
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

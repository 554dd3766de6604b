/**
 * Borders of scopes and roles that mutation testing found unguarded, each under the rule of Azure it belongs to.
 * https://learn.microsoft.com/azure/role-based-access-control/scope-overview
 * https://learn.microsoft.com/azure/role-based-access-control/role-definitions
 */
import { strict as assert } from "node:assert";
import { coversPattern } from "../../../azure/access/action-pattern";
import { explainAccess } from "../../../azure/access/explain-access";
import { Grant, Permission } from "../../../azure/access/grant";
import { containsScope, describeScope, isScope, parseScope, sameScope, Scope } from "../../../azure/access/scope";
import { Maybe, unknown } from "../../../azure/known";

const subscription = scopeOf("/subscriptions/s");
const hidden = unknown("hidden");

describe("a scope begins with a subscription or a provider, the whole word", () => {
  for (const id of ["/xsubscriptions/s", "/subscriptionsx/s", "/resourceproviders/p", "/providersx/p"]) {
    it(`\`${id}\` is none`, () => {
      assert.deepEqual(parseScope(id), {
        path: "scope",
        found: `\`${id}\``,
        expected: "an ARM id, for instance /subscriptions/<id>/resourceGroups/<name>, or / for the tenant",
      });
    });
  }
});

describe("two ids name the same thing", () => {
  const network: Scope = ["subscriptions", "s", "n", { of: "urn:pulumi:dev::ml::n:Network::net" }];
  const other: Scope = ["subscriptions", "s", "n", { of: "urn:pulumi:dev::ml::n:Network::other" }];
  const rows: readonly (readonly [title: string, a: Maybe<Scope>, b: Scope, answer: string])[] = [
    ["itself", network, network, "yes"],
    ["in another case", scopeOf("/SUBSCRIPTIONS/S"), subscription, "yes"],
    ["another resource of the stack", network, other, "no"],
    ["a literal", network, scopeOf("/subscriptions/s/n/net"), "unknown"],
    ["a literal, the other way round", scopeOf("/subscriptions/s/n/net"), network, "unknown"],
    ["what lies below", scopeOf("/subscriptions/s"), network, "no"],
    ["what lies above", network, subscription, "no"],
    ["what isn't known", hidden, subscription, "unknown"],
  ];
  for (const [title, a, b, answer] of rows) {
    it(`${title}: ${answer}`, () => assert.equal(sameScope(a, b), answer));
  }
  it("what isn't known on the other side: unknown", () => assert.equal(sameScope(subscription, hidden), "unknown"));
});

describe("a management group contains what no path can tell", () => {
  const group = scopeOf("/providers/Microsoft.Management/managementGroups/mg");
  const rows: readonly (readonly [inner: string, answer: string])[] = [
    ["/providers/microsoft.management/MANAGEMENTGROUPS/MG", "yes"],
    ["/providers/Microsoft.Management/managementGroups/other", "unknown"],
    ["/providers/Microsoft.Management/managementGroups/mg/providers/p", "yes"],
    ["/subscriptions/s", "unknown"],
    ["/subscriptions/s/resourceGroups/mg", "unknown"],
    ["/", "no"],
  ];
  for (const [inner, answer] of rows) {
    it(`${inner}: ${answer}`, () => assert.equal(containsScope(group, scopeOf(inner)), answer));
  }

  it("something inside of it is a path like any other", () => {
    const inside = scopeOf("/providers/Microsoft.Management/managementGroups/mg/things/t");
    assert.equal(containsScope(inside, group), "no");
    assert.equal(containsScope(inside, subscription), "no");
    assert.equal(containsScope(inside, inside), "yes");
  });
});

describe("a scope in words", () => {
  const rows: readonly (readonly [scope: Scope, words: string])[] = [
    [[], "the tenant"],
    [subscription, "subscription s"],
    [scopeOf("/subscriptions/s/resourceGroups/rg"), "resource group rg"],
    [scopeOf("/providers/Microsoft.Management/managementGroups/mg"), "management group mg"],
    [scopeOf("/subscriptions/s/virtualNetworks/v"), "virtual network v"],
    [scopeOf("/subscriptions/s/virtualNetworks/v/subnets/a"), "subnet a"],
    [scopeOf("/subscriptions/s/privateDnsZones/z"), "private DNS zone z"],
    [scopeOf("/subscriptions/s/managedClusters/c"), "cluster c"],
    [scopeOf("/subscriptions/s/workspaces/w"), "workspace w"],
    [scopeOf("/subscriptions/s/registries/r"), "registry r"],
    [scopeOf("/subscriptions/s/storageAccounts/a"), "storage account a"],
    [scopeOf("/subscriptions/s/vaults/v"), "key vault v"],
    [scopeOf("/subscriptions/s/things/t"), "things t"],
    [["subscriptions", "s", "subnets", { of: "urn:pulumi:dev::ml::n:Subnet::inference" }], "subnet inference"],
    [["subscriptions", "s", { of: "urn:x::type" }, "t"], "resource t"],
  ];
  for (const [scope, words] of rows) {
    it(words, () => assert.equal(describeScope(scope), words));
  }
});

describe("a role assignment", () => {
  it("with an empty condition has none", () => {
    assert.equal(explain([grant({ condition: "" })]).verdict, "allowed");
  });

  it("of somebody else, who may be a group, is undecided", () => {
    const decision = explain([grant({ principalId: "you", principalType: unknown("what `you` is") })]);
    assert.deepEqual([decision.verdict, decision.unknowns], ["undecided", ["what `you` is"]]);
  });

  it("on a resource without a known name is undecided", () => {
    const decision = explain([grant({ scope: ["subscriptions", { of: "urn:pulumi:dev::ml::s:Subscription::mine" }] })]);
    assert.deepEqual(
      [decision.verdict, decision.unknowns],
      ["undecided", ["whether subscription s lies in subscription mine"]],
    );
  });

  it("of a role with an action that isn't known says which", () => {
    const decision = explain([grant(roleOf({ actions: [unknown("action 0"), "b"], notActions: [] }))]);
    assert.deepEqual([decision.verdict, decision.unknowns], ["undecided", ["action 0"]]);
    const two = explain([grant(roleOf({ actions: ["*"], notActions: [unknown("one"), unknown("two")] }))]);
    assert.deepEqual([two.verdict, two.unknowns], ["undecided", ["one, two"]]);
    assert.equal(two.nearestMiss?.because, "not known: one, two");
  });

  it("of a role with an action that surely grants it needs no other", () => {
    const decision = explain([grant(roleOf({ actions: [hidden, "a/*"], notActions: [] }))]);
    assert.deepEqual([decision.verdict, decision.unknowns], ["allowed", []]);
  });
});

describe("roles add up: what one takes away of a pattern, another may give back", () => {
  const most: Permission = { actions: ["a/*"], notActions: ["a/b"] };
  const together = ["whether several roles together grant every action of a/*"];
  const rows: readonly (readonly [title: string, others: readonly Permission[], unknowns: readonly string[]])[] = [
    ["nobody does", [], []],
    ["another gives something else", [{ actions: ["a/c"], notActions: [] }], []],
    ["another gives it", [{ actions: ["a/b"], notActions: [] }], together],
    ["another gives it beside something else", [{ actions: ["x", "a/b"], notActions: [] }], together],
    ["the same again", [most], []],
  ];
  for (const [title, others, unknowns] of rows) {
    it(`${title}: ${unknowns.length > 0 ? "undecided" : "denied"}`, () => {
      const decision = explain(
        [most, ...others].map((each) => grant(roleOf(each))),
        "a/*",
      );
      assert.deepEqual([decision.verdict, decision.unknowns], [unknowns.length > 0 ? "undecided" : "denied", unknowns]);
    });
  }

  it("all that is taken away has to come back", () => {
    const twice: Permission = { actions: ["a/*"], notActions: ["a/b", "a/c", "z"] };
    const give = (...actions: readonly string[]) => grant(roleOf({ actions, notActions: [] }));
    assert.equal(explain([grant(roleOf(twice)), give("a/b")], "a/*").verdict, "denied");
    assert.equal(explain([grant(roleOf(twice)), give("a/b"), give("a/c")], "a/*").verdict, "undecided");
  });

  it("a grant on another scope or to another principal gives nothing back", () => {
    const back = roleOf({ actions: ["a/b"], notActions: [] });
    for (const change of [{ scope: scopeOf("/subscriptions/t") }, { principalId: "you" }]) {
      assert.equal(explain([grant(roleOf(most)), grant({ ...back, ...change })], "a/*").verdict, "denied");
    }
  });

  it("the nearest miss says that some of it is missing, or all", () => {
    const because = (asked: string) => explain([grant(roleOf(most))], asked).nearestMiss?.because;
    assert.equal(because("a/*"), "role role takes away some of a/* in its notActions");
    assert.equal(because("a/b"), "role role takes a/b away in its notActions");
  });
});

describe("an action pattern matches to its end", () => {
  it("and not beyond", () => {
    assert.equal(coversPattern("a/b", "a/b"), true);
    assert.equal(coversPattern("a/b", "a/bc"), false);
    assert.equal(coversPattern("a/bc", "a/b"), false);
    assert.equal(coversPattern("a/b**", "a/b"), true);
  });
});

function explain(grants: readonly Grant[], action = "a/b") {
  const question = { principalIds: ["me"], action, scope: subscription };
  return explainAccess(grants, question, { assignmentsComplete: true });
}

function grant(change: Partial<Grant> = {}): Grant {
  return {
    name: "grant",
    principalId: "me",
    scope: subscription,
    ...roleOf({ actions: ["*"], notActions: [] }),
    ...change,
  };
}

function roleOf(permission: Permission): Pick<Grant, "role"> {
  return { role: { name: "role", permissions: [permission] } };
}

function scopeOf(id: string): Scope {
  const parsed = parseScope(id);
  assert.ok(isScope(parsed), id);
  return parsed;
}

/** What must not change a verdict about rights, and what may change it in one direction only. */
import { strict as assert } from "node:assert";
import fc from "fast-check";
import { explainAccess } from "../../../azure/access/explain-access";
import { AccessQuestion, Grant, Permission } from "../../../azure/access/grant";
import { isScope, parseScope, Scope } from "../../../azure/access/scope";
import { unknown } from "../../../azure/known";
import { runs, seed } from "../../oracle/seed";
import { Tally } from "../../oracle/tally";

const actions = [
  "*",
  "*/read",
  "Microsoft.Network/*",
  "Microsoft.Network/virtualNetworks/*",
  "Microsoft.Network/virtualNetworks/subnets/join/action",
  "Microsoft.Network/virtualNetworks/subnets/*/action",
  "Microsoft.Network/virtualNetworks/subnets/read",
];
const scopes = [
  "/",
  "/subscriptions/s",
  "/subscriptions/s/resourceGroups/rg",
  "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/vnet1",
  "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/vnet10",
  "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/vnet1/subnets/a",
  "/providers/Microsoft.Management/managementGroups/mg",
];

const permission: fc.Arbitrary<Permission> = fc.record({
  actions: fc.array(fc.constantFrom(...actions), { maxLength: 2 }),
  notActions: fc.array(fc.constantFrom(...actions), { maxLength: 1 }),
});

const grant: fc.Arbitrary<Grant> = fc
  .record({
    principalId: fc.constantFrom("me", "me", "you"),
    principalType: fc.constantFrom("User", "ServicePrincipal", "Group", undefined),
    permissions: fc.array(permission, { minLength: 1, maxLength: 2 }),
    scope: fc.constantFrom(...scopes),
    condition: fc.constantFrom(undefined, undefined, undefined, "", "@Resource[…] StringEquals 'x'"),
  })
  .map(({ principalId, principalType, permissions, scope, condition }) => ({
    name: "grant",
    principalId,
    ...(principalType !== undefined && { principalType }),
    role: { name: "role", permissions },
    scope: toScope(scope),
    ...(condition !== undefined && { condition }),
  }));

const question: fc.Arbitrary<AccessQuestion> = fc.record({
  principalIds: fc.constantFrom(["me"], ["me", "somebody"]),
  action: fc.constantFrom(...actions),
  scope: fc.constantFrom(...scopes.map(toScope)),
});

describe(`access: what changes nothing (seed ${seed})`, () => {
  it("the order of the assignments", () => {
    check((grants, asked) => assert.equal(verdict([...grants].reverse(), asked), verdict(grants, asked)));
  });

  it("an assignment twice, or one to somebody else", () => {
    const others: readonly Grant[] = [
      { name: "other", principalId: "somebody else", role: owner, scope: [] },
      { name: "elsewhere", principalId: "me", role: owner, scope: toScope("/subscriptions/t") },
      { name: "empty", principalId: "me", role: { name: "none", permissions: [] }, scope: [] },
    ];
    check((grants, asked) => {
      assert.equal(verdict([...grants, ...grants], asked), verdict(grants, asked));
      assert.equal(verdict([...others, ...grants], asked), verdict(grants, asked));
    });
  });

  it("names of assignments and roles", () => {
    check((grants, asked) => {
      const renamed = grants.map((each, index) => ({ ...each, name: `other-${index}`, role: named(each.role) }));
      assert.equal(verdict(renamed, asked), verdict(grants, asked));
    });
  });

  it("upper and lower case of ids, actions and principals", () => {
    check((grants, asked) => {
      const shouted = grants.map((each) => ({ ...each, scope: inCapitals(each.scope), principalId: capital(each) }));
      const loud = { ...asked, action: asked.action.toUpperCase(), scope: inCapitals(asked.scope) as Scope };
      assert.equal(verdict(shouted, asked), verdict(grants, asked));
      assert.equal(verdict(grants, loud), verdict(grants, asked));
    });
  });

  it("each permission in an assignment of its own: roles add up", () => {
    check((grants, asked) => {
      const apart = grants.flatMap((each) =>
        permissionsOf(each).map((one) => ({ ...each, role: { name: "part", permissions: [one] } })),
      );
      assert.equal(verdict(apart, asked), verdict(grants, asked));
    });
  });
});

describe(`access: what changes it in one direction (seed ${seed})`, () => {
  it("one assignment more never takes a right away", () => {
    const seen = new Tally();
    fc.assert(
      fc.property(some, grant, question, (grants, more, asked) => {
        const [before, after] = [verdict(grants, asked), verdict([...grants, more], asked)];
        seen.count(before === after ? "kept" : "more");
        assert.ok(rank(after) >= rank(before), `${before} became ${after}`);
      }),
      runs(3000),
    );
    seen.atLeast({ kept: 1000, more: 100 });
  });

  it("a right on a scope holds on every scope below", () => {
    check((grants, asked) => {
      const below = { ...asked, scope: [...asked.scope, "providers", "n", "things", "t"] };
      assert.ok(rank(verdict(grants, below)) >= rank(verdict(grants, asked)));
    });
  });

  it("any value that isn't known turns a verdict into undecided or leaves it", () => {
    const hidden = unknown("hidden");
    const changes = [
      { principalId: hidden },
      { principalType: hidden },
      { role: hidden },
      { role: { name: "role", permissions: hidden } },
      { scope: hidden },
      { condition: hidden },
    ] satisfies readonly Partial<Grant>[];
    const seen = new Tally();
    fc.assert(
      fc.property(some, question, fc.nat(), fc.constantFrom(...changes), (grants, asked, at, change) => {
        const changed = grants.map((each, index) => (index === at % grants.length ? { ...each, ...change } : each));
        const [before, after] = [verdict(grants, asked), verdict(changed, asked)];
        seen.count(before === after ? "kept" : "undecided");
        assert.ok(after === before || after === "undecided", `${before} became ${after}`);
      }),
      runs(3000),
    );
    seen.atLeast({ kept: 500, undecided: 300 });
  });
});

const some = fc.array(grant, { minLength: 1, maxLength: 4 });
const owner = { name: "Owner", permissions: [{ actions: ["*"], notActions: [] }] };

function check(property: (grants: readonly Grant[], asked: AccessQuestion) => void): void {
  fc.assert(
    fc.property(fc.array(grant, { maxLength: 4 }), question, (grants, asked) => property(grants, asked)),
    runs(2000),
  );
}

function verdict(grants: readonly Grant[], asked: AccessQuestion): string {
  return explainAccess(grants, asked, { assignmentsComplete: true }).verdict;
}

function rank(answer: string): number {
  return ["denied", "undecided", "allowed"].indexOf(answer);
}

function permissionsOf({ role }: Grant): readonly Permission[] {
  return "unknown" in role || "unknown" in role.permissions ? [] : role.permissions;
}

function named(role: Grant["role"]): Grant["role"] {
  return "unknown" in role ? role : { ...role, name: "another name" };
}

function capital({ principalId }: Grant): string {
  return typeof principalId === "string" ? principalId.toUpperCase() : "";
}

function inCapitals(scope: Grant["scope"]): Grant["scope"] {
  return "unknown" in scope ? scope : scope.map((each) => (typeof each === "string" ? each.toUpperCase() : each));
}

function toScope(id: string): Scope {
  const scope = parseScope(id);
  assert.ok(isScope(scope), id);
  return scope;
}

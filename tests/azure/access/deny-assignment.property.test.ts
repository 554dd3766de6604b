/**
 * Access with deny assignments and assignable scopes against the slow truth: every action of a small world is asked
 * for by itself. Nothing of that truth comes from `azure/`.
 */
import { strict as assert } from "node:assert";
import fc from "fast-check";
import { accessOf } from "../../../azure/access/access-of";
import { DenyAssignment, everybody } from "../../../azure/access/deny-assignment";
import { explainAccess } from "../../../azure/access/explain-access";
import { Grant } from "../../../azure/access/grant";
import { isScope, parseScope, Scope } from "../../../azure/access/scope";
import { unknown } from "../../../azure/known";
import { everyAction, fits, isGranted, OracleGrant } from "../../oracle/grants";
import { runs, seed } from "../../oracle/seed";
import { Tally } from "../../oracle/tally";

// `z` stands for every letter that no pattern names.
const actions = everyAction("abz", 5);
const action = fc.string({ unit: fc.constantFrom("a", "b"), minLength: 1, maxLength: 3 });
const pattern = fc.string({ unit: fc.constantFrom("a", "b", "*"), minLength: 1, maxLength: 3 });
const scopes = [
  "/",
  "/subscriptions/s",
  "/subscriptions/s/resourceGroups/g",
  "/subscriptions/s/resourceGroups/g/providers/n/v/vnet1",
  "/subscriptions/s/resourceGroups/g/providers/n/v/vnet10",
  "/subscriptions/t",
];

interface Denial {
  readonly principals: readonly string[];
  readonly excluded: readonly string[];
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
  readonly scope: string;
  readonly children: boolean;
}

type Assigned = OracleGrant & { readonly assignable: readonly string[] | undefined };

const permission = fc.record({
  actions: fc.array(fc.oneof(fc.constant("*"), pattern), { minLength: 1, maxLength: 2 }),
  notActions: fc.array(pattern, { maxLength: 1 }),
});
const grant: fc.Arbitrary<Assigned> = fc.record({
  principal: fc.constantFrom("me", "me", "me", "you"),
  scope: fc.constantFrom(...scopes.slice(0, 5)),
  permissions: fc.array(permission, { minLength: 1, maxLength: 2 }),
  assignable: fc.option(fc.array(fc.constantFrom(...scopes), { minLength: 1, maxLength: 2 }), { nil: undefined }),
});
const denial: fc.Arbitrary<Denial> = fc.record({
  principals: fc.constantFrom(["me"], ["you"], ["you", "me"], [everybody]),
  excluded: fc.constantFrom([], [], ["me"], ["you"]),
  actions: fc.array(pattern, { minLength: 1, maxLength: 2 }),
  notActions: fc.array(pattern, { maxLength: 1 }),
  scope: fc.constantFrom(...scopes),
  children: fc.boolean(),
});

describe(`access with denials agrees with trying every action (seed ${seed})`, function () {
  this.timeout(120_000);
  const world = [
    fc.array(grant, { maxLength: 3 }),
    fc.array(denial, { maxLength: 2 }),
    fc.oneof(action, pattern),
    fc.constantFrom(...scopes),
  ] as const;

  it("for one action and for patterns", () => {
    const seen = new Tally();
    fc.assert(
      fc.property(...world, (grants, denials, asked, on) => {
        const options = { assignmentsComplete: true, denyAssignments: denials.map(toDenial) };
        const decision = explainAccess(grants.map(toGrant), question(asked, on), options);
        const truth = actions.filter((text) => fits(asked, text)).every((text) => isAllowed(grants, denials, text, on));
        seen.count(decision.verdict);
        assert.ok(decision.verdict !== "allowed" || truth, "allowed, but not every action is");
        assert.ok(decision.verdict !== "denied" || !truth, "denied, but every action is allowed");
        assert.ok(decision.verdict !== "undecided" || asked.includes("*"), "one action is always decided");
        assert.equal(decision.verdict === "undecided", decision.unknowns.length > 0);
        assert.ok(decision.deniedBy === undefined || decision.verdict === "denied");
      }),
      runs(3000),
    );
    seen.atLeast({ allowed: 200, denied: 200 });
    assert.ok(seen.share("undecided") < 0.1, seen.toString());
  });

  it("and what isn't known of a denial turns a verdict into undecided or leaves it", () => {
    const hidden = unknown("hidden");
    const changes = [
      { principals: hidden },
      { principals: [hidden] },
      { principals: [{ id: "team", type: "Group" }] },
      { excludedPrincipals: hidden },
      { permissions: hidden },
      { permissions: [{ actions: [hidden], notActions: [] }] },
      { scope: hidden },
      { appliesTo: hidden },
      { condition: hidden },
    ] satisfies readonly Partial<DenyAssignment>[];
    const seen = new Tally();
    fc.assert(
      fc.property(...world, fc.constantFrom(...changes), (grants, denials, asked, on, change) => {
        const [before, after] = [{}, change].map((each) => {
          const denyAssignments = denials.map(toDenial).map((one, index) => (index === 0 ? { ...one, ...each } : one));
          const options = { assignmentsComplete: true, denyAssignments };
          return explainAccess(grants.map(toGrant), question(asked, on), options).verdict;
        });
        seen.count(before === after ? "kept" : "undecided");
        const spared = change.condition !== undefined && before === "allowed";
        assert.ok(after === before || (after === "undecided" && !spared), `${String(before)} became ${String(after)}`);
      }),
      runs(2000),
    );
    seen.atLeast({ kept: 100, undecided: 25 });
  });

  it("and the grants that surely give it are those that would alone", () => {
    const seen = new Tally();
    fc.assert(
      fc.property(fc.array(grant, { maxLength: 4 }), action, fc.constantFrom(...scopes), (grants, asked, on) => {
        const ours = grants.map(toGrant);
        const answers = accessOf(ours, question(asked, on));
        ours.forEach((each, index) => {
          const alone = isAllowed(grants.slice(index, index + 1), [], asked, on);
          const answer = answers.find(({ grant: found }) => found === each);
          seen.count(answer?.gives ?? "out of reach");
          assert.equal(answer?.gives === "surely", alone);
          assert.equal((answer?.lacks.length ?? 0) > 0, answer?.gives === "not");
        });
      }),
      runs(2000),
    );
    seen.atLeast({ surely: 100, not: 100, "out of reach": 100 });
  });
});

function isAllowed(grants: readonly Assigned[], denials: readonly Denial[], text: string, on: string): boolean {
  const taken = grants.filter(({ assignable, scope }) => assignable?.some((each) => lies(scope, each)) ?? true);
  const denied = denials.some(
    (each) =>
      (each.principals.includes("me") || each.principals.includes(everybody)) &&
      !each.excluded.includes("me") &&
      (each.children ? lies(on, each.scope) : on === each.scope) &&
      each.actions.some((one) => fits(one, text)) &&
      !each.notActions.some((one) => fits(one, text)),
  );
  return isGranted(taken, "me", text, on) && !denied;
}

function lies(inner: string, outer: string): boolean {
  return outer === "/" || inner === outer || inner.startsWith(`${outer}/`);
}

function toGrant({ principal, scope, permissions, assignable }: Assigned, index: number): Grant {
  const role = { name: "role", permissions, ...(assignable && { assignableScopes: assignable.map(toScope) }) };
  return { name: `grant-${index}`, principalId: principal, role, scope: toScope(scope) };
}

function toDenial(each: Denial, index: number): DenyAssignment {
  const principal = (id: string) => ({ id, type: id === everybody ? "SystemDefined" : "User" });
  return {
    name: `denial-${index}`,
    principals: each.principals.map(principal),
    excludedPrincipals: each.excluded.map(principal),
    permissions: [{ actions: each.actions, notActions: each.notActions }],
    scope: toScope(each.scope),
    appliesTo: each.children ? "scope and children" : "scope only",
  };
}

function question(asked: string, on: string) {
  return { principalIds: ["ME"], action: asked.toUpperCase(), scope: toScope(on.toUpperCase()) };
}

function toScope(id: string): Scope {
  const scope = parseScope(id);
  assert.ok(isScope(scope), id);
  return scope;
}

/** Access against the slow truth of tests/oracle. */
import { strict as assert } from "node:assert";
import fc from "fast-check";
import { coversPattern, matchesAction, patternsMeet } from "../../../azure/access/action-pattern";
import { explainAccess } from "../../../azure/access/explain-access";
import { Grant, Permission } from "../../../azure/access/grant";
import { isScope, parseScope, Scope } from "../../../azure/access/scope";
import { isUnknown, unknown } from "../../../azure/known";
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
  "/subscriptions/s/resourceGroups/vnet",
  "/subscriptions/s/resourceGroups/vnet/providers/n/v/vnet1",
  "/subscriptions/s/resourceGroups/vnet/providers/n/v/vnet10",
  "/subscriptions/s/resourceGroups/vnet/providers/n/v/vnet1/subnets/a",
  "/subscriptions/t",
];

const grant: fc.Arbitrary<OracleGrant> = fc.record({
  principal: fc.constantFrom("me", "me", "me", "you"),
  scope: fc.constantFrom(...scopes),
  permissions: fc.array(
    fc.record({ actions: fc.array(pattern, { maxLength: 2 }), notActions: fc.array(pattern, { maxLength: 1 }) }),
    { minLength: 1, maxLength: 2 },
  ),
});

describe(`action patterns agree with trying every action (seed ${seed})`, function () {
  this.timeout(120_000);

  it("one action", () => {
    fc.assert(
      fc.property(pattern, action, (outer, text) => assert.equal(matchesAction(outer, text), fits(outer, text))),
      runs(20_000),
    );
  });

  it("one pattern in another, and two with an action in common", () => {
    const seen = new Tally();
    fc.assert(
      fc.property(pattern, pattern, (a, b) => {
        const [ofA, ofB] = [actions.filter((text) => fits(a, text)), actions.filter((text) => fits(b, text))];
        const covered = ofB.every((text) => fits(a, text));
        seen.count(covered ? "covered" : "not covered");
        assert.equal(coversPattern(a, b), covered);
        assert.equal(
          patternsMeet(a, b),
          ofA.some((text) => fits(b, text)),
        );
      }),
      runs(20_000),
    );
    seen.atLeast({ covered: 1000, "not covered": 1000 });
  });
});

describe(`access agrees with trying every action (seed ${seed})`, function () {
  this.timeout(120_000);

  it("for one action and for patterns, when all assignments are known", () => {
    const seen = new Tally();
    fc.assert(
      fc.property(
        fc.array(grant, { maxLength: 4 }),
        fc.oneof(action, pattern),
        fc.constantFrom(...scopes),
        (all, asked, on) => {
          const decision = explainAccess(all.map(toGrant), question(asked, on), { assignmentsComplete: true });
          const truth = actions.filter((text) => fits(asked, text)).every((text) => isGranted(all, "me", text, on));
          seen.count(decision.verdict);
          assert.equal(decision.verdict === "allowed" && !truth, false, "allowed, but an action isn't granted");
          assert.equal(decision.verdict === "denied" && truth, false, "denied, but every action is granted");
          assert.equal(decision.verdict === "undecided" && !asked.includes("*"), false, "one action is always decided");
          assert.equal(decision.verdict === "allowed", decision.grantedBy !== undefined);
          assert.equal(decision.verdict === "undecided", decision.unknowns.length > 0);
        },
      ),
      runs(20_000),
    );
    seen.atLeast({ allowed: 2000, denied: 2000 });
    assert.ok(seen.share("undecided") < 0.1, seen.toString());
  });

  it("and what isn't known turns a verdict into undecided or leaves it", () => {
    const fields = [
      { principalId: hidden },
      { role: hidden },
      { scope: hidden },
      { condition: hidden },
      { role: { name: "r", permissions: hidden } },
      { role: { name: "r", permissions: [{ actions: [hidden], notActions: [] }] } },
      { condition: "@Resource[…] StringEquals 'x'" },
    ] satisfies readonly Partial<Grant>[];
    const seen = new Tally();
    fc.assert(
      fc.property(
        fc.array(grant, { minLength: 1, maxLength: 3 }),
        action,
        fc.constantFrom(...scopes),
        fc.constantFrom(...fields),
        (all, asked, on, change) => {
          const [before, after] = [false, true].map((changed) => {
            const grants = all
              .map(toGrant)
              .map((each, index) => (changed && index === 0 ? { ...each, ...change } : each));
            return explainAccess(grants, question(asked, on), { assignmentsComplete: true }).verdict;
          });
          seen.count(before === after ? "kept" : "undecided");
          const restricted = change.condition !== undefined && before === "denied";
          assert.ok(after === before || after === "undecided", `${String(before)} became ${String(after)}`);
          assert.ok(!restricted || after === "denied" || after === "undecided");
        },
      ),
      runs(20_000),
    );
    seen.atLeast({ kept: 1000, undecided: 1000 });
  });

  it("and what isn't known is undecided exactly where its values differ", () => {
    const seen = new Tally();
    fc.assert(
      fc.property(
        fc.array(grant, { minLength: 1, maxLength: 3 }),
        fc.oneof({ weight: 3, arbitrary: action }, { weight: 1, arbitrary: pattern }),
        fc.constantFrom(...scopes),
        fc.uniqueArray(fc.record({ at: fc.nat(2), field: fc.constantFrom(...hideable) }), {
          minLength: 1,
          maxLength: 2,
          selector: ({ at }) => at,
        }),
        (all, asked, on, hides) => {
          const meant = actions.filter((text) => fits(asked, text));
          const truths = new Set(
            completions(all, hides).map((each) => meant.every((text) => isGranted(each, "me", text, on))),
          );
          const grants = all.map(toGrant).map((each, index) => hide(each, hides, index));
          const { verdict } = explainAccess(grants, question(asked, on), { assignmentsComplete: true });
          const truth = truths.size > 1 ? "open" : truths.has(true) ? "allowed" : "denied";
          seen.count(verdict === "undecided" && truth !== "open" ? "undecided, but all agree" : verdict);
          assert.ok(verdict === truth || verdict === "undecided", `decided ${verdict}, but the values say ${truth}`);
        },
      ),
      runs(20_000),
    );
    seen.atLeast({ allowed: 500, denied: 3000, undecided: 2000 });
    assert.ok(seen.share("undecided, but all agree") < 0.05, seen.toString());
  });

  it("and nothing is denied for lack of a grant while assignments may be missing", () => {
    fc.assert(
      fc.property(fc.array(grant, { maxLength: 3 }), action, fc.constantFrom(...scopes), (all, asked, on) => {
        const complete = explainAccess(all.map(toGrant), question(asked, on), { assignmentsComplete: true });
        const partial = explainAccess(all.map(toGrant), question(asked, on), { assignmentsComplete: false });
        assert.equal(partial.verdict, complete.verdict === "allowed" ? "allowed" : "undecided");
      }),
      runs(5000),
    );
  });
});

const hidden = unknown("hidden");
const hideable = ["principalId", "group", "scope", "role", "permissions", "action", "notAction", "condition"] as const;

interface Hidden {
  readonly at: number;
  readonly field: (typeof hideable)[number];
}

function hide(each: Grant, hides: readonly Hidden[], index: number): Grant {
  return hides
    .filter(({ at }) => at === index)
    .reduce<Grant>((changed, { field }) => {
      switch (field) {
        case "group":
          return { ...changed, principalId: "a group", principalType: "Group" };
        case "permissions":
          return { ...changed, role: { name: "role", permissions: hidden } };
        case "action":
        case "notAction":
          return { ...changed, role: { name: "role", permissions: permissionsWith(changed.role, field) } };
        default:
          return { ...changed, [field]: hidden };
      }
    }, each);
}

/** The first permission with one more pattern that isn't known. */
function permissionsWith(role: Grant["role"], field: "action" | "notAction"): readonly Permission[] {
  assert.ok(!isUnknown(role) && !isUnknown(role.permissions));
  return role.permissions.map(({ actions: given, notActions: removed }, index) => ({
    actions: field === "action" && index === 0 ? [...given, hidden] : given,
    notActions: field === "notAction" && index === 0 ? [...removed, hidden] : removed,
  }));
}

/** The grants with every value of what is hidden; patterns up to two letters stand for the longer ones. */
function completions(all: readonly OracleGrant[], hides: readonly Hidden[]): readonly (readonly OracleGrant[])[] {
  return hides.reduce<readonly (readonly OracleGrant[])[]>(
    (groups, { at, field }) =>
      groups.flatMap((group) => {
        const one = group[at];
        return one === undefined
          ? [group]
          : valuesOf(one, field).map((value) => group.map((each, index) => (index === at ? value : each)));
      }),
    [all],
  );
}

function valuesOf(one: OracleGrant, field: Hidden["field"]): readonly OracleGrant[] {
  const [first = { actions: [], notActions: [] }, ...others] = one.permissions;
  switch (field) {
    case "principalId":
    case "group":
      return ["me", "you"].map((principal) => ({ ...one, principal }));
    case "scope":
      return scopes.map((scope) => ({ ...one, scope }));
    case "condition":
      return [one, { ...one, permissions: [] }];
    case "action":
      return somePatterns.map((more) => ({
        ...one,
        permissions: [{ ...first, actions: [...first.actions, more] }, ...others],
      }));
    case "notAction":
      return somePatterns.map((more) => ({
        ...one,
        permissions: [{ ...first, notActions: [...first.notActions, more] }, ...others],
      }));
    default:
      return somePatterns.map((only) => ({ ...one, permissions: [{ actions: [only], notActions: [] }] }));
  }
}

const somePatterns = ["*", "z", ...everyAction("ab*", 3).filter((text) => text.length > 0 && !text.includes("**"))];

function toGrant({ principal, scope, permissions }: OracleGrant, index: number): Grant {
  return { name: `grant-${index}`, principalId: principal, role: { name: "role", permissions }, scope: toScope(scope) };
}

function question(asked: string, on: string) {
  return { principalIds: ["ME"], action: asked.toUpperCase(), scope: toScope(on.toUpperCase()) };
}

function toScope(id: string): Scope {
  const scope = parseScope(id);
  assert.ok(isScope(scope), id);
  return scope;
}

/**
 * What Azure's documentation says of deny assignments, both sides of each border.
 * https://learn.microsoft.com/azure/role-based-access-control/deny-assignments
 */
import { strict as assert } from "node:assert";
import { DenyAssignment, everybody, judgeDeny } from "../../../azure/access/deny-assignment";
import { explainAccess } from "../../../azure/access/explain-access";
import { AccessQuestion, Grant } from "../../../azure/access/grant";
import { isScope, parseScope, Scope } from "../../../azure/access/scope";
import { unknown } from "../../../azure/known";

const subscription = "/subscriptions/00000000-0000-0000-0000-000000000001";
const group = `${subscription}/resourceGroups/rg`;
const network = `${group}/providers/Microsoft.Network/virtualNetworks/vnet1`;
const subnet = `${network}/subnets/inference`;
const join = "Microsoft.Network/virtualNetworks/subnets/join/action";
const reads = "Microsoft.Network/*/read";

type Change = Partial<DenyAssignment>;

describe("a deny assignment applies", () => {
  const hidden = unknown("hidden");
  const to = (...principals: readonly (string | readonly [string, string])[]) =>
    principals.map((each) => (typeof each === "string" ? { id: each, type: "User" } : { id: each[0], type: each[1] }));
  const denies = (actions: readonly string[], notActions: readonly string[] = []) => [{ actions, notActions }];

  const table: readonly (readonly [title: string, change: Change, applies: string, asked?: Partial<AccessQuestion>])[] =
    [
      ["to one principal", {}, "surely"],
      ["to the same in another case", { principals: to("DEPLOYER") }, "surely"],
      ["to somebody else", { principals: to("other") }, "not"],
      ["to everybody", { principals: to([everybody, "SystemDefined"]) }, "surely"],
      [
        "to everybody but one",
        { principals: to([everybody, "SystemDefined"]), excludedPrincipals: to("deployer") },
        "not",
      ],
      ["to everybody but another", { principals: to(everybody), excludedPrincipals: to("other") }, "surely"],
      ["to everybody but a group", { principals: to(everybody), excludedPrincipals: to(["team", "Group"]) }, "perhaps"],
      ["to a group", { principals: to(["team", "Group"]) }, "perhaps"],
      ["to a principal of a kind that isn't known", { principals: [{ id: "other" }] }, "perhaps"],
      ["to unknown principals", { principals: hidden }, "perhaps"],
      ["to an unknown principal beside one", { principals: [hidden, ...to("deployer")] }, "surely"],
      ["to all but unknown ones", { excludedPrincipals: hidden }, "perhaps"],
      ["to nobody", { principals: [] }, "not"],
      // of two that are asked about, one may be the other's group or act for itself
      ["to one of two", {}, "perhaps", { principalIds: ["deployer", "second"] }],
      ["to both of two", { principals: to("deployer", "second") }, "surely", { principalIds: ["deployer", "second"] }],
      ["to neither of two", { principals: to("other") }, "not", { principalIds: ["deployer", "second"] }],

      ["on the scope", { scope: scope(subnet) }, "surely"],
      ["on the network", { scope: scope(network) }, "surely"],
      ["on the tenant", { scope: scope("/") }, "surely"],
      ["beside the scope", { scope: scope(`${network}/subnets/other`) }, "not"],
      ["below the scope", { scope: scope(subnet) }, "not", { scope: scope(network) }],
      ["on a network whose name starts alike", { scope: scope(`${network}0`) }, "not"],
      ["on a management group", { scope: scope("/providers/Microsoft.Management/managementGroups/mg") }, "perhaps"],
      ["on an unknown scope", { scope: hidden }, "perhaps"],
      ["not to children, above", { scope: scope(network), appliesTo: "scope only" }, "not"],
      ["not to children, on the scope itself", { scope: scope(subnet), appliesTo: "scope only" }, "surely"],
      ["to children or not, above", { scope: scope(network), appliesTo: hidden }, "perhaps"],
      ["to children or not, on the scope itself", { scope: scope(subnet), appliesTo: hidden }, "surely"],
      ["to children or not, beside", { scope: scope(`${network}0`), appliesTo: hidden }, "not"],

      ["to the action", { permissions: denies([join]) }, "surely"],
      ["to every action", { permissions: denies(["*"]) }, "surely"],
      ["to another action", { permissions: denies(["Microsoft.Network/virtualNetworks/join/action"]) }, "not"],
      ["to every action but this one", { permissions: denies(["*"], [join]) }, "not"],
      ["to every action but others", { permissions: denies(["*"], ["*/read"]) }, "surely"],
      ["by one of two permissions", { permissions: [...denies(["*"], [join]), ...denies([join])] }, "surely"],
      ["to unknown actions", { permissions: hidden }, "perhaps"],
      ["to an unknown action", { permissions: [{ actions: [hidden], notActions: [] }] }, "perhaps"],
      ["to this action but unknown ones", { permissions: [{ actions: [join], notActions: [hidden] }] }, "perhaps"],
      ["to nothing", { permissions: [] }, "not"],

      // a wildcard right is whole only with every action of it
      [
        "to one read of all",
        { permissions: denies(["Microsoft.Network/virtualNetworks/read"]) },
        "surely",
        { action: reads },
      ],
      [
        "to all reads but one",
        { permissions: denies(["*/read"], ["Microsoft.Network/a/read"]) },
        "surely",
        { action: reads },
      ],
      [
        "to all reads but these",
        { permissions: denies(["*/read"], ["Microsoft.Network/*"]) },
        "not",
        { action: reads },
      ],
      ["to writes", { permissions: denies(["*/write"]) }, "not", { action: reads }],
      [
        "to what overlaps",
        { permissions: denies(["Microsoft.Network/virtualNetworks/*"]) },
        "surely",
        { action: reads },
      ],
      [
        "to what overlaps, some of it spared",
        { permissions: denies(["Microsoft.Network/virtualNetworks/*"], ["*/subnets/read"]) },
        "perhaps",
        { action: reads },
      ],

      ["with a condition", { condition: "…" }, "perhaps"],
      ["with an empty condition", { condition: "" }, "surely"],
      ["with a condition, elsewhere", { condition: "…", scope: scope(`${network}0`) }, "not"],
    ];
  for (const [title, change, applies, asked] of table) {
    it(`${title}: ${applies}`, () => {
      const answer = judgeDeny(deny(change), { ...question, ...asked }, "deployer");
      assert.equal(answer.applies, applies);
      assert.equal(answer.unknowns.length > 0, applies === "perhaps");
    });
  }

  it("to nobody who is asked about, if it spares them all, whoever has the grant", () => {
    const all = deny({ principals: to(everybody), excludedPrincipals: to("deployer", "second") });
    const asked = { ...question, principalIds: ["deployer", "second"] };
    assert.equal(judgeDeny(all, asked, unknown("who has it")).applies, "not");
    assert.equal(judgeDeny({ ...all, excludedPrincipals: to("second") }, asked, "deployer").applies, "perhaps");
  });
});

describe("access under deny assignments", () => {
  const grant: Grant = {
    name: "assignment",
    principalId: "deployer",
    role: { name: "Owner", permissions: [{ actions: ["*"], notActions: [] }] },
    scope: scope(subscription),
  };
  const explain = (denyAssignments: readonly DenyAssignment[], grants = [grant], complete = true) =>
    explainAccess(grants, question, { assignmentsComplete: complete, denyAssignments });

  it("one that surely applies wins over every grant, and is named", () => {
    const denial = deny({});
    assert.deepEqual(explain([deny({ scope: scope(`${network}0`) }), denial]), {
      verdict: "denied",
      deniedBy: denial,
      nearestMiss: { grant, kind: "denied", because: "deny assignment stack takes it away" },
      unknowns: [],
    });
  });

  it("also over grants that nobody told of", () => {
    assert.equal(explain([deny({})], [], false).verdict, "denied");
    assert.equal(explain([], [], false).verdict, "undecided");
  });

  it("one that may apply leaves it undecided", () => {
    const decision = explain([deny({ condition: "…" })]);
    assert.deepEqual(decision, {
      verdict: "undecided",
      nearestMiss: { grant, kind: "unknown", because: "not known: whether the condition of stack holds" },
      unknowns: ["whether the condition of stack holds"],
    });
  });

  it("one that may apply changes nothing where no grant gives the right", () => {
    const elsewhere = { ...grant, scope: scope(`${network}0`) };
    assert.equal(explain([deny({ condition: "…" })], [elsewhere]).verdict, "denied");
  });

  it("one that doesn't apply changes nothing", () => {
    assert.equal(explain([deny({ principals: [{ id: "other", type: "User" }] })]).grantedBy, grant);
    assert.equal(explain([]).grantedBy, grant);
  });

  it("one that spares the grant's own principal leaves it its right", () => {
    const all = deny({
      principals: [{ id: everybody, type: "SystemDefined" }],
      excludedPrincipals: [{ id: "deployer", type: "User" }],
    });
    const asked = { ...question, principalIds: ["deployer", "second"] };
    const options = { assignmentsComplete: true, denyAssignments: [all] };
    assert.equal(explainAccess([grant], asked, options).verdict, "allowed");
    // the other's grant is denied, unless the two are one and the same
    assert.equal(explainAccess([{ ...grant, principalId: "second" }], asked, options).verdict, "undecided");
  });
});

const question: AccessQuestion = { principalIds: ["deployer"], action: join, scope: scope(subnet) };

function deny(change: Change): DenyAssignment {
  return {
    name: "stack",
    principals: [{ id: "deployer", type: "User" }],
    permissions: [{ actions: ["Microsoft.Network/*"], notActions: [] }],
    scope: scope(group),
    ...change,
  };
}

function scope(id: string): Scope {
  const parsed = parseScope(id);
  assert.ok(isScope(parsed), id);
  return parsed;
}

/** Whatever stands where a scope, an action or a role should: a problem or an answer, never an exception, never a wait. */
import { strict as assert } from "node:assert";
import fc from "fast-check";
import { coversPattern, patternsMeet } from "../../../azure/access/action-pattern";
import { explainAccess } from "../../../azure/access/explain-access";
import { Grant } from "../../../azure/access/grant";
import { containsScope, describeScope, isScope, parseScope, Scope } from "../../../azure/access/scope";
import { unknown } from "../../../azure/known";
import { runs, seed } from "../../oracle/seed";

const join = "Microsoft.Network/virtualNetworks/subnets/join/action";

describe("bad input: what is no scope is a problem that shows it", () => {
  const table: readonly (readonly [id: string, found: string])[] = [
    ["", "``"],
    ["subscriptions/s", "`subscriptions/s`"],
    ["/subscriptions", "`/subscriptions`"],
    ["/subscriptions/s/resourceGroups", "`/subscriptions/s/resourceGroups`"],
    ["/subscriptions//resourceGroups/rg", "`/subscriptions//resourceGroups/rg`"],
    ["//", "`//`"],
    ["/resourceGroups/rg", "`/resourceGroups/rg`"],
    ["/__proto__/s", "`/__proto__/s`"],
    ["https://management.azure.com/subscriptions/s", "`https://management.azure.com/subscriptions/s`"],
    ["/subscriptions\n/s", "`/subscriptions /s`"],
  ];
  for (const [id, found] of table) {
    it(JSON.stringify(id), () => {
      const problem = parseScope(id);
      assert.ok(!isScope(problem));
      assert.deepEqual([problem.path, problem.found], ["scope", found]);
      assert.match(problem.expected, /^an ARM id/);
    });
  }

  it("names of JavaScript are names", () => {
    const scope = scopeOf("/subscriptions/__proto__/resourceGroups/constructor");
    assert.deepEqual(scope, ["subscriptions", "__proto__", "resourceGroups", "constructor"]);
    assert.equal(describeScope(scope), "resource group constructor");
    assert.equal(describeScope(scopeOf("/subscriptions/s/toString/valueOf")), "toString valueOf");
    assert.equal(describeScope(scopeOf("/subscriptions/s/__proto__/x")), "__proto__ x");
    assert.equal(describeScope(scopeOf("/subscriptions/s/constructor/x")), "constructor x");
  });
});

describe("bad input: roles and principals", () => {
  const asked = { principalIds: ["me"], action: join, scope: scopeOf("/subscriptions/s") };
  const decide = (grant: Partial<Grant>, question = asked) =>
    explainAccess([{ name: "a", principalId: "me", role: owner, scope: [], ...grant }], question, {
      assignmentsComplete: true,
    }).verdict;

  it("no action and no permission grant nothing", () => {
    assert.equal(decide({ role: { name: "r", permissions: [] } }), "denied");
    assert.equal(decide({ role: { name: "r", permissions: [{ actions: [], notActions: ["*"] }] } }), "denied");
    assert.equal(decide({ role: { name: "r", permissions: [{ actions: [""], notActions: [] }] } }), "denied");
  });

  it("nobody asked is nobody's right", () => {
    assert.equal(decide({}, { ...asked, principalIds: [] }), "denied");
    assert.equal(decide({ principalId: "__proto__" }, { ...asked, principalIds: ["__proto__"] }), "allowed");
    assert.equal(decide({ principalId: "__proto__" }), "denied");
  });

  it("without any assignment the answer is no, or open", () => {
    assert.equal(explainAccess([], asked, { assignmentsComplete: true }).verdict, "denied");
    assert.equal(explainAccess([], asked, { assignmentsComplete: false }).verdict, "undecided");
  });
});

describe(`bad input: any text at all (seed ${seed})`, () => {
  it("is a scope or a problem, and a scope contains itself", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc
        .array(fc.constantFrom("/", "subscriptions", "providers", "__proto__", "a", ""), { maxLength: 12 })
        .map((all) => all.join("")),
    );
    fc.assert(
      fc.property(text, (id) => {
        const parsed = parseScope(id);
        if (isScope(parsed)) {
          assert.equal(containsScope(parsed, parsed), "yes");
          assert.ok(describeScope(parsed).length > 0);
        } else {
          assert.ok(parsed.found.length <= 82 && !/\p{Cc}/u.test(parsed.found));
        }
      }),
      runs(5000),
    );
  });

  it("is a pattern that covers itself", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.string({ unit: fc.constantFrom("*", "a", "/", ".", "\\", "(") }),
    );
    fc.assert(
      fc.property(text, text, (a, b) => {
        assert.ok(coversPattern(a, a));
        assert.ok(patternsMeet(a, a));
        assert.equal(patternsMeet(a, b), patternsMeet(b, a));
        assert.ok(!coversPattern(a, b) || patternsMeet(a, b));
      }),
      runs(5000),
    );
  });
});

describe("bad input: nothing about rights takes more than two seconds of the processor", function () {
  this.timeout(60_000);

  let start = process.cpuUsage();
  beforeEach(() => {
    start = process.cpuUsage();
  });
  afterEach(() => {
    const { user, system } = process.cpuUsage(start);
    assert.ok(user + system < 2_000_000, `${(user + system) / 1000} ms`);
  });

  it("5 MB of scope", () => {
    assert.ok(isScope(parseScope(`/subscriptions/s${"/a/b".repeat(1_250_000)}`)));
    assert.ok(!isScope(parseScope("/".repeat(5_000_000))));
    assert.ok(!isScope(parseScope("a".repeat(5_000_000))));
  });

  it("a pattern made to be tried again and again", () => {
    const [pattern, text] = [`${"*a".repeat(2000)}*b`, "a".repeat(20_000)];
    assert.equal(coversPattern(pattern, text), false);
    assert.equal(patternsMeet("*a".repeat(1500), "*b".repeat(1500)), false);
  });

  it("20,000 assignments, of which nothing is known of every tenth", () => {
    const grants = Array.from({ length: 20_000 }, (_, index): Grant => ({
      name: `assignment-${index}`,
      principalId: index % 10 === 0 ? unknown("the principal") : `principal-${index % 100}`,
      role: owner,
      scope: scopeOf(`/subscriptions/s/resourceGroups/rg${index}`),
    }));
    const asked = { principalIds: ["me"], action: join, scope: scopeOf("/subscriptions/s/resourceGroups/rg70") };
    assert.equal(explainAccess(grants, asked, { assignmentsComplete: true }).verdict, "undecided");
  });
});

const owner = { name: "Owner", permissions: [{ actions: ["*"], notActions: [] }] };

function scopeOf(id: string): Scope {
  const parsed = parseScope(id);
  assert.ok(isScope(parsed), id);
  return parsed;
}

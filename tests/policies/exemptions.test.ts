import assert from "node:assert/strict";
import { CapturedResource } from "../../policies/capture/captured-stack";
import { checkExemptions, Exemption, exemptionFor, unusedExemptions } from "../../policies/exemptions";
import { Judgement } from "../../policies/judgement";
import { EstateRule, Finding } from "../../policies/rules/rule";
import { readSettings } from "../../policies/settings";
import { Report, ruleReport, settingsReport } from "../../policies/violations";

const exemption: Exemption = {
  rule: "nsg-acr-tag",
  resource: "nsg-*",
  reason: "images are baked into the nodes",
  owner: "platform",
  expires: "2026-06-30",
};
const today = "2026-06-30";
const urn = (name: string) => `urn:pulumi:dev::project::azure-native:network:NetworkSecurityGroup::${name}`;
const subject = { name: "nsg-inference", urn: urn("nsg-inference"), path: "" };

const find = (change: Partial<Exemption>, day = today, on: { name: string; urn?: string; path: string } = subject) =>
  exemptionFor([{ ...exemption, ...change }], "nsg-acr-tag", on, day);

/** A rule that finds these. */
function rule(id: string, findings: readonly Finding[] | (() => never)): EstateRule {
  return {
    id,
    title: id,
    level: "mandatory",
    severity: "high",
    source: { document: "none", read: "2026-11-25" },
    page: { fault: "", consequence: "", remedy: "", undecided: "" },
    judge: () => (typeof findings === "function" ? findings() : findings),
  };
}

function fail(name: string): Finding {
  const fault = { who: name, witness: ["w", "w"] as const, decidedBy: "d", consequence: "c", fix: "f" };
  return { verdict: "fail", subject: { name, urn: urn(name), path: "" }, fault };
}

const undecided = (name: string): Finding => ({
  verdict: "undecided",
  subject: { name, urn: urn(name), path: "" },
  question: "q",
  unknowns: [],
});
const pass = (name: string): Finding => ({ verdict: "pass", subject: { name, urn: urn(name), path: "" } });

function resource(type: string, name: string): CapturedResource {
  const dependencies = { dependencies: [], propertyDependencies: new Map() };
  return { urn: `urn:pulumi:dev::project::${type}::${name}`, type, name, inputs: {}, ...dependencies };
}

const machineLearning = [resource("azure-native:machinelearningservices:Workspace", "ml")];

function judgementOf(exemptions: readonly Partial<Exemption>[], resources = machineLearning): Judgement {
  return new Judgement(resources, readSettings({ exemptions: exemptions.map((one) => ({ ...exemption, ...one })) }));
}

function runOf(rules: readonly EstateRule[], disabled: readonly string[] = []) {
  return { rules, today, isEnabled: (name: string) => !disabled.includes(name) };
}

describe("an exemption", () => {
  it("covers its rule on resources of its pattern, up to and with its last day", () => {
    assert.ok(find({}));
    assert.equal(find({}, "2026-07-01"), undefined);
    assert.equal(find({ rule: "nsg-acr-port" }), undefined);
    assert.equal(find({ expires: "2026-02-30" }, "2026-01-01"), undefined, "there is no such day");
    assert.ok(find({ expires: "2028-02-29" }));
  });

  it("takes the pattern as a whole, by name or URN, in upper and lower case as written", () => {
    const rows: readonly (readonly [pattern: string, covered: boolean])[] = [
      ["nsg-inference", true],
      ["nsg", false],
      ["inference", false],
      ["sg-inference", false],
      ["nsg-*", true],
      ["nsg-inference*", true],
      ["*nsg-inference", true],
      ["*-*", true],
      ["**", true],
      ["*", true],
      ["*inference*inference", false],
      ["nsg-*-inference", false],
      ["nsg-in*inference", false],
      ["nsg-*nce", true],
      ["NSG-inference", false],
      ["nsg.inference", false],
      ["nsg-[a-z]*", false],
      ["(.*)", false],
      [urn("nsg-inference"), true],
      ["urn:pulumi:dev::project::*::nsg-inference", true],
      ["urn:pulumi:prod::project::*::nsg-inference", false],
      ["*::nsg-inference", true],
    ];
    for (const [resource, covered] of rows) {
      assert.equal(find({ resource }) !== undefined, covered, resource);
    }
  });

  it("matches names with line breaks and of any length in no time", () => {
    assert.ok(find({ resource: "a*z" }, today, { name: "a\n\nz", path: "" }));
    const started = process.cpuUsage();
    const name = "a".repeat(20_000);
    assert.equal(find({ resource: `${"*a".repeat(5_000)}*b` }, today, { name, path: "" }), undefined);
    assert.ok(process.cpuUsage(started).user < 1_000_000, "not by backtracking");
  });

  it("covers what lies in a template by the deployment's URN, as the engine tells it", () => {
    const inside = { name: "nsg", urn: `${urn("deployment")}#template:network:NetworkSecurityGroup/nsg`, path: "" };
    assert.ok(find({ resource: urn("deployment") }, today, inside));
    assert.equal(find({ resource: urn("deploy") }, today, inside), undefined);
  });

  it("does not cover a finding that is laid at no resource of the stack, unless it names it", () => {
    assert.equal(find({}, today, { name: "the stack", path: "" }), undefined);
    assert.ok(find({ resource: "the stack" }, today, { name: "the stack", path: "" }));
  });

  it("lowers what it covers and hides nothing else", () => {
    const rules = [
      rule("nsg-acr-tag", [fail("nsg-a"), fail("other"), undecided("nsg-b")]),
      rule("nsg-acr-port", [fail("nsg-a")]),
    ];
    const judgement = judgementOf([{}]);
    const told = (report: Report) => report.violations.map((one) => [one.urn, one.level, /accepted/.test(one.message)]);
    assert.deepEqual(
      rules.map((one) => told(ruleReport(judgement, one, runOf(rules)))),
      [
        [
          [urn("nsg-a"), "advisory", true],
          [urn("other"), "own", false],
          [urn("nsg-b"), "advisory", true],
        ],
        [[urn("nsg-a"), "own", false]],
      ],
    );
  });
});

describe("exemptions that cannot do what they are meant for", () => {
  it("are of an unknown rule, expired, or say nothing: every problem with its path", () => {
    const problems = checkExemptions(
      [
        exemption,
        { ...exemption, rule: "nsg-arc-tag", expires: "2026-07-01" },
        { ...exemption, expires: "2027-02-29", reason: " ", owner: "\t" },
      ],
      ["nsg-acr-tag"],
      "2026-07-01",
    );
    assert.deepEqual(
      problems.map(({ path, found, fix }) => [path, found, fix]),
      [
        ["exemptions[0].expires", "`2026-06-30`", "mend the finding or renew the exemption (owner: platform)"],
        ["exemptions[1].rule", "`nsg-arc-tag`", "did you mean `nsg-acr-tag`?"],
        ["exemptions[2].reason", "` `", undefined],
        ["exemptions[2].owner", "` `", undefined],
        ["exemptions[2].expires", "`2027-02-29`", undefined],
      ],
    );
    assert.deepEqual(checkExemptions([exemption], ["nsg-acr-tag"], "2026-06-30"), []);
  });

  it("are those that cover no finding of this run: an advice that tells which", () => {
    const rules = [rule("nsg-acr-tag", [fail("nsg-a"), pass("nsg-b"), undecided("nsg-c")])];
    const unused = (change: Partial<Exemption>) =>
      unusedExemptions(judgementOf([change]), rules, today).map(({ path, found, fix }) => [path, found, fix]);
    const remove = "remove the exemption if it is needed nowhere else (owner: platform)";
    assert.deepEqual(unused({ resource: "nsg-a" }), []);
    assert.deepEqual(unused({ resource: "nsg-c" }), [], "undecided is reported as well");
    assert.deepEqual(unused({ resource: "*" }), []);
    assert.deepEqual(unused({ resource: "nsg-b" })[0]?.slice(0, 2), ["exemptions[0].resource", "`nsg-b`"]);
    assert.deepEqual(unused({ resource: "storage" }), [["exemptions[0].resource", "`storage`", remove]]);
    assert.deepEqual(unused({ resource: "NSG-A" })[0]?.[2], "did you mean `nsg-a`?");
  });

  it("are not those of which this run cannot tell", () => {
    const rules = [rule("nsg-acr-tag", [pass("nsg-a")])];
    const unused = (change: Partial<Exemption>, judged = rules, resources = machineLearning) =>
      unusedExemptions(judgementOf([change], resources), judged, today).length;
    assert.equal(unused({ resource: "nsg-a" }), 1);
    assert.equal(unused({ expires: "2026-06-29" }), 0, "expired: told elsewhere");
    assert.equal(unused({ rule: "nsg-arc-tag" }), 0, "unknown: told elsewhere");
    assert.equal(unused({}, []), 0, "its rule is disabled");
    const broken = rule("nsg-acr-tag", () => {
      throw new Error("no");
    });
    assert.equal(unused({}, [broken]), 0, "its rule could not be evaluated");
    assert.equal(unused({ resource: "urn:pulumi:prod::project::*" }), 0, "of another stack");
    assert.equal(unused({ resource: "urn:pulumi:dev::other::*" }), 0, "of another project");
    assert.equal(unused({ resource: "urn:pulumi:dev::project::*" }), 1);
    assert.equal(unused({ resource: "urn:pulumi:d*" }), 1);
    assert.equal(unused({}, rules, []), 0, "there is nothing in the stack");
  });

  it("are told by the settings: expired ones at its level, unused ones as an advice, once", () => {
    let evaluated = 0;
    const counted = { ...rule("nsg-acr-tag", []), judge: () => ((evaluated += 1), [pass("nsg-a")]) };
    const rules = [counted, rule("nsg-acr-port", [fail("nsg-a")])];
    const judgement = judgementOf([{}, { rule: "nsg-acr-port" }, { expires: "2020-01-01" }]);
    const told = (disabled: readonly string[] = []) =>
      settingsReport(judgement, {}, runOf(rules, disabled)).violations.map(({ level, message }) => [
        level,
        message.split(":")[0],
      ]);
    const expired = ["own", "exemptions[2].expires"];
    assert.deepEqual(told(), [expired, ["advisory", "exemptions[0].resource"]]);
    assert.deepEqual(told(["nsg-acr-tag"]), [expired]);
    ruleReport(judgement, counted, runOf(rules));
    assert.equal(evaluated, 1, "a rule is evaluated once, whoever asks first");
  });

  it("are not told in a stack without Azure Machine Learning, or of which nothing was captured", () => {
    const rules = [rule("nsg-acr-tag", [])];
    const others = [resource("azure-native:network:NetworkSecurityGroup", "nsg")];
    const report = settingsReport(judgementOf([{}], others), {}, runOf(rules));
    assert.deepEqual(report.violations, []);
    assert.ok(report.notApplicable);
    const unseen = machineLearning.map((one) => ({ ...one, inputs: undefined }));
    assert.deepEqual(settingsReport(judgementOf([{}], unseen), {}, runOf(rules)).violations, []);
  });
});

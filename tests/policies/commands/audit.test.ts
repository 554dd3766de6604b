/** The built command in its own process, on files. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { catalogue } from "../../../policies/rules/catalogue";
import { Level, Levels, PackProcess, urnOf } from "../protocol/pack-process";
import { denyInternet } from "../protocol/stack";
import { deployed, stateFile } from "./state-file";

const built = path.resolve(__dirname, "../../../policies/dist/command.js");

interface AuditJson {
  readonly findings: readonly {
    readonly policy: string;
    readonly verdict: string;
    readonly level: string;
    readonly urn: string;
    readonly message: string;
    readonly exceptions: readonly string[];
  }[];
  readonly passed: readonly string[];
  readonly notApplicable: readonly { readonly policy: string; readonly reason: string }[];
  readonly disabled: readonly string[];
  readonly warnings: readonly { readonly path: string; readonly fix?: string }[];
  readonly problems: readonly { readonly path: string; readonly found: string }[];
}

const allDisabledButTag = { all: "disabled", "nsg-acr-tag": "mandatory" };

describe("the audit command", function () {
  this.timeout(60_000);
  const folder = mkdtempSync(path.join(tmpdir(), "audit-"));
  const command = path.join(folder, "command.js");
  const blocked = file("blocked.json", stateFile(deployed([denyInternet])));
  const open = file("open.json", stateFile(deployed([])));

  // Beside no node_modules: what it needs is in it.
  before(() => copyFileSync(built, command));
  after(() => rmSync(folder, { recursive: true, force: true }));

  function file(name: string, content: string): string {
    writeFileSync(path.join(folder, name), content);
    return name;
  }

  function run(...words: readonly string[]) {
    return spawnSync(process.execPath, [command, ...words], { cwd: folder, encoding: "utf8" });
  }

  function audited(state: string, config: unknown = {}): AuditJson & { readonly code: number | null } {
    const given = file("config.json", typeof config === "string" ? config : JSON.stringify(config));
    const { stdout, status } = run("audit", state, "--config", given, "--json");
    return { ...(JSON.parse(stdout) as AuditJson), code: status };
  }

  it("exits 1 for something mandatory, 0 for nothing, and tells which", () => {
    const failed = run("audit", blocked);
    assert.equal(failed.status, 1, failed.stderr);
    assert.match(failed.stdout, /^nsg-acr-tag {2}mandatory {2}urn:pulumi:dev::project::.*::nsg$/m);
    assert.match(failed.stdout, /^ {6}decided by +`nsg`, rule `DenyInternet`, priority 200 +securityRules\[0\]$/m);
    assert.match(failed.stdout, /^findings: \d+ mandatory, \d+ advisory or excepted, policies: \d+ passed/m);
    const passed = run("audit", open);
    assert.equal(passed.status, 0, passed.stdout);
    assert.match(passed.stdout, /^findings: 0 mandatory, /m);
    assert.equal(passed.stderr, "");
  });

  it("tells in JSON what found, passed, does not apply and is disabled: every policy once", () => {
    const { findings, passed, notApplicable, disabled, code } = audited(blocked, { "nsg-acr-port": "disabled" });
    assert.equal(code, 1);
    assert.deepEqual(disabled, ["nsg-acr-port"]);
    const names = [...new Set(findings.map(({ policy }) => policy)), ...passed, ...disabled];
    assert.deepEqual(
      [...names, ...notApplicable.map(({ policy }) => policy)].sort(),
      ["settings", ...catalogue.map(({ id }) => id)].sort(),
    );
    const tag = findings.filter(({ policy }) => policy === "nsg-acr-tag");
    assert.deepEqual(
      tag.map(({ verdict, level, urn, exceptions }) => [verdict, level, urn, exceptions]),
      [["fail", "mandatory", urnOf(deployed([])[2] as never), []]],
    );
    const join = findings.find(({ policy }) => policy === "rbac-join-subnet");
    assert.deepEqual([join?.verdict, join?.level], ["undecided", "advisory"]);
  });

  it("reads the state from standard input", () => {
    const input = stateFile(deployed([denyInternet]));
    const { status } = spawnSync(process.execPath, [command, "audit", "-"], { input, encoding: "utf8" });
    assert.equal(status, 1);
  });

  it("has nothing to say of a stack without resources, or without Azure Machine Learning", () => {
    const { findings, passed, code } = audited(file("empty.json", '{"version": 3, "deployment": {}}'));
    assert.deepEqual([findings, passed, code], [[], [], 0]);
    const others = deployed([denyInternet]).filter(({ type }) => !type.includes("machinelearning"));
    const config = { settings: { exemptions: [exemption({ expires: "2020-01-01" })] } };
    const without = audited(file("others.json", stateFile(others)), config);
    assert.deepEqual([without.findings, without.passed, without.code], [[], [], 0]);
  });

  describe("with a configuration", () => {
    it("takes levels as the engine takes them", () => {
      const levelsOf = (config: unknown) =>
        audited(blocked, config)
          .findings.filter(({ policy }) => policy === "nsg-acr-tag")
          .map(({ level }) => level);
      assert.deepEqual(levelsOf({ "nsg-acr-tag": "advisory" }), ["advisory"]);
      assert.deepEqual(levelsOf({ "nsg-acr-tag": { enforcementLevel: "remediate" } }), ["mandatory"]);
      assert.deepEqual(levelsOf({ all: "advisory" }), ["advisory"]);
      assert.deepEqual(levelsOf({ all: "advisory", "nsg-acr-tag": "mandatory" }), ["mandatory"]);
      assert.deepEqual(levelsOf({ "nsg-acr-tag": "disabled" }), []);
      assert.deepEqual(levelsOf(allDisabledButTag), ["mandatory"]);
      assert.equal(audited(blocked, { all: "advisory" }).code, 0);
      assert.deepEqual(levelsOf(""), ["mandatory"], "an empty file is an empty configuration");
    });

    it("lists what the engine's own exceptions accept, and fails nothing for it", () => {
      const urn = urnOf(deployed([])[2] as never);
      const except = (policies: readonly string[], targets: readonly string[]) => ({
        version: 2,
        policies: allDisabledButTag,
        exceptions: { "EX-1": { reason: "images are baked", match: [{ policies, targets }] } },
      });
      const excepted = audited(blocked, except(["nsg-acr-tag"], [urn]));
      assert.deepEqual([excepted.code, excepted.findings[0]?.exceptions], [0, ["EX-1"]]);
      assert.equal(excepted.findings[0]?.level, "mandatory");
      assert.equal(audited(blocked, except(["nsg-acr-tag"], [`${urn}x`])).code, 1);
      assert.equal(audited(blocked, except(["nsg-acr-port"], [urn])).code, 1);
    });

    it("names what has no effect, with what was probably meant, and judges all the same", () => {
      const { warnings, code } = audited(blocked, { "nsg-arc-tag": "disabled", "nsg-acr-tag": { profile: "audit" } });
      assert.equal(code, 1);
      assert.deepEqual(
        warnings.map(({ path, fix }) => [path, fix?.includes("`nsg-acr-tag`") ?? false]),
        [
          ["nsg-arc-tag", true],
          ["nsg-acr-tag.profile", false],
        ],
      );
    });
  });

  describe("that cannot judge", () => {
    it("exits 2 and shows how to call it, on wrong arguments", () => {
      for (const words of [[], ["audit"], ["adit", open], ["audit", open, blocked], ["audit", open, "--jsn"]]) {
        const { status, stdout, stderr } = run(...words);
        assert.equal(status, 2, words.join(" "));
        assert.equal(stdout, "");
        assert.match(stderr, /^arguments: found .*\n\n.*audit <state\.json>/s);
      }
      const help = run("--help");
      assert.deepEqual([help.status, help.stderr], [0, ""]);
      assert.match(help.stdout, /Exit code:\n {2}0 {2}.*\n {2}1 {2}.*\n {2}2 {2}/);
    });

    it("exits 2 with every problem of both files at once", () => {
      const state = file("bad.json", JSON.stringify({ version: 2, deployment: {} }));
      const settings = {
        profile: "stricter",
        externalFacts: { subnets: [{ id: "/s" }, { idd: "/s" }], registris: [] },
        exemptions: [{ rule: "nsg-acr-tag", expires: "tomorrow", resource: "", reason: "r" }],
      };
      const { problems, code } = audited(state, { settings, "nsg-acr-tag": "mandatry", "rbac-net-read": 3 });
      assert.equal(code, 2);
      assert.deepEqual(problems.map((problem) => problem.path).sort(), [
        "nsg-acr-tag",
        "rbac-net-read",
        "settings.exemptions[0].expires",
        "settings.exemptions[0].owner",
        "settings.exemptions[0].resource",
        "settings.externalFacts.registris",
        "settings.externalFacts.subnets[1].id",
        "settings.externalFacts.subnets[1].idd",
        "settings.profile",
        "version",
      ]);
      const { stderr } = run("audit", state, "--config", "config.json");
      assert.match(stderr, /^settings\.profile: found `stricter`, expected one of baseline, strict, audit/m);
      assert.match(stderr, /^nsg-acr-tag: found `mandatry`, .*\(did you mean `mandatory`\?\)$/m);
      assert.match(stderr, /^settings\.externalFacts\.registris: .*\(did you mean `registries`\?\)$/m);
    });

    it("exits 2 for files that are not there or not JSON, and repeats nothing of them", () => {
      const { status, stderr } = run("audit", "nowhere.json", "--config", "neither.json");
      assert.equal(status, 2);
      assert.equal(stderr.trimEnd().split("\n").length, 2);
      const secret = audited(file("secret.json", '{"password": hunter2'), '{"password": hunter2');
      assert.equal(secret.code, 2);
      assert.deepEqual(
        secret.problems.map((problem) => problem.path),
        ["the state", "the configuration"],
      );
      assert.ok(!JSON.stringify(secret).includes("hunter2"));
      for (const config of ["[]", "null", '{"version": 3}', '{"version": 2, "exceptions": {"x": {"reason": " "}}}']) {
        assert.equal(audited(open, config).code, 2, config);
      }
    });
  });

  describe("finds what the pack finds, in the same words", () => {
    const rules = catalogue.map(({ id }) => id);
    const configurations: Readonly<Record<string, { levels?: Levels; settings?: Record<string, unknown> }>> = {
      "no configuration": {},
      "one rule alone": { levels: { ...all("disabled"), "nsg-acr-tag": "mandatory" } },
      "the settings disabled": { levels: { settings: "disabled" } },
      "profile strict": { settings: { profile: "strict" } },
      "profile audit": { settings: { profile: "audit" } },
      "a deployer without rights": { settings: { deployer: { principalIds: ["p"], assignmentsComplete: true } } },
      "an exemption": { settings: { exemptions: [exemption({})] } },
      "an exemption that covers nothing": { settings: { exemptions: [exemption({ resource: "nowhere" })] } },
      "a deployer by name": { settings: { deployer: { principalIds: ["ann@example.com"] } } },
      "an exemption that is expired": { settings: { exemptions: [exemption({ expires: "2020-01-01" })] } },
      "a setting that there is not": { settings: { profle: "audit" } },
    };
    let pack: PackProcess;
    before(async () => (pack = await PackProcess.start()));
    after(() => pack.stop());

    function all(level: Level): Levels {
      return Object.fromEntries(["settings", ...rules].map((rule) => [rule, level]));
    }

    for (const [name, { levels = {}, settings = {} }] of Object.entries(configurations)) {
      it(name, async () => {
        const defaults = Object.fromEntries(catalogue.map(({ id, level }) => [id, level]));
        await pack.configure({ settings: "mandatory", ...defaults, ...levels }, { settings });
        const entries = Object.entries(levels).map(([rule, level]) => [rule, { enforcementLevel: level }]);
        const config = Object.fromEntries(entries) as Record<string, object>;
        config["settings"] = { ...config["settings"], ...settings };
        const resources = deployed([denyInternet]);
        const { diagnostics, notApplicable } = await pack.analyze(resources);
        const own = audited(file("same.json", stateFile(resources)), config);
        assert.deepEqual(
          own.findings.map(({ policy, level, message, urn }) => ({ policy, level, message, urn })),
          // What is laid at nothing the engine lays at the stack.
          diagnostics.map(({ policy, level, message, urn }) => ({ policy, level, message, urn: urn || stackUrn })),
        );
        assert.deepEqual(
          own.notApplicable.map(({ policy }) => policy),
          notApplicable,
        );
        assert.ok(diagnostics.length > 0);
        assert.equal(own.code, diagnostics.some(({ level }) => level === "mandatory") ? 1 : 0);
      });
    }
  });
});

const stackUrn = "urn:pulumi:dev::project::pulumi:pulumi:Stack::project-dev";

function exemption(change: object): object {
  const lasting = { rule: "nsg-acr-tag", resource: "nsg", reason: "r", owner: "o", expires: "2999-01-01" };
  return { ...lasting, ...change };
}

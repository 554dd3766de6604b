// The gate's decision, after the contract of the pack: 1 on a mandatory fail, 2 when an environment did not run, 0
// otherwise; undecided by the message, not applicable counted apart. Event shapes are the engine's (apitype.EngineEvent).

import assert from "node:assert/strict";
import type { EngineEvent, PolicyEvent } from "../../../sandbox/engine/events";
import { gateExitCode, judgePreview, type PreviewRecord } from "../../../sandbox/engine/gate";

type EventBody = Omit<EngineEvent, "sequence">;

const succeeded: EventBody = { summaryEvent: { isPreview: true, result: "succeeded", resourceChanges: { create: 1 } } };
const failed: EventBody = { summaryEvent: { isPreview: true, result: "failed" } };

function record(events: readonly EventBody[], rest: Partial<PreviewRecord> = {}): PreviewRecord {
  return {
    environment: "dev",
    road: "managed-network",
    seconds: 1,
    exitCode: 0,
    policies: undefined,
    output: "",
    ...rest,
    events: events.map((event, sequence) => ({ sequence, ...event })),
  };
}

function violation(
  policyName: string,
  message: string,
  enforcementLevel: PolicyEvent["enforcementLevel"] = "advisory",
): EventBody {
  return {
    policyEvent: {
      policyName,
      message,
      enforcementLevel,
      policyPackName: "pack",
      resourceUrn: "urn:pulumi:dev::project::azure-native:network:Subnet::nodes",
    },
  };
}

function stackSummary(passed: readonly string[], notPassed: readonly string[]): EventBody {
  return { policyAnalyzeStackSummaryEvent: { policyPackName: "pack", passed, failed: notPassed } };
}

function resourceSummary(passed: readonly string[], notPassed: readonly string[]): EventBody {
  return { policyAnalyzeSummaryEvent: { policyPackName: "pack", passed, failed: notPassed } };
}

describe("gate: the verdict on one environment", () => {
  it("counts a policy as passed that passed everywhere, as failed that failed anywhere", () => {
    const verdict = judgePreview(
      record([
        resourceSummary(["everywhere", "sometimes"], []),
        resourceSummary(["everywhere"], ["sometimes"]),
        violation("sometimes", "Description.\nwrong"),
        stackSummary(["whole-stack"], []),
        succeeded,
      ]),
    );
    assert.deepEqual(verdict.passed, ["everywhere", "whole-stack"]);
    assert.deepEqual(verdict.failed, ["sometimes"]);
    assert.deepEqual(verdict.undecided, []);
    assert.equal(verdict.fault, undefined);
  });

  const rows: readonly (readonly [string, readonly string[], "failed" | "undecided"])[] = [
    ["after the description", ["Description.\nundecided: the deployer is unknown"], "undecided"],
    ["in the first line", ["undecided: the deployer is unknown"], "undecided"],
    ["two of them", ["D.\nundecided: a", "D.\nundecided: b"], "undecided"],
    ["beside a finding", ["D.\nundecided: a", "D.\nport 443 is closed"], "failed"],
    ["the word elsewhere", ["D.\nthe port is still undecided: see below"], "failed"],
    ["in capitals", ["D.\nUndecided: a"], "failed"],
  ];
  for (const [name, messages, expected] of rows) {
    it(`tells undecided by the message: ${name}`, () => {
      const violations = messages.map((message) => violation("rule", message));
      const verdict = judgePreview(record([...violations, stackSummary([], ["rule"]), succeeded]));
      assert.deepEqual(verdict[expected], ["rule"]);
      assert.deepEqual(verdict[expected === "failed" ? "undecided" : "failed"], []);
    });
  }

  it("counts apart what did not apply, and says nothing of it when the pack's policies are not known", () => {
    const events = [stackSummary(["good"], ["bad"]), violation("bad", "D.\nwrong"), succeeded];
    const known = judgePreview(record(events, { policies: ["bad", "good", "lazy"] }));
    assert.deepEqual(known.notApplicable, ["lazy"]);
    assert.equal(judgePreview(record(events)).notApplicable, undefined);
  });

  it("counts a provider's resources once, and neither components, providers, reads nor the stack", () => {
    const step = (type: string, name: string, op: string, custom: boolean): EventBody => ({
      resourcePreEvent: {
        metadata: {
          op,
          type,
          urn: `urn:pulumi:dev::project::${type}::${name}`,
          old: null,
          new: { custom, id: "", parent: "", inputs: {}, outputs: {} },
          detailedDiff: null,
        },
      },
    });
    const verdict = judgePreview(
      record([
        step("pulumi:pulumi:Stack", "project-dev", "create", false),
        step("pulumi:providers:azure-native", "default", "create", true),
        step("azureml-secure-inference:index:InferenceNetwork", "network", "create", false),
        step("azure-native:network:VirtualNetwork", "network", "create", true),
        step("azure-native:network:VirtualNetwork", "network", "create-replacement", true),
        step("azure-native:network:VirtualNetwork", "hub", "read", true),
        step("azure-native:network:Subnet", "nodes", "same", true),
        succeeded,
      ]),
    );
    assert.equal(verdict.resources, 2);
  });

  it("names policy, level, resource and message of each finding", () => {
    const verdict = judgePreview(record([violation("rule", "D.\nwrong\n", "mandatory"), failed], { exitCode: 1 }));
    assert.deepEqual(verdict.findings, [
      { policy: "rule", verdict: "failed", level: "mandatory", resource: "nodes", message: "D.\nwrong" },
    ]);
  });
});

describe("gate: a violated policy is a verdict, anything else that fails is a fault", () => {
  const error: EventBody = {
    diagnosticEvent: {
      urn: "urn:pulumi:dev::project::azure-native:network:Subnet::nodes",
      message: "no such property\n",
      severity: "error",
    },
  };
  const warning: EventBody = { diagnosticEvent: { message: "old API version", severity: "warning" } };
  const mandatory = violation("rule", "D.\nwrong", "mandatory");
  const rows: readonly (readonly [string, PreviewRecord, string | undefined])[] = [
    ["a clean preview", record([succeeded]), undefined],
    ["a warning", record([warning, succeeded]), undefined],
    ["a mandatory violation", record([mandatory, failed], { exitCode: 1 }), undefined],
    ["an error", record([error, failed], { exitCode: 1 }), "nodes: no such property"],
    ["an error twice", record([error, error, failed], { exitCode: 1 }), "nodes: no such property"],
    ["an error besides", record([mandatory, error, failed], { exitCode: 1 }), "nodes: no such property"],
    ["failed, with nothing said", record([failed], { exitCode: 4 }), "the engine ended with exit code 4"],
    ["no events", record([], { exitCode: 255, output: "no stack named dev\n" }), "no stack named dev"],
    ["no end", record([mandatory], { exitCode: 1, output: "killed" }), "killed"],
  ];
  for (const [name, preview, expected] of rows) {
    it(name, () => assert.equal(judgePreview(preview).fault, expected));
  }
});

describe("gate: exit code", () => {
  const good = judgePreview(record([succeeded]));
  const advisory = judgePreview(record([violation("rule", "D.\nwrong", "advisory"), succeeded]));
  const refused = judgePreview(record([violation("rule", "D.\nwrong", "mandatory"), failed], { exitCode: 1 }));
  const strict = judgePreview(record([violation("rule", "D.\nundecided: a", "mandatory"), failed], { exitCode: 1 }));
  const broken = judgePreview(record([], { exitCode: 255 }));
  const rows = [
    ["everything passed", [good, good], 0],
    ["an advisory finding", [good, advisory], 0],
    ["a mandatory violation", [good, refused], 1],
    ["a mandatory undecided", [good, strict], 1],
    ["one did not run", [good, broken], 2],
    ["one did not run, another is refused", [broken, refused], 1],
    ["nothing to judge", [], 2],
  ] as const;
  for (const [name, verdicts, expected] of rows) {
    it(`${expected}: ${name}`, () => assert.equal(gateExitCode(verdicts), expected));
  }
});

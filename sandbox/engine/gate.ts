// What the events of one preview say of an environment, and what a CI gate makes of all of them. Pure.
// Passed and failed come from the engine's summaries, undecided from the message: the engine knows no such verdict and
// lists it as failed. Policies that are in neither list did not apply.

import type { DiagnosticEvent, EngineEvent, PolicyEvent } from "./events";

export interface PreviewRecord {
  readonly environment: string;
  readonly road: string;
  readonly seconds: number;
  readonly exitCode: number;
  readonly events: readonly EngineEvent[];
  /** Every policy that the enforced pack has and that is not disabled; undefined when it is not known. */
  readonly policies: readonly string[] | undefined;
  /** What the engine wrote, for when its events do not say why it failed. */
  readonly output: string;
}

export interface EnvironmentVerdict {
  readonly environment: string;
  readonly road: string;
  readonly seconds: number;
  /** Resources of a provider; components and the stack itself are not counted. */
  readonly resources: number;
  readonly passed: readonly string[];
  readonly failed: readonly string[];
  readonly undecided: readonly string[];
  /** Undefined when the pack's policies are not known. */
  readonly notApplicable: readonly string[] | undefined;
  readonly findings: readonly PolicyFinding[];
  /** Why the preview could not be made; undefined when it was. */
  readonly fault: string | undefined;
}

export interface PolicyFinding {
  readonly policy: string;
  readonly verdict: "failed" | "undecided";
  readonly level: PolicyEvent["enforcementLevel"];
  /** Name of the resource that it is reported on; the stack's own when it is on none. */
  readonly resource: string;
  readonly message: string;
}

export function judgePreview(record: PreviewRecord): EnvironmentVerdict {
  const findings = record.events.flatMap(({ policyEvent }) => (policyEvent ? [finding(policyEvent)] : []));
  const summaries = record.events.flatMap(
    (event) => event.policyAnalyzeSummaryEvent ?? event.policyAnalyzeStackSummaryEvent ?? [],
  );
  const notPassed = new Set(summaries.flatMap(({ failed }) => failed ?? []));
  const undecided = [...notPassed].filter((policy) => isUndecided(policy, findings));
  const passed = new Set(summaries.flatMap(({ passed }) => passed ?? []).filter((policy) => !notPassed.has(policy)));
  return {
    environment: record.environment,
    road: record.road,
    seconds: record.seconds,
    resources: countResources(record.events),
    passed: [...passed].sort(),
    failed: [...notPassed].filter((policy) => !undecided.includes(policy)).sort(),
    undecided: undecided.sort(),
    notApplicable: record.policies?.filter((policy) => !passed.has(policy) && !notPassed.has(policy)),
    findings,
    fault: faultOf(record, findings),
  };
}

/**
 * 1 when a mandatory policy was violated anywhere, 2 when an environment could not be previewed, 0 otherwise. A mandatory
 * undecided counts as violated, as it does for the engine: only the strict profile makes one.
 */
export function gateExitCode(verdicts: readonly EnvironmentVerdict[]): 0 | 1 | 2 {
  if (verdicts.some(({ findings }) => findings.some(({ level }) => level === "mandatory"))) {
    return 1;
  }
  return verdicts.length === 0 || verdicts.some(({ fault }) => fault !== undefined) ? 2 : 0;
}

function finding(event: PolicyEvent): PolicyFinding {
  return {
    policy: event.policyName,
    verdict: /^\s*undecided:/m.test(event.message) ? "undecided" : "failed",
    level: event.enforcementLevel,
    resource: event.resourceUrn?.split("::").slice(3).join("::") ?? "",
    message: event.message.trim(),
  };
}

/** A policy that found one thing wrong and could not decide another has failed. */
function isUndecided(policy: string, findings: readonly PolicyFinding[]): boolean {
  const own = findings.filter((each) => each.policy === policy);
  return own.length > 0 && own.every(({ verdict }) => verdict === "undecided");
}

function countResources(events: readonly EngineEvent[]): number {
  const urns = events.flatMap(({ resourcePreEvent }) => {
    const step = resourcePreEvent?.metadata;
    const counts = step?.new?.custom === true && step.op !== "read" && !step.type.startsWith("pulumi:providers:");
    return step !== undefined && counts ? [step.urn] : [];
  });
  return new Set(urns).size;
}

/** A violated policy makes the engine fail as well; that is a verdict and no fault, unless something else is wrong too. */
function faultOf(record: PreviewRecord, findings: readonly PolicyFinding[]): string | undefined {
  const errors = record.events.flatMap(({ diagnosticEvent, errorEvent }) =>
    diagnosticEvent?.severity === "error" ? [errorText(diagnosticEvent)] : errorEvent ? [errorEvent.error.trim()] : [],
  );
  const refused = findings.some(({ level }) => level === "mandatory");
  const ended = record.events.some(({ summaryEvent }) => summaryEvent !== undefined);
  if (errors.length === 0 && ended && (record.exitCode === 0 || refused)) {
    return undefined;
  }
  return (
    [...new Set(errors)].join("\n") || record.output.trim() || `the engine ended with exit code ${record.exitCode}`
  );
}

function errorText({ urn, message }: DiagnosticEvent): string {
  const resource = urn?.split("::").slice(3).join("::") ?? "";
  return resource === "" ? message.trim() : `${resource}: ${message.trim()}`;
}

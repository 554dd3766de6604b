/**
 * Judges the state of a stack without an engine: same rules, same configuration, same findings and words as the pack
 * gives in `pulumi policy analyze`.
 */
import { Problem } from "../../azure/problem";
import { readStateExport } from "../capture/state-export";
import { CapturedResource } from "../capture/captured-stack";
import { isOfInterest, Judgement } from "../judgement";
import { catalogue } from "../rules/catalogue";
import { EstateRule, Severity } from "../rules/rule";
import { checkShape, readSettings } from "../settings";
import {
  description,
  Report,
  ruleReport,
  Run,
  settingsDescription,
  settingsName,
  settingsReport,
  today,
  Violation,
} from "../violations";
import { PolicyConfig, PolicyException, PolicyLevel, readPolicyConfig } from "./policy-config";

export interface Audit {
  readonly findings: readonly AuditFinding[];
  /** Names of policies that apply and found nothing. */
  readonly passed: readonly string[];
  readonly notApplicable: readonly { readonly policy: string; readonly reason: string }[];
  readonly disabled: readonly string[];
  /** What of the configuration has no effect. */
  readonly warnings: readonly Problem[];
}

export interface AuditFinding {
  readonly policy: string;
  readonly verdict: Violation["verdict"];
  readonly level: "advisory" | "mandatory";
  readonly severity?: Severity;
  /** Of the resource, or of the stack. Absent: the file holds no stack. */
  readonly urn?: string;
  /** As the engine prints it: the policy's description and what was found. */
  readonly message: string;
  /** Ids of the engine's own exceptions that except it: it fails nothing. */
  readonly exceptions: readonly string[];
}

/** What cannot be judged, and why. */
export interface Refused {
  readonly problems: readonly Problem[];
}

/**
 * @param state the text of a state export
 * @param config the text of a policy configuration; empty for none
 */
export function audit(state: string, config: string): Audit | Refused {
  const exported = readStateExport(state, isOfInterest);
  const read = readPolicyConfig(config, defaultLevels());
  const shape = checkShape(read.settings).map((problem) => ({
    ...problem,
    path: `${read.settingsPath}.${problem.path}`,
  }));
  const problems = [...exported.problems, ...read.problems, ...shape];
  return problems.length > 0 ? { problems } : judge(exported.resources, read);
}

/** Whether something found fails the audit. */
export function fails({ level, exceptions }: AuditFinding): boolean {
  return level === "mandatory" && exceptions.length === 0;
}

function judge(resources: readonly CapturedResource[], config: PolicyConfig): Audit {
  const levelOf = (policy: string) => config.levels.get(policy) ?? "disabled";
  const isEnabled = (policy: string) => levelOf(policy) !== "disabled";
  const run: Run = { rules: catalogue, isEnabled, today: today() };
  const raw = isEnabled(settingsName) ? config.settings : {};
  const judgement = new Judgement(resources, readSettings(raw));
  const policies = [
    { name: settingsName, description: settingsDescription, report: () => settingsReport(judgement, raw, run) },
    ...catalogue.map((rule) => ({
      name: rule.id,
      description: description(rule),
      severity: rule.severity,
      report: () => ruleReport(judgement, rule, run),
    })),
  ];
  const enabled = policies.filter(({ name }) => isEnabled(name)).map((policy) => ({ policy, report: policy.report() }));
  return {
    findings: enabled.flatMap(({ policy, report }) =>
      report.violations.map((violation) => toFinding(policy, violation, levelOf(policy.name), resources, config)),
    ),
    passed: enabled.filter(({ report }) => isPassed(report)).map(({ policy }) => policy.name),
    notApplicable: enabled.flatMap(({ policy, report }) =>
      report.notApplicable === undefined ? [] : [{ policy: policy.name, reason: report.notApplicable }],
    ),
    disabled: policies.map(({ name }) => name).filter((name) => !isEnabled(name)),
    warnings: config.warnings,
  };
}

function defaultLevels(): ReadonlyMap<string, PolicyLevel> {
  const rules = catalogue.map((rule: EstateRule): [string, PolicyLevel] => [rule.id, rule.level]);
  return new Map<string, PolicyLevel>([[settingsName, "mandatory"], ...rules]);
}

function isPassed({ violations, notApplicable }: Report): boolean {
  return violations.length === 0 && notApplicable === undefined;
}

function toFinding(
  policy: { readonly name: string; readonly description: string; readonly severity?: Severity },
  { level, message, urn, verdict }: Violation,
  configured: PolicyLevel,
  resources: readonly CapturedResource[],
  { exceptions }: PolicyConfig,
): AuditFinding {
  // A violation of nothing in the stack is laid at the stack.
  const at = resources.some((resource) => resource.urn === urn) ? urn : stackUrn(resources);
  return {
    policy: policy.name,
    verdict,
    level: level === "advisory" || configured === "advisory" ? "advisory" : "mandatory",
    severity: policy.severity,
    urn: at,
    message: `${policy.description}\n${message}`,
    exceptions: exceptions.filter((one) => excepts(one, policy.name, at)).map(({ id }) => id),
  };
}

function excepts({ match }: PolicyException, policy: string, urn: string | undefined): boolean {
  return urn !== undefined && match.some(({ policies, targets }) => policies.includes(policy) && targets.includes(urn));
}

const stackType = "pulumi:pulumi:Stack";

/** The stack's own resource; where the file has none, the URN that it would have. */
function stackUrn(resources: readonly CapturedResource[]): string | undefined {
  const stack = resources.find(({ type, parent }) => type === stackType && parent === undefined);
  const [, name, project] = /^urn:pulumi:(.+?)::(.+?)::/.exec(resources[0]?.urn ?? "") ?? [];
  const made = name === undefined ? undefined : `urn:pulumi:${name}::${project}::${stackType}::${project}-${name}`;
  return stack?.urn ?? made;
}

/**
 * What is reported of a judgement, whoever reports it: the pack to the engine, or the `audit` command. Levels,
 * exemptions and words are decided here.
 */
import { describeProblem, Problem } from "../azure/problem";
import { registeredUrn } from "./convert/template";
import { checkExemptions, exemptionFor, unusedExemptions } from "./exemptions";
import { Judgement } from "./judgement";
import { describeFinding } from "./report/message";
import { EstateRule, Finding } from "./rules/rule";
import { capitalised } from "./rules/words";
import { adviseSettings, checkSettings } from "./settings";

/** Not a rule's: the policy whose properties are the settings of the pack. */
export const settingsName = "settings";
export const settingsDescription =
  "Settings of the pack: who deploys, which subnets carry inferencing, what exists outside the stack.";

export interface Violation {
  readonly verdict: "fail" | "undecided";
  /** own: as the policy is configured. advisory: whatever it is configured to. */
  readonly level: "own" | "advisory";
  /** Without the policy's description. */
  readonly message: string;
  /** Of the resource it is laid at, as the engine knows it. Absent: the stack. */
  readonly urn?: string;
}

export interface Report {
  readonly violations: readonly Violation[];
  /** Why the policy does not apply to the stack. */
  readonly notApplicable?: string;
}

export interface Run {
  readonly rules: readonly EstateRule[];
  /** Whether the policy of this name is enabled in this run. */
  readonly isEnabled: (policy: string) => boolean;
  /** `YYYY-MM-DD`, UTC. */
  readonly today: string;
}

export function ruleReport(judgement: Judgement, rule: EstateRule, run: Run): Report {
  if (judgement.sawNothing()) {
    const message = "undecided: no inputs were captured; the pack needs the engine's resource phase";
    return { violations: [{ verdict: "undecided", level: "own", message }] };
  }
  const { findings, asksForDeployer } = judgement.of(rule);
  if (findings.length === 0) {
    const notApplicable = "no Azure Machine Learning inferencing in this stack that this rule is about";
    return { violations: [], notApplicable };
  }
  const unsettled = asksForDeployer && !run.isEnabled(settingsName);
  return { violations: findings.flatMap((finding) => violation(judgement, rule, finding, unsettled, run.today)) };
}

/** @param raw the settings as they were configured */
export function settingsReport(judgement: Judgement, raw: Readonly<Record<string, unknown>>, run: Run): Report {
  if (!judgement.concernsMachineLearning()) {
    return { violations: [], notApplicable: "no Azure Machine Learning in this stack" };
  }
  const rules = run.rules.map((rule) => rule.id);
  const problems: readonly Problem[] = [
    ...checkSettings(raw),
    ...checkExemptions(judgement.settings.exemptions, rules, run.today),
  ];
  const judged = judgement.sawNothing() ? [] : run.rules.filter(({ id }) => run.isEnabled(id));
  const advice = [...adviseSettings(judgement.settings), ...unusedExemptions(judgement, judged, run.today)];
  return {
    violations: [
      ...problems.map((problem) => ({ verdict: "fail", level: "own", message: describeProblem(problem) }) as const),
      ...advice.map((problem) => ({ verdict: "fail", level: "advisory", message: describeProblem(problem) }) as const),
    ],
  };
}

export function description(rule: EstateRule): string {
  return `${capitalised(rule.title)}.`;
}

/** `YYYY-MM-DD`, UTC: an exemption ends everywhere at once. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}

function violation(
  { settings }: Judgement,
  rule: EstateRule,
  finding: Finding,
  unsettled: boolean,
  day: string,
): readonly Violation[] {
  if (finding.verdict === "pass") {
    return [];
  }
  const urn = finding.subject.urn && registeredUrn(finding.subject.urn);
  if (unsettled && finding.verdict === "undecided") {
    const because = `the policy \`${settingsName}\`, which would tell, is disabled`;
    return [{ verdict: "undecided", level: "own", message: `${describeFinding(finding)}\n  ${because}`, urn }];
  }
  const exempt = exemptionFor(settings.exemptions, rule.id, finding.subject, day);
  const lowered =
    settings.profile === "audit" ||
    exempt !== undefined ||
    (finding.verdict === "undecided" ? settings.profile !== "strict" : finding.level === "advisory");
  const accepted = exempt && `\n  accepted until ${exempt.expires} by ${exempt.owner}: ${exempt.reason}`;
  const message = `${describeFinding(finding)}${accepted ?? ""}`;
  return [{ verdict: finding.verdict, level: lowered ? "advisory" : "own", message, urn }];
}

/**
 * Rules as policies of the engine. Every rule is a policy of its own, with its own level; what all of them need is
 * done once, by whichever of them comes first.
 */
import { Policies, PolicyPack, ReportViolation, StackValidationArgs } from "@pulumi/policy";
import { describeProblem, Problem } from "../azure/problem";
import { registeredUrn } from "./convert/template";
import { checkExemptions, exemptionFor } from "./exemptions";
import { Judge } from "./judge";
import { describeFinding } from "./report/message";
import { catalogue } from "./rules/catalogue";
import { EstateRule, Finding } from "./rules/rule";
import { checkSettings, readSettings, Settings, settingsSchema } from "./settings";

/** Not a rule's: the policy whose properties are the settings of the pack. */
export const settingsName = "settings";

type Policy = Policies[number];
type StackValidation = (args: StackValidationArgs, report: ReportViolation) => void;

export function createPolicyPack(): PolicyPack {
  const judge = new Judge();
  void judge.listen();
  return new PolicyPack("azureml-secure-inference", { policies: createPolicies(judge) });
}

/** @param judge one that listens to the engine */
export function createPolicies(judge: Judge): Policies {
  return [settingsPolicy(judge), ...catalogue.map((rule) => rulePolicy(judge, rule))];
}

/** Not a rule: it carries what every rule needs to be told, and says what is wrong with it. */
function settingsPolicy(judge: Judge): Policy {
  const policy = {
    name: settingsName,
    description: "Settings of the pack: who deploys, which subnets carry inferencing, what exists outside the stack.",
    enforcementLevel: "mandatory" as const,
    configSchema: settingsSchema as never,
  };
  return judging(judge, policy, (args, report) => {
    const raw = args.getConfig<Record<string, unknown>>();
    judge.settings = readSettings(raw);
    if (!judge.concernsMachineLearning()) {
      args.notApplicable("no Azure Machine Learning in this stack");
    }
    for (const problem of settingsProblems(raw, judge.settings)) {
      report(describeProblem(problem));
    }
  });
}

function settingsProblems(raw: Record<string, unknown>, settings: Settings): readonly Problem[] {
  const rules = catalogue.map((rule) => rule.id);
  return [...checkSettings(raw), ...checkExemptions(settings.exemptions, rules, today())];
}

function rulePolicy(judge: Judge, rule: EstateRule): Policy {
  const policy = {
    name: rule.id,
    description: description(rule),
    enforcementLevel: rule.level,
    severity: rule.severity,
  };
  return judging(judge, policy, (args, report) => {
    if (judge.sawNothing()) {
      report("undecided: no inputs were captured; the pack needs the engine's resource phase");
      return;
    }
    const { findings, asksForDeployer } = judge.find(rule);
    const unsettled = asksForDeployer && !judge.isEnabled(settingsName);
    if (findings.length === 0) {
      args.notApplicable("no Azure Machine Learning inferencing in this stack that this rule is about");
    }
    for (const finding of findings) {
      if (unsettled && finding.verdict === "undecided") {
        report(`${describeFinding(finding)}\n  the policy \`${settingsName}\`, which would tell, is disabled`);
      } else {
        tell(judge, rule, finding, report);
      }
    }
  });
}

/**
 * The policy as the SDK sees it: a stack policy. That it is looked at tells whose turn it is, at a registration that
 * this policy is enabled, and at the end that what is collected next would be for a policy that needs none of it.
 */
function judging(judge: Judge, policy: Omit<Policy, "validateStack">, validate: StackValidation): Policy {
  const validateStack: StackValidation = (args, report) => {
    judge.endTurn();
    validate(args, report);
  };
  return Object.defineProperties(policy, {
    validateResource: {
      enumerable: true,
      get: () => {
        judge.capture(policy.name);
        return undefined;
      },
    },
    validateStack: {
      enumerable: true,
      get: () => {
        judge.beginTurn();
        return validateStack;
      },
    },
  }) as Policy;
}

function tell(judge: Judge, rule: EstateRule, finding: Finding, report: ReportViolation): void {
  if (finding.verdict === "pass") {
    return;
  }
  const { settings } = judge;
  const exempt = exemptionFor(settings.exemptions, rule.id, finding.subject, today());
  const lowered =
    settings.profile === "audit" ||
    exempt !== undefined ||
    (finding.verdict === "undecided" ? settings.profile !== "strict" : finding.level === "advisory");
  const urn = finding.subject.urn && registeredUrn(finding.subject.urn);
  const accepted = exempt && `\n  accepted until ${exempt.expires} by ${exempt.owner}: ${exempt.reason}`;
  const message = `${describeFinding(finding)}${accepted ?? ""}`;
  if (lowered) {
    reportAdvisory(rule, message, urn, report);
  } else {
    report(message, urn);
  }
}

/**
 * The object form of a report is the SDK's only way to a level of one finding. It is marked internal there; in one
 * place here, so that losing it costs one line.
 */
function reportAdvisory(rule: EstateRule, message: string, urn: string | undefined, report: ReportViolation): void {
  const text = `${description(rule)}\n${message}`;
  const violation = { message: text, urn, description: description(rule), enforcementLevel: "advisory" };
  report(violation as unknown as string, urn);
}

function description(rule: EstateRule): string {
  return `${rule.title.slice(0, 1).toUpperCase()}${rule.title.slice(1)}.`;
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}

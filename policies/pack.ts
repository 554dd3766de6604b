/**
 * Rules as policies of the engine. Every rule is a policy of its own, with its own level; what all of them need is
 * done once, by whichever of them comes first.
 */
import { Policies, PolicyPack, ReportViolation, StackValidationArgs } from "@pulumi/policy";
import { Judge } from "./judge";
import { catalogue } from "./rules/catalogue";
import { EstateRule } from "./rules/rule";
import { readSettings } from "./settings";
import { settingsSchema } from "./settings-schema";
import {
  description,
  Report,
  ruleReport,
  Run,
  settingsDescription,
  settingsName,
  settingsReport,
  today,
} from "./violations";

type Policy = Policies[number];

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
    description: settingsDescription,
    enforcementLevel: "mandatory" as const,
    configSchema: settingsSchema as never,
  };
  return judging(judge, policy, (args) => {
    const raw = args.getConfig<Record<string, unknown>>();
    judge.settle(readSettings(raw));
    return settingsReport(judge.judgement(), raw, runOf(judge));
  });
}

function rulePolicy(judge: Judge, rule: EstateRule): Policy {
  const policy = {
    name: rule.id,
    description: description(rule),
    enforcementLevel: rule.level,
    severity: rule.severity,
  };
  return judging(judge, policy, () => ruleReport(judge.judgement(), rule, runOf(judge)));
}

function runOf(judge: Judge): Run {
  return { rules: catalogue, isEnabled: (policy) => judge.isEnabled(policy), today: today() };
}

/**
 * The policy as the SDK sees it: a stack policy. That it is looked at tells whose turn it is, at a registration that
 * this policy is enabled, and at the end that what is collected next would be for a policy that needs none of it.
 */
function judging(
  judge: Judge,
  policy: Omit<Policy, "validateStack">,
  report: (args: StackValidationArgs) => Report,
): Policy {
  const validateStack = (args: StackValidationArgs, reportViolation: ReportViolation) => {
    judge.endTurn();
    tell(policy, report(args), args, reportViolation);
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

function tell(
  policy: Pick<Policy, "description">,
  { violations, notApplicable }: Report,
  args: StackValidationArgs,
  report: ReportViolation,
): void {
  if (notApplicable !== undefined) {
    args.notApplicable(notApplicable);
  }
  for (const { level, message, urn } of violations) {
    if (level === "own") {
      report(message, urn);
    } else {
      reportAdvisory(policy.description, message, urn, report);
    }
  }
}

/**
 * The object form of a report is the SDK's only way to a level of one finding. It is marked internal there; in one
 * place here, so that losing it costs one line.
 */
function reportAdvisory(description: string, message: string, urn: string | undefined, report: ReportViolation): void {
  const violation = { message: `${description}\n${message}`, urn, description, enforcementLevel: "advisory" };
  report(violation as unknown as string, urn);
}

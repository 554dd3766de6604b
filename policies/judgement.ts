/**
 * What the rules make of one finished stack. The estate is built once and every rule is evaluated once, however often
 * and by whomever they are asked for; a rule that throws is a finding of its own and takes no other rule with it.
 */
import { Estate } from "../azure/estate/estate";
import { CapturedResource } from "./capture/captured-stack";
import { convertEstate } from "./convert/estate";
import { azureType, classicType } from "./convert/type-token";
import { circumstancesOf } from "./rules/circumstances";
import { Circumstances, EstateRule, Finding } from "./rules/rule";
import { Settings } from "./settings";

export interface RuleJudgement {
  /** None: the rule does not apply to the stack. */
  readonly findings: readonly Finding[];
  /** Whether the rule wanted to know who deploys. */
  readonly asksForDeployer: boolean;
  /** The rule threw: its one finding tells that, and nothing of the stack. */
  readonly isBroken: boolean;
}

interface Judged {
  readonly estate: Estate;
  readonly circumstances: Circumstances;
}

export class Judgement {
  private judged: Judged | undefined;
  private readonly byRule = new Map<EstateRule, RuleJudgement>();

  constructor(
    readonly resources: readonly CapturedResource[],
    readonly settings: Settings,
  ) {}

  of(rule: EstateRule): RuleJudgement {
    const known = this.byRule.get(rule);
    if (known !== undefined) {
      return known;
    }
    const judgement = this.judge(rule);
    this.byRule.set(rule, judgement);
    return judgement;
  }

  /** Whether the stack has anything to do with Azure Machine Learning: in any other stack the pack is silent. */
  concernsMachineLearning(): boolean {
    return (
      this.resources.some(({ type }) => azureType(type)?.startsWith("machinelearningservices:")) ||
      this.hasInferencing()
    );
  }

  /** True where the stack holds Azure resources of which no inputs were seen: nothing can be said of them. */
  sawNothing(): boolean {
    return this.resources.every(({ inputs }) => inputs === undefined) && this.resources.some(isOfAzure);
  }

  private hasInferencing(): boolean {
    try {
      const { circumstances, estate } = this.judgedStack();
      return circumstances.inferencingSubnets.length > 0 || estate.extensions.length > 0;
    } catch {
      // Every rule will say what is wrong; whether there is inferencing is then not known.
      return true;
    }
  }

  private judge(rule: EstateRule): RuleJudgement {
    let asksForDeployer = false;
    try {
      const { estate, circumstances } = this.judgedStack();
      const noted = Object.defineProperty({ ...circumstances }, "deployer", {
        get: () => {
          asksForDeployer = true;
          return circumstances.deployer;
        },
      });
      return { findings: rule.judge(estate, noted), asksForDeployer, isBroken: false };
    } catch (error) {
      return { findings: [brokenRule(rule, error)], asksForDeployer, isBroken: true };
    }
  }

  private judgedStack(): Judged {
    this.judged ??= judgedEstate(this.resources, this.settings);
    return this.judged;
  }
}

/** Azure resources, whatever their module: a converter may follow a reference to any of them. */
export function isOfInterest(type: string): boolean {
  return azureType(type) !== undefined || classicType(type) !== undefined;
}

function isOfAzure({ type }: CapturedResource): boolean {
  return isOfInterest(type);
}

function judgedEstate(resources: readonly CapturedResource[], settings: Settings): Judged {
  const estate = convertEstate(resources, settings.externalFacts);
  return { estate, circumstances: circumstancesOf(estate, settings) };
}

function brokenRule(rule: EstateRule, error: unknown): Finding {
  const because = error instanceof Error ? error.message : "an unexpected error";
  return {
    verdict: "undecided",
    subject: { name: "the stack", path: "" },
    question: `rule ${rule.id} could not be evaluated`,
    unknowns: [because],
    fix: "report this with the resource types of the stack",
  };
}

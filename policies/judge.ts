/**
 * The state of one operation: what the engine told so far, and what the rules made of it. The estate is built once,
 * however many rules ask; a rule that throws is a finding of its own and takes no other rule with it.
 */
import { Estate } from "../azure/estate/estate";
import { CapturedResource, readRegistration, readStack, Registration } from "./capture/captured-stack";
import { AnalyzeRequest, listenToEngine, StackRequest } from "./capture/protocol";
import { convertEstate } from "./convert/estate";
import { azureType, classicType } from "./convert/type-token";
import { circumstancesOf } from "./rules/circumstances";
import { Circumstances, EstateRule, Finding } from "./rules/rule";
import { defaultSettings, Settings } from "./settings";

interface Judged {
  readonly estate: Estate;
  readonly circumstances: Circumstances;
}

export class Judge {
  /** Read by the policy named `settings`; if that one is disabled, the defaults hold. */
  settings: Settings = defaultSettings;
  private readonly registrations = new Map<string, Registration>();
  private registering: AnalyzeRequest | undefined;
  private finished: StackRequest | undefined;
  private captor: string | undefined;
  private judged: Judged | undefined;

  listen(): void {
    listenToEngine({
      // What is read from a request here calls the listener again: only another request begins something new.
      resource: (request) => {
        if (request !== this.registering) {
          this.registering = request;
          this.captor = undefined;
        }
      },
      stack: (request) => {
        if (request !== this.finished) {
          this.finished = request;
          this.judged = undefined;
        }
      },
    });
  }

  /** Whether this policy is the one that captures the resource being registered: the first enabled one that asks. */
  isCaptor(policy: string): boolean {
    if (this.registering === undefined) {
      return false;
    }
    this.captor ??= policy;
    return this.captor === policy;
  }

  /** Keeps the inputs of the resource being registered. */
  capture(): void {
    const request = this.registering;
    if (request !== undefined && isOfInterest(request.getType())) {
      this.registrations.set(request.getUrn(), readRegistration(request));
    }
  }

  /** What `rule` finds in the finished stack. Nothing: the rule does not apply to it. */
  find(rule: EstateRule): readonly Finding[] {
    try {
      const { estate, circumstances } = this.judgedStack();
      return rule.judge(estate, circumstances);
    } catch (error) {
      return [brokenRule(rule, error)];
    }
  }

  /** Whether the stack has anything to do with Azure Machine Learning: in any other stack the pack is silent. */
  concernsMachineLearning(): boolean {
    const resources = this.finished?.getResourcesList() ?? [];
    return (
      resources.some((resource) => azureType(resource.getType())?.startsWith("machinelearningservices:")) ||
      this.hasInferencing()
    );
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

  private judgedStack(): Judged {
    if (this.judged === undefined) {
      const resources = this.finished === undefined ? [] : readStack(this.finished, this.registrations);
      this.judged = judgedEstate(resources, this.settings);
    }
    return this.judged;
  }

  /** True where the stack holds Azure resources of which no inputs were seen: nothing can be said of them. */
  sawNothing(): boolean {
    const resources = this.finished?.getResourcesList() ?? [];
    return this.registrations.size === 0 && resources.some((resource) => isOfInterest(resource.getType()));
  }
}

function judgedEstate(resources: readonly CapturedResource[], settings: Settings): Judged {
  const estate = convertEstate(resources, settings.externalFacts);
  return { estate, circumstances: circumstancesOf(estate, settings) };
}

/** Azure resources, whatever their module: a converter may follow a reference to any of them. */
function isOfInterest(type: string): boolean {
  return azureType(type) !== undefined || classicType(type) !== undefined;
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

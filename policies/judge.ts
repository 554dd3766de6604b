/**
 * The state of one operation: what the engine told so far, and what the rules made of it. The estate is built once,
 * however many rules ask; a rule that throws is a finding of its own and takes no other rule with it.
 */
import { Estate } from "../azure/estate/estate";
import { CapturedResource, readRegistration, readStack, Registration } from "./capture/captured-stack";
import { AnalyzeRequest, listenToEngine, StackResource } from "./capture/protocol";
import { Turn } from "./capture/turn";
import { convertEstate } from "./convert/estate";
import { azureType, classicType } from "./convert/type-token";
import { circumstancesOf } from "./rules/circumstances";
import { Circumstances, EstateRule, Finding } from "./rules/rule";
import { defaultSettings, Settings } from "./settings";

interface Judged {
  readonly estate: Estate;
  readonly circumstances: Circumstances;
}

export interface Judgement {
  readonly findings: readonly Finding[];
  /** Whether the rule wanted to know who deploys. */
  readonly asksForDeployer: boolean;
}

export class Judge {
  /** Read by the policy named `settings`; if that one is disabled, the defaults hold. */
  settings: Settings = defaultSettings;
  private readonly registrations = new Map<string, Registration>();
  private registering: AnalyzeRequest | undefined;
  private captured: AnalyzeRequest | undefined;
  /** Names of the policies that looked at the resource captured last: those that are enabled. */
  private enabled = new Set<string>();
  private finished: readonly StackResource[] = [];
  private judged: Judged | undefined;
  private readonly turn = new Turn();

  /** Resolves when it is known what the SDK needs; until then it gets everything. */
  async listen(): Promise<void> {
    listenToEngine({
      resource: (request) => {
        this.registering = request;
      },
      stack: (resources) => {
        this.finished = resources;
        this.judged = undefined;
        return this.turn.list(resources);
      },
    });
    await this.turn.check();
  }

  /**
   * Keeps the inputs of the resource being registered. Every enabled policy asks for it when it is looked at, and the
   * first one has it done, so that there is no policy without which nothing is captured.
   */
  capture(policy: string): void {
    const request = this.registering;
    if (request === undefined) {
      return;
    }
    if (request !== this.captured) {
      this.captured = request;
      this.enabled = new Set();
      if (isOfInterest(request.getType())) {
        this.registrations.set(request.getUrn(), readRegistration(request));
      }
    }
    this.enabled.add(policy);
  }

  isEnabled(policy: string): boolean {
    return this.enabled.has(policy);
  }

  /** One of this pack's policies is looked at: should its resources be collected next, it needs none. */
  beginTurn(): void {
    this.turn.begin();
  }

  endTurn(): void {
    this.turn.end();
  }

  /** What `rule` finds in the finished stack. Nothing: the rule does not apply to it. */
  find(rule: EstateRule): Judgement {
    let asksForDeployer = false;
    try {
      const { estate, circumstances } = this.judgedStack();
      const noted = Object.defineProperty({ ...circumstances }, "deployer", {
        get: () => {
          asksForDeployer = true;
          return circumstances.deployer;
        },
      });
      return { findings: rule.judge(estate, noted), asksForDeployer };
    } catch (error) {
      return { findings: [brokenRule(rule, error)], asksForDeployer };
    }
  }

  /** Whether the stack has anything to do with Azure Machine Learning: in any other stack the pack is silent. */
  concernsMachineLearning(): boolean {
    return (
      this.finished.some((resource) => azureType(resource.getType())?.startsWith("machinelearningservices:")) ||
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
      const resources = readStack(this.finished, this.registrations);
      this.judged = judgedEstate(resources, this.settings);
    }
    return this.judged;
  }

  /** True where the stack holds Azure resources of which no inputs were seen: nothing can be said of them. */
  sawNothing(): boolean {
    return this.registrations.size === 0 && this.finished.some((resource) => isOfInterest(resource.getType()));
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

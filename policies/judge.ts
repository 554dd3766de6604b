/** The state of one operation of the engine: what it told so far, and the judgement of the stack that came of it. */
import { readRegistration, readStack, Registration } from "./capture/captured-stack";
import { AnalyzeRequest, listenToEngine, StackResource } from "./capture/protocol";
import { Turn } from "./capture/turn";
import { isOfInterest, Judgement } from "./judgement";
import { defaultSettings, Settings } from "./settings";

export class Judge {
  private readonly registrations = new Map<string, Registration>();
  private registering: AnalyzeRequest | undefined;
  private captured: AnalyzeRequest | undefined;
  /** Names of the policies that looked at the resource captured last: those that are enabled. */
  private enabled = new Set<string>();
  private finished: readonly StackResource[] = [];
  private settings: Settings = defaultSettings;
  private judged: Judgement | undefined;
  private readonly turn = new Turn();

  /** Resolves when it is known what the SDK needs; until then it gets everything. */
  async listen(): Promise<void> {
    listenToEngine({
      resource: (request) => {
        this.registering = request;
      },
      stack: (resources) => {
        this.finished = resources;
        this.settle(defaultSettings);
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

  /** Read by the policy named `settings`; if that one is disabled, the defaults hold. */
  settle(settings: Settings): void {
    this.settings = settings;
    this.judged = undefined;
  }

  /** Of the stack that the engine sent last. */
  judgement(): Judgement {
    this.judged ??= new Judgement(readStack(this.finished, this.registrations), this.settings);
    return this.judged;
  }
}

/**
 * The one way in which a component or a stack refuses its arguments: every problem at once, each with its path, in the
 * message itself. Both hosts of a component print that message once and without a stack, because the class carries the
 * markers of `pulumi.RunError` (a TypeScript program) and of `pulumi.InputPropertiesError` (the plugin host).
 */
import { Problem, describeProblem } from "../azure/problem";

/**
 * Says everything that is wrong with the arguments of one resource, or with a stack's configuration.
 *
 * The markers are set by hand: `instanceof` fails as soon as two copies of the SDK meet in one program.
 */
export class ArgumentsError extends Error {
  /** Read by the Node.js program host, which then prints only the message. */
  readonly __pulumiRunError = true;
  /** Read by the plugin host, which then answers with the message instead of a stack. */
  readonly __pulumiInputPropertiesError = true;
  /** Left empty on purpose: the engine prints these beside the message, so each problem would appear twice. */
  readonly errors: readonly never[] = [];

  constructor(
    what: string,
    readonly problems: readonly Problem[],
  ) {
    super(describeProblems(what, problems));
    this.name = "ArgumentsError";
    // Where we threw says nothing about what the person wrote; the plugin host would log it.
    this.stack = `${this.name}: ${this.message}`;
  }
}

/** Throws one {@link ArgumentsError} if there is any problem. `what` names the thing refused, for instance `workspace "dev"`. */
export function refuseIfAny(what: string, problems: readonly Problem[]): void {
  if (problems.length > 0) {
    throw new ArgumentsError(what, problems);
  }
}

function describeProblems(what: string, problems: readonly Problem[]): string {
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  return [`${what} has ${count}:`, ...problems.map((problem) => `  ${describeProblem(problem)}`)].join("\n");
}

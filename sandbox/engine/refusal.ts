// The one form in which the sandbox refuses: what is wrong, why, and what to do. Printed without a stack.

export class Refusal extends Error {
  public constructor(
    public readonly what: string,
    public readonly why: string,
    /** Each way out on a line of its own. */
    public readonly todo: readonly string[],
  ) {
    super([what, `  why: ${why}`, ...todo.map((way) => `  do:  ${way}`)].join("\n"));
    this.name = "Refusal";
  }
}

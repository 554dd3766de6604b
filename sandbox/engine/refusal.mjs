// The one form in which the set-up refuses: what is wrong, why, and what to do. Printed without a stack.

export class Refusal extends Error {
  /**
   * @param {string} what
   * @param {string} why
   * @param {readonly string[]} todo each way out on a line of its own
   */
  constructor(what, why, todo) {
    super([what, `  why: ${why}`, ...todo.map((way) => `  do:  ${way}`)].join("\n"));
    this.name = "Refusal";
  }
}

/** Runs an entry point: its exit code, or 2 with the refusal on stderr. Any other error is a fault of ours. */
export async function orRefuse(run) {
  try {
    return await run();
  } catch (error) {
    if (error?.name !== "Refusal") {
      throw error;
    }
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
}

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
    const refusal = error?.name === "Refusal" ? error : refusalOfSystem(error);
    if (refusal === undefined) {
      throw error;
    }
    process.stderr.write(`${refusal.message}\n`);
    return 2;
  }
}

const systemErrors = {
  ENOSPC: ["the disk is full", "make room"],
  EDQUOT: ["the disk quota is used up", "make room"],
  EROFS: ["the disk is read-only", "work in a folder that can be written to"],
  EACCES: ["the right is missing", "give the right, or work in another folder"],
  EPERM: ["the right is missing", "give the right, or work in another folder"],
  EMFILE: ["too many files are open", "raise the limit: ulimit -n 4096"],
};

function refusalOfSystem(error) {
  const [why, way] = systemErrors[error?.code] ?? [];
  return (
    why && new Refusal(`${error.syscall ?? "a file operation"} failed: ${error.path ?? error.message}`, why, [way])
  );
}

/** The commands of the package, from their arguments to what they print and their exit code. */
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { Problem, quoted } from "../../azure/problem";
import { audit, Audit, fails, Refused } from "./audit";
import { auditJson, auditText, problemsText, refusalJson } from "./audit-report";

export interface Outcome {
  readonly exitCode: 0 | 1 | 2;
  readonly output: string;
  readonly errors: string;
}

const usage = `azureml-secure-inference-policies audit <state.json> [--config <file>] [--json]

Judges the state of a stack with every rule of the policy pack, without Pulumi's engine: the findings are those of
\`pulumi policy analyze --file <state.json> --policy-pack <pack>\`.

  <state.json>     what \`pulumi stack export --file state.json\` wrote; - for standard input
  --config <file>  configuration of the pack, as \`--policy-pack-config\` takes it
  --json           print JSON instead of text
  --help           print this

Findings go to standard output, everything else to standard error. Exit code:
  0  nothing mandatory was found
  1  something mandatory was found
  2  it could not be judged: wrong arguments, a file that cannot be read, a configuration that is not valid
`;

export function runCommand(argv: readonly string[]): Outcome {
  const given = parse(argv);
  if ("help" in given) {
    return { exitCode: 0, output: usage, errors: "" };
  }
  if ("problems" in given) {
    return { exitCode: 2, output: "", errors: `${problemsText(given.problems)}\n${usage}` };
  }
  const result = judged(given);
  if ("problems" in result) {
    const output = given.json ? refusalJson(result.problems) : "";
    return { exitCode: 2, output, errors: problemsText(result.problems) };
  }
  return {
    exitCode: result.findings.some(fails) ? 1 : 0,
    output: given.json ? auditJson(result) : auditText(result),
    errors: result.warnings.length === 0 ? "" : `without effect:\n${problemsText(result.warnings)}`,
  };
}

interface Arguments {
  readonly state: string;
  readonly config?: string;
  readonly json: boolean;
}

function parse(argv: readonly string[]): Arguments | Refused | { readonly help: true } {
  const refuse = (found: string, expected: string): Refused => ({ problems: [{ path: "arguments", found, expected }] });
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options: { config: { type: "string" }, json: { type: "boolean" }, help: { type: "boolean", short: "h" } },
      allowPositionals: true,
    });
    const [command, state, ...more] = positionals;
    if (values.help === true) {
      return { help: true };
    }
    if (command !== "audit") {
      return refuse(quoted(command), "the command audit");
    }
    if (state === undefined || more.length > 0) {
      return refuse(state === undefined ? "no file" : `${1 + more.length} files`, "one file with a state");
    }
    return { state, config: values.config, json: values.json ?? false };
  } catch (error) {
    return refuse(error instanceof Error ? (error.message.split("\n")[0] ?? "") : "", "what is described below");
  }
}

function judged({ state, config }: Arguments): Audit | Refused {
  const problems: Problem[] = [];
  const stateText = read(state, problems);
  const configText = config === undefined ? "" : read(config, problems);
  if (problems.length > 0) {
    return { problems };
  }
  try {
    return audit(stateText, configText);
  } catch (error) {
    const found = error instanceof Error ? error.message : "an unexpected error";
    return { problems: [{ path: state, found, expected: "a state that can be judged", fix: "report this" }] };
  }
}

function read(file: string, problems: Problem[]): string {
  try {
    return readFileSync(file === "-" ? 0 : file, "utf8");
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "an unexpected error";
    problems.push({
      path: file,
      found: code === "ENOENT" ? "no such file" : code,
      expected: "a file that can be read",
    });
    return "";
  }
}

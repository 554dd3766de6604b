// `npm run sandbox`: one operation on one environment of this repository, or on anybody's program.

import { existsSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { type Operation, type OperationName, operationNames, runOperation } from "./operation";
import { root } from "./places";
import { configuredStacks, type Program, readProgram } from "./program";
import { Refusal } from "./refusal";
import { stackFolderOf } from "./stack-folder";

/** What only some programs need, made when it is missing. */
export interface Provide {
  /** This repository's components and policy pack, compiled. */
  build(): Promise<unknown>;
  /** Pulumi's language host for YAML. */
  yaml(): Promise<unknown>;
}

/** @returns the engine's exit code. @throws Refusal. */
export async function runCommand(argv: readonly string[], provide: Provide): Promise<number> {
  const operation = parseCommand(argv, process.env["INIT_CWD"] ?? process.cwd());
  const { name, program, stack, stackFolder } = operation;
  if (name === "destroy" && !existsSync(stackFolder)) {
    console.log(`sandbox: ${stack} has nothing to destroy`);
    return 0;
  }
  if ([program.folder, ...program.localPackages, ...operation.policyPacks].some(isOurs)) {
    await provide.build();
  }
  if (program.runtime === "yaml") {
    await provide.yaml();
  }
  console.log(`sandbox: ${name} of ${stack}, ${program.folder}, state in ${path.relative(root, stackFolder)}`);
  const code = await runOperation(operation, "inherit");
  if (name === "destroy" && code === 0) {
    console.log(`sandbox: nothing of ${stack} is kept`);
  }
  return code;
}

/** Paths are relative to `from`. @throws Refusal for what cannot be understood, or does not exist. */
export function parseCommand(argv: readonly string[], from: string): Operation {
  const words = split(argv);
  const [name, environment, ...more] = words.plain;
  const operation = operationNames.find((each) => each === name);
  if (operation === undefined) {
    const why = name === undefined ? "no operation is named" : `${name} is not one`;
    throw new Refusal("the sandbox knows no such operation", why, [`one of ${operationNames.join(", ")}`, seeHelp]);
  }
  if (more.length > 0) {
    throw new Refusal(`${more.join(" ")} is too much`, "the sandbox takes one operation and one environment", [
      "put arguments for the engine behind a further --",
      seeHelp,
    ]);
  }
  const folder = words.options.program.at(-1);
  const target =
    folder === undefined
      ? ownEnvironment(environment, words.options.stack.at(-1))
      : otherProgram(path.resolve(from, folder), environment, words.options.stack.at(-1));
  refuseTwoStacks(environment, words.options.stack.at(-1));
  refusePolicyPacks(operation, words.options);
  const eventLog = words.options["event-log"].at(-1);
  return {
    name: operation,
    ...target,
    stackFolder: stackFolderOf(target.program, target.stack),
    policyPacks: words.options["policy-pack"].map((file) => existing(path.resolve(from, file), "policy pack")),
    policyPackConfigs: words.options["policy-pack-config"].map((file) => policyConfiguration(path.resolve(from, file))),
    ...(eventLog === undefined ? {} : { eventLog: path.resolve(from, eventLog) }),
    engineArguments: words.engine,
  };
}

function isOurs(folder: string): boolean {
  return [root, path.join(root, "policies")].includes(folder);
}

const seeHelp = "npm run sandbox -- --help";
const optionNames = ["program", "stack", "policy-pack", "policy-pack-config", "event-log"] as const;
type Options = Record<(typeof optionNames)[number], string[]>;

interface Words {
  readonly plain: readonly string[];
  readonly options: Options;
  readonly engine: readonly string[];
}

function split(argv: readonly string[]): Words {
  const end = argv.indexOf("--");
  const own = end < 0 ? argv : argv.slice(0, end);
  const options: Options = { program: [], stack: [], "policy-pack": [], "policy-pack-config": [], "event-log": [] };
  const plain: string[] = [];
  for (let at = 0; at < own.length; at++) {
    const word = own[at] ?? "";
    if (!word.startsWith("-")) {
      plain.push(word);
      continue;
    }
    const [flag, given] = word.split(/=(.*)/s);
    const name = optionNames.find((each) => flag === `--${each}`);
    const value = given ?? own[++at];
    if (name === undefined || value === undefined) {
      throw new Refusal(
        `${word} is not understood`,
        name === undefined ? "the sandbox has no such option" : "it needs a value",
        [`an option of the engine goes behind a further --: npm run sandbox -- preview dev -- ${word}`, seeHelp],
      );
    }
    options[name].push(value);
  }
  return { plain, options, engine: end < 0 ? [] : argv.slice(end + 1) };
}

interface Target {
  readonly program: Program;
  readonly stack: string;
}

function ownEnvironment(environment: string | undefined, stack: string | undefined): Target {
  const program = readProgram(root);
  const environments = configuredStacks(program);
  const asked = environment ?? stack;
  if (asked === undefined || !environments.includes(asked)) {
    throw new Refusal(
      asked === undefined ? "no environment is named" : `there is no environment ${asked}`,
      `the environments are ${environments.join(", ") || "none"}: the files stacks/Pulumi.<environment>.yaml`,
      [
        `npm run sandbox -- preview ${environments[0] ?? "<environment>"}`,
        "or name another program: --program <folder>",
      ],
    );
  }
  return { program, stack: asked };
}

function otherProgram(folder: string, environment: string | undefined, stack: string | undefined): Target {
  return { program: readProgram(folder), stack: stack ?? environment ?? "sandbox" };
}

function refuseTwoStacks(environment: string | undefined, stack: string | undefined): void {
  if (environment !== undefined && stack !== undefined && environment !== stack) {
    throw new Refusal(`${environment} and --stack ${stack} are two stacks`, "the sandbox runs one at a time", [
      "leave one of them out",
    ]);
  }
}

function refusePolicyPacks(operation: OperationName, options: Options): void {
  if ((operation === "refresh" || operation === "destroy") && options["policy-pack"].length > 0) {
    throw new Refusal(`${operation} takes no policy pack`, "the engine analyzes only what a program declares", [
      "leave --policy-pack out, or preview",
    ]);
  }
}

function existing(file: string, what: string): string {
  if (!existsSync(file)) {
    throw new Refusal(`there is no ${what} ${file}`, "the path leads nowhere", ["correct the path"]);
  }
  return file;
}

/** The engine would tell what is wrong with the JSON, but not in which file. */
function policyConfiguration(file: string): string {
  existing(file, "policy configuration");
  try {
    JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new Refusal(`the policy configuration ${file} can't be read`, (error as Error).message, ["correct the file"]);
  }
  return file;
}

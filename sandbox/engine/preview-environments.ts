// The main job of `npm start`: every environment under stacks/ previewed on a fresh state, the policy pack enforced, two at
// a time, and one table of what came of it.

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { readEvents } from "./events";
import { type EnvironmentVerdict, gateExitCode, judgePreview } from "./gate";
import { runOperationQuietly } from "./operation";
import { policiesAsked } from "./pack-policies";
import { root, sandboxFolder } from "./places";
import { configuredStacks, type Program, readProgram, stackConfigFile } from "./program";
import { Refusal } from "./refusal";
import { renderDecision, renderFindings, renderTable } from "./table";

/** Prints; returns the gate's exit code. @throws Refusal when there is nothing to preview. */
export async function previewEnvironments(): Promise<0 | 1 | 2> {
  const program = readProgram(root);
  const environments = configuredStacks(program);
  if (environments.length === 0) {
    throw new Refusal("there is no environment", "stacks/ holds no Pulumi.<environment>.yaml", ["add one"]);
  }
  refuseMissingPolicyConfigs(program, environments);
  console.log(`preview of ${environments.join(", ")} with the policy pack enforced`);
  const folder = freshFolder();
  const verdicts = await twoAtATime(environments, (environment) =>
    previewEnvironment(program, environment, path.join(folder, environment)),
  ).finally(() => rmSync(folder, { recursive: true, force: true }));
  const findings = renderFindings(verdicts);
  console.log(`\n${renderTable(verdicts)}`);
  if (findings !== "") {
    console.log(`\n${findings}`);
  }
  console.log(`\n${renderDecision(verdicts)}`);
  return gateExitCode(verdicts);
}

/** Of this process only, so that two runs do not meet; what killed ones left is removed. */
function freshFolder(): string {
  const runs = path.join(sandboxFolder, "start");
  mkdirSync(runs, { recursive: true });
  for (const pid of readdirSync(runs).filter((name) => !isRunning(Number(name)))) {
    rmSync(path.join(runs, pid), { recursive: true, force: true });
  }
  return path.join(runs, String(process.pid));
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function previewEnvironment(
  program: Program,
  environment: string,
  stackFolder: string,
): Promise<EnvironmentVerdict> {
  mkdirSync(stackFolder, { recursive: true });
  const eventLog = path.join(stackFolder, "events.json");
  const grpcLog = path.join(stackFolder, "grpc.json");
  const started = Date.now();
  const { exitCode, output } = await runOperationQuietly({
    name: "preview",
    program,
    stack: environment,
    stackFolder,
    policyPacks: [path.join(root, "policies")],
    policyPackConfigs: [policyConfigFile(program, environment)],
    eventLog,
    engineArguments: ["--color", "never", "--suppress-progress"],
    environment: { PULUMI_DEBUG_GRPC: grpcLog },
  });
  const seconds = (Date.now() - started) / 1000;
  const verdict = judgePreview({
    environment,
    road: roadOf(program, environment),
    seconds,
    exitCode,
    events: readEvents(eventLog),
    policies: policiesAsked(grpcLog),
    output,
  });
  console.log(
    `  ${environment.padEnd(14)}${verdict.fault === undefined ? "previewed" : "failed"}, ${seconds.toFixed(1)} s`,
  );
  return verdict;
}

/** Before the first preview, and all at once. */
function refuseMissingPolicyConfigs(program: Program, environments: readonly string[]): void {
  const missing = environments.map((each) => policyConfigFile(program, each)).filter((file) => !existsSync(file));
  if (missing.length > 0) {
    throw new Refusal(
      `${missing.map((file) => path.relative(root, file)).join(", ")}: no such file`,
      "without it the policy pack does not know who deploys, nor what exists outside the stack",
      [`write it, after the example of another environment in ${path.relative(root, program.stackConfigFolder)}/`],
    );
  }
}

function policyConfigFile(program: Program, environment: string): string {
  return path.join(program.stackConfigFolder, `policy-config.${environment}.json`);
}

/** Read as the program reads it; a missing or misspelt road is the program's to refuse. */
function roadOf(program: Program, environment: string): string {
  const { config } = parse(readFileSync(stackConfigFile(program, environment), "utf8")) as {
    config?: Record<string, unknown>;
  };
  const road = config?.[`${program.name}:road`];
  return typeof road === "string" ? road : "?";
}

/** The engine, its providers and the pack of one preview keep a core busy; results come in the order of `items`. */
async function twoAtATime<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const queue = [...items.entries()];
  const worker = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      results[next[0]] = await work(next[1]);
    }
  };
  await Promise.all([worker(), worker()]);
  return results;
}

// One operation of the engine on one stack of one program, on the sandbox: preview, up, refresh or destroy.

import { type ChildProcess, spawn, type StdioOptions } from "node:child_process";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import * as path from "node:path";
import { engineEnvironment, readEngine } from "./engine-environment";
import type { Program } from "./program";
import { providePlugins } from "./provider-plugins";
import { Refusal } from "./refusal";
import { type ConfigCopy, copyStackConfig } from "./stack-config";

export const operationNames = ["preview", "up", "refresh", "destroy"] as const;
export type OperationName = (typeof operationNames)[number];

export interface Operation {
  readonly name: OperationName;
  readonly program: Program;
  readonly stack: string;
  /** Where this stack's state, Azure and configuration copy are; made when it is not there. */
  readonly stackFolder: string;
  /** Absolute paths; so are all paths below. */
  readonly policyPacks: readonly string[];
  /** In the order of `policyPacks`. */
  readonly policyPackConfigs: readonly string[];
  readonly eventLog?: string;
  /** Further arguments of the engine's own command. */
  readonly engineArguments: readonly string[];
  /** Further variables of the engine's environment. */
  readonly environment?: NodeJS.ProcessEnv;
}

export interface QuietResult {
  readonly exitCode: number;
  /** What the engine wrote to stdout and stderr, as it came. */
  readonly output: string;
}

/** Like `runOperation`, with the engine's output kept instead of shown. */
export async function runOperationQuietly(operation: Operation): Promise<QuietResult> {
  let output = "";
  const exitCode = await runOperation(operation, ["ignore", "pipe", "pipe"], (child) => {
    const keep = (chunk: Buffer) => (output += chunk.toString());
    child.stdout?.on("data", keep);
    child.stderr?.on("data", keep);
  });
  return { exitCode, output };
}

/** What the engine wrote is at `stdio`'s ends. Resolves to its exit code, when nothing of it runs any more. */
export async function runOperation(
  operation: Operation,
  stdio: StdioOptions,
  onStart: (child: ChildProcess) => void = () => undefined,
): Promise<number> {
  const { withLock } = await import("./cache.mjs");
  return withLock(`${operation.stackFolder}.lock`, sayOnce(), () => runAlone(operation, stdio, onStart));
}

async function runAlone(
  operation: Operation,
  stdio: StdioOptions,
  onStart: (child: ChildProcess) => void,
): Promise<number> {
  const engine = readEngine();
  const folders = {
    backend: path.join(operation.stackFolder, "backend"),
    azure: path.join(operation.stackFolder, "azure"),
  };
  mkdirSync(folders.backend, { recursive: true });
  mkdirSync(folders.azure, { recursive: true });
  const config = copyStackConfig(operation.program, operation.stack, operation.stackFolder);
  providePlugins(operation.program);
  const env = { ...engineEnvironment(engine, folders), ...operation.environment };
  await makeStack(operation, config, engine.pulumi, { ...env, PULUMI_DEBUG_GRPC: undefined });
  removeForgottenLocks(folders.backend);
  const child = spawn(engine.pulumi, engineArguments(operation, config), {
    cwd: operation.program.folder,
    env,
    stdio,
  });
  onStart(child);
  const code = await ended(child);
  if (operation.name === "destroy" && code === 0) {
    rmSync(operation.stackFolder, { recursive: true, force: true });
  }
  return code;
}

function sayOnce(): (state: string) => void {
  let said = "";
  return (state) => {
    if (state !== said) {
      console.error(`sandbox: ${state}`);
      said = state;
    }
  };
}

function engineArguments(operation: Operation, config: ConfigCopy): string[] {
  return [
    operation.name,
    "--stack",
    operation.stack,
    "--config-file",
    config.file,
    "--non-interactive",
    ...(operation.name === "preview" ? [] : ["--yes"]),
    ...(operation.name === "preview" || operation.engineArguments.includes("--preview-only") ? [] : ["--skip-preview"]),
    ...operation.policyPacks.flatMap((folder) => ["--policy-pack", folder]),
    ...operation.policyPackConfigs.flatMap((file) => ["--policy-pack-config", file]),
    ...(operation.eventLog === undefined ? [] : ["--event-log", operation.eventLog]),
    ...operation.engineArguments,
  ];
}

/** `stack init` runs where the copy of the configuration stands, so that the salt goes there. */
async function makeStack(
  operation: Operation,
  config: ConfigCopy,
  pulumi: string,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const stacks = path.join(operation.stackFolder, "backend", ".pulumi", "stacks");
  if (existsSync(path.join(stacks, operation.program.name, `${operation.stack}.json`))) {
    return;
  }
  const child = spawn(pulumi, ["stack", "init", operation.stack, "--non-interactive", "--no-select"], {
    cwd: config.folder,
    env,
    stdio: ["ignore", "ignore", "pipe"],
  });
  let complaint = "";
  child.stderr.on("data", (chunk: Buffer) => (complaint += chunk.toString()));
  if ((await ended(child)) !== 0) {
    throw new Refusal(`the stack ${operation.stack} could not be made`, complaint.trim(), [
      complaint.includes("passphrase")
        ? "set PULUMI_CONFIG_PASSPHRASE to the one that the configuration was encrypted with"
        : `look at name and runtime in ${path.join(operation.program.folder, "Pulumi.yaml")}`,
    ]);
  }
}

/** The engine locks a stack with a file, and a run that was killed leaves it behind. The sandbox has a lock of its own. */
function removeForgottenLocks(backend: string): void {
  rmSync(path.join(backend, ".pulumi", "locks"), { recursive: true, force: true });
}

/** A signal to this process goes on to the engine, which ends its plugins; a terminal interrupts the engine by itself. */
function ended(child: ChildProcess): Promise<number> {
  const passOn = (signal: NodeJS.Signals) => {
    if (signal !== "SIGINT" || process.stdin.isTTY !== true) {
      child.kill(signal);
    }
  };
  process.on("SIGINT", passOn);
  process.on("SIGTERM", passOn);
  return new Promise<number>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 255));
  }).finally(() => {
    process.off("SIGINT", passOn);
    process.off("SIGTERM", passOn);
  });
}

// The Node.js processes that the host starts: found on its own PATH, and gone when the host goes.

import { type ChildProcess, spawn, type StdioOptions } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";

const children = new Set<ChildProcess>();

export interface NodeProcess {
  readonly nodeArguments: readonly string[];
  readonly cwd?: string;
  readonly env: NodeJS.ProcessEnv;
  readonly stdio: StdioOptions;
}

export interface Exit {
  /** Undefined when a signal ended the process. */
  readonly code: number | undefined;
  readonly signal: NodeJS.Signals | undefined;
}

/** Starts `node`; the PATH that counts is the host's own, also when the process is given another environment. */
export function startNode(start: NodeProcess): ChildProcess {
  const child = spawn(findExecutable("node"), start.nodeArguments, {
    env: start.env,
    stdio: start.stdio,
    ...(start.cwd === undefined || start.cwd === "" ? {} : { cwd: start.cwd }),
  });
  children.add(child);
  child.once("close", () => children.delete(child));
  return child;
}

/** Resolves when the process ended and its streams are drained. */
export function exitOf(child: ChildProcess): Promise<Exit> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => resolve({ code: code ?? undefined, signal: signal ?? undefined }));
  });
}

export function interruptChildren(): void {
  for (const child of children) {
    child.kill("SIGINT");
  }
}

/** @throws Error when no directory of PATH has it. */
export function findExecutable(name: string): string {
  for (const directory of (process.env["PATH"] ?? "").split(path.delimiter)) {
    const file = path.join(directory, name);
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // The next directory may have it.
    }
  }
  throw new Error(`could not find ${name} on the PATH`);
}

/** A module of the SDK as the program or plugin in `directory` would load it. */
export function locateModule(module: string, directory: string, install: string): string {
  try {
    return createRequire(path.join(directory, "index.js")).resolve(module);
  } catch {
    throw new Error(`the Pulumi SDK (${module}) is not installed for ${directory}: run ${install}`);
  }
}

// Clones of this repository as a newcomer gets them: no builds, no state, a tree that git finds clean.

import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, symlinkSync } from "node:fs";
import * as path from "node:path";
import { root } from "./engine";

/** Copies what git tracks or would track to `target`; the dependencies are shared with this clone. */
export function makeClone(target: string): void {
  mkdirSync(target, { recursive: true });
  for (const file of filesOf(root).filter((name) => existsSync(path.join(root, name)))) {
    cpSync(path.join(root, file), path.join(target, file));
  }
  git(target, "init", "--quiet");
  git(target, "add", ".");
  symlinkSync(path.join(root, "node_modules"), path.join(target, "node_modules"));
}

/** Files that git does not ignore. */
function filesOf(folder: string): string[] {
  return git(folder, "ls-files", "--cached", "--others", "--exclude-standard");
}

/** Changed or new since they were added; the link to the dependencies is none of the repository's. */
export function changesIn(folder: string): string[] {
  const changed = git(folder, "diff", "--name-only");
  return [...changed, ...git(folder, "ls-files", "--others", "--exclude-standard")].filter((f) => f !== "node_modules");
}

function git(folder: string, ...command: readonly string[]): string[] {
  const output = execFileSync("git", command, { cwd: folder, encoding: "utf8" });
  return output.split("\n").filter((line) => line !== "");
}

/** Runs Node.js on a script of `folder`, as a newcomer would who stands there. */
export function run(folder: string, ...command: readonly string[]): { status: number | null; output: string } {
  // npm tells a command where it was called from; here that is the clone.
  const env = { ...process.env, INIT_CWD: folder };
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: folder, env, encoding: "utf8" });
  return { status, output: stdout + stderr };
}

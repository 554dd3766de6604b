// Which package manager a project uses, how it installs, and what it has installed:
// https://www.pulumi.com/docs/iac/languages-sdks/javascript/#package-management

import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { exitOf, findExecutable } from "./node-process";
import { type PackageManagerName, packageManagerNames, type RuntimeOptions } from "./runtime-options";

export interface InstalledPackage {
  readonly name: string;
  readonly version: string;
}

/** The one that the options name; else by lock file, when it is installed; else npm. */
export function packageManagerFor(directory: string, options: RuntimeOptions): PackageManagerName {
  if (options.packageManager !== "auto") {
    return options.packageManager;
  }
  const preferYarn = /^(1|true)$/i.test(process.env["PULUMI_PREFER_YARN"] ?? "");
  const byLockFile = packageManagerNames.filter(
    (name) => lockFiles[name].some((file) => findAbove(directory, file)) || (name === "yarn" && preferYarn),
  );
  return byLockFile.find((name) => name !== "npm" && isInstalled(name)) ?? "npm";
}

/** Installs into the workspace's root when `directory` belongs to one. @throws Error when the package manager fails. */
export async function installDependencies(
  directory: string,
  options: RuntimeOptions,
  onStart: (child: ChildProcess) => void,
): Promise<void> {
  const manager = packageManagerFor(directory, options);
  const quiet: Partial<Record<PackageManagerName, string[]>> = { npm: ["--loglevel=error"], pnpm: ["--use-stderr"] };
  const production = options.production && manager !== "bun" ? ["--production"] : [];
  const root = workspaceRoot(directory) ?? directory;
  const child = spawn(findExecutable(manager), ["install", ...(quiet[manager] ?? []), ...production], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
  });
  onStart(child);
  const { code } = await exitOf(child);
  if (code !== 0) {
    throw new Error(`${manager} install in ${root} failed: exit status ${code ?? "none, it was ended by a signal"}`);
  }
}

/** Read from the nearest package-lock.json. @throws Error when there is none: other lock files are not read here. */
export function installedPackages(directory: string, transitive: "direct" | "transitive"): InstalledPackage[] {
  const root = findAbove(directory, "package-lock.json");
  if (root === undefined) {
    throw new Error(`no package-lock.json in ${directory} or above it, and no other lock file is read here`);
  }
  const lock = readJson<{ packages?: Record<string, { version?: string }> }>(path.join(root, "package-lock.json"));
  const manifest = readJson<Record<"dependencies" | "devDependencies", Record<string, string> | undefined>>(
    path.join(root, "package.json"),
  );
  const direct = new Set(Object.keys({ ...manifest?.dependencies, ...manifest?.devDependencies }));
  return Object.entries(lock?.packages ?? {}).flatMap(([place, { version }]) => {
    const name = place.split("node_modules/").at(-1) ?? "";
    const wanted = transitive === "transitive" || (direct.has(name) && place === `node_modules/${name}`);
    return place.includes("node_modules/") && version !== undefined && wanted ? [{ name, version }] : [];
  });
}

export function versionOf(command: string): string | undefined {
  const result = spawnSync(command, ["--version"], { encoding: "utf8" });
  return result.status === 0 ? result.stdout.trim() : undefined;
}

const lockFiles: Readonly<Record<PackageManagerName, readonly string[]>> = {
  npm: ["package-lock.json"],
  yarn: ["yarn.lock"],
  pnpm: ["pnpm-lock.yaml"],
  bun: ["bun.lockb", "bun.lock"],
};

function isInstalled(command: string): boolean {
  try {
    findExecutable(command);
    return true;
  } catch {
    return false;
  }
}

/** The folder whose `workspaces` has the project of `directory` as a member; patterns end in a name or in `*`. */
function workspaceRoot(directory: string): string | undefined {
  const project = findAbove(directory, "package.json");
  for (let at = project; at !== undefined; at = findAbove(path.dirname(at), "package.json")) {
    const declared = readJson<{ workspaces?: string[] | { packages?: string[] } }>(
      path.join(at, "package.json"),
    )?.workspaces;
    const patterns = Array.isArray(declared) ? declared : (declared?.packages ?? []);
    const member = path.relative(at, project ?? at);
    if (patterns.some((pattern) => matches(pattern.replace(/^\.\/|\/$/g, ""), member))) {
      return at;
    }
    if (at === path.dirname(at)) {
      return undefined;
    }
  }
  return undefined;
}

function matches(pattern: string, member: string): boolean {
  const parts = pattern.split("/");
  const names = member.split(path.sep);
  return parts.length === names.length && parts.every((part, index) => part === "*" || part === names[index]);
}

function findAbove(directory: string, file: string): string | undefined {
  for (let at = path.resolve(directory); ; at = path.dirname(at)) {
    if (existsSync(path.join(at, file))) {
      return at;
    }
    if (at === path.dirname(at)) {
      return undefined;
    }
  }
}

function readJson<T>(file: string): T | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as T;
  } catch {
    return undefined;
  }
}

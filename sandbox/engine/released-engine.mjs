// The engine as its vendor releases it, by way of the official npm package `pulumi`. The package holds no engine: it
// downloads one from get.pulumi.com when it is first run. So that host is asked first, for a few seconds at most: behind a
// mirror of the npm registry it cannot be reached, and nobody there should wait for it.

import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { cacheFolder, withLock } from "./cache.mjs";
import { reasonOf, runCommand } from "./child-command.mjs";

/** The package's newest version when this was written; it names the engine's version. */
const version = "3.265.0";
const host = "https://get.pulumi.com/install.sh";
const patience = 3000;

function home() {
  return path.join(cacheFolder(), "release");
}

function release() {
  return path.join(home(), "versions", version);
}

/** The package takes any `pulumi` that lies there for the whole release; this file says that it is. */
function complete() {
  return path.join(release(), "complete");
}

/** @returns the engine that an earlier run downloaded, if any */
export function downloadedEngine() {
  const pulumi = path.join(release(), "bin", "pulumi");
  return existsSync(complete()) && existsSync(pulumi) ? { pulumi, version, from: "release" } : undefined;
}

/** @returns the engine, or undefined with a note of why not */
export async function downloadEngine(say, notes, reach = canBeReached) {
  if (!(await reach())) {
    notes.push("get.pulumi.com, from where the npm package `pulumi` downloads it, cannot be reached");
    return undefined;
  }
  return withLock(path.join(cacheFolder(), "locks", "release"), say, async () => {
    if (downloadedEngine() === undefined) {
      say(`downloading Pulumi ${version} by the npm package`);
      const failure = await download();
      if (failure !== undefined) {
        notes.push(`the npm package \`pulumi\` failed: ${failure}`);
        return undefined;
      }
    }
    const engine = downloadedEngine();
    return engine && { ...engine, worked: true };
  });
}

async function canBeReached() {
  try {
    const response = await globalThis.fetch(host, { method: "HEAD", signal: AbortSignal.timeout(patience) });
    return response.ok;
  } catch {
    return false;
  }
}

async function download() {
  const draft = path.join(cacheFolder(), `release-package-${process.pid}`);
  mkdirSync(draft, { recursive: true });
  try {
    const limit = { cwd: draft, timeout: 300_000 };
    const install = ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", draft, `pulumi@${version}`];
    const installed = await runCommand("npm", install, limit);
    if (installed.code !== 0) {
      return reasonOf(installed.output).text;
    }
    rmSync(release(), { recursive: true, force: true });
    const run = path.join(draft, "node_modules", "pulumi", "run.js");
    const env = { ...process.env, PULUMI_HOME: home(), PULUMI_VERSION: version, PULUMI_SKIP_UPDATE_CHECK: "true" };
    const started = await runCommand(process.execPath, [run, "version"], { ...limit, env });
    if (started.code !== 0) {
      return reasonOf(started.output).text;
    }
    writeFileSync(complete(), "");
    return undefined;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

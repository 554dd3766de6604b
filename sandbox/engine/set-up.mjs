// Everything that must be there before the sandbox runs, in the order in which one needs the other. Plain Node.js without
// dependencies, because it runs in a fresh clone. Each step does nothing when its result is there.

import path from "node:path";
import { fileURLToPath } from "node:url";
import { installDependencies } from "./dependencies.mjs";
import { findEngine } from "./find-engine.mjs";
import { provideNodeHost, provideYamlLanguage } from "./language-hosts.mjs";
import { checkNodeVersion, checkPlatform } from "./node-version.mjs";
import { progress } from "./progress.mjs";

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");

/**
 * @param {{ quiet?: boolean }} options quiet: only what had something to do is shown
 * @returns what some programs need besides: `build` for this repository's components and pack, `yaml` for YAML programs
 * @throws Refusal with the way out
 */
export async function setUp({ quiet = false } = {}) {
  checkPlatform();
  const { step, total } = progress({ quiet });
  if (!quiet) {
    console.log("set-up");
  }
  await step("Node.js", async () => ({ done: checkNodeVersion(), worked: false }));
  await step("dependencies", (say) => installDependencies(root, say));
  const engine = await step("engine", (say) => findEngine(root, say));
  await step("language host", () => provideNodeHost(root, engine));
  return {
    build: () => step("build", buildSources),
    yaml: () => step("YAML host", (say) => provideYamlLanguage(root, engine, say)),
    ready: () => quiet || console.log(`  ${"ready after".padEnd(70)}${total()}\n`),
  };
}

/** Loaded when the dependencies are there: it bundles with one of them. */
async function buildSources(say) {
  const { buildIfStale } = await import("../../scripts/build.mjs");
  return buildIfStale(say);
}

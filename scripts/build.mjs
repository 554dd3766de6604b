#!/usr/bin/env node
// `npm run build`: dist/ (the components and the core, compiled with their declarations) and policies/dist/ (index.js is
// the policy pack, of which @pulumi/* stay dependencies; command.js is its command, which needs nothing else). Both are
// made in `.sandbox/` and swapped in, so that whoever reads them meanwhile sees the old or the new, never a part; one
// build at a time.

import { createHash } from "node:crypto";
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { withLock } from "../sandbox/engine/cache.mjs";
import { orRefuse, Refusal } from "../sandbox/engine/refusal.mjs";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const stampFile = path.join(root, ".sandbox", "build.json");
const drafts = path.join(root, ".sandbox", "build");

const targets = [
  {
    name: "dist",
    entry: "index.ts",
    sources: ["index.ts", "azure", "components", "tsconfig.json", "package-lock.json"],
    result: "dist/index.js",
    make: compileComponents,
  },
  {
    name: "policies/dist",
    entry: "policies/index.ts",
    sources: ["azure", "policies", "tsconfig.json", "package-lock.json"],
    result: "policies/dist/index.js",
    make: bundlePack,
  },
];

/** Builds what is missing or older than its sources. @throws Refusal when the sources do not compile. */
export async function buildIfStale(say) {
  if (staleTargets().length === 0) {
    return { done: "up to date", worked: false };
  }
  return alone(say, async () => {
    const stale = staleTargets();
    await build(stale, say);
    return { done: stale.map(({ name }) => `${name}/`).join(" and ") || "built by another run", worked: true };
  });
}

function alone(say, work) {
  return withLock(place(".sandbox/locks/build"), say, async () => {
    rmSync(drafts, { recursive: true, force: true });
    mkdirSync(drafts, { recursive: true });
    return work();
  });
}

function staleTargets() {
  const stamps = readStamps();
  return targets.filter(
    ({ name, entry, result, sources }) =>
      existsSync(place(entry)) && (!existsSync(place(result)) || stamps[name] !== hashOf(sources)),
  );
}

async function build(chosen, say) {
  say(chosen.map(({ name }) => `${name}/`).join(" and "));
  const made = await Promise.allSettled(
    chosen.map(async ({ name, entry, sources, make }) => {
      if (!existsSync(place(entry))) {
        console.error(`  ${entry} is not there: ${name}/ is not built`);
        return;
      }
      const hash = hashOf(sources);
      await make();
      writeFileSync(stampFile, `${JSON.stringify({ ...readStamps(), [name]: hash }, undefined, 2)}\n`);
    }),
  );
  const failed = made.find(({ status }) => status === "rejected");
  if (failed !== undefined) {
    throw failed.reason;
  }
}

async function compileComponents() {
  const draft = path.join(drafts, "dist");
  const tsc = place("node_modules/typescript/bin/tsc");
  const output = await outputOf(process.execPath, [tsc, "-p", "tsconfig.json", "--outDir", draft]);
  if (output.code !== 0) {
    throw refusal("the components do not compile", output.text, "npx tsc -p tsconfig.json --noEmit");
  }
  swap(draft, place("dist"));
}

async function bundlePack() {
  const { build: esbuild } = await import("esbuild");
  const draft = path.join(drafts, "policies-dist");
  try {
    await esbuild({
      absWorkingDir: root,
      entryPoints: { index: "policies/index.ts", command: "policies/commands/main.ts" },
      outdir: draft,
      bundle: true,
      platform: "node",
      target: "node20",
      format: "cjs",
      external: ["@pulumi/*"],
      logLevel: "silent",
    });
  } catch (error) {
    throw refusal("the policy pack cannot be bundled", error.message, "npm run build");
  }
  swap(draft, place("policies/dist"));
}

/** A folder cannot be replaced in one step; between the two renames it is away for less than a millisecond. */
function swap(draft, target) {
  const old = path.join(drafts, `old-${path.basename(draft)}`);
  if (existsSync(target)) {
    renameSync(target, old);
  }
  renameSync(draft, target);
  rmSync(old, { recursive: true, force: true });
}

function outputOf(command, args) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
    let text = "";
    child.stdout.on("data", (chunk) => (text += chunk));
    child.stderr.on("data", (chunk) => (text += chunk));
    child.once("close", (code) => resolve({ code, text }));
  });
}

function hashOf(sources) {
  const hash = createHash("sha256");
  for (const file of sources.flatMap(filesOf).sort()) {
    hash
      .update(file)
      .update("\0")
      .update(readFileSync(place(file)));
  }
  return hash.digest("hex");
}

function filesOf(source) {
  if (!existsSync(place(source))) {
    return [];
  }
  if (path.extname(source) !== "") {
    return [source];
  }
  return readdirSync(place(source), { withFileTypes: true }).flatMap((entry) => {
    const inner = `${source}/${entry.name}`;
    if (entry.isDirectory()) {
      return /^(node_modules|dist.*)$/.test(entry.name) ? [] : filesOf(inner);
    }
    return /\.(ts|json)$/.test(entry.name) ? [inner] : [];
  });
}

function place(relative) {
  return path.join(root, relative);
}

function readStamps() {
  try {
    return JSON.parse(readFileSync(stampFile, "utf8"));
  } catch {
    return {};
  }
}

function refusal(what, why, command) {
  return new Refusal(what, why.trim().split("\n").join("\n       "), [`mend it, and look with ${command}`]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.exitCode = await orRefuse(async () => {
    await alone(
      () => undefined,
      () => build(targets, () => undefined),
    );
    return 0;
  });
}

#!/usr/bin/env node
// `npm run build`: dist/ (the components and the core, compiled with their declarations) and policies/dist/index.js (the
// policy pack in one file; @pulumi/* stay dependencies). Both are made beside their place and swapped in, so that whoever
// reads them meanwhile sees the old or the new, never a part.

import { createHash } from "node:crypto";
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const stampFile = path.join(root, ".sandbox", "build.json");

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
  const stamps = readStamps();
  const stale = targets.filter(({ name, entry, result, sources }) => {
    return existsSync(place(entry)) && (!existsSync(place(result)) || stamps[name] !== hashOf(sources));
  });
  if (stale.length === 0) {
    return { done: "up to date", worked: false };
  }
  await build(stale, say);
  return { done: stale.map(({ name }) => `${name}/`).join(" and "), worked: true };
}

async function build(chosen, say) {
  say(chosen.map(({ name }) => `${name}/`).join(" and "));
  await Promise.all(
    chosen.map(async ({ name, entry, sources, make }) => {
      if (!existsSync(place(entry))) {
        console.error(`  ${entry} is not there: ${name}/ is not built`);
        return;
      }
      const hash = hashOf(sources);
      await make();
      mkdirSync(path.dirname(stampFile), { recursive: true });
      writeFileSync(stampFile, `${JSON.stringify({ ...readStamps(), [name]: hash }, undefined, 2)}\n`);
    }),
  );
}

async function compileComponents() {
  const draft = place(`dist.${process.pid}`);
  try {
    const tsc = place("node_modules/typescript/bin/tsc");
    const output = await outputOf(process.execPath, [tsc, "-p", "tsconfig.json", "--outDir", draft]);
    if (output.code !== 0) {
      throw refusal("the components do not compile", output.text, "npx tsc -p tsconfig.json --noEmit");
    }
    swap(draft, place("dist"));
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

async function bundlePack() {
  const { build: esbuild } = await import("esbuild");
  const draft = place(`policies/dist.${process.pid}`);
  try {
    await esbuild({
      absWorkingDir: root,
      entryPoints: ["policies/index.ts"],
      outfile: path.join(draft, "index.js"),
      bundle: true,
      platform: "node",
      target: "node20",
      format: "cjs",
      external: ["@pulumi/*"],
      logLevel: "silent",
    });
    swap(draft, place("policies/dist"));
  } catch (error) {
    throw refusal("the policy pack cannot be bundled", error.message, "npm run build");
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** A folder cannot be replaced in one step; of the two renames between which it is away, neither takes a millisecond. */
function swap(draft, target) {
  const old = `${target}.old-${process.pid}`;
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
  const error = new Error(
    `${what}\n  why: ${why.trim().split("\n").join("\n       ")}\n  do:  mend it, and look with ${command}`,
  );
  error.name = "Refusal";
  return error;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await build(targets, () => undefined);
  } catch (error) {
    console.error(error.name === "Refusal" ? error.message : error);
    process.exitCode = 1;
  }
}

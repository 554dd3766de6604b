// The Pulumi engine, from the first of three places that has one (docs/decisions/ADR-0001-engine-from-go-module.md):
// a `pulumi` on the PATH, the vendor's release by way of the npm package `pulumi`, the tagged Go module.

import { existsSync, mkdirSync, readFileSync, realpathSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { runCommand } from "./child-command.mjs";
import { builtEngine, buildEngine } from "./go-engine.mjs";
import { downloadEngine, downloadedEngine } from "./released-engine.mjs";
import { Refusal } from "./refusal.mjs";

/** Policy packs by RunPlugin, policy summary events and `get-schema` on a folder are all there from this version on. */
const oldest = [3, 226, 0];

/**
 * @typedef {{ pulumi: string, version: string, from: "path" | "release" | "go", mark: string }} FoundEngine
 * @returns {Promise<{ done: string, worked: boolean, value: FoundEngine }>}
 * @throws Refusal when no place has one
 */
export async function findEngine(root, say, { downloadEngine: download = downloadEngine } = {}) {
  const notes = [];
  const remembered = readRemembered(root);
  const found =
    (await onPath(remembered, notes)) ??
    downloadedEngine() ??
    builtEngine() ??
    (await download(say, notes)) ??
    (await buildEngine(say, notes));
  if (found === undefined) {
    throw new Refusal("there is no Pulumi engine", notes.join("; "), [
      "install the Pulumi CLI, 3.226 or newer: https://www.pulumi.com/docs/iac/download-install/",
      "or install Go, 1.21 or newer, and this builds the engine from its Go module: https://go.dev/dl/",
      "or connect to the network, so that the npm package `pulumi` can download it",
    ]);
  }
  const engine = { pulumi: found.pulumi, version: found.version, from: found.from, mark: markOf(found.pulumi) };
  remember(root, engine);
  return {
    done: `pulumi ${engine.version}, ${{ path: "on the PATH", release: "the vendor's release", go: "from its Go module" }[engine.from]}`,
    worked: found.worked === true,
    value: engine,
  };
}

/** A `pulumi` is taken whole, with the language hosts it came with, or not at all. */
async function onPath(remembered, notes) {
  for (const folder of (process.env.PATH ?? "").split(path.delimiter)) {
    const pulumi = path.join(folder, "pulumi");
    if (folder === "" || !existsSync(pulumi)) {
      continue;
    }
    if (remembered?.pulumi === pulumi && remembered.mark === markOf(pulumi)) {
      return remembered;
    }
    const { code, output } = await runCommand(pulumi, ["version"], {
      timeout: 10_000,
      env: { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" },
    });
    const version = /v?(\d+\.\d+\.\d+)/.exec(output)?.[1];
    const hosts = [folder, path.dirname(realpathSync(pulumi))];
    if (code !== 0 || version === undefined || !isSupported(version)) {
      notes.push(`${pulumi} is ${version ?? "of no known version"}, and 3.226 or newer of 3 is needed`);
    } else if (!hosts.some((host) => existsSync(path.join(host, "pulumi-language-nodejs")))) {
      notes.push(`${pulumi} came without its Node.js language host`);
    } else {
      return { pulumi, version, from: "path" };
    }
  }
  if (notes.length === 0) {
    notes.push("no `pulumi` is on the PATH");
  }
  return undefined;
}

export function isSupported(version) {
  const parts = version.split(".").map(Number);
  const newer = parts.map((part, index) => part - oldest[index]).find((difference) => difference !== 0) ?? 0;
  return parts[0] === oldest[0] && newer >= 0;
}

function engineFile(root) {
  return path.join(root, ".sandbox", "engine.json");
}

function readRemembered(root) {
  try {
    return JSON.parse(readFileSync(engineFile(root), "utf8"));
  } catch {
    return undefined;
  }
}

function remember(root, engine) {
  mkdirSync(path.dirname(engineFile(root)), { recursive: true });
  writeFileSync(engineFile(root), `${JSON.stringify(engine, undefined, 2)}\n`);
}

function markOf(file) {
  const { mtimeMs, size } = statSync(file);
  return `${mtimeMs}-${size}`;
}

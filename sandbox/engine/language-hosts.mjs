// The language hosts in the engine's home, for an engine that came without: the Node.js stand-in of sandbox/language-host,
// bundled to one file that needs nothing of this clone, and Pulumi's own YAML host, when a YAML program is run. The engine
// looks there when it finds no host beside itself.

import {
  chmodSync,
  existsSync,
  linkSync,
  copyFileSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  readdirSync,
  renameSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { hashOf } from "./cache.mjs";
import { provideYamlHost } from "./go-engine.mjs";

/** @param {{ pulumi: string }} engine */
export async function provideNodeHost(root, engine) {
  if (comesWith(engine, "nodejs")) {
    return { done: "the engine's own", worked: false };
  }
  const sources = path.join(root, "sandbox", "language-host");
  const texts = readdirSync(sources)
    .sort()
    .map((name) => readFileSync(path.join(sources, name)));
  const bundle = `pulumi-language-nodejs-${hashOf(...texts, readFileSync(path.join(root, "package-lock.json")))}.cjs`;
  const folder = pluginFolder(root, "nodejs", "0.0.1");
  const file = path.join(folder, "pulumi-language-nodejs");
  if (existsSync(path.join(folder, bundle)) && existsSync(file)) {
    return { done: "up to date", worked: false };
  }
  mkdirSync(folder, { recursive: true });
  const { build } = await import("esbuild");
  const draft = path.join(folder, `.${process.pid}`);
  await build({
    entryPoints: [path.join(sources, "main.ts")],
    outfile: draft,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    logLevel: "error",
  });
  renameSync(draft, path.join(folder, bundle));
  writeFileSync(draft, `#!/bin/sh\nexec node "$(dirname "$0")/${bundle}" "$@"\n`);
  chmodSync(draft, 0o755);
  renameSync(draft, file);
  return { done: "stand-in bundled", worked: true };
}

/** @param {{ pulumi: string }} engine @throws Refusal when it cannot be built */
export async function provideYamlLanguage(root, engine, say) {
  if (comesWith(engine, "yaml")) {
    return { done: "the engine's own", worked: false };
  }
  const built = await provideYamlHost(say);
  const folder = pluginFolder(root, "yaml", built.version);
  const file = path.join(folder, "pulumi-language-yaml");
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    const draft = path.join(folder, `.${process.pid}`);
    try {
      linkSync(built.file, draft);
    } catch {
      copyFileSync(built.file, draft);
    }
    renameSync(draft, file);
  }
  return { done: `pulumi-language-yaml ${built.version}, from its Go module`, worked: built.worked };
}

function comesWith(engine, language) {
  const folders = [path.dirname(engine.pulumi), path.dirname(realpathSync(engine.pulumi))];
  return engine.from !== "go" && folders.some((folder) => existsSync(path.join(folder, `pulumi-language-${language}`)));
}

function pluginFolder(root, language, version) {
  return path.join(root, ".sandbox", "home", "plugins", `language-${language}-v${version}`);
}

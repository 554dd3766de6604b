#!/usr/bin/env node
// `npm run schema`: schema.json as the real Pulumi CLI infers it from the components' sources. It runs in a temporary folder,
// because at a root that has both Pulumi.yaml and PulumiPlugin.yaml `package get-schema` refuses to start.

import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { orRefuse, Refusal } from "../sandbox/engine/refusal.mjs";
import { root, setUp } from "../sandbox/engine/set-up.mjs";

const help = `\
npm run schema [-- --check [<file>]]

  Writes schema.json, the package schema from which SDKs for every Pulumi language are made.

  --check   change nothing; exit 1 when schema.json, or <file>, is not what the sources say

exit code
  0 when it is written, or right; 1 when it is not right; 2 when it could not be made
`;

const file = path.join(root, "schema.json");
const checked = process.argv.indexOf("--check");

if (process.argv.includes("--help")) {
  process.stdout.write(help);
} else {
  process.exitCode = await orRefuse(async () => {
    const provide = await setUp({ quiet: true });
    await provide.build();
    const made = await inferSchema();
    return checked < 0 ? write(made) : check(made, path.resolve(process.argv[checked + 1] ?? file));
  });
}

/** @throws Refusal when the CLI fails or warns: a warning is a property that consumers will not get. */
async function inferSchema() {
  const folder = mkdtempSync(path.join(tmpdir(), "azureml-schema-"));
  try {
    const { code, stdout, stderr } = await getSchema(folder);
    const warnings = stderr.split("\n").filter((line) => /warning/i.test(line));
    if (code !== 0 || warnings.length > 0) {
      throw new Refusal(
        "the schema cannot be inferred from the components",
        (code === 0 ? warnings.join("\n") : `${stderr}\n${stdout}`).trim().split("\n").join("\n       "),
        ["change the argument or output that is named: it has a type that Pulumi's inference does not know"],
      );
    }
    return `${JSON.stringify(JSON.parse(stdout), undefined, 2)}\n`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function getSchema(folder) {
  const require = createRequire(import.meta.url);
  require("tsx/cjs/api").register();
  const { engineEnvironment, readEngine } = require("../sandbox/engine/engine-environment.ts");
  const { providePlugins } = require("../sandbox/engine/provider-plugins.ts");
  const { readProgram } = require("../sandbox/engine/program.ts");
  const engine = readEngine();
  // The CLI installs the plugins that the components use, and would download them.
  providePlugins(readProgram(root));
  const folders = { backend: path.join(folder, "backend"), azure: path.join(folder, "azure") };
  mkdirSync(folders.backend);
  return new Promise((resolve) => {
    const child = spawn(engine.pulumi, ["package", "get-schema", root], {
      cwd: folder,
      // The language host runs `npm install` in the plugin's folder; everything is installed by now.
      env: {
        ...engineEnvironment(engine, folders),
        npm_config_ignore_scripts: "true",
        npm_config_prefer_offline: "true",
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", (chunk) => (stdout += chunk));
    child.stderr.on("data", (chunk) => (stderr += chunk));
    child.once("close", (code) => resolve({ code: code ?? 255, stdout, stderr }));
  });
}

function write(made) {
  const before = existsSync(file) ? readFileSync(file, "utf8") : "";
  if (made !== before) {
    writeFileSync(`${file}.${process.pid}`, made);
    renameSync(`${file}.${process.pid}`, file);
  }
  console.log(`schema.json  ${made === before ? "unchanged" : "written"}, ${summaryOf(made)}`);
  return 0;
}

function check(made, against) {
  const name = path.basename(against);
  const before = existsSync(against) ? readFileSync(against, "utf8") : "{}";
  if (made === before) {
    console.log(`${name}  right, ${summaryOf(made)}`);
    return 0;
  }
  const difference = firstDifference(JSON.parse(before), JSON.parse(made), "");
  const where = difference === undefined ? "only in its layout" : `first at ${difference}`;
  console.error(
    new Refusal(`${name} is not what the components say`, `they differ ${where}`, ["npm run schema"]).message,
  );
  return 1;
}

function firstDifference(left, right, at) {
  if (typeof left !== "object" || typeof right !== "object" || left === null || right === null) {
    return left === right ? undefined : at;
  }
  for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
    const found = firstDifference(left[key], right[key], at === "" ? key : `${at}.${key}`);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

function summaryOf(text) {
  const { resources = {}, types = {} } = JSON.parse(text);
  return `${Object.keys(resources).length} resources, ${Object.keys(types).length} types`;
}

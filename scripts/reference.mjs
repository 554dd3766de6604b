#!/usr/bin/env node
// `npm run reference`: the pages under docs/rules and docs/reference, from the rules and the facts themselves.

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

const help = `\
npm run reference [-- --check]

  Writes docs/rules/*.md and docs/reference/*.md.

  --check   change nothing; exit 1 and name each page that is missing, stale or belongs to nothing

exit code
  0 when they are written, or right; 1 when one is not right
`;

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const folders = ["docs/rules", "docs/reference"];

if (process.argv.includes("--help")) {
  process.stdout.write(help);
} else {
  const pages = made();
  const wrong = [...stale(pages), ...left(pages)];
  if (process.argv.includes("--check")) {
    process.stdout.write(wrong.map((file) => `${file} is not what its source says: npm run reference\n`).join(""));
    process.exitCode = wrong.length > 0 ? 1 : 0;
  } else {
    write(pages);
  }
}

function made() {
  const require = createRequire(import.meta.url);
  require("tsx/cjs/api").register();
  const { rulePages } = require("./reference/rule-pages.ts");
  const { requiredFlowsPage } = require("./reference/required-flows-page.ts");
  return new Map([...rulePages(), ...requiredFlowsPage()]);
}

function stale(pages) {
  return [...pages].filter(([file, text]) => read(file) !== text).map(([file]) => file);
}

/** Pages of nothing: of a rule that is gone. */
function left(pages) {
  return folders.flatMap((folder) => list(folder)).filter((file) => !pages.has(file));
}

function write(pages) {
  left(pages).forEach((file) => rmSync(path.join(root, file)));
  for (const [file, text] of pages) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  }
}

function read(file) {
  return existsSync(path.join(root, file)) ? readFileSync(path.join(root, file), "utf8") : undefined;
}

function list(folder) {
  return existsSync(path.join(root, folder))
    ? readdirSync(path.join(root, folder)).map((name) => `${folder}/${name}`)
    : [];
}

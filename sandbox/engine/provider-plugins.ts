// The provider plugins in the engine's home: for every provider SDK that a program can load, an executable that starts the
// sandbox's own provider under the name and version of that SDK. A plugin on the PATH would warn on every stack; in the
// home it is silent.

import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { pathToFileURL } from "node:url";
import { type ProviderPackage, providerPackagesIn } from "../language-host/provider-packages";
import { pulumiHome, root } from "./places";
import type { Program } from "./program";

/** Makes the plugins that `program` may ask for; those of this repository's own SDKs are always there. */
export function providePlugins(program: Program): void {
  for (const installed of installedProviders([program.folder, ...program.localPackages, root])) {
    writePlugin(installed);
  }
}

/** Node.js looks for a module in each `node_modules` from the program's folder upwards. */
function installedProviders(folders: readonly string[]): ProviderPackage[] {
  const places = new Set(folders.flatMap(ancestors).map((folder) => path.join(folder, "node_modules")));
  const found = [...places].filter(existsSync).flatMap(providerPackagesIn);
  return [...new Map(found.map((each) => [`${each.name}@${each.version}`, each])).values()];
}

function ancestors(folder: string): string[] {
  const parent = path.dirname(folder);
  return parent === folder ? [folder] : [folder, ...ancestors(parent)];
}

/** Two runs may write the same plugin at once: the file comes into place in one step, and always with the same text. */
function writePlugin(installed: ProviderPackage): void {
  const name = `pulumi-resource-${installed.name}`;
  const folder = path.join(pulumiHome, "plugins", `resource-${installed.name}-v${installed.version}`);
  const file = path.join(folder, name);
  const text = script(installed);
  if (existsSync(file) && readFileSync(file, "utf8") === text) {
    return;
  }
  mkdirSync(folder, { recursive: true });
  const draft = path.join(folder, `.${name}.${process.pid}`);
  writeFileSync(draft, text);
  chmodSync(draft, 0o755);
  renameSync(draft, file);
  rmSync(`${folder}.partial`, { force: true });
}

/** Providers other than these two are derived from the declarations of their SDK. */
function script(installed: ProviderPackage): string {
  const own = ["azure-native", "kubernetes"].find((name) => name === installed.name) ?? "azure-native";
  return [
    "#!/bin/sh",
    `export AZUREML_SANDBOX_PACKAGE=${quoted(installed.name)}`,
    `export AZUREML_SANDBOX_PACKAGE_VERSION=${quoted(installed.version)}`,
    `export AZUREML_SANDBOX_PACKAGE_FOLDER=${quoted(installed.folder)}`,
    // The working folder is the program's, whose tsconfig.json is none of the provider's business.
    `export TSX_TSCONFIG_PATH=${quoted(path.join(root, "tsconfig.json"))}`,
    `exec node --import ${quoted(pathToFileURL(require.resolve("tsx")).href)} ${quoted(
      path.join(root, "sandbox", own, "main.ts"),
    )} "$@"`,
    "",
  ].join("\n");
}

function quoted(text: string): string {
  return `'${text.replace(/'/g, `'\\''`)}'`;
}

// A Pulumi program on disk, as its Pulumi.yaml describes it:
// https://www.pulumi.com/docs/iac/concepts/projects/project-file/

import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { Refusal } from "./refusal";

export interface Program {
  /** The folder of Pulumi.yaml. */
  readonly folder: string;
  readonly name: string;
  /** `nodejs`, `yaml`, … */
  readonly runtime: string;
  /** Where Pulumi.<stack>.yaml stand. */
  readonly stackConfigFolder: string;
  /** Folders of this machine that `packages:` names; their providers run along. */
  readonly localPackages: readonly string[];
}

/** @throws Refusal when there is no program in `folder`. */
export function readProgram(folder: string): Program {
  const file = ["Pulumi.yaml", "Pulumi.yml"].map((name) => path.join(folder, name)).find(existsSync);
  if (file === undefined) {
    const what = existsSync(folder) ? `no Pulumi.yaml in ${folder}` : `no folder ${folder}`;
    throw new Refusal(what, "the sandbox runs a Pulumi program, and Pulumi.yaml is what makes a folder one", [
      "name the folder that has it: npm run sandbox -- preview --program <folder>",
    ]);
  }
  const project = parseProject(file);
  const configFolder = project.stackConfigDir ?? (typeof project.config === "string" ? project.config : ".");
  return {
    folder,
    name: project.name ?? "",
    runtime: (typeof project.runtime === "string" ? project.runtime : project.runtime?.name) ?? "",
    stackConfigFolder: path.resolve(folder, configFolder),
    localPackages: Object.values(project.packages ?? {}).flatMap((entry) => localFolder(folder, entry)),
  };
}

/** The stacks that have a configuration of their own, by name. */
export function configuredStacks(program: Program): string[] {
  if (!existsSync(program.stackConfigFolder)) {
    return [];
  }
  return readdirSync(program.stackConfigFolder)
    .flatMap((file) => /^Pulumi\.([\w.-]+)\.ya?ml$/.exec(file)?.[1] ?? [])
    .sort();
}

/** The file itself, also when it does not exist yet. */
export function stackConfigFile(program: Program, stack: string): string {
  return path.join(program.stackConfigFolder, `Pulumi.${stack}.yaml`);
}

interface Project {
  readonly name?: string;
  readonly runtime?: string | { readonly name?: string };
  readonly stackConfigDir?: string;
  /** Also the old name of `stackConfigDir`, when it is a string. */
  readonly config?: unknown;
  readonly packages?: Record<string, string | { readonly source?: string }>;
}

function parseProject(file: string): Project {
  try {
    return (parse(readFileSync(file, "utf8")) ?? {}) as Project;
  } catch (error) {
    throw new Refusal(
      `${file} cannot be read`,
      error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error),
      ["mend the file: it is YAML"],
    );
  }
}

function localFolder(folder: string, entry: string | { readonly source?: string }): string[] {
  const source = typeof entry === "string" ? entry : (entry.source ?? "");
  const candidate = path.resolve(folder, source);
  return /^[./]/.test(source) && existsSync(candidate) && statSync(candidate).isDirectory() ? [candidate] : [];
}

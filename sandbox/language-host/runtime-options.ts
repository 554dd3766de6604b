// The options under `runtime:` in Pulumi.yaml, PulumiPlugin.yaml and PulumiPolicy.yaml that the Node.js host knows:
// https://www.pulumi.com/docs/iac/concepts/projects/project-file/#runtime-options

import type { ProgramInfo } from "@pulumi/pulumi/proto/language_pb";

export interface RuntimeOptions {
  /** Run TypeScript sources through ts-node. Default true. */
  readonly typescript: boolean;
  /** tsconfig.json that ts-node takes, when it isn't the one in the program's folder. */
  readonly tsconfig: string | undefined;
  /** Arguments for Node.js itself. */
  readonly nodeArguments: readonly string[];
  readonly packageManager: PackageManagerName | "auto";
  /** Leave out devDependencies when installing. Default false. */
  readonly production: boolean;
}

export type PackageManagerName = (typeof packageManagerNames)[number];

export const packageManagerNames = ["npm", "yarn", "pnpm", "bun"] as const;

/** @throws Error that names the option, when one has the wrong type: the real host refuses such a file as well. */
export function runtimeOptions(info: ProgramInfo | undefined): RuntimeOptions {
  const options = (info?.getOptions()?.toJavaScript() ?? {}) as Record<string, unknown>;
  return {
    typescript: option(options, "typescript", "boolean") ?? true,
    tsconfig: option(options, "tsconfig", "string"),
    nodeArguments: splitArguments(option(options, "nodeargs", "string") ?? ""),
    packageManager: packageManagerOf(option(options, "packagemanager", "string") ?? "auto"),
    production: option(options, "production", "boolean") ?? false,
  };
}

/** Environment by which the SDK's entry points learn of TypeScript; absent means no. */
export function typescriptEnvironment(options: RuntimeOptions): Record<string, string> {
  return {
    ...(options.typescript ? { PULUMI_NODEJS_TYPESCRIPT: "true" } : {}),
    ...(options.tsconfig === undefined || options.tsconfig === ""
      ? {}
      : { PULUMI_NODEJS_TSCONFIG_PATH: options.tsconfig }),
  };
}

/** Splits as a POSIX shell does: blanks part, quotes join, a backslash takes the next character as it is. */
export function splitArguments(text: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quote = "";
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (quote === "" && /\s/.test(character)) {
      if (word !== undefined) {
        words.push(word);
      }
      word = undefined;
    } else if (quote === "" && (character === '"' || character === "'")) {
      quote = character;
      word ??= "";
    } else if (character === quote) {
      quote = "";
    } else if (character === "\\" && quote !== "'" && at + 1 < text.length) {
      at++;
      word = (word ?? "") + text.charAt(at);
    } else {
      word = (word ?? "") + character;
    }
  }
  if (quote !== "") {
    throw new Error(`nodeargs: the quote ${quote} is not closed in ${text}`);
  }
  return word === undefined ? words : [...words, word];
}

interface OptionTypes {
  boolean: boolean;
  string: string;
}

function option<T extends keyof OptionTypes>(
  options: Record<string, unknown>,
  name: string,
  type: T,
): OptionTypes[T] | undefined {
  const value = options[name];
  if (value !== undefined && typeof value !== type) {
    throw new Error(`runtime option ${name}: expected a ${type}, found ${JSON.stringify(value)}`);
  }
  return value as OptionTypes[T] | undefined;
}

function packageManagerOf(name: string): PackageManagerName | "auto" {
  const known = ([...packageManagerNames, "auto"] as const).find((each) => each === name);
  if (known === undefined) {
    throw new Error(
      `runtime option packagemanager: expected auto or one of ${packageManagerNames.join(", ")}, found ${name}`,
    );
  }
  return known;
}

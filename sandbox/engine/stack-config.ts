// The configuration that the engine sees: always a copy, because the engine writes into the file (`stack init` adds an
// encryption salt, `-c key=value` the value). The copy stands in a folder that looks like the project to `stack init`.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { parse, stringify } from "yaml";
import { type Program, stackConfigFile } from "./program";
import { Refusal } from "./refusal";

export interface ConfigCopy {
  /** Working folder for `stack init`: a Pulumi.yaml of the same name, and the copy. */
  readonly folder: string;
  readonly file: string;
}

/** Copies the configuration anew; the salt that an earlier `stack init` wrote is kept. */
export function copyStackConfig(program: Program, stack: string, stackFolder: string): ConfigCopy {
  const folder = path.join(stackFolder, "config");
  const file = path.join(folder, `Pulumi.${stack}.yaml`);
  const kept = existsSync(file) ? readConfig(file) : {};
  const source = stackConfigFile(program, stack);
  const config = existsSync(source) ? withoutForeignKeys(readConfig(source), source) : {};
  const salt = config["encryptionsalt"] ?? kept["encryptionsalt"];
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "Pulumi.yaml"), stringify({ name: program.name, runtime: program.runtime }));
  writeFileSync(file, stringify({ ...config, ...(salt === undefined ? {} : { encryptionsalt: salt }) }));
  return { folder, file };
}

type Config = Record<string, unknown>;

/** Secrets can be read only with the passphrase they were written with, and never with another secrets provider. */
function withoutForeignKeys(config: Config, file: string): Config {
  const { secretsprovider, encryptedkey, encryptionsalt, ...rest } = config;
  if (!JSON.stringify(config["config"] ?? {}).includes('{"secure":')) {
    return rest;
  }
  const passphrase = process.env["PULUMI_CONFIG_PASSPHRASE"] ?? process.env["PULUMI_CONFIG_PASSPHRASE_FILE"];
  if (secretsprovider !== undefined || encryptedkey !== undefined || passphrase === undefined) {
    throw new Refusal(
      `${file} holds encrypted values`,
      secretsprovider === undefined
        ? "they can be read only with the passphrase that they were encrypted with"
        : `they can be read only with ${String(secretsprovider)}, and the sandbox is offline`,
      [
        "set PULUMI_CONFIG_PASSPHRASE, if they were encrypted with a passphrase",
        "or make a stack for the sandbox, without secrets: --stack <name> takes Pulumi.<name>.yaml",
      ],
    );
  }
  return { ...rest, encryptionsalt };
}

function readConfig(file: string): Config {
  try {
    return (parse(readFileSync(file, "utf8")) ?? {}) as Config;
  } catch (error) {
    throw new Refusal(
      `${file} cannot be read`,
      error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error),
      ["mend the file: it is YAML"],
    );
  }
}

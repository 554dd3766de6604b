// The environment in which the engine runs: what https://www.pulumi.com/docs/iac/cli/environment-variables/ lists, set so
// that nothing is asked for, downloaded or reported, and nothing of the user's cloud, cluster or login is in reach.

import { existsSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { engineFile, pulumiHome } from "./places";
import { Refusal } from "./refusal";

export interface Engine {
  /** The executable. */
  readonly pulumi: string;
  readonly version: string;
}

/** The engine that the set-up left. @throws Refusal when there was none, or it is gone. */
export function readEngine(): Engine {
  if (existsSync(engineFile)) {
    const engine = JSON.parse(readFileSync(engineFile, "utf8")) as Engine;
    if (existsSync(engine.pulumi)) {
      return engine;
    }
  }
  throw new Refusal("the sandbox has no Pulumi engine", "it was not set up in this clone, or the engine was removed", [
    "node sandbox/prepare.mjs",
  ]);
}

export interface EngineFolders {
  /** The engine's state. */
  readonly backend: string;
  /** What exists in the sandbox's Azure. */
  readonly azure: string;
}

export function engineEnvironment(engine: Engine, folders: EngineFolders): NodeJS.ProcessEnv {
  const kept = Object.fromEntries(Object.entries(process.env).filter(([name]) => isKept(name)));
  return {
    PULUMI_CONFIG_PASSPHRASE: "",
    ...kept,
    PATH: [path.dirname(process.execPath), path.dirname(engine.pulumi), process.env["PATH"] ?? ""].join(path.delimiter),
    PULUMI_HOME: pulumiHome,
    PULUMI_BACKEND_URL: `file://${folders.backend}`,
    AZUREML_SANDBOX_STATE: folders.azure,
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_SKIP_CONFIRMATIONS: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PULUMI_DISABLE_REGISTRY_RESOLVE: "true",
    PULUMI_DIY_BACKEND_DISABLE_CHECKPOINT_BACKUPS: "true",
    PULUMI_CREDENTIAL_STORE: "plaintext",
    // A provider on the PATH would be taken instead of the sandbox's, and would go to Azure.
    PULUMI_IGNORE_AMBIENT_PLUGINS: "true",
    // Unlocks `--event-log`.
    PULUMI_DEBUG_COMMANDS: "true",
  };
}

/** Of the user's own settings only the passphrase and what helps to find faults. */
function isKept(name: string): boolean {
  if (name.startsWith("PULUMI_")) {
    return name.startsWith("PULUMI_CONFIG_PASSPHRASE") || name.startsWith("PULUMI_DEBUG_");
  }
  return !/^(ARM_|AZURE_|KUBECONFIG$|KUBERNETES_|NODE_OPTIONS$)/.test(name);
}

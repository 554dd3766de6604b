// Which copy of a Pulumi package a program means: the one that its own folder resolves to, else the one
// beside the sandbox. Declarations are read from there.

import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** The folder of `@pulumi/<name>` as seen from `directory`; undefined when there is none. */
export function installedPackage(name: string, directory: string): string | undefined {
  for (const start of [directory, __dirname]) {
    for (let folder = start; folder !== "" && folder !== dirname(folder); folder = dirname(folder)) {
      const candidate = join(folder, "node_modules", "@pulumi", name);
      if (existsSync(join(candidate, "package.json"))) {
        return candidate;
      }
    }
  }
  return undefined;
}

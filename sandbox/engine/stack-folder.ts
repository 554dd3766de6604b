// The folder of one stack of one program, and who is using it: one command at a time.

import { createHash } from "node:crypto";
import * as path from "node:path";
import { root, stacksFolder } from "./places";
import type { Program } from "./program";

/** Programs of the same name in different folders are different programs. */
export function stackFolderOf(program: Program, stack: string): string {
  const place = createHash("sha256").update(program.folder).digest("hex").slice(0, 8);
  const name = program.folder === root ? program.name : `${program.name}-${place}`;
  return path.join(stacksFolder, name, stack);
}

/** A short form for tests of checks: which paths are refused. */
import assert from "node:assert/strict";

import { Problem } from "../../azure/problem";

/** Exactly these paths, in any order; each problem says what was found and what is expected. */
export function assertRefused(problems: readonly Problem[], paths: readonly string[]): void {
  assert.deepEqual(problems.map(({ path }) => path).sort(), [...paths].sort(), JSON.stringify(problems, undefined, 1));
  for (const { found, expected } of problems) {
    assert.ok(found !== "" && expected !== "");
  }
}

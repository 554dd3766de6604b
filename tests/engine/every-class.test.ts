/** One program that makes every class of the sixteen modules with its required arguments alone, on the real engine. */
import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import * as path from "node:path";
import { resourceModel } from "../../sandbox/azure-native/schema/resource-model";
import { readDeclarations } from "../../sandbox/declarations/package";
import { classesOf, constrainedModules, requiredArguments } from "../sandbox/azure-native/required-arguments";
import { assertSucceeded, EngineStack, root, temporaryProgram } from "./engine";

const declarations = readDeclarations(path.join(root, "node_modules/@pulumi/azure-native"));

describe("every class of the modules in the index", function () {
  this.timeout(300_000);

  it("previews with its required arguments alone", async () => {
    const tokens = constrainedModules().flatMap((module) => classesOf(declarations, module));
    assert.equal(tokens.length, 396);
    const program = temporaryProgram({ "index.ts": tokens.map(statement).join("\n") });
    const stack = new EngineStack(program);
    try {
      const run = await stack.preview();
      assertSucceeded(run);
      assert.deepEqual(run.steps.map(({ type }) => type).sort(), [...tokens].sort());
    } finally {
      stack.remove();
      rmSync(program, { recursive: true, force: true });
    }
  });
});

/** One resource, by its module's path. */
function statement(token: string, index: number): string {
  const [, module = "", name = ""] = token.split(":");
  const model = resourceModel(declarations, token);
  assert.ok(model !== undefined, token);
  const args = JSON.stringify(requiredArguments(model));
  return `new (require("@pulumi/azure-native/${module}").${name})("r${index}", ${args});`;
}

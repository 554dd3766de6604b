// schema.json, from which the SDKs of all languages are made, is what the real CLI infers from the sources.

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { run } from "./clone";
import { root } from "./engine";

describe("schema.json", function () {
  this.timeout(600_000);

  it("refers to nothing outside itself: consumers would need azure-native's schema", () => {
    const text = readFileSync(path.join(root, "schema.json"), "utf8");
    const outside = [...text.matchAll(/"\$ref": "([^"]+)"/g)].filter(
      ([, target]) => !/^#\/types\/|^pulumi\.json#\/(Any|Asset|Archive)$/.test(target ?? ""),
    );
    assert.deepEqual(outside, []);
  });

  it("is up to date", () => {
    const { status, output } = run(root, "scripts/schema.mjs", "--check");
    assert.equal(status, 0, output);
  });

  it("is refused with the place when it is not", () => {
    const folder = mkdtempSync(path.join(tmpdir(), "schema-"));
    try {
      const schema = JSON.parse(readFileSync(path.join(root, "schema.json"), "utf8")) as {
        resources: Record<string, unknown>;
      };
      delete schema.resources["azureml-secure-inference:index:InferenceNetwork"];
      const file = path.join(folder, "schema.json");
      writeFileSync(file, JSON.stringify(schema));
      const { status, output } = run(root, "scripts/schema.mjs", "--check", file);
      assert.equal(status, 1, output);
      assert.match(output, /differ first at resources.azureml-secure-inference:index:InferenceNetwork\n {2}do: {2}npm/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

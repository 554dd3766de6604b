// Runtime options as Pulumi documents them for Node.js:
// https://www.pulumi.com/docs/iac/concepts/projects/project-file/#runtime-options

import assert from "node:assert/strict";
import { ProgramInfo } from "@pulumi/pulumi/proto/language_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { runtimeOptions, splitArguments, typescriptEnvironment } from "../../../sandbox/language-host/runtime-options";

function info(options: Record<string, never> | Record<string, string | boolean | number>): ProgramInfo {
  return new ProgramInfo().setOptions(Struct.fromJavaScript(options));
}

describe("language host: runtime options", () => {
  it("runs TypeScript by ts-node unless told otherwise", () => {
    assert.deepEqual(typescriptEnvironment(runtimeOptions(undefined)), { PULUMI_NODEJS_TYPESCRIPT: "true" });
    assert.deepEqual(typescriptEnvironment(runtimeOptions(info({ typescript: true }))), {
      PULUMI_NODEJS_TYPESCRIPT: "true",
    });
    // The variable counts when it is there, whatever its value: for false it must be absent.
    assert.deepEqual(typescriptEnvironment(runtimeOptions(info({ typescript: false }))), {});
    assert.deepEqual(
      typescriptEnvironment(runtimeOptions(info({ typescript: false, tsconfig: "tsconfig.run.json" }))),
      {
        PULUMI_NODEJS_TSCONFIG_PATH: "tsconfig.run.json",
      },
    );
  });

  it("has the documented defaults for the rest", () => {
    const { nodeArguments, packageManager, production } = runtimeOptions(info({}));
    assert.deepEqual(
      { nodeArguments, packageManager, production },
      {
        nodeArguments: [],
        packageManager: "auto",
        production: false,
      },
    );
  });

  const wrong: readonly (readonly [Record<string, string | boolean | number>, RegExp])[] = [
    [{ typescript: "yes" }, /typescript: expected a boolean/],
    [{ nodeargs: 1 }, /nodeargs: expected a string/],
    [{ production: "no" }, /production: expected a boolean/],
    [{ packagemanager: "cnpm" }, /packagemanager: expected auto or one of npm, yarn, pnpm, bun/],
    [{ nodeargs: "--title 'open" }, /not closed/],
  ];
  for (const [options, message] of wrong) {
    it(`refuses ${JSON.stringify(options)}`, () => {
      assert.throws(() => runtimeOptions(info(options)), message);
    });
  }
});

describe("language host: nodeargs are split as a shell splits them", () => {
  const rows: readonly (readonly [string, readonly string[]])[] = [
    ["", []],
    ["  ", []],
    ["--import tsx", ["--import", "tsx"]],
    ["  --import\ttsx ", ["--import", "tsx"]],
    [`--title "two words"`, ["--title", "two words"]],
    [`--title 'two words'`, ["--title", "two words"]],
    [`--title=two" words"`, ["--title=two words"]],
    [`--title two\\ words`, ["--title", "two words"]],
    [`--title "a \\" b"`, ["--title", 'a " b']],
    [`--title 'a \\ b'`, ["--title", "a \\ b"]],
    [`--title ""`, ["--title", ""]],
  ];
  for (const [text, words] of rows) {
    it(JSON.stringify(text), () => assert.deepEqual(splitArguments(text), words));
  }
});

// What `npm run sandbox` makes of its words, and how it refuses: one message with what, why and what to do.

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { parseCommand } from "../../../sandbox/engine/command";
import { configuredStacks, readProgram } from "../../../sandbox/engine/program";
import { copyStackConfig } from "../../../sandbox/engine/stack-config";

const root = path.resolve(__dirname, "../../..");

describe("npm run sandbox: its words", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "sandbox-command-"));
  after(() => rmSync(folder, { recursive: true }));
  mkdirSync(path.join(folder, "program"));
  mkdirSync(path.join(folder, "pack"));
  writeFileSync(path.join(folder, "program", "Pulumi.yaml"), "name: mine\nruntime: yaml\n");
  writeFileSync(path.join(folder, "pack.json"), "{}");
  writeFileSync(path.join(folder, "broken.json"), "{broken");
  const environments = configuredStacks(readProgram(root));

  function parse(line: string) {
    return parseCommand(line.split(" "), folder);
  }

  it("name an operation and an environment of this repository", () => {
    const { name, program, stack, engineArguments } = parse(`up ${environments[0] ?? ""}`);
    assert.deepEqual([name, program.folder, stack, engineArguments], ["up", root, environments[0], []]);
  });

  it("or another program, relative to where they are said, with a stack of its own", () => {
    const { program, stack } = parse("preview --program program");
    assert.deepEqual([program.folder, program.name, stack], [path.join(folder, "program"), "mine", "sandbox"]);
    assert.equal(parse("preview --program=program --stack test").stack, "test");
    assert.equal(parse("preview test --program program").stack, "test");
  });

  it("pass packs, their configuration and the event log on, as absolute paths", () => {
    const operation = parse(
      "preview --program program --policy-pack pack --policy-pack-config pack.json --event-log events.json",
    );
    assert.deepEqual(operation.policyPacks, [path.join(folder, "pack")]);
    assert.deepEqual(operation.policyPackConfigs, [path.join(folder, "pack.json")]);
    assert.equal(operation.eventLog, path.join(folder, "events.json"));
  });

  it("leave what stands behind -- to the engine", () => {
    assert.deepEqual(parse("up --program program -- --diff --stack x").engineArguments, ["--diff", "--stack", "x"]);
  });

  it("give two programs of one name two folders, and each stack its own", () => {
    mkdirSync(path.join(folder, "twin"), { recursive: true });
    writeFileSync(path.join(folder, "twin", "Pulumi.yaml"), "name: mine\nruntime: yaml\n");
    const folders = ["up --program program", "up --program twin", "up --program twin --stack b"].map(
      (line) => parse(line).stackFolder,
    );
    assert.equal(new Set(folders).size, 3);
  });

  const wrong: readonly (readonly [string, readonly RegExp[]])[] = [
    ["", [/knows no such operation/, /do: {2}one of preview, up, refresh, destroy/]],
    ["deploy dev", [/why: deploy is not one/]],
    ["preview", [/no environment is named/, new RegExp(`are ${environments.join(", ")}`)]],
    ["preview nowhere", [/no environment nowhere/, new RegExp(`are ${environments.join(", ")}`), /--program <folder>/]],
    ["preview --program nowhere", [/no folder .*nowhere/]],
    ["preview --program pack", [/no Pulumi.yaml in .*pack/]],
    ["preview --program", [/--program is not understood/, /why: it needs a value/]],
    ["preview dev --diff", [/--diff is not understood/, /-- preview dev -- --diff/]],
    ["preview dev prod", [/prod is too much/]],
    ["preview dev --stack prod", [/dev and --stack prod are two stacks/]],
    ["preview dev --program program --stack test", [/dev and --stack test are two stacks/]],
    ["preview --program program --policy-pack nowhere", [/no policy pack .*nowhere/]],
    [
      "preview --program program --policy-pack pack --policy-pack-config broken.json",
      [/policy configuration .*broken.json can't be read/, /why: .*JSON/],
    ],
    ["destroy --program program --policy-pack pack", [/destroy takes no policy pack/]],
  ];
  for (const [line, messages] of wrong) {
    it(`are refused: ${line === "" ? "none" : line}`, () => {
      assert.throws(
        () => parse(line),
        (error: Error) => {
          assert.equal(error.name, "Refusal");
          messages.forEach((message) => assert.match(error.message, message));
          return true;
        },
      );
    });
  }
});

describe("the copy of a stack's configuration", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "sandbox-config-"));
  after(() => rmSync(folder, { recursive: true }));
  const program = () => readProgram(folder);
  const copy = () => copyStackConfig(program(), "test", path.join(folder, "stack")).file;
  const source = path.join(folder, "settings", "Pulumi.test.yaml");
  mkdirSync(path.join(folder, "settings"));
  writeFileSync(path.join(folder, "Pulumi.yaml"), "name: mine\nruntime: nodejs\nstackConfigDir: settings\n");

  it("is empty when there is none", () => {
    assert.equal(readFileSync(copy(), "utf8").trim(), "{}");
  });

  it("stands where stackConfigDir says, is made anew, and keeps the salt that the engine wrote into it", () => {
    writeFileSync(source, "config:\n  mine:answer: 42\n");
    writeFileSync(copy(), "config:\n  mine:answer: 41\nencryptionsalt: v1:abc\n");
    assert.equal(readFileSync(copy(), "utf8"), "config:\n  mine:answer: 42\nencryptionsalt: v1:abc\n");
  });

  it("drops another's encryption when nothing is encrypted", () => {
    writeFileSync(source, "secretsprovider: azurekeyvault://x\nencryptedkey: abc\nconfig:\n  mine:answer: 42\n");
    assert.equal(readFileSync(copy(), "utf8"), "config:\n  mine:answer: 42\nencryptionsalt: v1:abc\n");
  });

  it("is refused when it holds secrets that cannot be read here; the secret is not repeated", () => {
    writeFileSync(source, "encryptionsalt: v1:salt\nconfig:\n  mine:token:\n    secure: v1:ciphertext\n");
    assert.throws(copy, (error: Error) => {
      assert.match(error.message, /holds encrypted values[^]*PULUMI_CONFIG_PASSPHRASE/);
      assert.doesNotMatch(error.message, /ciphertext/);
      return true;
    });
  });

  it("is refused when it is not YAML", () => {
    writeFileSync(source, "config: [\n");
    assert.throws(copy, /Pulumi.test.yaml cannot be read/);
  });
});

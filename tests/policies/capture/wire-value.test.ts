import assert from "node:assert/strict";
import { readProperties } from "../../../policies/capture/wire-value";

const signature = "4dabf18193072939515e22adb298388d";
const secret = (value: unknown) => ({ [signature]: "1b47061264138c4ac30d75fd1eb44270", value });
const unknownText = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const unknownNumber = "3eeb2bf0-c639-47a8-9e75-3b44932eb421";

describe("values from the engine", () => {
  it("plain data stays as it is", () => {
    assert.deepEqual(readProperties({ a: 1, b: "x", c: [true, null], d: { e: "f" } }), {
      a: 1,
      b: "x",
      c: [true, null],
      d: { e: "f" },
    });
  });

  it("sentinels of every type become unknowns that name their path", () => {
    assert.deepEqual(readProperties({ id: unknownText, rules: [{ priority: unknownNumber }] }), {
      id: { unknown: "id is not known before the deployment" },
      rules: [{ priority: { unknown: "rules[0].priority is not known before the deployment" } }],
    });
  });

  it("a secret is never looked into, wherever it stands", () => {
    const read = readProperties({ password: secret("hunter2"), list: [secret({ inner: "hunter2" })] });
    assert.deepEqual(read, {
      password: { unknown: "password is a secret and is not looked into" },
      list: [{ unknown: "list[0] is a secret and is not looked into" }],
    });
    assert.ok(!JSON.stringify(read).includes("hunter2"));
  });

  it("an output value is its value, a secret one is a secret", () => {
    const output = (more: object) => ({ [signature]: "d0e6a833031e9bbcd3f4e8bde6ca49a4", ...more });
    assert.deepEqual(readProperties({ a: output({ value: "x" }), b: output({ value: "x", secret: true }) }), {
      a: "x",
      b: { unknown: "b is a secret and is not looked into" },
    });
  });

  it("a key named __proto__ is a key", () => {
    const read = readProperties(JSON.parse('{"__proto__": {"polluted": true}}') as Record<string, unknown>);
    assert.deepEqual(Object.keys(read), ["__proto__"]);
    assert.equal((read as { polluted?: boolean }).polluted, undefined);
  });
});

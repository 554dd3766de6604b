// Property values on their way between engine and provider. Signatures and reserved texts are those of
// sdk/go/common/resource/plugin/rpc.go and sdk/nodejs/runtime/rpc.ts in pulumi/pulumi.

import assert from "node:assert/strict";
import fc from "fast-check";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { type PropertyMap, Secret, unknown, type Value } from "../../../sandbox/provider/value";
import { fromStruct, toStruct } from "../../../sandbox/provider/wire";

const signature = "4dabf18193072939515e22adb298388d";

describe("sandbox wire: property values", () => {
  it("writes a secret with its signature", () => {
    assert.deepEqual(toStruct({ password: new Secret("x") }).toJavaScript(), {
      password: { [signature]: "1b47061264138c4ac30d75fd1eb44270", value: "x" },
    });
  });

  it("writes an unknown value as the reserved text", () => {
    assert.deepEqual(toStruct({ id: unknown }).toJavaScript(), { id: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" });
  });

  it("reads every reserved text as unknown, and a text beside it as itself", () => {
    const texts = [
      "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
      "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
      "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
      "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
      "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
    ];
    for (const text of texts) {
      assert.equal(read({ a: text })["a"], unknown);
    }
    assert.equal(read({ a: "04da6b54-80e4-46f7-96ec-b56ff0331bb0" })["a"], "04da6b54-80e4-46f7-96ec-b56ff0331bb0");
  });

  it("reads an output value: known, unknown, secret", () => {
    const output = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
    assert.deepEqual(read({ a: { [signature]: output, value: 1 } })["a"], 1);
    assert.deepEqual(read({ a: { [signature]: output } })["a"], unknown);
    assert.deepEqual(read({ a: { [signature]: output, value: 1, secret: true } })["a"], new Secret(1));
  });

  it("makes one secret of a secret inside a secret", () => {
    const inner = { [signature]: "1b47061264138c4ac30d75fd1eb44270", value: 1 };
    assert.deepEqual(
      read({ a: { [signature]: "1b47061264138c4ac30d75fd1eb44270", value: inner } })["a"],
      new Secret(1),
    );
  });

  it("hands an asset back as it came", () => {
    const asset = { [signature]: "c44067f5952c0a294b673a41bacd8c17", text: "hello", hash: "h" };
    assert.deepEqual(toStruct(read({ a: asset })).toJavaScript(), { a: asset });
  });

  it("reads what it wrote, whatever it was", () => {
    fc.assert(fc.property(propertyMap(), (map) => assert.deepEqual(fromStruct(toStruct(map)), map)));
  });
});

function read(json: Parameters<typeof Struct.fromJavaScript>[0]): PropertyMap {
  return fromStruct(Struct.fromJavaScript(json));
}

function propertyMap(): fc.Arbitrary<PropertyMap> {
  const name = fc.string({ minLength: 1, maxLength: 6 }).filter((text) => text !== "__proto__");
  const { value } = fc.letrec<{ value: Value; open: Value; map: PropertyMap }>((tie) => ({
    open: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      fc.string(),
      fc.boolean(),
      fc.integer(),
      fc.constant(null),
      fc.constant(unknown),
      fc.array(tie("value"), { maxLength: 3 }),
      tie("map"),
    ),
    value: fc.oneof(
      { weight: 5, arbitrary: tie("open") },
      { weight: 1, arbitrary: tie("open").map((inner) => new Secret(inner)) },
    ),
    map: fc.dictionary(name, tie("value"), { maxKeys: 3, noNullPrototype: true }),
  }));
  return fc.dictionary(name, value, { maxKeys: 4, noNullPrototype: true });
}

// How property values travel between the engine and a provider, and how they lie in a state file: JSON in
// which a signature key marks a secret, and one reserved text stands for what is not known.
// https://github.com/pulumi/pulumi/blob/master/sdk/go/common/resource/plugin/rpc.go

import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import { isMap, mapValues, type PropertyMap, Secret, unknown, Unknown, type Value } from "./value";

const signatureKey = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";
const outputSignature = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const unknownText = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Each kind of value has its own reserved text for "not known", kept from times when types travelled too. */
const unknownTexts = new Set([
  unknownText,
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

export function fromStruct(struct: Struct | undefined): PropertyMap {
  return struct === undefined ? {} : fromJsonMap(struct.toJavaScript());
}

export function toStruct(map: PropertyMap): Struct {
  return Struct.fromJavaScript(toJsonMap(map));
}

export type Json = JavaScriptValue;

export function fromJsonMap(json: Record<string, Json>): PropertyMap {
  return Object.fromEntries(Object.entries(json).map(([name, value]) => [name, fromJson(value)]));
}

export function toJsonMap(map: PropertyMap): Record<string, Json> {
  return Object.fromEntries(Object.entries(map).map(([name, value]) => [name, toJson(value)]));
}

function fromJson(json: Json): Value {
  if (typeof json === "string") {
    return unknownTexts.has(json) ? unknown : json;
  }
  if (Array.isArray(json)) {
    return json.map(fromJson);
  }
  if (typeof json !== "object" || json === null) {
    return json;
  }
  const record = json as Record<string, Json>;
  switch (record[signatureKey]) {
    case secretSignature:
      return secret(fromJson(record["value"] ?? null));
    case outputSignature: {
      const inner = Object.hasOwn(record, "value") ? fromJson(record["value"] ?? null) : unknown;
      return record["secret"] === true ? secret(inner) : inner;
    }
    default:
      // An asset, an archive or a reference keeps its signature: a provider hands it back untouched.
      return fromJsonMap(record);
  }
}

/** A secret inside a secret is one secret. */
function secret(value: Value): Value {
  return value instanceof Secret ? value : new Secret(value);
}

function toJson(value: Value): Json {
  if (value instanceof Unknown) {
    return unknownText;
  }
  if (value instanceof Secret) {
    return { [signatureKey]: secretSignature, value: toJson(value.value) };
  }
  if (Array.isArray(value)) {
    return value.map(toJson);
  }
  return isMap(value) ? toJsonMap(mapValues(value, (inner) => inner)) : value;
}

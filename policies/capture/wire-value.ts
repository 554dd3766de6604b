/**
 * Values as the engine sends them: unknowns are sentinel strings, secrets and outputs are signed envelopes.
 * Out comes plain data in which an unknown, and a secret, is an `Unknown` that says so: a secret is never looked
 * into, because whatever is looked into ends up in a message.
 */
import { Unknown, unknown } from "../../azure/known";

export type Value = null | boolean | number | string | Unknown | readonly Value[] | { readonly [key: string]: Value };
export type Properties = Readonly<Record<string, Value>>;

/** One sentinel for each type, defined by the engine (pulumi/pulumi, sdk/go/common/resource/plugin/rpc.go). */
const unknownSentinels = new Set([
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

const signature = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";
const outputSignature = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

export function readProperties(raw: Record<string, any>): Properties {
  return readObject(raw, "", 0);
}

/** Azure nests its properties some ten deep; what nests this deep is no resource, and following it would not end well. */
const deepest = 100;

function readValue(raw: any, path: string, depth: number): Value {
  if (raw === null || raw === undefined) {
    return null;
  }
  if (typeof raw === "string") {
    return unknownSentinels.has(raw) ? unknown(`${path} is not known before the deployment`) : raw;
  }
  if (typeof raw !== "object") {
    return raw;
  }
  if (depth === deepest) {
    return unknown("what is nested this deep is not looked into");
  }
  if (Array.isArray(raw)) {
    return raw.map((element, index) => readValue(element, `${path}[${index}]`, depth + 1));
  }
  return typeof raw[signature] === "string" ? readEnvelope(raw, path, depth) : readObject(raw, path, depth);
}

function readEnvelope(raw: Record<string, any>, path: string, depth: number): Value {
  if (raw[signature] === secretSignature || raw.secret === true) {
    return unknown(`${path} is a secret and is not looked into`);
  }
  if (raw[signature] === outputSignature && "value" in raw) {
    return readValue(raw.value, path, depth + 1);
  }
  return unknown(`${path} is not plain data`);
}

function readObject(raw: Record<string, any>, path: string, depth: number): Properties {
  const entries = Object.entries(raw).map(([key, value]): [string, Value] => [
    key,
    readValue(value, join(path, key), depth + 1),
  ]);
  // Not a plain assignment: a key may be called `__proto__`.
  return Object.fromEntries(entries);
}

function join(path: string, key: string): string {
  return path === "" ? key : `${path}.${key}`;
}

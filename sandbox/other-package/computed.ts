// What single classes of other packages compute: values that a program builds names and keys from, so
// their alphabet and length have to be right. The same ones for the same resource and inputs.
// https://www.pulumi.com/registry/packages/random/ and https://www.pulumi.com/registry/packages/tls/

import { createHash, generateKeyPairSync } from "node:crypto";
import { member, type PropertyMap, Secret, text, type Value } from "../provider/value";
import { inventedGuid } from "../provider/invented";

/** Outputs that are known to the sandbox; the id among them where it is one of the values. */
export function computedBy(token: string, inputs: PropertyMap, urn: string): PropertyMap {
  return classes[token]?.(inputs, draw(`${urn}\n${JSON.stringify(inputs)}`)) ?? {};
}

/** A number from 0 up to, not including, the limit. */
type Draw = (limit: number) => number;

function draw(seed: string): Draw {
  let count = 0;
  return (limit) => createHash("sha256").update(`${seed}\n${count++}`).digest().readUInt32BE(0) % limit;
}

const classes: Record<string, (inputs: PropertyMap, draw: Draw) => PropertyMap> = {
  "random:index/randomId:RandomId": randomId,
  "random:index/randomInteger:RandomInteger": (inputs, draw) => {
    const [min, max] = [number(inputs, "min", 0), number(inputs, "max", 1)];
    const result = min + draw(max - min + 1);
    return { id: String(result), result };
  },
  "random:index/randomPassword:RandomPassword": (inputs, draw) => {
    const result = randomString(inputs, draw);
    return {
      id: "none",
      result: new Secret(result),
      bcryptHash: new Secret(`$2a$10$${randomString({ length: 53, special: false }, draw)}`),
    };
  },
  "random:index/randomPet:RandomPet": (inputs, draw) => {
    const pick = (words: readonly string[]): string => words[draw(words.length)] ?? "";
    const words = Array.from({ length: number(inputs, "length", 2) }, (_, index) =>
      pick(index % 2 === 0 ? manners : animals),
    );
    const prefix = text(member(inputs, "prefix"));
    return { id: [...(prefix === undefined ? [] : [prefix]), ...words].join(text(member(inputs, "separator")) ?? "-") };
  },
  "random:index/randomShuffle:RandomShuffle": (inputs, draw) => {
    const pool = [...((member(inputs, "inputs") as Value[] | undefined) ?? [])];
    const results: Value[] = [];
    const count = number(inputs, "resultCount", pool.length);
    while (results.length < count && pool.length > 0) {
      results.push(...pool.splice(draw(pool.length), 1));
    }
    return { id: "-", results };
  },
  "random:index/randomString:RandomString": (inputs, draw) => {
    const result = randomString(inputs, draw);
    return { id: result, result };
  },
  "random:index/randomUuid:RandomUuid": (_, draw) => {
    const result = inventedGuid(String(draw(2 ** 31)), String(draw(2 ** 31)));
    return { id: result, result };
  },
  "tls:index/privateKey:PrivateKey": privateKey,
};

const manners = ["calm", "eager", "gentle", "keen", "proud", "quiet", "wise"] as const;
const animals = ["badger", "crane", "heron", "lynx", "otter", "raven", "seal"] as const;

function randomId(inputs: PropertyMap, draw: Draw): PropertyMap {
  const bytes = Buffer.from(Array.from({ length: number(inputs, "byteLength", 1) }, () => draw(256)));
  const prefix = text(member(inputs, "prefix")) ?? "";
  return {
    id: bytes.toString("base64url"),
    b64Std: prefix + bytes.toString("base64"),
    b64Url: prefix + bytes.toString("base64url"),
    dec: prefix + BigInt(`0x0${bytes.toString("hex")}`).toString(),
    hex: prefix + bytes.toString("hex"),
  };
}

/** At least as many of each kind as asked for, then any of the kinds that are on. */
function randomString(inputs: PropertyMap, draw: Draw): string {
  const kinds = [
    { on: "lower", least: "minLower", letters: "abcdefghijklmnopqrstuvwxyz" },
    { on: "upper", least: "minUpper", letters: "ABCDEFGHIJKLMNOPQRSTUVWXYZ" },
    { on: "numeric", least: "minNumeric", letters: "0123456789" },
    { on: "special", least: "minSpecial", letters: text(member(inputs, "overrideSpecial")) ?? "!@#$%&*()-_=+[]{}<>:?" },
  ].filter(({ on }) => member(inputs, on) !== false && !(on === "numeric" && member(inputs, "number") === false));
  const pick = (letters: string): string => letters.charAt(draw(letters.length));
  const asked = kinds.flatMap(({ least, letters }) =>
    Array.from({ length: number(inputs, least, 0) }, () => pick(letters)),
  );
  const all = kinds.map(({ letters }) => letters).join("");
  while (asked.length < number(inputs, "length", 0) && all !== "") {
    asked.push(pick(all));
  }
  return asked.sort(() => draw(3) - 1).join("");
}

/** A real key, as tools downstream parse it; the state remembers it. */
function privateKey(inputs: PropertyMap): PropertyMap {
  const pair =
    text(member(inputs, "algorithm")) === "RSA"
      ? generateKeyPairSync("rsa", { modulusLength: number(inputs, "rsaBits", 2048) })
      : generateKeyPairSync("ec", { namedCurve: "P-256" });
  const pem = pair.privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  const der = pair.publicKey.export({ type: "spki", format: "der" });
  return {
    id: createHash("sha1").update(der).digest("hex"),
    privateKeyPem: new Secret(pem),
    privateKeyPemPkcs8: new Secret(pem),
    privateKeyOpenssh: new Secret(pem),
    publicKeyPem: pair.publicKey.export({ type: "spki", format: "pem" }).toString(),
    publicKeyOpenssh: opensshOf(pair.publicKey.export({ format: "jwk" })),
    publicKeyFingerprintMd5: createHash("md5").update(der).digest("hex"),
    publicKeyFingerprintSha256: `SHA256:${createHash("sha256").update(der).digest("base64")}`,
  };
}

/** RFC 4253 for RSA; other keys have no text that Azure would take anyway. */
function opensshOf(key: { n?: string; e?: string }): string {
  if (key.n === undefined || key.e === undefined) {
    return "";
  }
  const parts = [
    Buffer.from("ssh-rsa"),
    Buffer.from(key.e, "base64url"),
    Buffer.concat([Buffer.from([0]), Buffer.from(key.n, "base64url")]),
  ];
  const framed = parts.map((part) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(part.length);
    return Buffer.concat([length, part]);
  });
  return `ssh-rsa ${Buffer.concat(framed).toString("base64")}\n`;
}

function number(inputs: PropertyMap, name: string, otherwise: number): number {
  const value = member(inputs, name);
  return typeof value === "number" ? value : otherwise;
}

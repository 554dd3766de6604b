// What other packages compute, where programs build names and keys from it.
// https://www.pulumi.com/registry/packages/random/api-docs/ and /tls/

import assert from "node:assert/strict";
import { createPrivateKey } from "node:crypto";
import fc from "fast-check";
import { computedBy } from "../../../sandbox/other-package/computed";
import { type PropertyMap, Secret, text } from "../../../sandbox/provider/value";

const here = "urn:pulumi:test::sandbox::x::x";

function computed(type: string, inputs: PropertyMap, urn = here): PropertyMap {
  const file = type.charAt(0).toLowerCase() + type.slice(1);
  return computedBy(`random:index/${file}:${type}`, inputs, urn);
}

describe("sandbox computed values of other packages", () => {
  it("are the same for the same resource, and others for another", () => {
    const inputs = { length: 12 };
    assert.deepEqual(computed("RandomString", inputs), computed("RandomString", inputs));
    assert.notDeepEqual(computed("RandomString", inputs), computed("RandomString", inputs, `${here}2`));
  });

  it("have the length and the letters that were asked for", () => {
    const options = fc.record({
      length: fc.integer({ min: 8, max: 40 }),
      lower: fc.boolean(),
      upper: fc.boolean(),
      numeric: fc.boolean(),
      special: fc.boolean(),
      minNumeric: fc.integer({ min: 0, max: 3 }),
    });
    fc.assert(
      fc.property(options, (asked) => {
        fc.pre(asked.lower || asked.upper || asked.numeric || asked.special);
        const result = text(computed("RandomString", asked)["result"]) ?? "";
        assert.equal(result.length, asked.length);
        assert.equal(/[a-z]/.test(result) && !asked.lower, false);
        assert.equal(/[A-Z]/.test(result) && !asked.upper, false);
        assert.equal(/[0-9]/.test(result) && !asked.numeric, false);
        assert.equal(/[^a-zA-Z0-9]/.test(result) && !asked.special, false);
        assert.ok(!asked.numeric || (result.match(/[0-9]/g) ?? []).length >= asked.minNumeric);
      }),
    );
  });

  it("keep a password secret", () => {
    const { result } = computed("RandomPassword", { length: 20 });
    assert.ok(result instanceof Secret);
    assert.equal(text(result)?.length, 20);
  });

  it("write one random id in every form", () => {
    const { hex, b64Std, dec } = computed("RandomId", { byteLength: 4, prefix: "p-" });
    const digits = String(hex).slice(2);
    assert.match(String(hex), /^p-[0-9a-f]{8}$/);
    assert.equal(b64Std, `p-${Buffer.from(digits, "hex").toString("base64")}`);
    assert.equal(dec, `p-${parseInt(digits, 16)}`);
  });

  it("stay in a range, both ends included", () => {
    const drawn = Array.from(
      { length: 60 },
      (_, index) => computed("RandomInteger", { min: 3, max: 5 }, `${here}${index}`)["result"],
    );
    assert.deepEqual([...new Set(drawn)].sort(), [3, 4, 5]);
  });

  it("shuffle without losing or doubling", () => {
    const { results } = computed("RandomShuffle", { inputs: ["a", "b", "c"] });
    assert.deepEqual([...(results as string[])].sort(), ["a", "b", "c"]);
    assert.equal(
      (computed("RandomShuffle", { inputs: ["a", "b", "c"], resultCount: 2 })["results"] as string[]).length,
      2,
    );
  });

  it("make a UUID of version 4, and a pet of as many words as asked", () => {
    assert.match(
      String(computed("RandomUuid", {})["result"]),
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    assert.match(
      String(computed("RandomPet", { length: 3, separator: "_", prefix: "my" })["id"]),
      /^my_[a-z]+_[a-z]+_[a-z]+$/,
    );
  });

  it("make a private key that other tools can read", () => {
    const key = computedBy("tls:index/privateKey:PrivateKey", { algorithm: "RSA", rsaBits: 2048 }, here);
    assert.equal(createPrivateKey(text(key["privateKeyPem"]) ?? "").asymmetricKeyDetails?.modulusLength, 2048);
    assert.match(String(key["publicKeyOpenssh"]), /^ssh-rsa AAAAB3NzaC1yc2E[\w+/=]+\n$/);
  });

  it("know nothing of other classes", () => {
    assert.deepEqual(computedBy("azuread:index/application:Application", {}, here), {});
  });
});

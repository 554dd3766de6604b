// Values that Azure makes up, made up here: the same ones for the same resource, in every process.

import { createHash } from "node:crypto";

/** A GUID that depends on nothing but its words. Ids are the same in any case. */
export function inventedGuid(...words: string[]): string {
  const digits = digest(words);
  const variant = ((parseInt(digits.charAt(16), 16) & 3) | 8).toString(16);
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-${variant}${digits.slice(17, 20)}-${digits.slice(20, 32)}`;
}

/** Looks like an account key. */
export function inventedKey(...words: string[]): string {
  const half = (part: string): Buffer =>
    createHash("sha256")
      .update(digest([...words, part]))
      .digest();
  return Buffer.concat([half("first"), half("second")]).toString("base64");
}

export function inventedHex(length: number, ...words: string[]): string {
  return digest(words).slice(0, length);
}

/** An address of a range kept for documentation (RFC 5737), so that nobody is reached by mistake. */
export function inventedAddress(...words: string[]): string {
  return `203.0.113.${(parseInt(digest(words).slice(0, 4), 16) % 254) + 1}`;
}

function digest(words: string[]): string {
  return createHash("sha256").update(words.join("\n").toLowerCase()).digest("hex");
}

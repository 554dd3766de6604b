/**
 * Logical names of children. They never depend on optional values, and two of them are equal only if their parents are.
 * https://www.pulumi.com/docs/iac/concepts/resources/names/
 */
import { createHash } from "node:crypto";

/** Autonaming appends this many characters of its own. */
const randomSuffix = 8;

/** The name of a child whose Azure type has room for it: `dev-registry`. */
export function childName(name: string, suffix: string): string {
  return `${name}-${suffix}`;
}

/** The same where Azure takes at most `azureMaximum` characters: long names are made compact. */
export function childNameWithin(name: string, suffix: string, azureMaximum: number): string {
  const plain = childName(name, suffix);
  return plain.length + randomSuffix <= azureMaximum ? plain : compactChildName(name, suffix, azureMaximum);
}

/**
 * The name of a child whose Azure type takes few characters or only letters and digits (storage account, registry,
 * key vault): autonaming appends to the logical name, so that name has to fit already.
 */
export function compactChildName(name: string, suffix: string, azureMaximum: number): string {
  return `${compact(name, azureMaximum - randomSuffix - suffix.length)}${suffix}`;
}

/**
 * Lower-case letters and digits of `name`, beginning with a letter, in at most `limit` characters. What doesn't fit is
 * replaced by a digest of the whole name, so that long names with one beginning stay apart.
 */
export function compact(name: string, limit: number): string {
  const plain = name.toLowerCase().replace(/[^a-z0-9]/g, "");
  const lettered = /^[a-z]/.test(plain) ? plain : `a${plain}`;
  if (lettered.length <= limit) {
    return lettered;
  }
  const digest = createHash("sha256").update(name).digest("hex").slice(0, 4);
  return `${lettered.slice(0, limit - digest.length)}${digest}`;
}

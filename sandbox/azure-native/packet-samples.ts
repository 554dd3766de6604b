// The sample addresses of data/service-tag-samples.json, and the published service tags of each.

import samples from "./data/service-tag-samples.json";

/** Ascending. */
export const sampleAddresses = samples.samples.map(([address]) => String(address));

/** Exact for a sample; nothing of any other address, whose tags nobody wrote down. */
export function tagsOfSample(address: string): string[] {
  return tags.get(address) ?? [];
}

const tags = new Map(
  samples.samples.map(([address, indices]) => [
    String(address),
    (Array.isArray(indices) ? indices : []).map((index) => samples.tags[index] ?? ""),
  ]),
);

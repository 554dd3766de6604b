/** Judges a stack with one rule, without an engine. */
import { CapturedResource } from "../../policies/capture/captured-stack";
import { convertEstate } from "../../policies/convert/estate";
import { circumstancesOf } from "../../policies/rules/circumstances";
import { EstateRule, Finding } from "../../policies/rules/rule";
import { readSettings } from "../../policies/settings";

/** `settings`: as they stand in the pack's configuration. */
export function judged(
  rule: EstateRule,
  resources: readonly CapturedResource[],
  settings: Parameters<typeof readSettings>[0] = {},
): readonly Finding[] {
  return judgedByAll([rule], resources, settings).get(rule.id) ?? [];
}

/** The findings of several rules by id, over one estate. */
export function judgedByAll(
  rules: readonly EstateRule[],
  resources: readonly CapturedResource[],
  settings: Parameters<typeof readSettings>[0] = {},
): ReadonlyMap<string, readonly Finding[]> {
  const read = readSettings(settings);
  const estate = convertEstate(resources, read.externalFacts);
  const circumstances = circumstancesOf(estate, read);
  return new Map(rules.map((rule) => [rule.id, rule.judge(estate, circumstances)]));
}

/** The verdicts alone. */
export function verdicts(findings: readonly Finding[]): readonly Finding["verdict"][] {
  return findings.map((finding) => finding.verdict);
}

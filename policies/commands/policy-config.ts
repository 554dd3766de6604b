/**
 * The file that `--policy-pack-config` takes, read as the engine reads it: a level or properties by policy, `all`
 * for every level, and in version 2 exceptions as well. What the engine passes over in silence is a warning.
 * https://www.pulumi.com/docs/insights/policy/configuration/
 */
import { Problem, quoted } from "../../azure/problem";
import { didYouMean, unknownKey } from "../schema";
import { settingsName } from "../violations";

export type PolicyLevel = "advisory" | "mandatory" | "remediate" | "disabled";

export interface PolicyConfig {
  /** Of each policy of the pack. */
  readonly levels: ReadonlyMap<string, PolicyLevel>;
  /** The properties of the policy named `settings`. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Path of those in the file, for instance `policies.settings`. */
  readonly settingsPath: string;
  readonly exceptions: readonly PolicyException[];
  /** Not empty: the engine would refuse the file. */
  readonly problems: readonly Problem[];
  /** What has no effect. */
  readonly warnings: readonly Problem[];
}

/** Of the engine's own kind: what it matches stays listed and fails nothing. */
export interface PolicyException {
  readonly id: string;
  readonly reason: string;
  readonly match: readonly { readonly policies: readonly string[]; readonly targets: readonly string[] }[];
}

/** @param defaults the level of each policy of the pack */
export function readPolicyConfig(text: string, defaults: ReadonlyMap<string, PolicyLevel>): PolicyConfig {
  const reading: Reading = { problems: [], warnings: [], levels: new Map(), settings: {} };
  const file = parse(text, reading.problems);
  const isVersioned = typeof file["version"] === "number";
  if (isVersioned && file["version"] !== 2) {
    reading.problems.push({ path: "version", found: quoted(file["version"]), expected: "2" });
  }
  const entries = isVersioned ? (file["policies"] ?? {}) : withoutEnvironments(file, reading.problems);
  const path = isVersioned ? "policies" : "";
  if (isRecord(entries)) {
    Object.entries(entries).forEach(([name, value]) => readEntry(name, value, path, [...defaults.keys()], reading));
  } else {
    reading.problems.push({ path: "policies", found: quoted(entries), expected: "an object" });
  }
  const exceptions = isVersioned ? readExceptions(file["exceptions"] ?? {}, reading.problems) : [];
  const all = reading.levels.get("all");
  return {
    levels: new Map([...defaults].map(([name, level]) => [name, reading.levels.get(name) ?? all ?? level])),
    settings: reading.settings,
    settingsPath: joined(path, settingsName),
    exceptions,
    problems: reading.problems,
    warnings: reading.warnings,
  };
}

interface Reading {
  readonly problems: Problem[];
  readonly warnings: Problem[];
  readonly levels: Map<string, PolicyLevel>;
  settings: Readonly<Record<string, unknown>>;
}

const levels: readonly PolicyLevel[] = ["advisory", "mandatory", "remediate", "disabled"];

function readEntry(name: string, value: unknown, parent: string, policies: readonly string[], reading: Reading): void {
  const path = joined(parent, name);
  const known = ["all", ...policies];
  if (!known.includes(name)) {
    reading.warnings.push(unknownKey(parent, name, known));
  }
  if (!isRecord(value)) {
    readLevel(name, value, path, reading);
    return;
  }
  const { enforcementLevel, ...properties } = value;
  if (enforcementLevel !== undefined) {
    readLevel(name, enforcementLevel, `${path}.enforcementLevel`, reading);
  }
  if (name === settingsName) {
    reading.settings = properties;
    return;
  }
  for (const key of Object.keys(properties)) {
    const expected = `nothing: only \`${settingsName}\` has properties`;
    reading.warnings.push({ path: `${path}.${key}`, found: quoted(key), expected });
  }
}

function readLevel(name: string, value: unknown, path: string, { levels: read, problems }: Reading): void {
  const level = levels.find((each) => each === value);
  if (level !== undefined) {
    read.set(name, level);
    return;
  }
  const fix = typeof value === "string" ? didYouMean(value, levels) : undefined;
  problems.push({ path, found: quoted(value), expected: `one of ${levels.join(", ")}`, fix });
}

function readExceptions(value: unknown, problems: Problem[]): readonly PolicyException[] {
  if (!isRecord(value)) {
    problems.push({ path: "exceptions", found: quoted(value), expected: "an object: an exception by its id" });
    return [];
  }
  return Object.entries(value).flatMap(([id, exception]): PolicyException[] => {
    const path = `exceptions.${id}`;
    const refuse = (at: string, found: unknown, expected: string) => {
      problems.push({ path: at, found: quoted(found), expected });
      return [];
    };
    if (!isRecord(exception)) {
      return refuse(path, exception, "an object");
    }
    const { reason, match } = exception;
    if (typeof reason !== "string" || reason.trim() === "") {
      return refuse(`${path}.reason`, reason, "text that is not empty");
    }
    if (!Array.isArray(match) || match.length === 0) {
      return refuse(`${path}.match`, match, "a list that is not empty");
    }
    const odd = match.findIndex((each) => !isMatch(each));
    if (odd >= 0) {
      return refuse(`${path}.match[${odd}]`, match[odd], "lists of policies and targets that are not empty");
    }
    return [{ id, reason, match }];
  });
}

/** Where the engine takes environment variables from; they mean nothing to this pack. */
function withoutEnvironments(file: Readonly<Record<string, unknown>>, problems: Problem[]): Record<string, unknown> {
  const { environments = [], ...entries } = file;
  if (!Array.isArray(environments) || environments.some((each) => typeof each !== "string")) {
    problems.push({ path: "environments", found: quoted(environments), expected: "a list of texts" });
  }
  return entries;
}

function isMatch(value: unknown): boolean {
  return isRecord(value) && [value["policies"], value["targets"]].every(isTexts);
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === "string" && each !== "");
}

/** An empty file is an empty configuration. */
function parse(text: string, problems: Problem[]): Readonly<Record<string, unknown>> {
  try {
    const file: unknown = text.trim() === "" ? {} : JSON.parse(text);
    if (isRecord(file)) {
      return file;
    }
    problems.push({ path: "the configuration", found: quoted(file), expected: "a JSON object" });
  } catch {
    problems.push({ path: "the configuration", found: "text that is not JSON", expected: "a JSON object" });
  }
  return {};
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function joined(parent: string, key: string): string {
  return parent === "" ? key : `${parent}.${key}`;
}

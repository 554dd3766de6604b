/**
 * Reads the values of one configuration namespace and remembers everything that is wrong with them.
 * https://www.pulumi.com/docs/iac/concepts/config/
 */
import { Problem } from "../index";

/** Values as the engine hands them over: `namespace:key`, structured values as JSON text. */
export type ConfigurationValues = Readonly<Record<string, string>>;

export class ConfigurationReader {
  readonly problems: Problem[] = [];
  private readonly asked = new Set<string>();

  constructor(
    private readonly values: ConfigurationValues,
    private readonly namespace: string,
  ) {}

  /** The key as a person writes it. */
  path(key: string): string {
    return key.includes(":") ? key : `${this.namespace}:${key}`;
  }

  text(key: string): string | undefined {
    this.asked.add(this.path(key));
    return this.values[this.path(key)];
  }

  /** A text that has to be there; an empty one takes its place where it isn't, beside the problem. */
  requiredText(key: string, expected: string): string {
    const value = this.text(key);
    if (value === undefined || value.trim() === "") {
      const fix = `pulumi config set ${this.path(key)} …`;
      this.problems.push({ path: this.path(key), found: "nothing", expected, fix });
      return "";
    }
    return value;
  }

  oneOf<T extends string>(key: string, allowed: readonly T[], fallback: T): T {
    const value = this.text(key);
    if (value === undefined) {
      return fallback;
    }
    const found = allowed.find((each) => each === value);
    if (found === undefined) {
      this.wrong(key, value, `one of ${allowed.join(", ")}`);
    }
    return found ?? fallback;
  }

  /** `true` or `false`. */
  flag(key: string, fallback: "true" | "false"): "true" | "false" {
    return this.oneOf(key, ["true", "false"], fallback);
  }

  /** A structured value: an object of texts, or of objects of texts. Absent: undefined. */
  object(key: string, expected: string): Readonly<Record<string, unknown>> | undefined {
    const value = this.text(key);
    if (value === undefined) {
      return undefined;
    }
    const parsed = parseObject(value);
    if (parsed === undefined) {
      this.wrong(key, value, expected);
    }
    return parsed;
  }

  /** The text of a field of a structured value, or an empty one beside the problem. */
  field(key: string, object: Readonly<Record<string, unknown>>, name: string, expected: string): string {
    const value = object[name];
    if (typeof value === "string" && value !== "") {
      return value;
    }
    const path = `${this.path(key)}.${name}`;
    this.problems.push({ path, found: value === undefined ? "nothing" : shown(value), expected });
    return "";
  }

  /** A whole number in a field of a structured value. */
  count(
    key: string,
    object: Readonly<Record<string, unknown>>,
    name: string,
    range: { from: number; to: number; fallback: number },
  ): number {
    const value = object[name] ?? range.fallback;
    if (typeof value === "number" && Number.isInteger(value) && value >= range.from && value <= range.to) {
      return value;
    }
    const expected = `a whole number from ${range.from} to ${range.to}`;
    this.problems.push({ path: `${this.path(key)}.${name}`, found: shown(value), expected });
    return range.fallback;
  }

  /** Fields of a structured value that nobody reads. */
  onlyFields(key: string, object: Readonly<Record<string, unknown>>, known: readonly string[], path = this.path(key)) {
    for (const name of Object.keys(object).filter((each) => !known.includes(each))) {
      this.problems.push({
        path: `${path}.${name}`,
        found: "an unknown field",
        expected: `one of ${known.join(", ")}`,
      });
    }
  }

  wrong(key: string, value: string, expected: string): void {
    this.problems.push({ path: this.path(key), found: shown(value), expected });
  }

  /** Keys of the namespace that nobody asked for. */
  leftOver(): string[] {
    const prefix = `${this.namespace}:`;
    return Object.keys(this.values).filter((path) => path.startsWith(prefix) && !this.asked.has(path));
  }
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === "object" && parsed !== null && !Array.isArray(parsed)
      ? (parsed as Readonly<Record<string, unknown>>)
      : undefined;
  } catch {
    return undefined;
  }
}

function shown(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return `\`${text.length > 80 ? `${text.slice(0, 77)}...` : text}\``;
}

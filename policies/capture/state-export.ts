/**
 * A stack's state as `pulumi stack export` writes it (deployment schema 3 or 4) becomes what the engine would have
 * told of the same stack: inputs, graph, the inputs of each provider. Secrets, encrypted or not, stay unknown.
 * https://www.pulumi.com/docs/iac/cli/commands/pulumi_stack_export/
 */
import { Problem, quoted } from "../../azure/problem";
import { CapturedProvider, CapturedResource } from "./captured-stack";
import { readProperties } from "./wire-value";

export interface StateExport {
  /** In URN order, without what is only waiting to be deleted. Empty where there are problems. */
  readonly resources: readonly CapturedResource[];
  readonly problems: readonly Problem[];
}

/**
 * @param text the whole file
 * @param isOfInterest whether the inputs of a type are wanted, as the pack asks of each registration
 */
export function readStateExport(text: string, isOfInterest: (type: string) => boolean): StateExport {
  const problems: Problem[] = [];
  const states = readStates(text, problems);
  const read = problems.length > 0 ? [] : states.map((state, index) => readState(state, at(index), problems));
  if (problems.length > 0) {
    return { resources: [], problems };
  }
  const present = read.filter((state): state is State => state !== undefined);
  const providers = new Map(present.map((state) => [state.urn, state]));
  const kept = present.filter((state) => !state.isDeleted);
  const providerOf = memoised((urn: string) => readProvider(providers.get(urn)));
  const resources = kept.map((state) => toResource(state, isOfInterest, providerOf)).sort(byUrn);
  return { resources, problems: duplicates(kept) };
}

interface State {
  readonly path: string;
  readonly urn: string;
  readonly type: string;
  readonly isDeleted: boolean;
  readonly inputs: Record<string, any>;
  readonly parent?: string;
  /** URN of the provider. */
  readonly provider?: string;
  readonly dependencies: readonly string[];
  readonly propertyDependencies: ReadonlyMap<string, readonly string[]>;
}

const exportCommand = "write it with `pulumi stack export --file state.json`";

/** The list of resources, as far as the file around it is what it must be. */
function readStates(text: string, problems: Problem[]): readonly unknown[] {
  const refuse = (path: string, found: string, expected: string) => {
    problems.push({ path, found, expected, fix: exportCommand });
    return [];
  };
  const file = parse(text);
  if (!isRecord(file)) {
    return refuse("the state", file === undefined ? "text that is not JSON" : kindOf(file), "a JSON object");
  }
  if (isRecord(file.checkpoint)) {
    return refuse("checkpoint", "the engine's own file of a stack", "the export of a stack");
  }
  if (file.version !== 3 && file.version !== 4) {
    return refuse("version", quoted(file.version), "3 or 4");
  }
  unknownFeatures(file.features).forEach((problem) => problems.push(problem));
  if (!isRecord(file.deployment)) {
    return refuse("deployment", kindOf(file.deployment), "an object");
  }
  const resources = file.deployment.resources ?? [];
  return Array.isArray(resources) ? resources : refuse("deployment.resources", kindOf(resources), "a list");
}

/** What schema 4 adds; nothing of it changes the meaning of what is read here. */
const features = [
  "refreshBeforeUpdate",
  "views",
  "hooks",
  "taint",
  "replaceWith",
  "snippets-prototype",
  "extensionParameterization",
  "byteString",
];

function unknownFeatures(named: unknown): readonly Problem[] {
  return (Array.isArray(named) ? named : []).flatMap((feature: unknown, index): Problem[] =>
    features.includes(feature as string)
      ? []
      : [{ path: `features[${index}]`, found: quoted(feature), expected: `one of ${features.join(", ")}` }],
  );
}

function readState(state: unknown, path: string, problems: Problem[]): State | undefined {
  if (!isRecord(state)) {
    problems.push({ path, found: kindOf(state), expected: "an object" });
    return undefined;
  }
  const before = problems.length;
  const field = new Fields(state, path, problems);
  const urn = field.text("urn");
  if (urn !== undefined && !/^urn:pulumi:[^:]+::.+::.+::/.test(urn)) {
    problems.push({
      path: `${path}.urn`,
      found: quoted(urn),
      expected: "urn:pulumi:<stack>::<project>::<type>::<name>",
    });
  }
  const provider = field.optionalText("provider");
  const read = {
    path,
    urn: urn ?? "",
    type: field.text("type") ?? "",
    isDeleted: state.delete === true,
    inputs: field.record("inputs"),
    parent: field.optionalText("parent"),
    // A reference is the provider's URN and its id.
    provider: provider?.slice(0, Math.max(0, provider.lastIndexOf("::"))),
    dependencies: field.texts("dependencies", state.dependencies),
    propertyDependencies: field.textsByKey("propertyDependencies"),
  };
  return problems.length === before ? read : undefined;
}

/** The fields of one resource; what is not as it must be becomes a problem. */
class Fields {
  constructor(
    private readonly state: Record<string, any>,
    private readonly path: string,
    private readonly problems: Problem[],
  ) {}

  text(name: string): string | undefined {
    const value: unknown = this.state[name];
    return typeof value === "string" && value !== "" ? value : this.refuse(name, value, "text");
  }

  optionalText(name: string): string | undefined {
    const value: unknown = this.state[name];
    return value === undefined || value === null || value === "" ? undefined : this.text(name);
  }

  record(name: string): Record<string, any> {
    const value: unknown = this.state[name] ?? {};
    return isRecord(value) ? value : (this.refuse(name, value, "an object") ?? {});
  }

  /** The engine writes `null` for an empty list. */
  texts(name: string, value: unknown): readonly string[] {
    const list = value ?? [];
    if (!Array.isArray(list) || !list.every((each) => typeof each === "string")) {
      return this.refuse(name, value, "a list of URNs") ?? [];
    }
    return list;
  }

  textsByKey(name: string): ReadonlyMap<string, readonly string[]> {
    return new Map(Object.entries(this.record(name)).map(([key, urns]) => [key, this.texts(`${name}.${key}`, urns)]));
  }

  /** What stands there is not repeated: it may be anything. */
  private refuse(name: string, value: unknown, expected: string): undefined {
    this.problems.push({ path: `${this.path}.${name}`, found: kindOf(value), expected });
    return undefined;
  }
}

function toResource(
  state: State,
  isOfInterest: (type: string) => boolean,
  providerOf: (urn: string) => CapturedProvider | undefined,
): CapturedResource {
  const wanted = isOfInterest(state.type);
  return {
    urn: state.urn,
    type: state.type,
    // A name may hold the separator itself.
    name: state.urn.split("::").slice(3).join("::"),
    inputs: wanted ? readProperties(state.inputs) : undefined,
    provider: wanted && state.provider !== undefined ? providerOf(state.provider) : undefined,
    parent: state.parent,
    dependencies: state.dependencies,
    propertyDependencies: state.propertyDependencies,
  };
}

function readProvider(state: State | undefined): CapturedProvider | undefined {
  return state && { urn: state.urn, inputs: readProperties(state.inputs) };
}

function duplicates(states: readonly State[]): readonly Problem[] {
  const seen = new Set<string>();
  return states.flatMap(({ urn, path }): Problem[] => {
    if (!seen.has(urn)) {
      seen.add(urn);
      return [];
    }
    return [{ path: `${path}.urn`, found: quoted(urn), expected: "a URN that no other resource has" }];
  });
}

function memoised<T>(read: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => {
    if (!known.has(key)) {
      known.set(key, read(key));
    }
    return known.get(key) as T;
  };
}

function byUrn(a: CapturedResource, b: CapturedResource): number {
  return a.urn < b.urn ? -1 : 1;
}

function at(index: number): string {
  return `deployment.resources[${index}]`;
}

/** The parser's own message repeats what it stumbled over, which may be a secret. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, any> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function kindOf(value: unknown): string {
  if (value === undefined || value === null) {
    return "nothing";
  }
  return Array.isArray(value)
    ? "a list"
    : ({ string: "text", object: "an object" }[typeof value as string] ?? `a ${typeof value}`);
}

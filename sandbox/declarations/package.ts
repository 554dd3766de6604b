// One installed Pulumi package, read from the declarations it ships: resource classes, functions, nested
// types and enumerations. Nothing is read before it is asked for; a module's slice of the big type files
// is cut out of the bytes, so that a program pays for the modules it uses.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ClassShape, FunctionShape, ObjectShape, Side } from "./shape";
import { emptyObject } from "./shape";
import { readMembers, type References } from "./type-expression";

export interface Declarations {
  readonly name: string;
  readonly version: string;
  readonly directory: string;
  /** The class that registers a type token, or undefined when the package has none. */
  resource(token: string): ClassShape | undefined;
  /** The function behind an invoke token, or undefined. */
  function(token: string): FunctionShape | undefined;
  /** Inputs of the package's provider. */
  provider(): ObjectShape;
  /** Every resource and function of the package, as it registers or calls them. Reads the whole package. */
  tokens(): string[];
  /** File names without ending of a module's classes and functions, `""` for the root. */
  files(module: string): string[];
  /** Members of a nested type, e.g. `network.SubnetArgs` of the inputs. */
  type(side: Side, name: string): ObjectShape | undefined;
}

/** `directory` is the package's folder inside node_modules. Throws when it is no Pulumi package. */
export function readDeclarations(directory: string): Declarations {
  const manifest = JSON.parse(readFileSync(join(directory, "package.json"), "utf8")) as Manifest;
  const name = manifest.pulumi?.name ?? manifest.name.replace(/^@[^/]+\//, "");
  return new Package(name, (manifest.pulumi?.version ?? manifest.version).replace(/^v/, ""), directory);
}

interface Manifest {
  name: string;
  version: string;
  pulumi?: { name?: string; version?: string };
}

class Package implements Declarations {
  private readonly sides: Record<Side, TypeFile>;
  private readonly enumerations = new Map<string, string>();
  private readonly folders = new Map<string, Map<string, string>>();
  private readonly classes = new Map<string, ClassShape | undefined>();
  private readonly references: References;

  constructor(
    readonly name: string,
    readonly version: string,
    readonly directory: string,
  ) {
    this.sides = {
      inputs: new TypeFile(join(directory, "types", "input.d.ts")),
      outputs: new TypeFile(join(directory, "types", "output.d.ts")),
    };
    this.references = {
      object: (path) => {
        const side: Side = path.startsWith("inputs.") ? "inputs" : "outputs";
        const type = path.slice(side.length + 1);
        return { kind: "object", side, name: type, members: once(() => this.type(side, type) ?? emptyObject(type)) };
      },
      enumeration: (path) => ({ kind: "enum", name: path, open: false, values: once(() => this.enumeration(path)) }),
    };
  }

  resource(token: string): ClassShape | undefined {
    if (!this.classes.has(token)) {
      this.classes.set(token, this.readClass(token));
    }
    return this.classes.get(token);
  }

  function(token: string): FunctionShape | undefined {
    const source = this.source(token);
    if (source === undefined) {
      return undefined;
    }
    const name = upperFirst(token.slice(token.lastIndexOf(":") + 1));
    const inputs = this.interface(source, `${name}Args`) ?? emptyObject(`${name}Args`);
    const outputs = this.interface(source, `${name}Result`);
    return outputs === undefined ? undefined : { inputs, outputs };
  }

  provider(): ObjectShape {
    const source = readFileSync(join(this.directory, "provider.d.ts"), "utf8");
    return this.interface(source, "ProviderArgs") ?? emptyObject("ProviderArgs");
  }

  files(module: string): string[] {
    return [...this.folder(module).values()].filter((file) => file !== "index");
  }

  tokens(): string[] {
    return tokensUnder(this.directory, this.name);
  }

  type(side: Side, name: string): ObjectShape | undefined {
    const source = this.sides[side].interface(name);
    return source === undefined ? undefined : readMembers(name, source, this.references);
  }

  private readClass(token: string): ClassShape | undefined {
    const source = this.source(token);
    const name = token.slice(token.lastIndexOf(":") + 1);
    const opening = source === undefined ? -1 : source.indexOf(`export declare class ${name} extends`);
    if (source === undefined || opening < 0) {
      return undefined;
    }
    return {
      token,
      inputs: this.interface(source, `${name}Args`) ?? emptyObject(`${name}Args`),
      outputs: readMembers(name, outputsOf(source, opening), this.references),
      documentation: /\/\*\*([\s\S]*?)\*\/\s*$/.exec(source.slice(0, opening))?.[1] ?? "",
    };
  }

  private interface(source: string, name: string): ObjectShape | undefined {
    const opening = new RegExp(`^export interface ${name} \\{`, "m").exec(source);
    if (opening === null) {
      return undefined;
    }
    const start = opening.index + opening[0].length;
    const end = source.indexOf("\n}", start);
    return readMembers(name, source.slice(start, end), this.references);
  }

  private source(token: string): string | undefined {
    for (const [folder, file] of placesOf(token)) {
      const found = this.folder(folder).get(file.toLowerCase());
      if (found !== undefined) {
        return readFileSync(join(this.directory, folder, `${found}.d.ts`), "utf8");
      }
    }
    return undefined;
  }

  /** Files by lower-case name: some tokens and file names differ in case. */
  private folder(module: string): Map<string, string> {
    let files = this.folders.get(module);
    if (files === undefined) {
      const path = join(this.directory, module);
      const names = existsSync(path) ? readdirSync(path) : [];
      files = new Map(
        names
          .filter((file) => file.endsWith(".d.ts"))
          .map((file) => file.slice(0, -".d.ts".length))
          .map((file) => [file.toLowerCase(), file]),
      );
      this.folders.set(module, files);
    }
    return files;
  }

  private enumeration(path: string): readonly (string | number)[] {
    const [folder, name] = path.includes(".") ? splitLast(path.replaceAll(".", "/")) : ["", path];
    let source = this.enumerations.get(folder);
    if (source === undefined) {
      const file = join(this.directory, "types", "enums", folder, "index.d.ts");
      source = existsSync(file) ? readFileSync(file, "utf8") : "";
      this.enumerations.set(folder, source);
    }
    const body = new RegExp(`^export declare const ${name}: \\{([\\s\\S]*?)^\\};`, "m").exec(source)?.[1] ?? "";
    return [...body.matchAll(/^\s+readonly [^:]+: (?:"((?:[^"\\]|\\.)*)"|(-?[\d.]+));/gm)].map((match) =>
      match[1] === undefined ? Number(match[2]) : match[1].replace(/\\(.)/g, "$1"),
    );
  }
}

/**
 * Folder and file of a token, the likelier first: `azure-native:network:Subnet` lies in network/subnet,
 * `kubernetes:networking.k8s.io/v1:Ingress` in networking/v1/ingress, `random:index/randomId:RandomId` in randomId.
 */
function placesOf(token: string): [string, string][] {
  const [, middle = "", member = ""] = token.split(":");
  const folderOf = (module: string): string => (module === "index" ? "" : module);
  const whole: [string, string] = [folderOf(middle), member];
  if (!middle.includes("/")) {
    return [whole];
  }
  const [module, file] = splitLast(middle);
  const group = `${module.split(".")[0] ?? ""}/${file}`;
  return [whole, [group, member], [folderOf(module), file]];
}

/** A class's compiled file carries the token that it registers, a function's the one that it calls. */
function tokensUnder(directory: string, name: string): string[] {
  return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) {
      return ["node_modules", "types", "config"].includes(entry.name) ? [] : tokensUnder(path, name);
    }
    if (!entry.name.endsWith(".js") || entry.name === "index.js") {
      return [];
    }
    const match = /__pulumiType = '([^']+)'|runtime\.invoke\("([^"]+)"/.exec(readFileSync(path, "latin1"));
    const token = match?.[1] ?? match?.[2] ?? "";
    return token.startsWith(`${name}:`) ? [token] : [];
  });
}

/** The `readonly` members between a class's opening and its constructor. */
function outputsOf(source: string, opening: number): string {
  const members = source.slice(source.indexOf("{", opening) + 1, source.indexOf("\n    constructor(", opening));
  return members
    .replace(/^ {4}(?:static|private|\/\*\* @internal \*\/).*$/gm, "")
    .replace(/^ {4}(?!readonly|\/\*\*| \*|\}| {4}).*$/gm, "");
}

/** types/input.d.ts or types/output.d.ts: interfaces at the root, or inside one namespace a module. */
class TypeFile {
  private bytes: Buffer | undefined;
  private namespaces: Map<string, [number, number]> | undefined;
  private readonly modules = new Map<string, Map<string, string>>();

  constructor(private readonly path: string) {}

  /** The text between the braces of an interface named `module.Name` or `Name`. */
  interface(name: string): string | undefined {
    const [module, member] = name.includes(".") ? splitLast(name.replaceAll(".", "/")) : ["", name];
    let interfaces = this.modules.get(module);
    if (interfaces === undefined) {
      interfaces = interfacesIn(this.slice(module));
      this.modules.set(module, interfaces);
    }
    return interfaces.get(member);
  }

  private slice(module: string): string {
    this.bytes ??= existsSync(this.path) ? readFileSync(this.path) : Buffer.alloc(0);
    this.namespaces ??= namespacesOf(this.bytes);
    if (module === "") {
      const first = Math.min(this.bytes.length, ...[...this.namespaces.values()].map(([start]) => start));
      return this.bytes.toString("utf8", 0, first);
    }
    const [outer = "", ...inner] = module.split("/");
    const range = this.namespaces.get(outer);
    const text = range === undefined ? "" : this.bytes.toString("utf8", ...range);
    return inner.reduce((body, part) => nested(body, part), text);
  }
}

function namespacesOf(bytes: Buffer): Map<string, [number, number]> {
  const marker = Buffer.from("\nexport declare namespace ");
  const found = new Map<string, [number, number]>();
  let at = bytes.indexOf(marker);
  while (at >= 0) {
    const nameEnd = bytes.indexOf(" {", at + marker.length);
    const next = bytes.indexOf(marker, nameEnd);
    const name = bytes.toString("utf8", at + marker.length, nameEnd);
    found.set(name, [at, next < 0 ? bytes.length : next]);
    at = next;
  }
  return found;
}

function nested(body: string, namespace: string): string {
  const opening = new RegExp(`^ +(?:export )?namespace ${namespace} \\{`, "m").exec(body);
  if (opening === null) {
    return "";
  }
  const indent = /^ +/.exec(opening[0])?.[0] ?? "";
  return body.slice(opening.index, body.indexOf(`\n${indent}}`, opening.index + opening[0].length));
}

function interfacesIn(body: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const opening of body.matchAll(/^( *)(?:export )?interface (\w+) \{/gm)) {
    const start = opening.index + opening[0].length;
    const end = body.indexOf(`\n${opening[1] ?? ""}}`, start);
    found.set(opening[2] ?? "", body.slice(start, end));
  }
  return found;
}

function splitLast(path: string): [string, string] {
  const cut = path.lastIndexOf("/");
  return [path.slice(0, cut), path.slice(cut + 1)];
}

function upperFirst(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

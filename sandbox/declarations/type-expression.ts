// Reads the few forms of TypeScript that generated Pulumi declarations consist of. Not a TypeScript parser.

import type { ObjectShape, PropertyShape, Shape } from "./shape";

/** Finds what a declaration refers to: `inputs.network.SubnetArgs`, `enums.network.Access`. */
export interface References {
  object(path: string): Shape;
  enumeration(path: string): Shape;
}

/** Members of an interface or of an object type; `source` starts after its opening brace. */
export function readMembers(name: string, source: string, references: References): ObjectShape {
  const reader = new Reader(source, references);
  return { name, properties: reader.members() };
}

/** A single type, e.g. `pulumi.Output<string | undefined>`. */
export function readType(source: string, references: References): { shape: Shape; optional: boolean } {
  return new Reader(source, references).type();
}

const space = /[\s]*/y;
const word = /[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*/y;
const text = /"((?:[^"\\]|\\.)*)"/y;
const numeral = /-?\d+(?:\.\d+)?/y;
const comment = /\/\*\*?([\s\S]*?)\*\//y;

class Reader {
  private at = 0;
  private documentation = "";

  constructor(
    private readonly source: string,
    private readonly references: References,
  ) {}

  members(): Map<string, PropertyShape> {
    const properties = new Map<string, PropertyShape>();
    for (;;) {
      this.skip();
      if (this.at >= this.source.length || this.accept("}")) {
        return properties;
      }
      const documentation = this.documentation;
      this.acceptWord("readonly");
      const name = this.match(text)?.[1] ?? this.match(word)?.[0];
      if (name === undefined) {
        throw new Error(`unreadable declaration at: ${this.source.slice(this.at, this.at + 60)}`);
      }
      const question = this.accept("?");
      this.expect(":");
      const { shape, optional } = this.type();
      this.accept(";");
      properties.set(name, { shape, required: !question && !optional, documentation });
      this.documentation = "";
    }
  }

  type(): { shape: Shape; optional: boolean } {
    const alternatives: Shape[] = [];
    let optional = false;
    do {
      const term = this.term();
      if (term === "undefined") {
        optional = true;
      } else {
        optional ||= term.optional;
        alternatives.push(term.shape);
      }
    } while (this.accept("|"));
    return { shape: union(alternatives), optional };
  }

  private term(): { shape: Shape; optional: boolean } | "undefined" {
    let term = this.operand();
    while (this.accept("[")) {
      this.expect("]");
      term = { shape: { kind: "array", items: term === "undefined" ? { kind: "any" } : term.shape }, optional: false };
    }
    return term;
  }

  private operand(): { shape: Shape; optional: boolean } | "undefined" {
    if (this.accept("(")) {
      const inner = this.type();
      this.expect(")");
      return inner;
    }
    if (this.accept("{")) {
      return { shape: this.braces(), optional: false };
    }
    const quoted = this.match(text);
    if (quoted !== undefined) {
      return { shape: { kind: "constant", value: quoted[1] ?? "" }, optional: false };
    }
    const number = this.match(numeral);
    if (number !== undefined) {
      return { shape: { kind: "constant", value: Number(number[0]) }, optional: false };
    }
    return this.named(this.match(word)?.[0] ?? "");
  }

  private braces(): Shape {
    this.skip();
    if (!this.accept("[")) {
      const properties = this.members();
      return { kind: "object", side: "outputs", name: "", members: () => ({ name: "", properties }) };
    }
    this.match(word);
    this.expect(":");
    this.match(word);
    this.expect("]");
    this.accept("?");
    this.expect(":");
    const { shape } = this.type();
    this.accept(";");
    this.expect("}");
    return { kind: "map", values: shape };
  }

  private named(name: string): { shape: Shape; optional: boolean } | "undefined" {
    switch (name) {
      case "undefined":
        return "undefined";
      case "string":
      case "number":
      case "boolean":
        return { shape: { kind: name }, optional: false };
      case "true":
      case "false":
        return { shape: { kind: "constant", value: name === "true" }, optional: false };
      case "pulumi.Input":
      case "pulumi.Output":
      case "Promise":
      case "pulumi.Input.pulumi":
        return this.argument();
      default:
        return { shape: this.reference(name), optional: false };
    }
  }

  private argument(): { shape: Shape; optional: boolean } {
    this.expect("<");
    const inner = this.type();
    this.expect(">");
    return inner;
  }

  private reference(name: string): Shape {
    if (name.startsWith("inputs.") || name.startsWith("outputs.")) {
      return this.references.object(name);
    }
    if (name.startsWith("enums.")) {
      return this.references.enumeration(name.slice("enums.".length));
    }
    if (this.accept("<")) {
      this.type();
      this.expect(">");
    }
    // Assets, archives, references to other resources: the protocol's own business.
    return { kind: "any" };
  }

  private skip(): void {
    for (;;) {
      this.match(space, false);
      const found = this.match(comment, false);
      if (found === undefined) {
        return;
      }
      this.documentation = found[1] ?? "";
    }
  }

  private match(pattern: RegExp, skipFirst = true): RegExpExecArray | undefined {
    if (skipFirst) {
      this.skip();
    }
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.source);
    if (found === null || (found[0] === "" && pattern !== space)) {
      return undefined;
    }
    this.at = pattern.lastIndex;
    return found;
  }

  private acceptWord(expected: string): boolean {
    const before = this.at;
    if (this.match(word)?.[0] === expected) {
      return true;
    }
    this.at = before;
    return false;
  }

  private accept(mark: string): boolean {
    this.skip();
    if (this.source.startsWith(mark, this.at)) {
      this.at += mark.length;
      return true;
    }
    return false;
  }

  private expect(mark: string): void {
    if (!this.accept(mark)) {
      throw new Error(`expected ${mark} at: ${this.source.slice(this.at, this.at + 60)}`);
    }
  }
}

/** `string | enums.X` is an open enumeration; a union of one is that one. */
function union(alternatives: Shape[]): Shape {
  const enumeration = alternatives.find((shape) => shape.kind === "enum");
  const wide = alternatives.some((shape) => shape.kind === "string");
  if (enumeration !== undefined && wide) {
    return { ...enumeration, open: true };
  }
  const [only] = alternatives;
  if (alternatives.length === 1 && only !== undefined) {
    return only;
  }
  return alternatives.length === 0 ? { kind: "any" } : { kind: "union", of: alternatives };
}

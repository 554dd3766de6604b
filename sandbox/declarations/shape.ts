// The types of a Pulumi package's inputs and outputs, as its TypeScript declarations state them.

export type Shape =
  | { kind: "any" }
  | { kind: "string" }
  | { kind: "number" }
  | { kind: "boolean" }
  | { kind: "constant"; value: string | number | boolean }
  /** `open`: any other string passes as well. The values are looked up when first asked for. */
  | { kind: "enum"; name: string; open: boolean; values(): readonly (string | number)[] }
  | { kind: "array"; items: Shape }
  | { kind: "map"; values: Shape }
  /** `name` is module and interface, e.g. `network.SubnetArgs`. The members are read when first asked for. */
  | { kind: "object"; side: Side; name: string; members(): ObjectShape }
  | { kind: "union"; of: Shape[] };

/** A package declares the types that it takes and those that it returns apart, often under the same names. */
export type Side = "inputs" | "outputs";

export interface ObjectShape {
  name: string;
  properties: Map<string, PropertyShape>;
}

export interface PropertyShape {
  shape: Shape;
  /** False when the declaration carries a question mark or `undefined`. */
  required: boolean;
  /** The property's documentation, for the few facts that stand nowhere else. */
  documentation: string;
}

export interface ClassShape {
  /** The type token as the package writes it. */
  token: string;
  inputs: ObjectShape;
  outputs: ObjectShape;
  /** The class's own documentation. */
  documentation: string;
}

export interface FunctionShape {
  inputs: ObjectShape;
  outputs: ObjectShape;
}

export const emptyObject = (name: string): ObjectShape => ({ name, properties: new Map() });

// A Pulumi package schema made from a package's declarations: what a YAML program needs to name resources
// and functions, their inputs and outputs. Without documentation and enumerations: a check knows the values.
// https://www.pulumi.com/docs/iac/extending-pulumi/schema/

import type { Declarations } from "./package";
import type { ObjectShape, Shape, Side } from "./shape";

/** Reads the whole package; the engine keeps the result beside the plugin. */
export function packageSchema(declarations: Declarations): string {
  return JSON.stringify(new SchemaWriter(declarations).write());
}

interface Properties {
  properties: Record<string, TypeSpec>;
  required: string[];
}

interface TypeSpec {
  type?: string;
  $ref?: string;
  items?: TypeSpec;
  additionalProperties?: TypeSpec;
  oneOf?: TypeSpec[];
}

const any: TypeSpec = { $ref: "pulumi.json#/Any" };

class SchemaWriter {
  private readonly types: Record<string, unknown> = {};

  constructor(private readonly declarations: Declarations) {}

  write(): object {
    const { name, version } = this.declarations;
    const resources: Record<string, unknown> = {};
    const functions: Record<string, unknown> = {};
    for (const token of this.declarations.tokens()) {
      const resource = this.declarations.resource(token);
      if (resource !== undefined) {
        const inputs = this.properties(resource.inputs);
        const outputs = this.properties(resource.outputs);
        resources[token] = {
          properties: outputs.properties,
          required: outputs.required,
          inputProperties: inputs.properties,
          requiredInputs: inputs.required,
        };
        continue;
      }
      const declared = this.declarations.function(token);
      if (declared !== undefined) {
        functions[token] = { inputs: this.object(declared.inputs), outputs: this.object(declared.outputs) };
      }
    }
    const provider = this.properties(this.declarations.provider());
    return {
      name,
      version,
      description: "Offline stand-in, from the declarations of the Node.js SDK",
      config: { variables: provider.properties },
      provider: { inputProperties: provider.properties, requiredInputs: provider.required },
      types: this.types,
      resources,
      functions,
    };
  }

  private object(shape: ObjectShape): Properties & { type: "object" } {
    return { type: "object", ...this.properties(shape) };
  }

  private properties(shape: ObjectShape): Properties {
    const entries = [...shape.properties].filter(([name]) => name !== "urn");
    return {
      properties: Object.fromEntries(entries.map(([name, property]) => [name, this.spec(property.shape)])),
      required: entries.filter(([, property]) => property.required).map(([name]) => name),
    };
  }

  private spec(shape: Shape): TypeSpec {
    switch (shape.kind) {
      case "string":
      case "number":
      case "boolean":
        return { type: shape.kind };
      case "enum":
        return { type: "string" };
      case "constant":
        return { type: typeof shape.value };
      case "array":
        return { type: "array", items: this.spec(shape.items) };
      case "map":
        return { type: "object", additionalProperties: this.spec(shape.values) };
      case "object":
        return shape.name === "" ? any : this.reference(shape.side, shape.name, shape.members);
      case "union":
        return { oneOf: shape.of.map((each) => this.spec(each)) };
      case "any":
        return any;
    }
  }

  /** Names a type and writes it down once, before its members: types may contain themselves. */
  private reference(side: Side, name: string, members: () => ObjectShape): TypeSpec {
    const token = this.tokenOf(side, name);
    if (!Object.hasOwn(this.types, token)) {
      this.types[token] = {};
      this.types[token] = this.object(members());
    }
    return { $ref: `#/types/${encodeURIComponent(token)}` };
  }

  /** A type that is taken and returned under one name differs in what is required: it becomes two. */
  private tokenOf(side: Side, name: string): string {
    const parts = name.split(".");
    const type = parts.pop() ?? "";
    const suffix = side === "inputs" && !type.endsWith("Args") ? "Args" : "";
    return `${this.declarations.name}:${parts.join("/") || "index"}:${type}${suffix}`;
  }
}

// Finds the node of Azure's API description that a property of the SDK stands for. The SDK flattens
// `properties` and renames members; each constraint file says how.

import type { ArmNode, Constraint, DocumentedLimit, SdkType } from "./constraint";

export interface ArmSchema {
  /** The node of an input of the class itself; undefined where the description has none. */
  root(input: string): ArmNode | undefined;
  /** The node of a member of a nested type such as `network.SecurityRuleArgs`. */
  nested(typeName: string, name: string): ArmNode | undefined;
  /** The node behind references, or undefined when it leads nowhere. */
  resolve(node: ArmNode | undefined): ArmNode | undefined;
  /** Create-only members whose change makes the provider replace, as SDK property paths. */
  replacing(): string[];
}

export function armSchema(constraint: Constraint): ArmSchema {
  return new Schema(constraint);
}

class Schema implements ArmSchema {
  private readonly map: Record<string, string>;
  private readonly types: Record<string, SdkType>;

  constructor(private readonly constraint: Constraint) {
    this.map = constraint.sdk.map ?? {};
    this.types = constraint.sdk.types ?? {};
  }

  root(input: string): ArmNode | undefined {
    const mapped = this.map[input];
    const own = this.at(this.constraint.body, "*body", mapped ?? escapeDots(input));
    // The data maps no inputs that are maps themselves, such as the labels of an agent pool's nodes.
    return own ?? this.at(this.constraint.body, "*body", `properties.${escapeDots(input)}`);
  }

  nested(typeName: string, name: string): ArmNode | undefined {
    const type = this.types[typeName];
    if (type === undefined) {
      return undefined;
    }
    const path = type.map?.[name] ?? escapeDots(name);
    const found = this.at(this.constraint.defs[type.def], type.def, path);
    if (found !== undefined || type.alsoDef === undefined) {
      return found;
    }
    return this.at(this.constraint.defs[type.alsoDef], type.alsoDef, path);
  }

  resolve(node: ArmNode | undefined): ArmNode | undefined {
    let current = node;
    while (current?.$ref !== undefined) {
      const { $ref, ...flags } = current;
      const target: ArmNode | undefined = this.constraint.defs[$ref];
      current = target === undefined ? undefined : { ...target, ...flags };
    }
    return current;
  }

  replacing(): string[] {
    const paths = (this.constraint.createOnly ?? []).filter((entry) => entry.pulumiReplaces).map((entry) => entry.path);
    return paths.flatMap((path) => this.sdkPath(path) ?? []);
  }

  /** Walks a body path such as `properties.networkProfile`, carrying documented limits onto its end. */
  private at(start: ArmNode | undefined, definition: string, path: string): ArmNode | undefined {
    let node = start;
    let owner = definition;
    let name = "";
    for (const part of splitPath(path)) {
      const parent: ArmNode | undefined = this.resolve(node);
      owner = node?.$ref ?? owner;
      name = part;
      node = this.member(parent, part);
      if (node === undefined) {
        return undefined;
      }
    }
    return this.withDocumented(node, owner, name);
  }

  private member(parent: ArmNode | undefined, name: string): ArmNode | undefined {
    const own = parent?.props?.[name];
    if (own !== undefined || parent?.variants === undefined) {
      return own;
    }
    const variants = Object.values(parent.variants).map((def) => this.constraint.defs[def]?.props?.[name]);
    const stated = variants.filter((node) => node !== undefined);
    // Two cases of a discriminated type may limit a member of one name differently: then neither is taken.
    return stated.every((node) => JSON.stringify(node) === JSON.stringify(stated[0])) ? stated[0] : undefined;
  }

  private withDocumented(node: ArmNode | undefined, def: string, prop: string): ArmNode | undefined {
    const limit = this.constraint.documented?.find(
      (entry) => entry.def === def && entry.prop === prop && isUnconditional(entry),
    );
    if (node === undefined || limit === undefined) {
      return node;
    }
    const added = Object.fromEntries(
      (["min", "max", "maxLength", "itemMax"] as const).flatMap((key) =>
        typeof limit[key] === "number" ? [[key, limit[key]]] : [],
      ),
    );
    return { ...added, ...node };
  }

  private sdkPath(armPath: string): string | undefined {
    const [root = "", ...rest] = splitPath(armPath);
    if (root.startsWith("(")) {
      return undefined;
    }
    for (const [input, path] of Object.entries(this.map)) {
      if (armPath === path || (/^[.[]/.test(armPath.slice(path.length)) && armPath.startsWith(path))) {
        return input + armPath.slice(path.length);
      }
    }
    return [root, ...rest].join(".");
  }
}

/** A limit that depends on a sibling or on another resource is left to Azure. */
function isUnconditional(limit: DocumentedLimit): boolean {
  return limit.onlyIf === undefined && limit.notIf === undefined && limit.by === undefined;
}

function splitPath(path: string): string[] {
  return path.split(/(?<!\\)\./).map((part) => part.replaceAll("\\.", "."));
}

function escapeDots(name: string): string {
  return name.replaceAll(".", "\\.");
}

// What Azure's own API descriptions say of a resource's body: patterns, lengths, ranges, enumerations,
// create-only members. One JSON file a class under ../constraints, read when the class is first used.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

export interface Constraint {
  pulumi: string;
  armType: string;
  apiVersion: string;
  scopes: string[];
  name: TextLimits;
  /** The name's limits from the latest older version that stated any. */
  nameOtherVersion?: TextLimits;
  parents?: { armType: string; name: TextLimits | null }[];
  body: ArmNode;
  defs: Record<string, ArmNode>;
  createOnly?: { path: string; pulumiReplaces: boolean }[];
  documented?: DocumentedLimit[];
  sdk: SdkNames;
}

export interface TextLimits {
  pattern?: string;
  minLength?: number;
  maxLength?: number;
}

export interface ArmNode extends TextLimits {
  $ref?: string;
  type?: "string" | "number" | "boolean" | "array" | "object" | "any";
  enum?: (string | number | boolean)[];
  open?: boolean;
  min?: number;
  max?: number;
  items?: ArmNode;
  itemMin?: number;
  itemMax?: number;
  props?: Record<string, ArmNode>;
  required?: string[];
  values?: ArmNode;
  discriminator?: string;
  variants?: Record<string, string>;
  readOnly?: boolean;
  writeOnly?: boolean;
  sensitive?: boolean;
}

/** A limit that only the prose of the API description states. */
export interface DocumentedLimit {
  def: string;
  prop: string;
  min?: number | object;
  max?: number | object;
  maxLength?: number | object;
  itemMax?: number | object;
  onlyIf?: object;
  notIf?: object;
  by?: string;
}

export interface SdkNames {
  required: string[];
  params: Parameter[];
  bodyStd?: string[];
  /** Input to body path, where it isn't the input's own name. */
  map?: Record<string, string>;
  types?: Record<string, SdkType>;
  defaults?: Record<string, string | number | boolean>;
}

export interface Parameter {
  name: string;
  role:
    | "resourceGroup"
    | "parent"
    | "self"
    | "scope"
    | "typeSegment"
    | "scopeProvider"
    | "scopeType"
    | "scopeName"
    | "query";
  autoName?: boolean;
}

export interface SdkType {
  def: string;
  alsoDef?: string;
  required?: string[];
  map?: Record<string, string>;
}

const directory = join(__dirname, "..", "constraints");

/** Undefined for a class that is known from its declarations only. */
export function constraintOf(module: string, className: string): Constraint | undefined {
  const key = `${module}/${lowerFirst(className)}`;
  if (!cache.has(key)) {
    const file = join(directory, module, `${lowerFirst(className)}.json`);
    cache.set(key, existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Constraint) : undefined);
  }
  return cache.get(key);
}

const cache = new Map<string, Constraint | undefined>();

/** Every class that has a file, as type tokens. */
export function constrainedTokens(): string[] {
  return Object.keys(JSON.parse(readFileSync(join(directory, "index.json"), "utf8")) as object);
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

// Everything the sandbox knows of one azure-native resource class: what it takes and returns (the SDK's
// declarations), where it lies (its id), and what Azure's API description adds, where there is one.

import type { Declarations } from "../../declarations/package";
import type { ClassShape } from "../../declarations/shape";
import { type ArmSchema, armSchema } from "./arm-schema";
import { type Constraint, constraintOf, type TextLimits } from "./constraint";
import { createOnly } from "./create-only";
import { armTypeOf, constrainedPath, declaredPath, isKnownPath, pathInputs, type PathTemplate } from "./path-template";

export interface ResourceModel {
  /** Without a version: `azure-native:network:Subnet`. */
  token: string;
  shape: ClassShape;
  apiVersion: string;
  armType: string;
  path: PathTemplate;
  /** False when the path is only guessed from the class's inputs. */
  isPathKnown: boolean;
  /** Inputs that are part of the id, outermost first. */
  pathInputs: string[];
  autoName: AutoName | undefined;
  /** Whether the body has a location that the provider fills in. */
  hasLocation: boolean;
  /** SDK paths whose change replaces the resource, e.g. `sku`. */
  replacing: Set<string>;
  arm: ArmSchema | undefined;
  /** Limits of the inputs that name the resource and its parents. */
  nameLimits: Map<string, TextLimits>;
  constraint: Constraint | undefined;
}

export interface AutoName {
  input: string;
  kind: "random" | "copy" | "uuid";
}

export interface Token {
  module: string;
  /** `v20240501`, or undefined for the default version. */
  version: string | undefined;
  member: string;
}

/** Splits `azure-native:network/v20240501:VirtualNetwork`; undefined for another package's token. */
export function parseToken(token: string): Token | undefined {
  const match = /^azure-native:([^:/]+)(?:\/(v\d+\w*))?:(\w+)$/.exec(token);
  return match === null ? undefined : { module: match[1] ?? "", version: match[2], member: match[3] ?? "" };
}

/** Undefined when the installed SDK has no such class. */
export function resourceModel(declarations: Declarations, token: string): ResourceModel | undefined {
  const parsed = parseToken(token);
  if (parsed === undefined) {
    return undefined;
  }
  const { module, member } = parsed;
  const plainToken = `azure-native:${module}:${member}`;
  const shape = declarations.resource(plainToken);
  if (shape === undefined) {
    return undefined;
  }
  const constraint = constraintOf(module, member);
  const path = constraint === undefined ? declaredPath(declarations, module, shape) : constrainedPath(constraint);
  const inputs = pathInputs(path);
  const arm = constraint === undefined ? undefined : armSchema(constraint);
  return {
    token: plainToken,
    shape,
    apiVersion: apiVersionOf(parsed.version) ?? constraint?.apiVersion ?? documentedVersion(shape),
    armType: constraint?.armType ?? armTypeOf(path),
    path,
    isPathKnown: constraint !== undefined || isKnownPath(module, member),
    pathInputs: inputs,
    autoName: autoNameOf(path, shape),
    hasLocation:
      shape.inputs.properties.get("location")?.required === false && shape.outputs.properties.has("location"),
    replacing: new Set([...inputs, ...(arm?.replacing() ?? createOnly[`${module}:${member}`] ?? [])]),
    arm,
    nameLimits: nameLimitsOf(constraint),
    constraint,
  };
}

/** `v20240501preview` is `2024-05-01-preview`. */
function apiVersionOf(version: string | undefined): string | undefined {
  const match = /^v(\d{4})(\d{2})(\d{2})(\w*)$/.exec(version ?? "");
  return match === null ? undefined : [match[1], match[2], match[3], ...(match[4] === "" ? [] : [match[4]])].join("-");
}

function documentedVersion(shape: ClassShape): string {
  return /Uses Azure REST API version ([\w-]+)/.exec(shape.documentation)?.[1] ?? "";
}

/** azure-native names a resource whose last segment is an optional input. */
function autoNameOf(path: PathTemplate, shape: ClassShape): AutoName | undefined {
  const input = /\{(\w+)\}$/.exec(path)?.[1];
  if (input === undefined || shape.inputs.properties.get(input)?.required !== false) {
    return undefined;
  }
  if (input === "roleAssignmentName" || input === "roleDefinitionId") {
    return { input, kind: "uuid" };
  }
  const ownNames = path.slice(path.lastIndexOf("/providers/") + 1).split("{").length - 1;
  const inGroup = path.includes("/providers/") ? ownNames : 1;
  const random = inGroup === 1 || input === "endpointName" || input === "customDomainName";
  return { input, kind: random ? "random" : "copy" };
}

function nameLimitsOf(constraint: Constraint | undefined): Map<string, TextLimits> {
  const limits = new Map<string, TextLimits>();
  const parents = constraint?.sdk.params.filter((param) => param.role === "parent") ?? [];
  parents.forEach((param, index) => {
    const stated = constraint?.parents?.[index]?.name;
    if (stated) {
      limits.set(param.name, stated);
    }
  });
  const self = constraint?.sdk.params.find((param) => param.role === "self");
  if (constraint !== undefined && self !== undefined) {
    const own = Object.keys(constraint.name).length > 0 ? constraint.name : constraint.nameOtherVersion;
    limits.set(self.name, own ?? {});
  }
  return limits;
}

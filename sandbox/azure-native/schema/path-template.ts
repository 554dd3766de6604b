// Where a resource lies in Azure: its id as a template over the SDK's inputs, e.g.
// `/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Network/virtualNetworks/{virtualNetworkName}`.
// https://learn.microsoft.com/azure/azure-resource-manager/templates/child-resource-name-type

import type { ClassShape } from "../../declarations/shape";
import type { Declarations } from "../../declarations/package";
import { type Constraint, constraintOf } from "./constraint";
import { knownPaths, namespaces } from "./known-paths";

export type PathTemplate = string;

const subscription = "/subscriptions/{subscriptionId}";
const resourceGroup = `${subscription}/resourceGroups/{resourceGroupName}`;

/** Inputs named in the template, outermost first; the subscription is the provider's. */
export function pathInputs(template: PathTemplate): string[] {
  return [...template.matchAll(/\{(\w+)\}/g)]
    .map((match) => match[1] ?? "")
    .filter((name) => name !== "subscriptionId");
}

/** `Microsoft.Network/virtualNetworks/subnets`; parts of the type that are inputs stay in braces. */
export function armTypeOf(template: PathTemplate): string {
  const tail = template.slice(template.lastIndexOf("/providers/") + "/providers/".length);
  if (!template.includes("/providers/")) {
    return "Microsoft.Resources/resourceGroups";
  }
  const [namespace = "", ...segments] = tail.split("/");
  return [namespace, ...segments.filter((_, index) => index % 2 === 0)].join("/");
}

export function constrainedPath(constraint: Constraint): PathTemplate {
  const names = (role: string): string[] =>
    constraint.sdk.params.filter((param) => param.role === role).map((param) => `{${param.name}}`);
  const [namespace = "", ...types] = constraint.armType.split("/");
  if (constraint.armType === "Microsoft.Resources/resourceGroups") {
    return resourceGroup;
  }
  const segment = names("typeSegment");
  const nameList = [...names("parent"), ...names("self")];
  const typed = types.map(
    (type, index) => `/${type.startsWith("{") ? segment[0] : type}/${nameList[index] ?? "default"}`,
  );
  return `${placeOfConstrained(constraint)}/providers/${namespace}${typed.join("")}`;
}

function placeOfConstrained(constraint: Constraint): string {
  const input = (role: string): string | undefined => constraint.sdk.params.find((param) => param.role === role)?.name;
  const scope = input("scope");
  if (scope !== undefined) {
    return `/{${scope}}`;
  }
  const provider = input("scopeProvider");
  const inGroup = input("resourceGroup") === undefined ? subscription : resourceGroup;
  return provider === undefined
    ? inGroup
    : `${inGroup}/providers/{${provider}}/{${input("scopeType") ?? ""}}/{${input("scopeName") ?? ""}}`;
}

/** For a class without a constraint file: a row of the table of paths, else a guess from its inputs. */
export function declaredPath(declarations: Declarations, module: string, shape: ClassShape): PathTemplate {
  const className = classNameOf(shape);
  return knownPaths[`${module}:${className}`] ?? guessedPath(declarations, module, shape);
}

/** Whether a path was read somewhere, and not guessed. */
export function isKnownPath(module: string, className: string): boolean {
  return Object.hasOwn(knownPaths, `${module}:${className}`);
}

function guessedPath(declarations: Declarations, module: string, shape: ClassShape): PathTemplate {
  const { scope, self, parents } = namesOf(shape);
  const own = `/${segmentOf(classNameOf(shape), self, parents.length > 0)}/${self === undefined ? "default" : `{${self}}`}`;
  if (parents.length > 0) {
    return above(declarations, module, shape, parents) + own;
  }
  const namespace = namespaces[module] ?? `Microsoft.${module.charAt(0).toUpperCase()}${module.slice(1)}`;
  return `${placeOf(scope, shape)}/providers/${namespace}${own}`;
}

interface Names {
  scope: string | undefined;
  self: string | undefined;
  /** Inputs that name what the resource lies in, in no order: declarations are sorted by letter. */
  parents: string[];
}

/** An input that is no output is part of the path, or a wish that Azure doesn't give back. */
function namesOf(shape: ClassShape): Names {
  const inputs = shape.inputs.properties;
  const texts = [...inputs].filter(([, property]) => property.shape.kind === "string").map(([name]) => name);
  const inPathOnly = texts.filter((name) => !shape.outputs.properties.has(name));
  const scope = inPathOnly.find((name) => name === "scope" || name === "resourceUri" || name === "resourceId");
  const names = inPathOnly.filter((name) => name !== "resourceGroupName" && name !== scope && /(Name|Id)$/.test(name));
  const isOptional = (name: string): boolean =>
    inputs.get(name)?.required === false && inputs.get(name)?.shape.kind === "string";
  const self = names.find(isOptional) ?? [lowerFirst(classNameOf(shape)), "name", "version", "id"].find(isOptional);
  const isNamed = inputs.get("name")?.required === true;
  return {
    scope,
    self,
    parents: [...names, ...(isNamed ? ["name"] : [])].filter((name) => name !== self && !isOptional(name)),
  };
}

/** The path of the class whose names are exactly the parents of this one; of several, the one named most like it. */
function above(declarations: Declarations, module: string, shape: ClassShape, parents: string[]): PathTemplate {
  const candidates = declarations
    .files(module)
    .filter((file) => !/^(get|list)[A-Z]/.test(file))
    .map((file) => declarations.resource(`azure-native:${module}:${file.charAt(0).toUpperCase()}${file.slice(1)}`))
    .filter((other) => other !== undefined)
    .filter((other) => {
      const { self, parents: others } = namesOf(other);
      const names = self === undefined ? [] : [...others, self];
      return names.length === parents.length && names.every((name) => parents.includes(name));
    });
  const [nearest] = candidates.sort((left, right) => likeness(right, shape) - likeness(left, shape));
  if (nearest !== undefined) {
    const name = classNameOf(nearest);
    const constraint = constraintOf(module, name);
    return constraint === undefined ? declaredPath(declarations, module, nearest) : constrainedPath(constraint);
  }
  const namespace = namespaces[module] ?? `Microsoft.${module.charAt(0).toUpperCase()}${module.slice(1)}`;
  const segments = parents.map((name) => `/${plural(name.replace(/(Name|Id)$/, ""))}/{${name}}`);
  return `${placeOf(undefined, shape)}/providers/${namespace}${segments.join("")}`;
}

/** Length of what two class names begin with alike. */
function likeness(left: ClassShape, right: ClassShape): number {
  const [one, two] = [classNameOf(left), classNameOf(right)];
  let length = 0;
  while (length < one.length && one[length] === two[length]) {
    length++;
  }
  return length;
}

function placeOf(scope: string | undefined, shape: ClassShape): string {
  if (scope !== undefined) {
    return `/{${scope}}`;
  }
  return shape.inputs.properties.has("resourceGroupName") ? resourceGroup : subscription;
}

function classNameOf(shape: ClassShape): string {
  return shape.token.slice(shape.token.lastIndexOf(":") + 1);
}

/** A child's segment is named in its input, `backendAddressPoolName`; `vmName` of a virtual machine is not. */
function segmentOf(className: string, self: string | undefined, isChild: boolean): string {
  const base = (self ?? "").replace(/(Name|Id)$/, "");
  const matches = isChild && base !== "" && base !== "name" && className.toLowerCase().endsWith(base.toLowerCase());
  return plural(
    matches ? base : className.replace(/At(ManagementGroup|ResourceGroup|Subscription|Tenant)?(Scope|Level)?$/, ""),
  );
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

function plural(name: string): string {
  const lower = lowerFirst(name);
  if (/s$/.test(lower) && !/(ss|us)$/.test(lower)) {
    return lower;
  }
  if (/[^aeiou]y$/.test(lower)) {
    return `${lower.slice(0, -1)}ies`;
  }
  return /(s|x|ch|sh)$/.test(lower) ? `${lower}es` : `${lower}s`;
}

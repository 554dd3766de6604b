// Where a resource lies in Azure: its id as a template over the SDK's inputs, e.g.
// `/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Network/virtualNetworks/{virtualNetworkName}`.
// https://learn.microsoft.com/azure/azure-resource-manager/templates/child-resource-name-type

import type { ClassShape } from "../../declarations/shape";
import type { Constraint } from "./constraint";
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
  return `${placeOf(constraint)}/providers/${namespace}${typed.join("")}`;
}

function placeOf(constraint: Constraint): string {
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
export function declaredPath(module: string, className: string, shape: ClassShape): PathTemplate {
  return knownPaths[`${module}:${className}`] ?? guessedPath(module, className, shape);
}

function guessedPath(module: string, className: string, shape: ClassShape): PathTemplate {
  const namespace = namespaces[module] ?? `Microsoft.${module.charAt(0).toUpperCase()}${module.slice(1)}`;
  const inputs = shape.inputs.properties;
  const texts = [...inputs].filter(([, property]) => property.shape.kind === "string").map(([name]) => name);
  const inPathOnly = texts.filter((name) => !shape.outputs.properties.has(name));
  const scope = inPathOnly.find((name) => name === "scope" || name === "resourceUri" || name === "resourceId");
  const names = inPathOnly.filter((name) => name !== "resourceGroupName" && name !== scope && /(Name|Id)$/.test(name));
  const self =
    names.find((name) => inputs.get(name)?.required === false) ??
    (texts.includes("name") && inputs.get("name")?.required === false ? "name" : undefined);
  const parents = names.filter((name) => name !== self && inputs.get(name)?.required === true);
  const place = scope !== undefined ? `/{${scope}}` : inputs.has("resourceGroupName") ? resourceGroup : subscription;
  const above = parents.map((name) => `/${plural(name.replace(/(Name|Id)$/, ""))}/{${name}}`);
  return `${place}/providers/${namespace}${above.join("")}/${segmentOf(className, self)}/${self === undefined ? "default" : `{${self}}`}`;
}

/** `backendAddressPoolName` names the segment of LoadBalancerBackendAddressPool; `vmName` none. */
function segmentOf(className: string, self: string | undefined): string {
  const base = (self ?? "").replace(/(Name|Id)$/, "");
  const matches = base !== "" && base !== "name" && className.toLowerCase().endsWith(base.toLowerCase());
  return plural(matches ? base : className);
}

function plural(name: string): string {
  const lower = name.charAt(0).toLowerCase() + name.slice(1);
  if (/s$/.test(lower) && !/(ss|us)$/.test(lower)) {
    return lower;
  }
  if (/[^aeiou]y$/.test(lower)) {
    return `${lower.slice(0, -1)}ies`;
  }
  return /(s|x|ch|sh)$/.test(lower) ? `${lower}es` : `${lower}s`;
}

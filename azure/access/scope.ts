/**
 * A scope of role assignments: the path of an ARM id, compared by segment and without regard to case.
 * https://learn.microsoft.com/azure/role-based-access-control/scope-overview
 */
import { isUnknown, Maybe } from "../known";
import { Problem, quoted } from "../problem";

/**
 * One segment of a path. A resource that the same stack creates may have no known name yet; its segment is then
 * `{ of: <its URN> }`: equal to itself, to no other resource of the stack, and possibly equal to any literal.
 */
export type ScopeSegment = string | { readonly of: string };

/** Segments from the root, for instance `["subscriptions", "…", "resourcegroups", "rg"]`. The tenant's root is empty. */
export type Scope = readonly ScopeSegment[];

/** Reads the id of a resource, resource group, subscription or management group; `/` is the tenant's root. */
export function parseScope(id: string): Scope | Problem {
  const segments = id.replace(/\/$/, "").split("/").slice(1);
  const [first] = segments;
  const startsRight = first === undefined || /^(subscriptions|providers)$/i.test(first);
  if (id.startsWith("/") && startsRight && segments.length % 2 === 0 && !segments.includes("")) {
    return segments;
  }
  return {
    path: "scope",
    found: quoted(id),
    expected: "an ARM id, for instance /subscriptions/<id>/resourceGroups/<name>, or / for the tenant",
  };
}

export function isScope(parsed: Scope | Problem): parsed is Scope {
  return Array.isArray(parsed);
}

/** Whether what is granted on the outer scope holds on the inner one. */
export function containsScope(outer: Scope, inner: Scope): "yes" | "no" | "unknown" {
  if (isManagementGroup(outer)) {
    return managementGroupContains(outer, inner);
  }
  if (outer.length > inner.length) {
    return "no";
  }
  let answer: "yes" | "unknown" = "yes";
  for (let index = 0; index < outer.length; index++) {
    const equal = sameSegment(outer[index], inner[index]);
    if (equal === "no") {
      return "no";
    }
    answer = equal === "unknown" ? "unknown" : answer;
  }
  return answer;
}

/** Whether two ids name the same thing. */
export function sameScope(a: Maybe<Scope>, b: Maybe<Scope>): "yes" | "no" | "unknown" {
  if (isUnknown(a) || isUnknown(b)) {
    return "unknown";
  }
  return a.length === b.length ? containsScope(a, b) : "no";
}

/** For messages, the last resource of the path: `subnet inference`, `resource group rg`, `the tenant`. */
export function describeScope(scope: Scope): string {
  const [type, name] = scope.slice(-2);
  if (type === undefined || name === undefined) {
    return "the tenant";
  }
  const typeName = typeof type === "string" ? type : "resource";
  return `${displayNames.get(typeName.toLowerCase()) ?? typeName} ${describeSegment(name)}`;
}

/** A path of ids can't tell which subscriptions and groups lie below a management group. */
function managementGroupContains(outer: Scope, inner: Scope): "yes" | "unknown" | "no" {
  if (inner.length === 0) {
    return "no";
  }
  const same = outer.every((segment, index) => sameSegment(segment, inner[index]) === "yes");
  return same ? "yes" : "unknown";
}

function isManagementGroup(scope: Scope): boolean {
  const [first] = scope;
  const may = scope.length === 4 && typeof first === "string" && first.length === "providers".length;
  return may && scope.slice(0, 3).join("/").toLowerCase() === managementGroups;
}

const managementGroups = "providers/microsoft.management/managementgroups";

function sameSegment(a: ScopeSegment | undefined, b: ScopeSegment | undefined): "yes" | "no" | "unknown" {
  if (a === undefined || b === undefined) {
    return "no";
  }
  if (typeof a === "string" && typeof b === "string") {
    return a === b || a.toLowerCase() === b.toLowerCase() ? "yes" : "no";
  }
  if (typeof a !== "string" && typeof b !== "string") {
    return a.of === b.of ? "yes" : "no";
  }
  return "unknown";
}

/** A resource of the stack by its own name, the last part of its URN. */
function describeSegment(segment: ScopeSegment): string {
  return typeof segment === "string" ? segment : (segment.of.split("::").pop() ?? segment.of);
}

const displayNames: ReadonlyMap<string, string> = new Map([
  ["subscriptions", "subscription"],
  ["resourcegroups", "resource group"],
  ["managementgroups", "management group"],
  ["virtualnetworks", "virtual network"],
  ["subnets", "subnet"],
  ["privatednszones", "private DNS zone"],
  ["managedclusters", "cluster"],
  ["workspaces", "workspace"],
  ["registries", "registry"],
  ["storageaccounts", "storage account"],
  ["vaults", "key vault"],
]);

/** `authorization:RoleAssignment` and the `authorization:RoleDefinition`s it may name. */
import { Permission, Role } from "../../azure/access/grant";
import { isScope, parseScope, Scope } from "../../azure/access/scope";
import { EstateGrant, Thing } from "../../azure/estate/estate";
import { findRole } from "../../azure/facts/roles";
import { isUnknown, Maybe, unknown } from "../../azure/known";
import { CapturedResource } from "../capture/captured-stack";
import { azureType } from "./type-token";
import { Value } from "../capture/wire-value";
import { Conversion, Resource } from "./conversion";
import { isProperties, listAt, textAt, textsAt } from "./read";

interface DeclaredRole {
  readonly resource: Resource;
  readonly role: Role;
}

/** `things`: everything in the estate that a scope can be. */
export function convertRoleAssignments(conversion: Conversion, things: readonly Thing[]): readonly EstateGrant[] {
  const declared = conversion
    .ofType("authorization:RoleDefinition")
    .map((resource): DeclaredRole => ({ resource, role: readRole(conversion, resource, things) }));
  return conversion.ofType("authorization:RoleAssignment").map((resource) => ({
    from: "stack",
    urn: resource.urn,
    name: resource.name,
    principalId: principal(conversion, resource),
    principalType: textAt(resource.inputs, "principalType"),
    role: roleOf(resource, declared),
    scope: scopeOf(conversion, resource, things),
    condition: textAt(resource.inputs, "condition"),
  }));
}

/** An identity that a resource of this stack gets stands as its URN: it is certainly not a principal that exists already. */
function principal(conversion: Conversion, resource: Resource): Maybe<string> {
  const id = textAt(resource.inputs, "principalId") ?? unknown(`the principal of ${resource.name}`);
  if (!isUnknown(id)) {
    return id;
  }
  const urns = resource.propertyDependencies.get("principalId") ?? [];
  const [maker, ...others] = conversion.resources.filter((one) => urns.includes(one.urn));
  const isIdentity = maker !== undefined && others.length === 0 && azureType(maker.type) !== undefined;
  return isIdentity ? maker.urn : id;
}

function roleOf(resource: Resource, declared: readonly DeclaredRole[]): Maybe<Role> {
  const urns = resource.propertyDependencies.get("roleDefinitionId") ?? [];
  const made = declared.filter((one) => urns.includes(one.resource.urn));
  if (made.length === 1 && made[0] !== undefined) {
    return made[0].role;
  }
  const id = textAt(resource.inputs, "roleDefinitionId") ?? unknown(`the role of ${resource.name}`);
  if (isUnknown(id)) {
    return id;
  }
  const guid = id.split("/").at(-1) ?? id;
  const custom = declared.find((one) => textAt(one.resource.inputs, "roleDefinitionId") === guid);
  return custom?.role ?? findRole(guid) ?? unknown(`the actions of role ${guid} of ${resource.name}`);
}

function readRole(conversion: Conversion, resource: Resource, things: readonly Thing[]): Role {
  const name = textAt(resource.inputs, "roleName");
  const assignableScopes = assignable(conversion, resource, things);
  return {
    name: typeof name === "string" ? name : resource.name,
    permissions: readPermissions(resource),
    ...(assignableScopes && { assignableScopes }),
  };
}

/** Left out, the role may be assigned anywhere. Scopes that are not known yet are those that the list was computed from. */
function assignable(
  conversion: Conversion,
  resource: Resource,
  things: readonly Thing[],
): Role["assignableScopes"] | undefined {
  const list = textsAt(resource.inputs, "assignableScopes");
  if (list === undefined || isUnknown(list)) {
    return list;
  }
  const sources = scopesBehind(conversion, resource, "assignableScopes", things);
  const hidden = list.filter(isUnknown);
  const known = list.flatMap((text): readonly Maybe<Scope>[] => {
    const scope = isUnknown(text) ? undefined : parseScope(text);
    return scope === undefined ? [] : [isScope(scope) ? scope : unknown(`an assignable scope of ${resource.name}`)];
  });
  return [...known, ...(sources.length === hidden.length ? sources : hidden)];
}

function readPermissions(resource: Resource): Maybe<readonly Permission[]> {
  const list = listAt(resource.inputs, "permissions") ?? [];
  if (isUnknown(list)) {
    return list;
  }
  const hidden = list.find(isUnknown);
  return (
    hidden ?? list.map((value) => ({ actions: actions(value, "actions"), notActions: actions(value, "notActions") }))
  );
}

function actions(permission: Value, property: string): readonly Maybe<string>[] {
  const list = isProperties(permission) ? textsAt(permission, property) : undefined;
  return list === undefined ? [] : isUnknown(list) ? [list] : list;
}

function scopeOf(conversion: Conversion, resource: Resource, things: readonly Thing[]): Maybe<Scope> {
  const text = textAt(resource.inputs, "scope") ?? unknown(`the scope of ${resource.name}`);
  const [first, ...others] = scopesBehind(conversion, resource, "scope", things);
  const [thing] = conversion.candidates(resource, "scope", things);
  if (thing !== undefined && others.length === 0) {
    return thing.id;
  }
  if (!isUnknown(text)) {
    const scope = parseScope(text);
    return isScope(scope) ? scope : unknown(`the scope of ${resource.name}`);
  }
  return others.length === 0 ? (first ?? text) : text;
}

/** The scopes of everything that a property was computed from. */
function scopesBehind(
  conversion: Conversion,
  resource: Resource,
  property: string,
  things: readonly Thing[],
): readonly Maybe<Scope>[] {
  const known = conversion.candidates(resource, property, things);
  const urns = resource.propertyDependencies.get(property) ?? [];
  const others = conversion.resources.filter(
    (one) =>
      urns.includes(one.urn) &&
      azureType(one.type) !== undefined &&
      !known.some((thing) => thing.origin.urn === one.urn),
  );
  return [...known.map((thing) => thing.id), ...others.map((one) => scopeOfResource(conversion, one))];
}

/** The scope of a resource group, or of a resource that is no thing of the estate: then only its place matters. */
function scopeOfResource(conversion: Conversion, of: CapturedResource): Maybe<Scope> {
  if (of.inputs === undefined) {
    return unknown(`the scope of ${of.name}`);
  }
  const group = conversion.groupScope({ ...of, inputs: of.inputs });
  if (isUnknown(group) || azureType(of.type) === "resources:ResourceGroup") {
    return group;
  }
  const module = azureType(of.type)?.split(":")[0] ?? "";
  return [...group, "providers", `module:${module}`, { of: of.urn }];
}

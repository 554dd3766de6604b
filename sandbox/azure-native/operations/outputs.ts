// What a resource returns: the inputs that are outputs too, and what Azure adds. A preview knows only the
// former; everything Azure computes is unknown there, at every depth.

import type { ObjectShape, Shape } from "../../declarations/shape";
import { isMap, mapValues, member, type PropertyMap, Secret, unknown, Unknown, type Value } from "../../provider/value";
import type { ResourceModel } from "../schema/resource-model";
import { addedBy, type Added } from "./added";
import { inventedAddress, inventedGuid, inventedHex } from "../../provider/invented";
import { nameOf } from "./resource-id";
import { isWithheld } from "./withheld";

export interface Place {
  id: string;
  /** A free address of a subnet, or undefined when the sandbox knows no such subnet. */
  addressIn(subnetId: string, who: string): string | undefined;
  subscriptionId: string;
  tenantId: string;
}

/** Outputs while nothing was sent to Azure. */
export function previewOutputs(model: ResourceModel, inputs: PropertyMap): PropertyMap {
  return { ...previewObject(inputs, model.shape.outputs), ...versionOf(model) };
}

function previewObject(given: PropertyMap, shape: ObjectShape): PropertyMap {
  const result: PropertyMap = {};
  for (const [name, property] of shape.properties) {
    result[name] = previewValue(member(given, name) ?? unknown, property.shape);
  }
  return result;
}

function previewValue(given: Value, shape: Shape): Value {
  if (shape.kind === "constant") {
    return shape.value;
  }
  if (given instanceof Unknown) {
    return unknown;
  }
  if (given instanceof Secret) {
    return new Secret(previewValue(given.value, shape));
  }
  switch (shape.kind) {
    // azure-native passes a discriminated value through as it was given, and what has no type.
    case "any":
    case "union":
      return given;
    case "array":
      return Array.isArray(given) ? given.map((item) => previewValue(item, shape.items)) : unknown;
    case "map":
      return isMap(given) ? mapValues(given, (value) => previewValue(value, shape.values)) : unknown;
    case "object":
      return isMap(given) ? previewObject(given, shape.members()) : unknown;
    default:
      return given;
  }
}

/** Outputs of a resource that was written to Azure. */
export function createdOutputs(model: ResourceModel, inputs: PropertyMap, place: Place): PropertyMap {
  const added = addedBy(model.token, { ...place, name: nameOf(place.id), inputs });
  const filler = new Filler(model, place, added);
  const outputs = filler.object(inputs, model.shape.outputs, "", place.id);
  return {
    ...outputs,
    name: filler.nameOfResource(inputs),
    ...versionOf(model),
    ...(isResourceType(model) ? { type: model.armType.replace(/\{\w+\}/, "A") } : {}),
  };
}

/** `type` is the resource's, unless it is a choice that the program has, such as a blob's. */
function isResourceType({ shape }: ResourceModel): boolean {
  return shape.outputs.properties.has("type") && shape.inputs.properties.get("type")?.shape.kind !== "enum";
}

/** A few classes that the provider implements itself have no API version. */
function versionOf(model: ResourceModel): PropertyMap {
  return model.apiVersion === "" ? {} : { azureApiVersion: model.apiVersion };
}

class Filler {
  constructor(
    private readonly model: ResourceModel,
    private readonly place: Place,
    private readonly added: Added,
  ) {}

  nameOfResource(inputs: PropertyMap): Value {
    const input = /\{(\w+)\}$/.exec(this.model.path)?.[1] ?? "";
    return member(inputs, input) ?? nameOf(this.place.id);
  }

  /** `owner` is the id of the nearest thing around that has one. */
  object(given: PropertyMap, shape: ObjectShape, path: string, owner: string): PropertyMap {
    const result: PropertyMap = {};
    for (const [name, property] of shape.properties) {
      const here = path === "" ? name : `${path}.${name}`;
      const value = member(given, name);
      if (isWithheld(this.model, here, property)) {
        continue;
      }
      if (value !== undefined) {
        result[name] = this.echo(value, property.shape, here, owner);
        continue;
      }
      const added = this.added[here];
      const invented = added ?? this.invent(name, property.shape, property.required, given, here, owner);
      if (added !== null && invented !== undefined) {
        result[name] = invented;
      }
    }
    return result;
  }

  private echo(given: Value, shape: Shape, path: string, owner: string): Value {
    if (given instanceof Secret) {
      return new Secret(this.echo(given.value, shape, path, owner));
    }
    switch (shape.kind) {
      case "array":
        return Array.isArray(given) ? given.map((item) => this.item(item, shape.items, path, owner)) : given;
      case "map":
        return this.map(given, shape.values, path, owner);
      case "object":
        return isMap(given) ? this.nested(given, shape.members(), path, owner) : given;
      case "union":
        return isMap(given) ? this.variant(given, shape.of, path, owner) : given;
      default:
        return given;
    }
  }

  private map(given: Value, values: Shape, path: string, owner: string): Value {
    if (Array.isArray(given)) {
      // A set of identities comes in as a list of ids, and back as a map from id to what Azure knows of it.
      return Object.fromEntries(given.map((id) => [String(id), assignedIdentity(String(id), values)]));
    }
    if (!isMap(given)) {
      return given;
    }
    return mapValues(given, (value, key) =>
      key.toLowerCase().includes("/microsoft.managedidentity/")
        ? assignedIdentity(key, values)
        : this.echo(value, values, path, owner),
    );
  }

  /** A list's item that has a name is a thing of its own, with an id below its owner's. */
  private item(given: Value, shape: Shape, path: string, owner: string): Value {
    if (!isMap(given) || shape.kind !== "object" || isReference(given)) {
      return this.echo(given, shape, path, owner);
    }
    const name = member(given, "name");
    const members = shape.members();
    if (typeof name !== "string" || !members.properties.has("id")) {
      return this.nested(given, members, path, owner);
    }
    const segment = path.slice(path.lastIndexOf(".") + 1);
    const id = `${owner}/${segment}/${name}`;
    return { ...this.object(given, members, path, id), id };
  }

  private nested(given: PropertyMap, members: ObjectShape, path: string, owner: string): PropertyMap {
    return isReference(given) && members.properties.has("id") ? given : this.object(given, members, path, owner);
  }

  private variant(given: PropertyMap, of: Shape[], path: string, owner: string): PropertyMap {
    const fitting = of.find((shape) => {
      const members = shape.kind === "object" ? [...shape.members().properties] : [];
      const constants = members.flatMap(([name, { shape: inner }]) =>
        inner.kind === "constant" ? [{ name, inner }] : [],
      );
      return constants.length > 0 && constants.every(({ name, inner }) => given[name] === inner.value);
    });
    return fitting?.kind === "object" ? this.nested(given, fitting.members(), path, owner) : given;
  }

  /** What Azure always returns, and the program never gives. */
  private invent(
    name: string,
    shape: Shape,
    isAlwaysReturned: boolean,
    siblings: PropertyMap,
    path: string,
    owner: string,
  ): Value | undefined {
    if (name === "principalId" || name === "tenantId") {
      return this.identity(name, siblings, path);
    }
    if (name === "privateIPAddress" || name === "privateIpAddress") {
      return this.privateAddress(siblings, owner);
    }
    if (!isAlwaysReturned) {
      return undefined;
    }
    switch (shape.kind) {
      case "constant":
        return shape.value;
      case "enum":
        return shape.values()[0] ?? "";
      case "string":
        return this.inventText(name, path, owner);
      case "number":
        return 0;
      case "boolean":
        return false;
      case "array":
        return [];
      case "map":
        return {};
      case "object":
        return path.split(".").length > 4 ? {} : this.object({}, shape.members(), path, owner);
      default:
        return undefined;
    }
  }

  /** Given by Azure to whatever stands in a subnet and asks for no address of its own. */
  private privateAddress(siblings: PropertyMap, owner: string): Value | undefined {
    const subnet = member(siblings, "subnet");
    const id = isMap(subnet) ? member(subnet, "id") : undefined;
    return typeof id === "string" ? this.place.addressIn(id, owner) : undefined;
  }

  private identity(name: string, siblings: PropertyMap, path: string): Value | undefined {
    const kind = member(siblings, "type");
    const isIdentity = /(^|\.)identity$/.test(path.slice(0, -name.length - 1));
    if (isIdentity && !(typeof kind === "string" && /SystemAssigned/i.test(kind))) {
      return undefined;
    }
    return name === "tenantId" ? this.place.tenantId : inventedGuid(this.place.id, "principal");
  }

  private inventText(name: string, path: string, owner: string): string {
    switch (name) {
      case "provisioningState":
        return "Succeeded";
      case "id":
        return owner;
      case "name":
        return nameOf(owner);
      case "type":
        return this.model.armType;
      case "location":
        return "global";
      case "etag":
        return `W/"${inventedGuid(owner, "etag")}"`;
      default:
        return this.inventOther(name, path);
    }
  }

  private inventOther(name: string, path: string): string {
    if (/(guid|uuid|(tenant|client|object|principal|workspace|customer|app|vm|immutable)Id)$/i.test(name)) {
      return inventedGuid(this.place.id, path);
    }
    // One fixed moment: a state that changed with the clock would never refresh clean.
    if (/(At|On|Time|Date|Utc)$/.test(name)) {
      return "2026-01-01T00:00:00Z";
    }
    if (/State$|Status$/.test(name)) {
      return "Succeeded";
    }
    // A top-level domain that leads nowhere (RFC 2606).
    const host = `${nameOf(this.place.id).toLowerCase()}.sandbox.invalid`;
    if (/(uri|url|endpoint)$/i.test(name)) {
      return `https://${host}/`;
    }
    if (/(fqdn|hostName)$/i.test(name)) {
      return host;
    }
    if (/ipAddress$/i.test(name)) {
      return inventedAddress(this.place.id, path);
    }
    return `${name}-${inventedHex(8, this.place.id, path)}`;
  }
}

/** `{ id }`, perhaps with members that Azure ignores: points at a thing that lies elsewhere. */
function isReference(given: PropertyMap): boolean {
  const id = member(given, "id");
  return id instanceof Unknown || id instanceof Secret || (typeof id === "string" && id.startsWith("/"));
}

function assignedIdentity(id: string, values: Shape): Value {
  const members = values.kind === "object" ? values.members().properties : new Map<string, unknown>();
  return {
    ...(members.has("clientId") ? { clientId: inventedGuid(id, "client") } : {}),
    ...(members.has("principalId") ? { principalId: inventedGuid(id, "principal") } : {}),
  };
}

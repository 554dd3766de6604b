// The Azure that the sandbox plays: resources by id, each with the outputs that a GET would return, in the
// SDK's shape. Knows nothing of Pulumi's protocol.

import type { Store } from "../../provider/store";
import { isMap, type PropertyMap, text, type Value } from "../../provider/value";
import { inlineChildrenOf } from "./inline-children";

export interface StoredResource {
  /** As it was written; ids are compared without regard to case. */
  id: string;
  /** Type token without version, e.g. `azure-native:network:Subnet`. */
  token: string;
  properties: PropertyMap;
}

export interface ResourceManager {
  /** What a GET returns, lists of children included; undefined when there is no such resource. */
  get(id: string): StoredResource | undefined;
  exists(id: string): boolean;
  /** False when the id is taken. */
  create(resource: StoredResource): boolean;
  /** Writes over what is there. A list of children replaces them; a list left out keeps them. */
  replace(resource: StoredResource): void;
  /** Deletes the resource and everything inside it. */
  delete(id: string): void;
  /** Everything inside a resource or resource group, at any depth. */
  inside(id: string): StoredResource[];
}

export function resourceManager(store: Store): ResourceManager {
  return new Manager(store);
}

class Manager implements ResourceManager {
  constructor(private readonly store: Store) {}

  get(id: string): StoredResource | undefined {
    const document = this.store.read(id);
    return document === undefined ? undefined : this.withChildren(fromDocument(document));
  }

  exists(id: string): boolean {
    return this.store.read(id) !== undefined;
  }

  create(resource: StoredResource): boolean {
    const isFree = this.store.create(resource.id, toDocument(this.withoutChildren(resource)));
    if (isFree) {
      this.writeChildren(resource);
    }
    return isFree;
  }

  replace(resource: StoredResource): void {
    this.store.write(resource.id, toDocument(this.withoutChildren(resource)));
    this.writeChildren(resource);
  }

  delete(id: string): void {
    this.store.remove(id);
  }

  inside(id: string): StoredResource[] {
    return this.store.below(id).map(fromDocument);
  }

  /** In the stored parent a list of children is the list of their names, which keeps their order. */
  private withoutChildren(resource: StoredResource): StoredResource {
    const before = this.store.read(resource.id)?.["properties"];
    const names: PropertyMap = {};
    for (const { property } of inlineChildrenOf(resource.token)) {
      const given = resource.properties[property];
      const old = isMap(before) ? before[property] : undefined;
      names[property] = Array.isArray(given) ? given.map(nameOf) : (old ?? []);
    }
    return { ...resource, properties: { ...resource.properties, ...names } };
  }

  private writeChildren(resource: StoredResource): void {
    for (const { property, segment, token } of inlineChildrenOf(resource.token)) {
      const list = resource.properties[property];
      if (!Array.isArray(list)) {
        continue;
      }
      const written = new Set<string>();
      for (const item of list) {
        const id = `${resource.id}/${segment}/${nameOf(item)}`;
        written.add(id.toLowerCase());
        this.store.write(id, toDocument({ id, token, properties: item as PropertyMap }));
      }
      for (const child of this.children(resource.id, segment)) {
        if (!written.has(child.id.toLowerCase())) {
          this.store.remove(child.id);
        }
      }
    }
  }

  private withChildren(resource: StoredResource): StoredResource {
    const lists = inlineChildrenOf(resource.token).map(({ property, segment }) => {
      const order = (resource.properties[property] as string[]).map((name) => name.toLowerCase());
      const rank = ({ id }: StoredResource): number => {
        const place = order.indexOf(id.slice(id.lastIndexOf("/") + 1).toLowerCase());
        return place < 0 ? order.length : place;
      };
      const children = this.children(resource.id, segment).sort(
        (left, right) => rank(left) - rank(right) || (left.id < right.id ? -1 : 1),
      );
      return [property, children.map(({ id, properties }) => ({ ...properties, id }))];
    });
    return { ...resource, properties: { ...resource.properties, ...Object.fromEntries(lists) } };
  }

  private children(id: string, segment: string): StoredResource[] {
    const depth = id.split("/").length + 2;
    const inside = this.store.below(`${id}/${segment}`).map(fromDocument);
    return inside.filter((child) => child.id.split("/").length === depth);
  }
}

function nameOf(item: Value): string {
  return isMap(item) ? (text(item["name"]) ?? "") : "";
}

function toDocument({ id, token, properties }: StoredResource): PropertyMap {
  return { id, token, properties };
}

function fromDocument(document: PropertyMap): StoredResource {
  return {
    id: String(document["id"]),
    token: String(document["token"]),
    properties: document["properties"] as PropertyMap,
  };
}

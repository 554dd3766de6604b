// Ids of resources, made from inputs and read back into them.
// https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules

import { Refused } from "../../provider/resource-provider";
import { member, type PropertyMap, text } from "../../provider/value";
import type { ResourceModel } from "../schema/resource-model";

/** Throws when an input that the id needs is missing or not known. */
export function resourceId(model: ResourceModel, inputs: PropertyMap, subscriptionId: string): string {
  const id = model.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    if (name === "subscriptionId") {
      return subscriptionId;
    }
    const value = text(member(inputs, name));
    if (value === undefined) {
      throw new Refused(`the id of ${model.token} needs '${name}', which has no known value`);
    }
    return value.replace(/^\/+/, "").replace(/\/+$/, "");
  });
  // An empty part, such as the parent's path of a generic resource that has no parent.
  return id.replaceAll(/\/{2,}/g, "/");
}

/** The inputs that are part of an id, or undefined when the id is not of this class. */
export function inputsFromId(model: ResourceModel, id: string): PropertyMap | undefined {
  const names: string[] = [];
  const pattern = model.path.replace(/\{(\w+)\}|[.*+?^$()|[\]\\]/g, (part, name: string | undefined) => {
    if (name === undefined) {
      return `\\${part}`;
    }
    names.push(name);
    return isScope(model, name) ? "(.+?)" : "([^/]+)";
  });
  const match = new RegExp(`^${pattern}$`, "i").exec(id);
  if (match === null) {
    return undefined;
  }
  const inputs = names.map((name, index) => [name, match[index + 1] ?? ""] as const);
  return Object.fromEntries(inputs.filter(([name]) => name !== "subscriptionId"));
}

/** The id of the resource that this one lies in, or undefined for what lies in a subscription or tenant. */
export function parentId(id: string): string | undefined {
  const provider = id.toLowerCase().lastIndexOf("/providers/");
  if (provider < 0) {
    return undefined;
  }
  const segments = id.slice(provider + "/providers/".length).split("/");
  if (segments.length > 3) {
    // A part that there is only one of, such as an account's `staticWebsite`, has no name.
    const own = segments.length % 2 === 0 ? 1 : 2;
    return `${id.slice(0, provider)}/providers/${segments.slice(0, -own).join("/")}`;
  }
  const scope = id.slice(0, provider);
  return /^\/subscriptions\/[^/]+\/./i.test(scope) ? scope : undefined;
}

/** `/subscriptions/<sub>/resourceGroups/<group>`, or undefined for what lies in no group. */
export function resourceGroupId(id: string): string | undefined {
  return /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+/i.exec(id)?.[0];
}

/** The last segment. */
export function nameOf(id: string): string {
  return id.slice(id.lastIndexOf("/") + 1);
}

function isScope(model: ResourceModel, name: string): boolean {
  return model.path.startsWith(`/{${name}}`);
}

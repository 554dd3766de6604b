/**
 * Rules of a managed network towards service tags: inline in a `machinelearningservices:Workspace`, or a
 * `machinelearningservices:ManagedNetworkSettingsRule` of their own.
 */
import { ServiceTagRule } from "../../azure/estate/estate";
import { isUnknown, unknown } from "../../azure/known";
import { Properties } from "../capture/wire-value";
import { Conversion, Resource } from "./conversion";
import { isProperties, listAt, textAt, valueAt } from "./read";

export function convertServiceTagRules(conversion: Conversion): readonly ServiceTagRule[] {
  const inline = conversion
    .ofType("machinelearningservices:Workspace")
    .flatMap((resource) => inlineRules(conversion, resource));
  const standalone = conversion
    .ofType("machinelearningservices:ManagedNetworkSettingsRule")
    .flatMap((resource) => readRule(conversion, resource, valueAt(resource.inputs, "properties"), "properties"));
  return [...inline, ...standalone];
}

function inlineRules(conversion: Conversion, resource: Resource): readonly ServiceTagRule[] {
  const path = "managedNetwork.outboundRules";
  const rules = valueAt(resource.inputs, path);
  return isProperties(rules)
    ? Object.entries(rules).flatMap(([name, rule]) => readRule(conversion, resource, rule, `${path}.${name}`))
    : [];
}

function readRule(
  conversion: Conversion,
  resource: Resource,
  rule: Properties[string] | undefined,
  path: string,
): readonly ServiceTagRule[] {
  if (!isProperties(rule)) {
    return [];
  }
  const type = textAt(rule, "type");
  if (isUnknown(type) || type?.toLowerCase() !== "servicetag") {
    return [];
  }
  const prefixes = listAt(rule, "destination.addressPrefixes");
  if (prefixes !== undefined && !isUnknown(prefixes) && prefixes.length > 0) {
    return []; // Azure then ignores the tag
  }
  const written = isUnknown(prefixes) ? prefixes : textAt(rule, "destination.serviceTag");
  const serviceTag = written ?? unknown(`the service tag of ${path}`);
  return [
    { origin: conversion.origin(resource, path), id: unknown(`the id of ${path} of ${resource.name}`), serviceTag },
  ];
}

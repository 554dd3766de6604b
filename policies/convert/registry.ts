/** `containerregistry:Registry` and its `containerregistry:Replication`s. */
import { Registry } from "../../azure/estate/estate";
import { isUnknown } from "../../azure/known";
import { Conversion, Resource } from "./conversion";
import { valueAt } from "./read";

export function convertRegistries(conversion: Conversion): readonly Registry[] {
  const registries = conversion.ofType("containerregistry:Registry").map((resource): Registry => ({
    origin: conversion.origin(resource),
    id: conversion.id(resource, "Microsoft.ContainerRegistry", [["registries", "registryName"]]),
    location: conversion.location(resource),
    replicas: [],
    dataEndpoint: dataEndpoint(resource),
  }));
  const replications = conversion.ofType("containerregistry:Replication").map((resource) => ({
    of: conversion.parent(resource, "registryName", registries),
    location: conversion.location(resource),
  }));
  return registries.map((registry) => ({
    ...registry,
    replicas: replications.filter((one) => one.of === registry).map((one) => one.location),
  }));
}

/** Left out, there is none. */
function dataEndpoint(resource: Resource): Registry["dataEndpoint"] {
  const flag = valueAt(resource.inputs, "dataEndpointEnabled");
  return isUnknown(flag) ? flag : flag === true ? "enabled" : "disabled";
}

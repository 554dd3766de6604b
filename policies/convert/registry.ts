/** `containerregistry:Registry` and its `containerregistry:Replication`s. */
import { Registry } from "../../azure/estate/estate";
import { Conversion } from "./conversion";

export function convertRegistries(conversion: Conversion): readonly Registry[] {
  const registries = conversion.ofType("containerregistry:Registry").map((resource): Registry => ({
    origin: conversion.origin(resource),
    id: conversion.id(resource, "Microsoft.ContainerRegistry", [["registries", "registryName"]]),
    location: conversion.location(resource),
    replicas: [],
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

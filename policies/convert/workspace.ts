/** `machinelearningservices:Workspace`. */
import { Registry, Workspace } from "../../azure/estate/estate";
import { Conversion } from "./conversion";
import { textAt } from "./read";

export function convertWorkspaces(conversion: Conversion, registries: readonly Registry[]): readonly Workspace[] {
  return conversion.ofType("machinelearningservices:Workspace").map((resource) => ({
    origin: conversion.origin(resource),
    id: conversion.id(resource, "Microsoft.MachineLearningServices", [["workspaces", "workspaceName"]]),
    location: conversion.location(resource),
    registry: conversion.link(
      resource,
      "containerRegistry",
      textAt(resource.inputs, "containerRegistry"),
      registries,
      "container registry",
    ),
  }));
}

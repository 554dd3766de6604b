/** `machinelearningservices:Workspace`. */
import { Dependency, Registry, Workspace } from "../../azure/estate/estate";
import { isUnknown } from "../../azure/known";
import { Conversion, Resource } from "./conversion";
import { textAt, valueAt } from "./read";

export interface WorkspaceDependencies {
  readonly registries: readonly Registry[];
  readonly storageAccounts: readonly Dependency[];
  readonly keyVaults: readonly Dependency[];
}

export function convertWorkspaces(
  conversion: Conversion,
  { registries, storageAccounts, keyVaults }: WorkspaceDependencies,
): readonly Workspace[] {
  return conversion.ofType("machinelearningservices:Workspace").map((resource) => {
    const id = (property: string) => textAt(resource.inputs, property);
    return {
      origin: conversion.origin(resource),
      id: conversion.id(resource, "Microsoft.MachineLearningServices", [["workspaces", "workspaceName"]]),
      location: conversion.location(resource),
      registry: conversion.link(
        resource,
        "containerRegistry",
        id("containerRegistry"),
        registries,
        "container registry",
      ),
      storageAccount: conversion.link(
        resource,
        "storageAccount",
        id("storageAccount"),
        storageAccounts,
        "storage account",
      ),
      keyVault: conversion.link(resource, "keyVault", id("keyVault"), keyVaults, "key vault"),
      businessImpact: businessImpact(resource),
    };
  });
}

function businessImpact(resource: Resource): Workspace["businessImpact"] {
  const flag = valueAt(resource.inputs, "hbiWorkspace");
  return isUnknown(flag) ? flag : flag === true ? "high" : "default";
}

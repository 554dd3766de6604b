/** `kubernetesconfiguration:Extension` of type Microsoft.AzureML.Kubernetes. */
import { Cluster, MachineLearningExtension } from "../../azure/estate/estate";
import { linkTo, unknownLink } from "../../azure/estate/link";
import { isUnknown, unknown } from "../../azure/known";
import { Conversion, Resource } from "./conversion";
import { textAt } from "./read";

export function convertExtensions(
  conversion: Conversion,
  clusters: readonly Cluster[],
): readonly MachineLearningExtension[] {
  return conversion
    .ofType("kubernetesconfiguration:Extension")
    .filter((resource) => isMachineLearning(resource) !== "no")
    .map((resource) => {
      const cluster = conversion.parent(resource, "clusterName", clusters);
      return {
        origin: conversion.origin(resource),
        is: isMachineLearning(resource) === "yes" ? "surely" : "maybe",
        id: unknown(`the id of extension ${resource.name}`),
        cluster: cluster === undefined ? unknownLink(`the cluster of extension ${resource.name}`) : linkTo(cluster),
      };
    });
}

function isMachineLearning(resource: Resource): "yes" | "no" | "unknown" {
  const type = textAt(resource.inputs, "extensionType") ?? "";
  if (isUnknown(type)) {
    return "unknown";
  }
  return type.toLowerCase() === "microsoft.azureml.kubernetes" ? "yes" : "no";
}

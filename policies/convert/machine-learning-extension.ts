/** `kubernetesconfiguration:Extension` of type Microsoft.AzureML.Kubernetes. */
import { Cluster, MachineLearningExtension } from "../../azure/estate/estate";
import { linkTo, unknownLink } from "../../azure/estate/link";
import { unknown } from "../../azure/known";
import { Conversion } from "./conversion";
import { textAt } from "./read";

export function convertExtensions(
  conversion: Conversion,
  clusters: readonly Cluster[],
): readonly MachineLearningExtension[] {
  return conversion
    .ofType("kubernetesconfiguration:Extension")
    .filter((resource) => isMachineLearning(textAt(resource.inputs, "extensionType")))
    .map((resource) => {
      const cluster = conversion.parent(resource, "clusterName", clusters);
      return {
        origin: conversion.origin(resource),
        id: unknown(`the id of extension ${resource.name}`),
        cluster: cluster === undefined ? unknownLink(`the cluster of extension ${resource.name}`) : linkTo(cluster),
      };
    });
}

function isMachineLearning(extensionType: unknown): boolean {
  return typeof extensionType === "string" && extensionType.toLowerCase() === "microsoft.azureml.kubernetes";
}

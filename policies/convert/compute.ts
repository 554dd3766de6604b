/** `machinelearningservices:Compute`: attached Kubernetes, and machines in a subnet. */
import { Cluster, Compute, Subnet, Workspace } from "../../azure/estate/estate";
import { linkTo, noLink, unknownLink } from "../../azure/estate/link";
import { isUnknown } from "../../azure/known";
import { Conversion, Resource } from "./conversion";
import { textAt, valueAt } from "./read";

export function convertComputes(
  conversion: Conversion,
  workspaces: readonly Workspace[],
  clusters: readonly Cluster[],
  subnets: readonly Subnet[],
): readonly Compute[] {
  return conversion.ofType("machinelearningservices:Compute").flatMap((resource): readonly Compute[] => {
    const kind = kindOf(resource);
    if (kind === undefined) {
      return [];
    }
    const workspace = conversion.parent(resource, "workspaceName", workspaces);
    return [
      {
        origin: conversion.origin(resource),
        id: conversion.id(resource, "Microsoft.MachineLearningServices", [
          ["workspaces", "workspaceName"],
          ["computes", "computeName"],
        ]),
        kind,
        workspace: workspace === undefined ? unknownLink(`the workspace of ${resource.name}`) : linkTo(workspace),
        cluster:
          kind === "kubernetes" || isUnknown(kind)
            ? conversion.link(
                resource,
                "properties",
                textAt(resource.inputs, "properties.resourceId"),
                clusters,
                "cluster",
              )
            : noLink,
        subnet:
          kind !== "kubernetes"
            ? conversion.link(resource, "properties", subnetId(resource), subnets, "subnet")
            : noLink,
        publicAddress: publicAddress(resource),
      },
    ];
  });
}

const kinds: Readonly<Record<string, "kubernetes" | "cluster" | "instance">> = {
  kubernetes: "kubernetes",
  aks: "kubernetes",
  amlcompute: "cluster",
  computeinstance: "instance",
};

/** Undefined: a kind that has nothing to do with our networks. */
function kindOf(resource: Resource): Compute["kind"] | undefined {
  const type = textAt(resource.inputs, "properties.computeType");
  return type === undefined || isUnknown(type) ? type : kinds[type.toLowerCase()];
}

/** Left out, each node gets one. */
function publicAddress(resource: Resource): Compute["publicAddress"] {
  const flag = valueAt(resource.inputs, "properties.properties.enableNodePublicIp");
  return isUnknown(flag) ? flag : flag === false ? "no" : "yes";
}

function subnetId(resource: Resource): ReturnType<typeof textAt> {
  return textAt(resource.inputs, "properties.properties.subnet.id");
}

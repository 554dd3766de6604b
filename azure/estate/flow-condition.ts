/** When a required flow is needed at all: the named conditions of the facts, answered for one subnet. */
import { findRegion } from "../facts/regions";
import { FlowCondition } from "../facts/required-flows";
import { isKnown, isUnknown, Maybe, unknown } from "../known";
import { Subnet, Workspace } from "./estate";
import { FlowTarget } from "./flow-target";
import { cloudOf } from "./guards";
import { Workload } from "./inferencing-subnets";
import { reachable } from "./link";

export function conditionOf(
  condition: FlowCondition | undefined,
  subnet: Subnet,
  workloads: readonly Workload[],
  target: FlowTarget,
): Maybe<"yes" | "no"> {
  const workspaces = workloads.flatMap((workload) => workload.workspaces.flatMap((link) => reachable(link)));
  switch (condition) {
    case undefined:
    case "private-endpoints-in-network":
      return "yes"; // whoever asks names the endpoint
    case "registry-reached-publicly":
      return layersFromStorage(target);
    case "tag-exists-in-cloud":
      return isPublicCloud(subnet, workspaces);
    case "high-business-impact-workspace":
      return anyOf(workspaces.map(hasHighBusinessImpact));
    case "compute-with-public-address":
      return hasPublicAddress(workloads);
    case "firewall-before-storage-endpoint":
      return unknown("whether a firewall stands before the storage account's private endpoint");
  }
}

/** Whether a compute among the workloads has nodes with addresses of their own in public. */
export function hasPublicAddress(workloads: readonly Workload[]): Maybe<"yes" | "no"> {
  const answers = workloads.flatMap((workload): readonly Maybe<"yes" | "no">[] =>
    workload.publicAddress === undefined ? [] : [sure(workload, workload.publicAddress)],
  );
  return anyOf(answers);
}

function sure(workload: Workload, answer: Maybe<"yes" | "no">): Maybe<"yes" | "no"> {
  return answer === "yes" && workload.is === "maybe"
    ? unknown(`whether \`${workload.origin.name}\` lies in this subnet`)
    : answer;
}

function layersFromStorage({ thing, name, unseen }: FlowTarget): Maybe<"yes" | "no"> {
  if (unseen !== undefined) {
    return unknown(unseen);
  }
  if (thing === undefined || !("dataEndpoint" in thing)) {
    return "yes"; // a registry that the service makes has no endpoints of its own
  }
  if (isUnknown(thing.dataEndpoint)) {
    return unknown(`whether ${name ?? "the registry"} has dedicated data endpoints`);
  }
  return thing.dataEndpoint === "enabled" ? "no" : "yes";
}

function isPublicCloud(subnet: Subnet, workspaces: readonly Workspace[]): Maybe<"yes" | "no"> {
  const regions = workspaces.flatMap(({ location }) => (isKnown(location) ? [findRegion(location)] : []));
  const own = cloudOf(subnet);
  const cloud = isUnknown(own) ? (regions[0]?.cloud ?? own) : own;
  return isUnknown(cloud) ? cloud : cloud === "AzureCloud" ? "yes" : "no";
}

function hasHighBusinessImpact({ businessImpact }: Workspace): Maybe<"yes" | "no"> {
  return isUnknown(businessImpact) ? businessImpact : businessImpact === "high" ? "yes" : "no";
}

function anyOf(answers: readonly Maybe<"yes" | "no">[]): Maybe<"yes" | "no"> {
  return answers.includes("yes") ? "yes" : (answers.find(isUnknown) ?? "no");
}

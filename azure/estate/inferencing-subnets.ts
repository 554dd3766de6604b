/**
 * Which subnets carry inferencing: node subnets of a cluster that has the Azure Machine Learning extension or is
 * attached as Kubernetes compute, subnets that hold a compute of a workspace, and subnets that the owner names.
 * Any other subnet is none of our business.
 */
import { isScope, parseScope, sameScope } from "../access/scope";
import { isUnknown, Maybe } from "../known";
import { Cluster, Compute, Estate, Origin, Subnet, Workspace } from "./estate";
import { Link, reachable } from "./link";
import { unstatedSubnet } from "./unstated";

export type SubnetWorkloadKind = "kubernetes-nodes" | "azure-ml-compute" | "compute-instance" | "named";

export interface Workload {
  readonly kind: SubnetWorkloadKind;
  readonly origin: Origin;
  /** `maybe`: a preview does not tell whether it is one, or lies in this subnet. */
  readonly is: "surely" | "maybe";
  /** Of an Azure ML compute: whether its nodes have public addresses. */
  readonly publicAddress?: Maybe<"yes" | "no">;
  /** The workspaces it serves, as far as the estate tells. */
  readonly workspaces: readonly Link<Workspace>[];
}

export interface InferencingSubnet {
  readonly subnet: Subnet;
  readonly workloads: readonly Workload[];
  /** `maybe`: a preview does not tell whether the workload is one, or lies in this subnet. */
  readonly carries: "surely" | "maybe";
}

/** `named`: ids or names of subnets from the owner's settings. */
export function inferencingSubnets(estate: Estate, named: readonly string[]): readonly InferencingSubnet[] {
  const places = [...computePlaces(estate), ...clusterPlaces(estate)];
  const found = new Map<Subnet, InferencingSubnet>();
  for (const { link, workload, is } of places) {
    for (const subnet of subnetsBehind(link, workload.origin)) {
      const workloads = [...(found.get(subnet)?.workloads ?? []), { ...workload, is: placed(is, link) }];
      const surely = workloads.some((one) => one.is === "surely");
      found.set(subnet, { subnet, workloads, carries: surely ? "surely" : "maybe" });
    }
  }
  for (const subnet of estate.subnets.filter((one) => named.some((name) => isNamed(one, name)))) {
    const workload: Workload = { kind: "named", origin: subnet.origin, is: "surely", workspaces: [] };
    const workloads = found.get(subnet)?.workloads ?? [workload];
    found.set(subnet, { subnet, workloads, carries: "surely" });
  }
  return [...found.values()];
}

function placed(is: Workload["is"], link: Link<Subnet>): Workload["is"] {
  return link.link === "one-of" ? "maybe" : is;
}

/** Where a workload lies, and whether it is one. */
interface Placed {
  readonly link: Link<Subnet>;
  readonly workload: Omit<Workload, "is">;
  readonly is: Workload["is"];
}

function computePlaces(estate: Estate): readonly Placed[] {
  return estate.computes
    .filter((compute) => compute.kind !== "kubernetes")
    .map((compute) => ({
      link: compute.subnet,
      workload: {
        kind: compute.kind === "instance" ? "compute-instance" : "azure-ml-compute",
        origin: compute.origin,
        workspaces: [compute.workspace],
        publicAddress: compute.publicAddress,
      },
      is: isUnknown(compute.kind) ? "maybe" : "surely",
    }));
}

function clusterPlaces(estate: Estate): readonly Placed[] {
  return estate.clusters.flatMap((cluster) => {
    const attached = computesOn(cluster, estate);
    const is = attached.some(isSurelyAttached) ? "surely" : hasExtension(cluster, estate);
    if (is === "no" && attached.length === 0) {
      return [];
    }
    const workspaces = attached.map((compute) => compute.workspace);
    return cluster.nodeSubnets.map((link): Placed => {
      return {
        link,
        workload: { kind: "kubernetes-nodes", origin: cluster.origin, workspaces },
        is: is === "surely" ? "surely" : "maybe",
      };
    });
  });
}

function isSurelyAttached(compute: Compute): boolean {
  return compute.kind === "kubernetes" && compute.cluster.link === "known";
}

function computesOn(cluster: Cluster, estate: Estate): readonly Compute[] {
  return estate.computes.filter((compute) => reachable(compute.cluster).includes(cluster));
}

function hasExtension(cluster: Cluster, estate: Estate): "surely" | "maybe" | "no" {
  const extensions = estate.extensions.filter((extension) => reachable(extension.cluster).includes(cluster));
  if (extensions.some((extension) => extension.is === "surely" && extension.cluster.link === "known")) {
    return "surely";
  }
  return extensions.length > 0 ? "maybe" : "no";
}

function subnetsBehind(link: Link<Subnet>, user: Origin): readonly Subnet[] {
  return link.link === "unknown" ? [unstatedSubnet(user, link)] : reachable(link);
}

function isNamed(subnet: Subnet, name: string): boolean {
  if (!name.startsWith("/")) {
    const wanted = name.toLowerCase();
    return [subnet.origin.name, subnet.name].some((one) => !isUnknown(one) && one.toLowerCase() === wanted);
  }
  // Whoever leaves the subscription to the environment still means this group, network and subnet.
  const scope = parseScope(name);
  const last = isScope(scope) ? scope.at(-1) : undefined;
  const sameName =
    !isUnknown(subnet.name) && typeof last === "string" && subnet.name.toLowerCase() === last.toLowerCase();
  return isScope(scope) && sameName && !isUnknown(subnet.id) && sameScope(subnet.id, scope) !== "no";
}

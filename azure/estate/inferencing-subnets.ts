/**
 * Which subnets carry inferencing: node subnets of a cluster that has the Azure Machine Learning extension or is
 * attached as Kubernetes compute, subnets that hold a compute of a workspace, and subnets that the owner names.
 * Any other subnet is none of our business.
 */
import { parseScope } from "../access/scope";
import { Cluster, Compute, Estate, Origin, Subnet, Workspace } from "./estate";
import { Link, reachable } from "./link";

export type WorkloadKind = "kubernetes-nodes" | "azure-ml-compute" | "named";

export interface Workload {
  readonly kind: WorkloadKind;
  readonly origin: Origin;
  /** The workspaces it serves, as far as the estate tells. */
  readonly workspaces: readonly Link<Workspace>[];
}

export interface InferencingSubnet {
  readonly subnet: Subnet;
  readonly workloads: readonly Workload[];
  /** `maybe`: a preview does not tell whether the workload lies in this subnet or in another one. */
  readonly carries: "surely" | "maybe";
}

/** `named`: ids or names of subnets from the owner's settings. */
export function inferencingSubnets(estate: Estate, named: readonly string[]): readonly InferencingSubnet[] {
  const found = new Map<Subnet, { workloads: Workload[]; carries: "surely" | "maybe" }>();
  const add = (link: Link<Subnet>, workload: Workload) => {
    for (const subnet of reachable(link)) {
      const entry = found.get(subnet) ?? { workloads: [], carries: "maybe" as const };
      entry.workloads.push(workload);
      found.set(subnet, { ...entry, carries: link.link === "known" ? "surely" : entry.carries });
    }
  };
  for (const compute of estate.computes.filter((one) => one.kind === "machines")) {
    add(compute.subnet, { kind: "azure-ml-compute", origin: compute.origin, workspaces: [compute.workspace] });
  }
  for (const cluster of estate.clusters) {
    const attached = computesOn(cluster, estate);
    if (attached.length === 0 && !hasExtension(cluster, estate)) {
      continue;
    }
    const workspaces = attached.map((compute) => compute.workspace);
    for (const subnet of cluster.nodeSubnets) {
      add(subnet, { kind: "kubernetes-nodes", origin: cluster.origin, workspaces });
    }
  }
  for (const subnet of estate.subnets.filter((one) => named.some((name) => isNamed(one, name)))) {
    const link: Link<Subnet> = { link: "known", to: subnet };
    if (!found.has(subnet)) {
      add(link, { kind: "named", origin: subnet.origin, workspaces: [] });
    }
  }
  return [...found].map(([subnet, entry]) => ({ subnet, ...entry }));
}

/** Names in the settings that no subnet of the estate answers to: a spelling mistake, or a subnet outside it. */
export function unmatchedSubnetNames(estate: Estate, named: readonly string[]): readonly string[] {
  return named.filter((name) => !estate.subnets.some((subnet) => isNamed(subnet, name)));
}

function computesOn(cluster: Cluster, estate: Estate): readonly Compute[] {
  return estate.computes.filter((compute) => reachable(compute.cluster).includes(cluster));
}

function hasExtension(cluster: Cluster, estate: Estate): boolean {
  return estate.extensions.some((extension) => reachable(extension.cluster).includes(cluster));
}

function isNamed(subnet: Subnet, name: string): boolean {
  if (!name.startsWith("/")) {
    const last = Array.isArray(subnet.id) ? (subnet.id as readonly unknown[]).at(-1) : undefined;
    const wanted = name.toLowerCase();
    return subnet.origin.name.toLowerCase() === wanted || last === wanted;
  }
  const scope = parseScope(name);
  return JSON.stringify(scope) === JSON.stringify(subnet.id);
}

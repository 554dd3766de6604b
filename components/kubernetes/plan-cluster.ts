/** The pools of a cluster, its address ranges and the rights that its identity needs before it exists. */
import { PlannedGrant } from "../access/grants";
import { ClusterEgress, ClusterLocalAccounts, PrivateInferenceClusterArgs } from "./cluster-arguments";

export const defaultPodCidr = "10.244.0.0/16";
export const defaultServiceCidr = "172.16.0.0/16";

export interface PrivateInferenceClusterPlan {
  readonly egress: ClusterEgress;
  readonly localAccounts: ClusterLocalAccounts;
  readonly systemNodeCount: number;
  /** Names of the further pools. */
  readonly pools: readonly PlannedPool[];
  readonly podCidr: string;
  readonly serviceCidr: string;
  readonly dnsServiceIp: string;
  readonly grants: readonly PlannedGrant[];
}

export interface PlannedPool {
  readonly name: string;
  readonly count: number;
  /** Absent: the pool has a fixed size. */
  readonly scale?: { readonly from: number; readonly to: number };
}

export function planPrivateInferenceCluster(args: PrivateInferenceClusterArgs): PrivateInferenceClusterPlan {
  const serviceCidr = args.serviceCidr ?? defaultServiceCidr;
  return {
    egress: args.egress ?? ClusterEgress.UserAssignedNatGateway,
    localAccounts: args.localAccounts ?? ClusterLocalAccounts.EnabledForAttach,
    systemNodeCount: args.systemPool?.nodeCount ?? 3,
    pools: Object.entries(args.nodePools ?? {}).map(([name, pool]) => {
      const count = pool.nodeCount ?? 1;
      return pool.maxCount === undefined
        ? { name, count }
        : { name, count, scale: { from: pool.minCount ?? count, to: pool.maxCount } };
    }),
    podCidr: args.podCidr ?? defaultPodCidr,
    serviceCidr,
    dnsServiceIp: tenthAddress(serviceCidr),
    grants: planGrants(args),
  };
}

function planGrants(args: PrivateInferenceClusterArgs): PlannedGrant[] {
  const subnet: PlannedGrant = {
    suffix: "identity-joins-subnet",
    role: "Network Contributor",
    on: "nodeSubnet",
    because: "nodes and the internal load balancer join the subnet",
  };
  if (args.privateDnsZoneId === undefined) {
    return [subnet];
  }
  return [
    subnet,
    {
      suffix: "identity-writes-zone",
      role: "Private DNS Zone Contributor",
      on: "privateDnsZone",
      because: "the API server's record goes into a zone that AKS doesn't own",
    },
    {
      suffix: "identity-links-network",
      role: "Network Contributor",
      on: "virtualNetwork",
      because: "AKS links that zone to the network",
    },
  ];
}

/** Kubernetes keeps the first addresses of the range; the tenth is the usual one of its DNS. */
function tenthAddress(cidr: string): string {
  const [address = ""] = cidr.split("/");
  const separator = address.includes(":") ? ":" : ".";
  return `${address.slice(0, address.lastIndexOf(separator) + 1)}${separator === ":" ? "a" : "10"}`;
}

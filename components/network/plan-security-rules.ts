/**
 * The security rules of a subnet whose outbound traffic is limited by service tags: one Allow for each required flow of
 * what lives there, then one Deny of the Internet, which to Azure is every public address, its own included.
 * https://learn.microsoft.com/azure/machine-learning/how-to-secure-inferencing-vnet, "Limit outbound connectivity"
 */
import { findRegion } from "../../azure/facts/regions";
import {
  FlowCondition,
  FlowReplacement,
  RequiredFlow,
  requiredFlows,
  TagRegion,
  WorkloadKind,
} from "../../azure/facts/required-flows";
import { InferenceNetworkArgs, NetworkEgress, PrivateDependency, SubnetWorkload } from "./arguments";
import { denyInternetPriority, flowPriorities, prioritiesAFlow } from "./security-rule-priorities";

/** A rule to write. One tag a rule: Azure takes no tags in a list. */
export interface PlannedSecurityRule {
  readonly name: string;
  readonly priority: number;
  readonly access: "Allow" | "Deny";
  readonly direction: "Outbound";
  readonly protocol: "Tcp" | "Udp" | "*";
  readonly source: string;
  readonly destination: string;
  /** Azure's notation: `443`, `8080-8089` or `*`. */
  readonly ports: readonly string[];
  /** Id of the required flow, or why the rule is there. */
  readonly because: string;
}

/** What a security group guards. */
export interface GuardedSubnet {
  readonly addressPrefix: string;
  readonly workloads: readonly SubnetWorkload[];
}

/** `location` is the network's, which may become known only while the program runs. */
export function planSecurityRules(
  args: InferenceNetworkArgs,
  location: string,
  subnet: GuardedSubnet,
): PlannedSecurityRule[] {
  if (args.egress !== NetworkEgress.ServiceTags) {
    return [];
  }
  const kinds = subnet.workloads.map((workload) => workloadKinds[workload]);
  const flows = requiredFlows.filter(
    (flow) => flow.workloads.some((kind) => kinds.includes(kind)) && isNeeded(flow, args, location),
  );
  return [...oncePerOpening(flows.flatMap((flow) => allow(flow, args, location, subnet))), denyInternet(subnet)];
}

/** Two flows may need the same opening, for instance `Storage.<Region>`; the first one makes it. */
function oncePerOpening(rules: readonly PlannedSecurityRule[]): PlannedSecurityRule[] {
  const opening = ({ destination, protocol, ports }: PlannedSecurityRule) =>
    `${protocol} ${destination} ${ports.join()}`;
  const byOpening = new Map<string, PlannedSecurityRule>();
  for (const rule of rules) {
    const first = byOpening.get(opening(rule));
    byOpening.set(
      opening(rule),
      first === undefined ? rule : { ...first, because: `${first.because}, ${rule.because}` },
    );
  }
  return [...byOpening.values()];
}

const workloadKinds: Readonly<Record<SubnetWorkload, WorkloadKind>> = {
  [SubnetWorkload.KubernetesNodes]: "kubernetes-nodes",
  [SubnetWorkload.AzureMlCompute]: "azure-ml-compute",
  [SubnetWorkload.ImageBuild]: "image-build",
  [SubnetWorkload.PrivateEndpoints]: "private-endpoints",
};

function isNeeded(flow: RequiredFlow, args: InferenceNetworkArgs, location: string): boolean {
  const replaced = flow.instead !== undefined && isPrivate(replacements[flow.instead], args);
  return (
    flow.direction === "Outbound" && !replaced && (flow.onlyIf === undefined || holds(flow.onlyIf, args, location))
  );
}

const replacements: Readonly<Record<FlowReplacement, PrivateDependency>> = {
  "private-endpoint:registry": PrivateDependency.ContainerRegistry,
  "private-endpoint:storage": PrivateDependency.Storage,
  "private-endpoint:key-vault": PrivateDependency.KeyVault,
  "azure-monitor-private-link-scope": PrivateDependency.AzureMonitor,
};

function isPrivate(dependency: PrivateDependency, args: InferenceNetworkArgs): boolean {
  return args.privateDependencies?.includes(dependency) === true;
}

function holds(condition: FlowCondition, args: InferenceNetworkArgs, location: string): boolean {
  switch (condition) {
    case "registry-reached-publicly":
      return !isPrivate(PrivateDependency.ContainerRegistry, args);
    case "private-endpoints-in-network":
      return Object.values(args.subnets).some(({ workloads }) => workloads.includes(SubnetWorkload.PrivateEndpoints));
    case "tag-exists-in-cloud":
      return findRegion(location)?.cloud === "AzureCloud";
    case "compute-with-public-address":
      return false; // computes here have none
    case "high-business-impact-workspace":
    case "firewall-before-storage-endpoint":
      // Neither such a workspace nor such a firewall can be said here yet.
      return false;
  }
}

/** One rule for each region that a regional tag stands for; none for a flow to hosts, which no security rule can name. */
function allow(
  flow: RequiredFlow,
  args: InferenceNetworkArgs,
  location: string,
  subnet: GuardedSubnet,
): PlannedSecurityRule[] {
  if (!("serviceTag" in flow.destination)) {
    return [];
  }
  const { serviceTag, region } = flow.destination;
  const first = flowPriorities[flow.id];
  if (first === undefined) {
    throw new Error(`required flow ${flow.id} has no priority in network/security-rule-priorities`);
  }
  return tagsOf(serviceTag, region, args, location)
    .slice(0, prioritiesAFlow)
    .map((tag, index) => ({
      name: `Allow-${flow.id}${index === 0 ? "" : `-${index + 1}`}`,
      priority: first + index,
      access: "Allow",
      direction: "Outbound",
      protocol: flow.protocol === "Udp" ? "Udp" : "Tcp",
      source: subnet.addressPrefix,
      destination: tag,
      ports: flow.ports.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`)),
      because: flow.id,
    }));
}

function tagsOf(
  serviceTag: string,
  region: TagRegion | undefined,
  args: InferenceNetworkArgs,
  location: string,
): string[] {
  switch (region) {
    case undefined:
      return [serviceTag];
    case "of-workspace":
      return [regionalTag(serviceTag, location)];
    case "of-registry":
      return registryRegionsOf(args, location).map((each) => regionalTag(serviceTag, each));
  }
}

/** The registry's regions, each once, however they were spelled. */
export function registryRegionsOf(args: InferenceNetworkArgs, location: string): string[] {
  const regions = args.registryRegions ?? [location];
  return [...new Set(regions.map((region) => findRegion(region)?.name ?? region))];
}

function regionalTag(serviceTag: string, location: string): string {
  const suffix = findRegion(location)?.serviceTagSuffix;
  if (suffix === undefined) {
    throw new Error(`${location} isn't a region`);
  }
  return `${serviceTag}.${suffix}`;
}

function denyInternet(subnet: GuardedSubnet): PlannedSecurityRule {
  return {
    name: "Deny-internet",
    priority: denyInternetPriority,
    access: "Deny",
    direction: "Outbound",
    protocol: "*",
    source: subnet.addressPrefix,
    destination: "Internet",
    ports: ["*"],
    because: "outbound traffic is limited to what the workloads need",
  };
}

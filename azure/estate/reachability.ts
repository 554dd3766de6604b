/**
 * Do the security rules of an inferencing subnet let through what its workloads need? One answer for each required flow
 * and each place that it goes to.
 * https://learn.microsoft.com/azure/machine-learning/how-to-secure-inferencing-vnet, "Limit outbound connectivity"
 */
import { findRegion } from "../facts/regions";
import { acrPull, privateEndpointsNearby, RequiredFlow, WorkloadKind } from "../facts/required-flows";
import { isServiceTag, parseServiceTag } from "../facts/service-tags";
import { isUnknown, unknown } from "../known";
import { AddressTerm, Flow, NetworkContext } from "../network/security-rule";
import { Verdict } from "../verdict";
import { Estate, PrivateEndpoint, Subnet } from "./estate";
import { conditionOf } from "./flow-condition";
import { FlowTarget, targetsOf } from "./flow-target";
import { askGuards, GuardAnswer, GuardedFlow } from "./guards";
import { InferencingSubnet, SubnetWorkloadKind, Workload } from "./inferencing-subnets";
import { reachable } from "./link";
import { dependencyEndpoints, isUsed, PrivatePath, privatePath } from "./private-path";

/** The question "does this subnet reach what it needs?" with its answer. */
export interface Reach {
  readonly subnet: InferencingSubnet;
  /** `maybe`: a preview does not tell whether a workload that needs the flow lies in this subnet. */
  readonly needed: "surely" | "maybe";
  readonly need: RequiredFlow;
  readonly target: FlowTarget;
  readonly via: "public address" | "private endpoint";
  /** What was asked, and in which network: for rules that look at single security rules. */
  readonly flow: Flow;
  readonly context: NetworkContext;
  readonly verdict: Verdict;
  /** One answer, or one for each candidate where a preview does not tell which group guards the subnet. */
  readonly answers: readonly GuardAnswer[];
  readonly unknowns: readonly string[];
  /** The one region that is open of a worldwide tag, where all of it should be. */
  readonly onlyRegion?: string;
}

/** Answers every required flow once, however many rules ask. */
export class Reachability {
  private readonly answered = new Map<string, readonly Reach[]>();

  constructor(
    private readonly estate: Estate,
    private readonly subnets: readonly InferencingSubnet[],
  ) {}

  /** Empty: no inferencing subnet needs the flow. */
  of(need: RequiredFlow): readonly Reach[] {
    const known = this.answered.get(need.id);
    const reaches = known ?? this.subnets.flatMap((subnet) => reachesOf(this.estate, subnet, need));
    this.answered.set(need.id, reaches);
    return reaches;
  }
}

function reachesOf(estate: Estate, subnet: InferencingSubnet, need: RequiredFlow): readonly Reach[] {
  const workloads = subnet.workloads.filter((workload) => needs(workload.kind, need));
  if (workloads.length === 0) {
    return [];
  }
  const asking: Asking = { estate, subnet, need, workloads };
  return need.id === privateEndpointsNearby.id
    ? endpointsBySubnet(dependencyEndpoints(estate, subnet.subnet)).map((endpoints) =>
        reachEndpoints(asking, endpoints),
      )
    : targetsOf(estate, need, workloads).flatMap((target) => reachTarget(asking, target));
}

interface Asking {
  readonly estate: Estate;
  readonly subnet: InferencingSubnet;
  readonly need: RequiredFlow;
  /** Those of the subnet's that need the flow. */
  readonly workloads: readonly Workload[];
}

/** Of a subnet that its owner names, only what every kind of workload needs is certain. */
function needs(kind: SubnetWorkloadKind, { workloads }: RequiredFlow): boolean {
  const kinds = workloadKinds[kind];
  return kind === "named"
    ? kinds.every((one) => workloads.includes(one))
    : kinds.some((one) => workloads.includes(one));
}

const workloadKinds: Readonly<Record<SubnetWorkloadKind, readonly WorkloadKind[]>> = {
  "kubernetes-nodes": ["kubernetes-nodes"],
  "azure-ml-compute": ["azure-ml-compute"],
  "compute-instance": ["azure-ml-compute", "compute-instance"],
  named: ["kubernetes-nodes", "azure-ml-compute"],
};

function reachTarget(asking: Asking, target: FlowTarget): readonly Reach[] {
  const { estate, subnet, need } = asking;
  const condition = conditionOf(need.onlyIf, subnet.subnet, asking.workloads, target);
  if (condition === "no") {
    return [];
  }
  const path = pathOf(asking, target);
  const [nearby] = path.nearby;
  // The pull itself is followed to the endpoint. Whether endpoints as such can be reached, another flow asks.
  if (nearby !== undefined && need.id === acrPull.id) {
    return [{ ...reachEndpoints(asking, [nearby]), target }];
  }
  const open = answer(asking, target, ask(estate, subnet.subnet, need, publicAddress(need, target)));
  if (nearby !== undefined) {
    return [{ ...open, verdict: "allowed", unknowns: [] }];
  }
  const reach = withRegionalTag(open, asking);
  const doubt =
    doubtOf(reach, path) ?? (reach.verdict !== "allowed" && isUnknown(condition) ? condition.unknown : undefined);
  return [doubt === undefined ? reach : { ...reach, verdict: "undecided", unknowns: [doubt] }];
}

/** Endpoints of one subnet are reached alike. */
function endpointsBySubnet(endpoints: readonly PrivateEndpoint[]): readonly (readonly PrivateEndpoint[])[] {
  const subnets = [...new Set(endpoints.flatMap((endpoint) => reachable(endpoint.subnet)))];
  return subnets.map((subnet) => endpoints.filter((endpoint) => reachable(endpoint.subnet).includes(subnet)));
}

function reachEndpoints(asking: Asking, endpoints: readonly PrivateEndpoint[]): Reach {
  const names = endpoints.map((endpoint) => `\`${endpoint.origin.name}\``).join(", ");
  const name = `private endpoint${endpoints.length === 1 ? "" : "s"} ${names}`;
  const asked = ask(asking.estate, asking.subnet.subnet, asking.need, addressOf(endpoints, name));
  const told = answer(asking, { region: undefined, name }, asked);
  const used = endpoints.some((endpoint) => isUsed(endpoint) === "yes") ? told.needed : "maybe";
  const reach: Reach = { ...told, needed: used, via: "private endpoint" };
  // An endpoint's own address is given at creation; it lies somewhere in its subnet.
  return reach.verdict === "partly"
    ? { ...reach, verdict: "undecided", unknowns: [`the address of ${name} in its subnet`] }
    : reach;
}

function ask(estate: Estate, subnet: Subnet, need: RequiredFlow, peer: Flow["destinations"]): GuardedFlow {
  const { direction, protocol } = need;
  return askGuards(estate, subnet, { direction, protocol, peer, ports: need.leastPorts ?? need.ports });
}

function answer({ subnet, need, workloads }: Asking, target: FlowTarget, asked: GuardedFlow): Reach {
  const needed = workloads.some((workload) => workload.is === "surely") ? "surely" : "maybe";
  return { subnet, needed, need, target, via: "public address", ...asked };
}

function pathOf({ estate, subnet, need }: Asking, target: FlowTarget): PrivatePath {
  return need.instead === undefined
    ? { nearby: [], possible: [] }
    : privatePath(estate, subnet.subnet, need.instead, target.thing);
}

/** Why the security rules' answer does not settle the question. */
function doubtOf(reach: Reach, path: PrivatePath): string | undefined {
  const { need, target, verdict } = reach;
  const [possible] = path.possible;
  if (possible !== undefined && (verdict !== "allowed" || need.id === acrPull.id)) {
    return `whether ${target.name ?? "the service"} is reached by private endpoint ${possible.origin.name}`;
  }
  if (target.unseen !== undefined && need.instead !== undefined && verdict !== "allowed") {
    return `whether a private endpoint serves this subnet: ${target.unseen}`;
  }
  return verdict === "partly" && isUnknown(target.region) ? target.region.unknown : undefined;
}

/** Of a region that is not known, the address is some address of the tag that holds every region's. */
function publicAddress({ destination }: RequiredFlow, { region: place }: FlowTarget): Flow["destinations"] {
  if (!("serviceTag" in destination)) {
    return unknown("the addresses of hosts");
  }
  const region = place === undefined || isUnknown(place) ? undefined : findRegion(place);
  return [serviceTag(`${destination.serviceTag}${region === undefined ? "" : `.${region.serviceTagSuffix}`}`)];
}

/** A worldwide tag may be open for the workload's own region alone. */
function withRegionalTag(reach: Reach, { estate, subnet, need, workloads }: Asking): Reach {
  const { destination } = need;
  const worldwide = "serviceTag" in destination && destination.region === undefined;
  if (!worldwide || reach.verdict === "allowed" || reach.verdict === "denied") {
    return reach;
  }
  const suffix = regionSuffixes(subnet.subnet, workloads).find((one) => {
    const tag = parseServiceTag(`${destination.serviceTag}.${one}`);
    const asked = isServiceTag(tag) && ask(estate, subnet.subnet, need, [serviceTag(tag.tag)]);
    return asked && asked.verdict === "allowed";
  });
  if (suffix === undefined) {
    return reach;
  }
  return destination.regionalTag === "enough"
    ? { ...reach, verdict: "allowed", unknowns: [] }
    : { ...reach, onlyRegion: suffix };
}

function regionSuffixes(subnet: Subnet, workloads: readonly Workload[]): readonly string[] {
  const workspaces = workloads.flatMap((workload) => workload.workspaces.flatMap((link) => reachable(link)));
  const places = [...reachable(subnet.virtualNetwork), ...workspaces].map((one) => one.location);
  return places.flatMap((place) => (isUnknown(place) ? [] : (findRegion(place)?.serviceTagSuffix ?? [])));
}

function addressOf(endpoints: readonly PrivateEndpoint[], name: string): Flow["destinations"] {
  const [subnet] = endpoints.flatMap((endpoint) => reachable(endpoint.subnet));
  if (subnet === undefined || isUnknown(subnet.addressPrefixes)) {
    return unknown(`the address of ${name}`);
  }
  return subnet.addressPrefixes.map((prefix): AddressTerm => ({ kind: "prefix", prefix }));
}

function serviceTag(tag: string): AddressTerm {
  return { kind: "service-tag", tag };
}

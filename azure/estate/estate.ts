/**
 * What there is: the networks, guards, workloads and grants of one stack together with what its owner states about
 * the world outside it. Independent of Pulumi; converters fill it, questions read it, rules ask questions.
 */
import { DenyAssignment } from "../access/deny-assignment";
import { Grant } from "../access/grant";
import { Scope } from "../access/scope";
import { CloudName } from "../facts/clouds";
import { Maybe } from "../known";
import { SecurityRuleProblem } from "../network/read-security-rule";
import { SecurityRule } from "../network/security-rule";
import { Link } from "./link";

/** Where a thing comes from, so that a finding can be laid at its door. */
export interface Origin {
  /** The name a person knows it by: the resource's name in the program, or its Azure name for an external fact. */
  readonly name: string;
  /** The engine's name of the resource that declares it. Absent: it lives outside the stack. */
  readonly urn?: string;
  /** Property path inside that resource, for things declared inline, for instance `subnets[1]`. Empty: all of it. */
  readonly path: string;
}

export interface Thing {
  readonly origin: Origin;
  /** Its ARM id. Segments that are not known yet stand as references (see Scope). */
  readonly id: Maybe<Scope>;
}

export interface VirtualNetwork extends Thing {
  readonly location: Maybe<string>;
  readonly addressPrefixes: Maybe<readonly string[]>;
}

export interface SecurityGroup extends Thing {
  /** Inline and standalone rules together, without Azure's default rules. Unknown: the list itself is not known. */
  readonly rules: Maybe<readonly SecurityRule[]>;
  /** What Azure refuses in single rules, by path. */
  readonly problems: readonly SecurityRuleProblem[];
  /** What Azure takes although it is not written as published, by path. */
  readonly notes: readonly SecurityRuleProblem[];
}

export interface RouteTable extends Thing {
  /** Inline and standalone routes together. Unknown: the list itself is not known. */
  readonly routes: Maybe<readonly Route[]>;
}

export interface Route {
  /** Where it is written, for instance `routes[0]`, or the resource's name for a standalone route. */
  readonly path: string;
  /** A prefix in CIDR notation or a service tag, as it is written. */
  readonly addressPrefix: Maybe<string>;
  /** For instance `VirtualAppliance`. */
  readonly nextHopType: Maybe<string>;
}

export interface Subnet extends Thing {
  /** Its name in Azure. */
  readonly name: Maybe<string>;
  readonly virtualNetwork: Link<VirtualNetwork>;
  readonly addressPrefixes: Maybe<readonly string[]>;
  readonly securityGroup: Link<SecurityGroup>;
  readonly routeTable: Link<RouteTable>;
  /** Unknown: neither its provider nor its region tells. */
  readonly cloud: Maybe<CloudName>;
}

export interface Registry extends Thing {
  readonly location: Maybe<string>;
  /** Locations of its replicas, the home location left out. */
  readonly replicas: readonly Maybe<string>[];
  /** Whether layers come from hosts of the registry's own instead of Azure's storage. */
  readonly dataEndpoint: Maybe<"enabled" | "disabled">;
}

/** A storage account or key vault, as far as its address matters. */
export interface Dependency extends Thing {
  readonly location: Maybe<string>;
}

export interface PrivateEndpoint extends Thing {
  readonly subnet: Link<Subnet>;
  /** For instance `registry` or `blob`. */
  readonly groupIds: Maybe<readonly string[]>;
  /** What it leads to, as far as the estate follows such things: `none` for any other. */
  readonly target: Link<Thing>;
}

export interface Workspace extends Thing {
  readonly location: Maybe<string>;
  /** `none`: the service creates one in the workspace's location when it is first needed. */
  readonly registry: Link<Registry>;
  readonly storageAccount: Link<Dependency>;
  readonly keyVault: Link<Dependency>;
  /** `hbiWorkspace`. */
  readonly businessImpact: Maybe<"high" | "default">;
}

/** A rule of a workspace's managed network towards a service tag. */
export interface ServiceTagRule extends Thing {
  /** As it is written. */
  readonly serviceTag: Maybe<string>;
}

export interface Cluster extends Thing {
  /** Subnets of its nodes and pods. */
  readonly nodeSubnets: readonly Link<Subnet>[];
}

/** The Azure Machine Learning extension on a cluster. */
export interface MachineLearningExtension extends Thing {
  readonly cluster: Link<Cluster>;
  /** `maybe`: its type is not known, it may be another extension. */
  readonly is: "surely" | "maybe";
}

/** A compute of a workspace: attached Kubernetes, or machines (a cluster or one instance); or its kind is not known. */
export interface Compute extends Thing {
  readonly kind: Maybe<"kubernetes" | "cluster" | "instance">;
  readonly workspace: Link<Workspace>;
  /** Only for attached Kubernetes. */
  readonly cluster: Link<Cluster>;
  /** Only for machines. `none`: not in a subnet of the customer's. */
  readonly subnet: Link<Subnet>;
  /** Only for machines: whether its nodes have addresses of their own in public. Azure gives them some by default. */
  readonly publicAddress: Maybe<"yes" | "no">;
}

/** A resource that ARM lets join a virtual network as a whole: the reason why the network's own join is needed. */
export interface NetworkJoin extends Thing {
  /** For messages, for instance `virtual network link`. */
  readonly what: string;
  readonly virtualNetwork: Link<VirtualNetwork>;
}

export interface EstateGrant extends Grant {
  /** `stack`: this very stack makes it. `fact`: its owner states that it exists. */
  readonly from: "stack" | "fact";
  /** The engine's name of the resource that makes it. */
  readonly urn?: string;
}

export interface Estate {
  readonly virtualNetworks: readonly VirtualNetwork[];
  readonly securityGroups: readonly SecurityGroup[];
  readonly routeTables: readonly RouteTable[];
  readonly subnets: readonly Subnet[];
  readonly registries: readonly Registry[];
  readonly privateEndpoints: readonly PrivateEndpoint[];
  readonly workspaces: readonly Workspace[];
  readonly serviceTagRules: readonly ServiceTagRule[];
  readonly clusters: readonly Cluster[];
  readonly extensions: readonly MachineLearningExtension[];
  readonly computes: readonly Compute[];
  readonly networkJoins: readonly NetworkJoin[];
  readonly grants: readonly EstateGrant[];
  readonly denyAssignments: readonly DenyAssignment[];
}

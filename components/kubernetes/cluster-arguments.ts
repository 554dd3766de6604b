/**
 * What a `PrivateInferenceCluster` is told.
 * https://learn.microsoft.com/azure/machine-learning/how-to-secure-kubernetes-inferencing-environment
 */
import * as pulumi from "@pulumi/pulumi";

/** How the cluster's nodes reach addresses outside their network. What is named here has to be there already. */
export enum ClusterEgress {
  /** The NAT gateway of the node subnet. */
  UserAssignedNatGateway = "userAssignedNATGateway",
  /** The default route of the node subnet, to a firewall. */
  UserDefinedRouting = "userDefinedRouting",
}

/** Whether the cluster keeps its local administrator account beside Microsoft Entra. */
export enum ClusterLocalAccounts {
  /** Kept: attaching the cluster reads that account's credentials. Microsoft's pages call the other way unsupported. */
  EnabledForAttach = "EnabledForAttach",
  /** Removed: attaching then relies on trusted access, in the public cloud only. */
  Disabled = "Disabled",
}

/** The pool that every cluster has. Its name is `system`. */
export interface SystemNodePoolArgs {
  /** Size of a node. Production takes 4 cores and 14 GB at least. Default: `Standard_D4s_v5`. */
  vmSize?: pulumi.Input<string>;
  /** Number of nodes; a highly available router needs three. Default: 3. */
  nodeCount?: number;
  /** Availability zones of the nodes. Default: none named. */
  availabilityZones?: pulumi.Input<pulumi.Input<string>[]>;
}

/** A pool of nodes for models. */
export interface InferenceNodePoolArgs {
  /** Size of a node, for instance one with a GPU. */
  vmSize: pulumi.Input<string>;
  /** Number of nodes, or the first number where `maxCount` is given. Default: 1. */
  nodeCount?: number;
  /** Least number of nodes of an autoscaled pool. Default: `nodeCount`. */
  minCount?: number;
  /** Most nodes of an autoscaled pool. Default: the pool isn't autoscaled. */
  maxCount?: number;
  /** Labels of the nodes, which instance types select by. */
  labels?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /** Taints of the nodes, for instance `ml.azure.com/amlarc=true:NoSchedule`, which models tolerate. */
  taints?: pulumi.Input<pulumi.Input<string>[]>;
  /** Availability zones of the nodes. Default: none named. */
  availabilityZones?: pulumi.Input<pulumi.Input<string>[]>;
}

/** Physical names of what a `PrivateInferenceCluster` creates. Default for each: Pulumi makes a unique one. */
export interface PrivateInferenceClusterNames {
  /** Name of the cluster: 1 to 63 letters, digits, `_` and `-`. */
  cluster?: pulumi.Input<string>;
  /** Name of the control plane's identity. */
  identity?: pulumi.Input<string>;
  /** Name of the resource group that AKS makes for the nodes. It can't be changed later. Default: Azure's. */
  nodeResourceGroup?: pulumi.Input<string>;
}

/** Arguments of {@link PrivateInferenceCluster}. */
export interface PrivateInferenceClusterArgs {
  /** Resource group of the cluster and its identity. */
  resourceGroupName: pulumi.Input<string>;
  /** Azure region; the workspace that the cluster is attached to has to be in the same one. Default: the provider's, or the resource group's. */
  location?: pulumi.Input<string>;
  /** ARM id of the subnet of the nodes. The control plane's identity gets Network Contributor on it. */
  nodeSubnetId: pulumi.Input<string>;
  /** How nodes reach addresses outside their network. Default: `userAssignedNATGateway`. */
  egress?: ClusterEgress;
  /** ARM id of a private DNS zone `privatelink.<region>.azmk8s.io`; needs `virtualNetworkId`. Default: AKS makes a zone of its own. */
  privateDnsZoneId?: pulumi.Input<string>;
  /** ARM id of the virtual network, on which the identity then gets Network Contributor. */
  virtualNetworkId?: pulumi.Input<string>;
  /** Kubernetes version, for instance `1.35`. Default: Azure's. */
  kubernetesVersion?: pulumi.Input<string>;
  /** The system pool. Default: three nodes. */
  systemPool?: SystemNodePoolArgs;
  /** Further pools by name: 1 to 12 lower-case letters and digits, a letter first. Default: none; models run on the system pool. */
  nodePools?: Record<string, InferenceNodePoolArgs>;
  /** Local administrator account. Default: `EnabledForAttach`. */
  localAccounts?: ClusterLocalAccounts;
  /** Object ids of Microsoft Entra groups that administer the cluster. Default: none; rights come from Azure roles. */
  administratorGroupIds?: pulumi.Input<pulumi.Input<string>[]>;
  /** Addresses of pods, outside every network that they talk to. Default: `10.244.0.0/16`. */
  podCidr?: string;
  /** Addresses of services, outside every network that pods talk to. Default: `172.16.0.0/16`. */
  serviceCidr?: string;
  /** Physical names. Default: unique ones are made from the component's name. */
  names?: PrivateInferenceClusterNames;
  /** Tags of everything that takes tags. */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

/**
 * What an `InferenceNetwork` is told.
 * https://learn.microsoft.com/azure/machine-learning/how-to-secure-inferencing-vnet
 */
import * as pulumi from "@pulumi/pulumi";

/** What stands in a subnet. Its security group follows from it. */
export enum SubnetWorkload {
  /** Node pools of a cluster that serves Kubernetes online endpoints. */
  KubernetesNodes = "KubernetesNodes",
  /** Azure Machine Learning compute without a public address, also one that builds images. */
  AzureMlCompute = "AzureMlCompute",
  /** Machines that only build images. */
  ImageBuild = "ImageBuild",
  /** Private endpoints, which never send. */
  PrivateEndpoints = "PrivateEndpoints",
}

/** How what runs in the network reaches addresses outside it. Either way through a NAT gateway, never by Azure's default outbound access. */
export enum NetworkEgress {
  /** Only the service tags that the workloads need; the Internet is denied. Not for cluster nodes, whose hosts no tag covers. */
  ServiceTags = "ServiceTags",
  /** Everything. */
  NatGateway = "NatGateway",
}

/** What the workloads reach by private endpoint instead of by service tag. */
export enum PrivateDependency {
  ContainerRegistry = "ContainerRegistry",
  Storage = "Storage",
  KeyVault = "KeyVault",
  /** Through an Azure Monitor private link scope. */
  AzureMonitor = "AzureMonitor",
}

/** A subnet to create. */
export interface InferenceSubnetArgs {
  /** Addresses in CIDR notation, inside the network's. */
  addressPrefix: string;
  /** What stands in it. */
  workloads: SubnetWorkload[];
}

/** Physical names of what an `InferenceNetwork` creates. Default for each: Pulumi makes a unique one. */
export interface InferenceNetworkNames {
  /** Name of the virtual network. */
  virtualNetwork?: pulumi.Input<string>;
  /** Name of the NAT gateway. */
  natGateway?: pulumi.Input<string>;
  /** Name of the NAT gateway's public address. */
  publicIpAddress?: pulumi.Input<string>;
}

/** Arguments of {@link InferenceNetwork}. */
export interface InferenceNetworkArgs {
  /** Resource group of everything that is created. */
  resourceGroupName: pulumi.Input<string>;
  /** Azure region, for instance `westeurope`; regional service tags are spelt after it. */
  location: pulumi.Input<string>;
  /** Addresses of the network in CIDR notation. */
  addressPrefix: string;
  /** ARM id of a virtual network that exists and has these addresses; the subnets are then made in it. Default: one is created. */
  virtualNetworkId?: pulumi.Input<string>;
  /** ARM id of a NAT gateway that exists. Default: one is created if any subnet sends. */
  natGatewayId?: pulumi.Input<string>;
  /** Subnets by name; the names are those that Azure gets. */
  subnets: Record<string, InferenceSubnetArgs>;
  /** How workloads reach addresses outside the network. Default: `NatGateway`. */
  egress?: NetworkEgress;
  /** What is reached by private endpoint: its service tags stay closed under `ServiceTags`. Default: nothing. */
  privateDependencies?: PrivateDependency[];
  /** Regions of the container registry and of its replicas, for their service tags. Default: the network's own. */
  registryRegions?: string[];
  /** Addresses of DNS servers of your own, which have to forward Azure's names to 168.63.129.16. Default: Azure's. */
  dnsServers?: pulumi.Input<pulumi.Input<string>[]>;
  /** Physical names. Default: unique ones are made from the component's name. */
  names?: InferenceNetworkNames;
  /** Tags of everything that takes tags. */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

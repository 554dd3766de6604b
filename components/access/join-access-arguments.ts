/**
 * What `VirtualNetworkJoinAccess` is told.
 * https://learn.microsoft.com/azure/machine-learning/how-to-secure-inferencing-vnet, "Prerequisites"
 */
import * as pulumi from "@pulumi/pulumi";

import { PrincipalArgs } from "./principal";

/** Which role lets a deployer join a network. */
export enum JoinRole {
  /** A custom role with the three actions that Azure Machine Learning's article names, and no other. */
  JoinOnly = "JoinOnly",
  /** The built-in role Network Contributor, which may change the network as well. */
  NetworkContributor = "NetworkContributor",
}

/** Arguments of {@link VirtualNetworkJoinAccess}. */
export interface VirtualNetworkJoinAccessArgs {
  /** Resource group of the virtual network: the custom role can be assigned in it and nowhere else. */
  resourceGroupName: pulumi.Input<string>;
  /** ARM id of the virtual network. */
  virtualNetworkId: pulumi.Input<string>;
  /** ARM ids of the subnets that are joined, by a name for each. */
  subnetIds: Record<string, pulumi.Input<string>>;
  /** Who may join: people, groups, service principals or managed identities, by a name for each. */
  deployers: Record<string, PrincipalArgs>;
  /** Default: `JoinOnly`. */
  role?: JoinRole;
  /** Name of the custom role. Names are unique in the tenant. Default: made of project, stack and the component's name. */
  roleName?: pulumi.Input<string>;
}

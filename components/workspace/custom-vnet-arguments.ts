/**
 * What a `CustomVnetWorkspace` is told.
 * https://learn.microsoft.com/azure/machine-learning/how-to-secure-workspace-vnet
 */
import * as pulumi from "@pulumi/pulumi";

import { WorkspaceDependenciesArgs, WorkspaceNames } from "../dependencies/arguments";
import { WorkspaceIdentityArgs } from "./identity";
import { WorkspacePrivateAccessArgs } from "./private-access";

/** A compute cluster without public addresses that builds images; the registry's own build service can't reach a closed registry. */
export interface ImageBuildComputeArgs {
  /** ARM id of the subnet that its nodes join. */
  subnetId: pulumi.Input<string>;
  /** Name of the cluster: 3 to 24 letters, digits and `-`, a letter first. Default: `image-builder`. */
  name?: string;
  /** Size of a node. Default: `Standard_D4s_v5`. */
  vmSize?: pulumi.Input<string>;
  /** Most nodes at a time; idle ones are given back. Default: 2. */
  maxNodeCount?: pulumi.Input<number>;
}

/** Arguments of {@link CustomVnetWorkspace}. */
export interface CustomVnetWorkspaceArgs extends WorkspaceDependenciesArgs {
  /** Resource group of everything that is created. */
  resourceGroupName: pulumi.Input<string>;
  /** Azure region, for instance `westeurope`. Default: the provider's, or the resource group's. */
  location?: pulumi.Input<string>;
  /**
   * How the virtual network reaches the workspace and the dependencies that are created here: one private endpoint each,
   * blob and file for storage. What is adopted has its endpoints already.
   */
  privateAccess: WorkspacePrivateAccessArgs;
  /** Cluster that builds images in the network. A registry that is created here needs one unless `prebuiltImages`. */
  imageBuild?: ImageBuildComputeArgs;
  /** Whether all images come ready-made, so that none is ever built. Default: false. */
  prebuiltImages?: boolean;
  /** ARM id of the subnet that serverless compute joins, without public addresses. Default: no serverless compute in the network. */
  serverlessComputeSubnetId?: pulumi.Input<string>;
  /** Managed identity of the workspace. Default: system-assigned. */
  identity?: WorkspaceIdentityArgs;
  /** What the workspace is for. */
  description?: pulumi.Input<string>;
  /** Physical names. Default: unique ones are made from the component's name. */
  names?: WorkspaceNames;
  /** Tags of everything that takes tags. */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

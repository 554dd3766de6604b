/**
 * What a `ManagedNetworkWorkspace` is told.
 * https://learn.microsoft.com/azure/machine-learning/how-to-managed-network
 */
import * as pulumi from "@pulumi/pulumi";

import { WorkspaceDependenciesArgs, WorkspaceNames } from "../dependencies/arguments";
import { WorkspaceIdentityArgs } from "./identity";
import { ManagedNetworkIsolation, ManagedNetworkOutboundRules } from "./outbound-rules";
import { WorkspacePrivateAccessArgs } from "./private-access";

/** Azure Firewall that serves the fqdn rules of a managed network. */
export enum ManagedNetworkFirewallSku {
  Basic = "Basic",
  Standard = "Standard",
}

/** Generation of the managed network. It can be raised later, never lowered. */
export enum ManagedNetworkKind {
  V1 = "V1",
  V2 = "V2",
}

/** Arguments of {@link ManagedNetworkWorkspace}. */
export interface ManagedNetworkWorkspaceArgs extends WorkspaceDependenciesArgs {
  /** Resource group of everything that is created. */
  resourceGroupName: pulumi.Input<string>;
  /** Azure region, for instance `westeurope`. Default: the provider's, or the resource group's. */
  location?: pulumi.Input<string>;
  /** What the managed network lets out. It can't be lowered later. Default: `AllowOnlyApprovedOutbound`. */
  isolationMode?: ManagedNetworkIsolation;
  /** Rules beyond those that Azure makes itself. Default: none. */
  outboundRules?: ManagedNetworkOutboundRules;
  /** Firewall for fqdn rules, only beside such a rule. Default: Azure's, Standard. */
  firewallSku?: ManagedNetworkFirewallSku;
  /** Generation of the managed network. Default: Azure's. */
  managedNetworkKind?: ManagedNetworkKind;
  /**
   * Whether the network is provisioned while the workspace is created, which takes about half an hour. An online
   * deployment doesn't trigger it and fails without. It has no effect later. Default: true.
   */
  provisionNetworkNow?: boolean;
  /** How a virtual network reaches the workspace. Default: not from here; public access is closed all the same. */
  privateAccess?: WorkspacePrivateAccessArgs;
  /** Whether people use the studio from that network: then the storage account gets endpoints there as well. Default: false. */
  studioAccess?: boolean;
  /** Managed identity of the workspace. Default: system-assigned. */
  identity?: WorkspaceIdentityArgs;
  /** Name of the compute cluster that builds images, which a closed registry needs unless all images come ready-made. */
  imageBuildCompute?: pulumi.Input<string>;
  /** What the workspace is for. */
  description?: pulumi.Input<string>;
  /** Physical names. Default: unique ones are made from the component's name. */
  names?: WorkspaceNames;
  /** Tags of everything that takes tags. */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

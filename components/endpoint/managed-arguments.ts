/**
 * What a `ManagedOnlineEndpoint` is told.
 * https://learn.microsoft.com/azure/machine-learning/concept-secure-online-endpoint
 */
import * as pulumi from "@pulumi/pulumi";

import { PrincipalArgs } from "../access/principal";
import { OnlineDeploymentArgs } from "./deployment-arguments";

/** What a caller of a managed endpoint shows. */
export enum ManagedEndpointAuthMode {
  /** A token of Microsoft Entra; the caller needs the right to score. */
  AADToken = "AADToken",
  /** A token that Azure Machine Learning hands out and that expires. */
  AMLToken = "AMLToken",
  /** A key that never expires. */
  Key = "Key",
}

/** The managed identity that a managed endpoint's containers run as. */
export interface EndpointIdentityArgs {
  /** ARM id of a user-assigned identity. It can't be changed later. */
  userAssignedIdentityId: pulumi.Input<string>;
  /** Object id of that identity's service principal, which gets the roles. */
  principalId: pulumi.Input<string>;
  /** ARM id of the workspace's registry; the identity gets AcrPull on it. */
  containerRegistryId: pulumi.Input<string>;
  /** ARM id of the workspace's storage account; the identity gets Storage Blob Data Reader on it. */
  storageAccountId: pulumi.Input<string>;
}

/** A deployment on machines that Azure Machine Learning manages. */
export interface ManagedDeploymentArgs extends OnlineDeploymentArgs {
  /** Size of a machine, for instance `Standard_DS3_v2`. To change it, add a deployment and move the traffic. */
  instanceType: pulumi.Input<string>;
  /** Number of machines, 1 to 50. Default: 1. */
  instanceCount?: number;
}

/** Physical names of what a `ManagedOnlineEndpoint` creates. */
export interface ManagedOnlineEndpointNames {
  /** Name of the endpoint, which is part of its address: 3 to 32 letters, digits and single dashes. Default: a unique one is made. */
  endpoint?: pulumi.Input<string>;
}

/** Arguments of {@link ManagedOnlineEndpoint}. */
export interface ManagedOnlineEndpointArgs {
  /** ARM id of the workspace, whose managed network has been provisioned. */
  workspaceId: pulumi.Input<string>;
  /** Azure region of the workspace. Default: the provider's, or the resource group's. */
  location?: pulumi.Input<string>;
  /** What a caller shows. Default: `AADToken`. */
  authMode?: ManagedEndpointAuthMode;
  /** Who may score, by a name for each; only with `AADToken`. They get this one right, at this endpoint. Default: nobody from here. */
  scorers?: Record<string, PrincipalArgs>;
  /** User-assigned identity. Default: the endpoint gets a system-assigned one, and Azure gives it its roles. */
  identity?: EndpointIdentityArgs;
  /** Deployments by name: 3 to 32 letters, digits and single dashes, at most 20. */
  deployments: Record<string, ManagedDeploymentArgs>;
  /** Percentage of the live traffic by deployment, 100 in sum, or 0 for none. Default: all to the only deployment; none if there are several. */
  traffic?: Record<string, number>;
  /** Percentage of the traffic that one deployment gets a copy of, at most 50; it has no live traffic. Default: none. */
  mirrorTraffic?: Record<string, number>;
  /** What the endpoint is for. */
  description?: pulumi.Input<string>;
  /** Physical names. */
  names?: ManagedOnlineEndpointNames;
  /** Tags of the endpoint and its deployments. */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

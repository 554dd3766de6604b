/**
 * What a `KubernetesOnlineEndpoint` is told.
 * https://learn.microsoft.com/azure/machine-learning/reference-yaml-deployment-kubernetes-online
 */
import * as pulumi from "@pulumi/pulumi";

import { OnlineDeploymentArgs } from "./deployment-arguments";

/** What a caller of a Kubernetes endpoint shows; Microsoft Entra isn't offered there. */
export enum KubernetesEndpointAuthMode {
  /** A token that Azure Machine Learning hands out and that expires. */
  AMLToken = "AMLToken",
  /** A key that never expires. */
  Key = "Key",
}

/** Cores, memory and GPUs in Kubernetes' notation. */
export interface ContainerResourcesArgs {
  /** Cores, for instance `500m`. */
  cpu?: pulumi.Input<string>;
  /** Memory, for instance `2Gi`. */
  memory?: pulumi.Input<string>;
  /** GPUs, only as a limit. */
  gpu?: pulumi.Input<string>;
}

/** How the number of replicas follows the load. */
export interface ReplicaScaleArgs {
  /** Least replicas. */
  minReplicas: number;
  /** Most replicas. */
  maxReplicas: number;
  /** Percentage of busy replicas that is aimed at. Default: 70. */
  targetUtilizationPercentage?: number;
}

/** A deployment on an attached cluster. */
export interface KubernetesDeploymentArgs extends OnlineDeploymentArgs {
  /** Instance type of the compute. Default: the compute's default. */
  instanceType?: pulumi.Input<string>;
  /** Number of replicas where it is fixed. Default: 1. Not together with `scale`. */
  replicas?: number;
  /** How the number of replicas follows the load. Default: it doesn't. */
  scale?: ReplicaScaleArgs;
  /** What a replica is promised. Default: the instance type's. */
  requests?: ContainerResourcesArgs;
  /** What a replica may take. Default: the instance type's. */
  limits?: ContainerResourcesArgs;
}

/** Physical names of what a `KubernetesOnlineEndpoint` creates. */
export interface KubernetesOnlineEndpointNames {
  /** Name of the endpoint, which is part of its address: 3 to 32 letters, digits and single dashes. Default: a unique one is made. */
  endpoint?: pulumi.Input<string>;
}

/** Arguments of {@link KubernetesOnlineEndpoint}. */
export interface KubernetesOnlineEndpointArgs {
  /** ARM id of the workspace. */
  workspaceId: pulumi.Input<string>;
  /** ARM id of the compute that the cluster was attached as. It can't be changed later. */
  computeId: pulumi.Input<string>;
  /** Azure region of the workspace. Default: the provider's, or the resource group's. */
  location?: pulumi.Input<string>;
  /** What a caller shows. Default: `AMLToken`. */
  authMode?: KubernetesEndpointAuthMode;
  /** Deployments by name: 3 to 32 letters, digits and single dashes, at most 20. */
  deployments: Record<string, KubernetesDeploymentArgs>;
  /** Percentage of the live traffic by deployment, 100 in sum, or 0 for none. Default: all to the only deployment; none if there are several. */
  traffic?: Record<string, number>;
  /** What the endpoint is for. */
  description?: pulumi.Input<string>;
  /** Physical names. */
  names?: KubernetesOnlineEndpointNames;
  /** Tags of the endpoint and its deployments. */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

/**
 * The bodies of deployments. `egressPublicNetworkAccess` is never among them: it belongs to a legacy method that a
 * managed network replaces.
 * https://learn.microsoft.com/azure/machine-learning/reference-yaml-deployment-managed-online
 */
import { ContainerResourcesArgs, KubernetesDeploymentArgs, ReplicaScaleArgs } from "./kubernetes-arguments";
import { OnlineDeploymentArgs, ProbeArgs, RequestSettingsArgs } from "./deployment-arguments";
import { ManagedDeploymentArgs } from "./managed-arguments";

export type DeploymentProperties =
  ReturnType<typeof managedDeploymentProperties> | ReturnType<typeof kubernetesDeploymentProperties>;

/** A deployment as it is to be made. */
export interface PlannedDeployment {
  readonly deployment: string;
  readonly capacity: number;
  readonly properties: DeploymentProperties;
}

export function managedDeployments(deployments: Readonly<Record<string, ManagedDeploymentArgs>>): PlannedDeployment[] {
  return Object.entries(deployments).map(([deployment, args]) => ({
    deployment,
    capacity: args.instanceCount ?? 1,
    properties: managedDeploymentProperties(args),
  }));
}

/** With a scale of its own the number of replicas is the cluster's business; the capacity says where it begins. */
export function kubernetesDeployments(
  deployments: Readonly<Record<string, KubernetesDeploymentArgs>>,
): PlannedDeployment[] {
  return Object.entries(deployments).map(([deployment, args]) => ({
    deployment,
    capacity: args.scale?.minReplicas ?? args.replicas ?? 1,
    properties: kubernetesDeploymentProperties(args),
  }));
}

function managedDeploymentProperties(args: ManagedDeploymentArgs) {
  return {
    ...commonProperties(args),
    endpointComputeType: "Managed" as const,
    instanceType: args.instanceType,
    scaleSettings: fixedScale,
  };
}

function kubernetesDeploymentProperties(args: KubernetesDeploymentArgs) {
  return {
    ...commonProperties(args),
    endpointComputeType: "Kubernetes" as const,
    instanceType: args.instanceType,
    scaleSettings: args.scale === undefined ? fixedScale : replicaScale(args.scale),
    containerResourceRequirements: resources(args.requests, args.limits),
  };
}

const fixedScale = { scaleType: "Default" as const };

function replicaScale(scale: ReplicaScaleArgs) {
  return {
    scaleType: "TargetUtilization" as const,
    minInstances: scale.minReplicas,
    maxInstances: scale.maxReplicas,
    targetUtilizationPercentage: scale.targetUtilizationPercentage ?? 70,
  };
}

function resources(requests: ContainerResourcesArgs | undefined, limits: ContainerResourcesArgs | undefined) {
  return requests === undefined && limits === undefined
    ? undefined
    : { containerResourceRequests: requests, containerResourceLimits: limits };
}

function commonProperties(args: OnlineDeploymentArgs) {
  return {
    model: args.model,
    environmentId: args.environmentId,
    codeConfiguration: args.code,
    environmentVariables: args.environmentVariables,
    description: args.description,
    appInsightsEnabled: args.applicationInsights ?? true,
    requestSettings: requestSettings(args.requestSettings),
    livenessProbe: probe(args.livenessProbe),
    readinessProbe: probe(args.readinessProbe),
  };
}

function requestSettings(settings: RequestSettingsArgs | undefined) {
  return settings === undefined
    ? undefined
    : {
        maxConcurrentRequestsPerInstance: settings.maxConcurrentRequestsPerInstance,
        requestTimeout: duration(settings.timeoutSeconds),
      };
}

function probe(args: ProbeArgs | undefined) {
  return args === undefined
    ? undefined
    : {
        initialDelay: duration(args.initialDelaySeconds),
        period: duration(args.periodSeconds),
        timeout: duration(args.timeoutSeconds),
        failureThreshold: args.failureThreshold,
      };
}

/** Azure takes ISO 8601. */
function duration(seconds: number | undefined): string | undefined {
  return seconds === undefined ? undefined : `PT${seconds}S`;
}

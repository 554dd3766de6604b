/** What an endpoint consists of, on machines of Azure Machine Learning or on a cluster. */
import { PlannedGrant } from "../access/grants";
import { KubernetesEndpointAuthMode, KubernetesOnlineEndpointArgs } from "./kubernetes-arguments";
import { ManagedEndpointAuthMode, ManagedOnlineEndpointArgs } from "./managed-arguments";
import { planTraffic, Traffic } from "./traffic";

export interface OnlineEndpointPlan {
  readonly authMode: ManagedEndpointAuthMode | KubernetesEndpointAuthMode;
  /** In this order, one after another: Azure refuses two changes of an endpoint at a time. */
  readonly deployments: readonly string[];
  readonly traffic: Traffic;
  readonly mirrorTraffic: Traffic;
  /** Rights of a user-assigned identity, before the endpoint. */
  readonly grants: readonly PlannedGrant[];
  /** Names of those who get the right to score. */
  readonly scorers: readonly string[];
}

export function planManagedOnlineEndpoint(args: ManagedOnlineEndpointArgs): OnlineEndpointPlan {
  const deployments = Object.keys(args.deployments);
  return {
    authMode: args.authMode ?? ManagedEndpointAuthMode.AADToken,
    deployments,
    traffic: planTraffic(args.traffic, deployments),
    mirrorTraffic: args.mirrorTraffic ?? {},
    grants: args.identity === undefined ? [] : identityGrants,
    scorers: Object.keys(args.scorers ?? {}),
  };
}

export function planKubernetesOnlineEndpoint(args: KubernetesOnlineEndpointArgs): OnlineEndpointPlan {
  const deployments = Object.keys(args.deployments);
  return {
    authMode: args.authMode ?? KubernetesEndpointAuthMode.AMLToken,
    deployments,
    traffic: planTraffic(args.traffic, deployments),
    mirrorTraffic: {},
    grants: [],
    scorers: [],
  };
}

/** A system-assigned identity gets these from Azure; giving them again would be refused as a second assignment. */
const identityGrants: readonly PlannedGrant[] = [
  {
    suffix: "identity-pulls-images",
    role: "AcrPull",
    on: "containerRegistry",
    because: "the containers' image lies in the workspace's registry",
  },
  {
    suffix: "identity-reads-models",
    role: "Storage Blob Data Reader",
    on: "storageAccount",
    because: "model and code lie in the workspace's storage",
  },
  {
    suffix: "identity-writes-metrics",
    role: "AzureML Metrics Writer (preview)",
    on: "workspace",
    because: "the containers write their metrics",
  },
];

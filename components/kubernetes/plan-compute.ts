/**
 * The extension's settings, under the raw keys that ARM takes (the CLI translates its own words into them), and the
 * rights of the compute's identity.
 * https://learn.microsoft.com/azure/machine-learning/how-to-deploy-kubernetes-extension
 */
import { findRegion } from "../../azure/facts/regions";
import { PlannedGrant } from "../access/grants";
import { compact } from "../child-names";
import { InferenceRouterService, KubernetesInferenceComputeArgs } from "./compute-arguments";

export interface KubernetesInferenceComputePlan {
  readonly extensionName: string;
  readonly computeName: string;
  /** Settings that the arguments alone decide; those that repeat an id, a region or a secret's name come when it is known. */
  readonly settings: Readonly<Record<string, string>>;
  readonly grants: readonly PlannedGrant[];
  /** Rights of a workspace's user-assigned identity on the cluster. */
  readonly workspaceGrants: readonly PlannedGrant[];
}

/** Attaching takes no longer name. */
const longestComputeName = 16;

export function planKubernetesInferenceCompute(
  name: string,
  args: KubernetesInferenceComputeArgs,
): KubernetesInferenceComputePlan {
  return {
    extensionName: args.names?.extension ?? "azureml",
    computeName: args.names?.compute ?? compact(name, longestComputeName),
    settings: { ...inferenceOnly, ...routerSettings(args) },
    grants: [
      {
        suffix: "identity-pulls-images",
        role: "AcrPull",
        on: "containerRegistry",
        because: "a deployment pulls its image with the compute's identity",
      },
      {
        suffix: "identity-reads-models",
        role: "Storage Blob Data Reader",
        on: "storageAccount",
        because: "a deployment downloads its model and code from the workspace's storage",
      },
    ],
    workspaceGrants: args.workspacePrincipalId === undefined ? [] : attachGrants,
  };
}

const attaching = "the workspace looks for the extension and installs what it needs";
const attachGrants: readonly PlannedGrant[] = [
  { suffix: "workspace-reads-cluster", role: "Reader", on: "cluster", because: attaching },
  {
    suffix: "workspace-extends-cluster",
    role: "Kubernetes Extension Contributor",
    on: "cluster",
    because: attaching,
  },
  {
    suffix: "workspace-administers-cluster",
    role: "Azure Kubernetes Service Cluster Admin Role",
    on: "cluster",
    because: attaching,
  },
];

const inferenceOnly: Readonly<Record<string, string>> = {
  enableTraining: "False",
  enableInference: "True",
  allowInsecureConnections: "False",
  clusterPurpose: "FastProd",
  "servicebus.enabled": "false",
  "relayserver.enabled": "false",
  "nginxIngress.enabled": "true",
};

function routerSettings({ router }: KubernetesInferenceComputeArgs): Record<string, string> {
  const service = router.service ?? InferenceRouterService.LoadBalancer;
  return {
    inferenceRouterServiceType: service,
    inferenceRouterHA: router.highlyAvailable === false ? "False" : "True",
    ...(service === InferenceRouterService.LoadBalancer
      ? { internalLoadBalancerProvider: "azure", "scoringFe.serviceType.internalLoadBalancer": "True" }
      : {}),
    ...(service === InferenceRouterService.NodePort ? { "scoringFe.serviceType.nodePort": "True" } : {}),
  };
}

/** Settings that repeat the region, under Azure's own name of it. */
export function regionSettings(location: string): Record<"domain" | "location" | "jobSchedulerLocation", string> {
  const region = findRegion(location)?.name ?? location;
  return { domain: `${region}.cloudapp.azure.com`, location: region, jobSchedulerLocation: region };
}

/**
 * A cluster whose nodes stand in the private compute's subnet, instead of a machine: bare, with the Azure Machine
 * Learning extension, or attached to the workspace as Kubernetes compute. As in the first preview: no id is known.
 */
import { CapturedResource } from "../../policies/capture/captured-stack";
import { Properties, Value } from "../../policies/capture/wire-value";
import { declare, notYet } from "./captured";
import { without } from "./change";
import { PrivateCompute, privateCompute } from "./private-compute";

export interface KubernetesInferenceOptions {
  readonly securityRules?: readonly Properties[];
  readonly registryLocation?: string;
  /** Type of the cluster's extension; absent: it has none. */
  readonly extensionType?: Value;
  readonly attached?: "to-workspace" | "no";
}

export interface KubernetesInference extends PrivateCompute {
  readonly cluster: CapturedResource;
}

export const machineLearningExtension = "Microsoft.AzureML.Kubernetes";

export function kubernetesInference(options: KubernetesInferenceOptions = {}): KubernetesInference {
  const base = privateCompute({ securityRules: options.securityRules, registryLocation: options.registryLocation });
  const inGroup = { resourceGroupName: [base.group] };
  const cluster = declare(
    "azure-native:containerservice:ManagedCluster",
    "aks",
    {
      resourceGroupName: notYet,
      resourceName: "aks-ml",
      location: "westeurope",
      agentPoolProfiles: [{ name: "system", mode: "System", count: 3, vnetSubnetID: notYet }],
    },
    { ...inGroup, agentPoolProfiles: [base.subnet] },
  );
  const extension = declare(
    "azure-native:kubernetesconfiguration:Extension",
    "azureml",
    {
      resourceGroupName: notYet,
      clusterRp: "Microsoft.ContainerService",
      clusterResourceName: "managedClusters",
      clusterName: notYet,
      extensionName: "azureml",
      extensionType: options.extensionType ?? machineLearningExtension,
    },
    { ...inGroup, clusterName: [cluster] },
  );
  const attached = declare(
    "azure-native:machinelearningservices:Compute",
    "attached",
    {
      resourceGroupName: notYet,
      workspaceName: notYet,
      computeName: "aks",
      properties: { computeType: "Kubernetes", resourceId: notYet, properties: { namespace: "default" } },
    },
    { ...inGroup, workspaceName: [base.workspace], properties: [cluster] },
  );
  const resources = [
    ...without(base.resources, base.compute),
    cluster,
    ...(options.extensionType === undefined ? [] : [extension]),
    ...(options.attached === "to-workspace" ? [attached] : []),
  ];
  return { ...base, resources, compute: attached, cluster };
}

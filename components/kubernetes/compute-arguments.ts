/**
 * What a `KubernetesInferenceCompute` is told.
 * https://learn.microsoft.com/azure/machine-learning/how-to-deploy-kubernetes-extension
 */
import * as pulumi from "@pulumi/pulumi";

/** How requests reach the inference router in the cluster. */
export enum InferenceRouterService {
  /** An internal load balancer with an address of the node subnet; never a public one. */
  LoadBalancer = "LoadBalancer",
  /** A port of each node; load balancing is yours. */
  NodePort = "NodePort",
  /** An address inside the cluster; the way in is yours. */
  ClusterIp = "ClusterIP",
}

/** Certificate of the inference router. Either the name of a secret that exists in the cluster, or certificate and key. */
export interface InferenceCertificateArgs {
  /** Host name on the certificate; its DNS record has to lead to the router's address. */
  hostName: pulumi.Input<string>;
  /** Name of a Kubernetes secret in the namespace `azureml` with the keys `cert.pem` and `key.pem`. */
  secretName?: pulumi.Input<string>;
  /** Certificate chain in PEM; needs `privateKeyPem`. */
  certificatePem?: pulumi.Input<string>;
  /** Private key in PEM without a passphrase. It is kept secret. */
  privateKeyPem?: pulumi.Input<string>;
}

/** The router in front of all endpoints of a cluster. Changing it while endpoints live breaks them. */
export interface InferenceRouterArgs {
  /** Default: `LoadBalancer`. */
  service?: InferenceRouterService;
  /** Whether three replicas run, which takes three nodes. Default: true. */
  highlyAvailable?: boolean;
  /** Certificate for TLS 1.2, the only version that the router serves. */
  certificate: InferenceCertificateArgs;
}

/** What a deployment that names this instance type gets. */
export interface KubernetesInstanceTypeArgs {
  /** Labels of the nodes that it runs on. Default: any node. */
  nodeSelector?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /** Cores that it is promised, for instance `500m`. */
  cpuRequest: pulumi.Input<string>;
  /** Memory that it is promised, for instance `2Gi`. */
  memoryRequest: pulumi.Input<string>;
  /** Cores that it may take. Default: as promised. */
  cpuLimit?: pulumi.Input<string>;
  /** Memory that it may take. Default: as promised. */
  memoryLimit?: pulumi.Input<string>;
  /** GPUs that it gets. Default: none. */
  gpus?: pulumi.Input<number>;
}

/** The managed identity of an attached cluster, which pulls images and reads models. */
export interface ComputeIdentityArgs {
  /** ARM id of a user-assigned identity. Default: the compute gets a system-assigned one. */
  userAssignedIdentityId?: pulumi.Input<string>;
  /** Object id of that identity's service principal, which gets the roles. */
  principalId?: pulumi.Input<string>;
}

/** Physical names of what a `KubernetesInferenceCompute` creates. */
export interface KubernetesInferenceComputeNames {
  /** Name of the compute in the workspace: 3 to 16 letters, digits and `-`, a letter first. Default: made of the component's name. */
  compute?: string;
  /** Name of the extension on the cluster. Default: `azureml`. */
  extension?: string;
}

/** Arguments of {@link KubernetesInferenceCompute}. */
export interface KubernetesInferenceComputeArgs {
  /** ARM id of the AKS cluster, in the workspace's region and subscription. */
  clusterId: pulumi.Input<string>;
  /** ARM id of the workspace, which has no managed network. */
  workspaceId: pulumi.Input<string>;
  /** Azure region of both, for instance `westeurope`. */
  location: pulumi.Input<string>;
  /** ARM id of the workspace's registry; the compute's identity gets AcrPull on it. */
  containerRegistryId: pulumi.Input<string>;
  /** ARM id of the workspace's storage account; the identity gets Storage Blob Data Reader on it. */
  storageAccountId: pulumi.Input<string>;
  /** The router in front of the endpoints. */
  router: InferenceRouterArgs;
  /** Kubernetes namespace of the deployments, which has to exist already. Default: `default`. */
  namespace?: pulumi.Input<string>;
  /** Instance types by name: lower-case letters, digits and `-`. Default: Azure's `defaultinstancetype`. */
  instanceTypes?: Record<string, KubernetesInstanceTypeArgs>;
  /** Which of `instanceTypes` a deployment gets that names none. */
  defaultInstanceType?: string;
  /** Managed identity of the compute. Default: system-assigned. */
  identity?: ComputeIdentityArgs;
  /**
   * Object id of the workspace's user-assigned identity, which then gets, before the attach, the three roles on the
   * cluster that attaching takes. Default: the workspace has a system-assigned identity, which needs none.
   */
  workspacePrincipalId?: pulumi.Input<string>;
  /** Physical names. */
  names?: KubernetesInferenceComputeNames;
  /** Tags of the compute. */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

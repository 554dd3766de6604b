/**
 * The public API: components with the types of their arguments, the error that refuses those, and the single checks, for
 * programs that read a configuration of their own and want to say the same words.
 */

// The arguments come first: schema inference gives a type its description only if it has read the type's file before
// the class that uses it.
export { PrincipalType, type PrincipalArgs } from "./components/access/principal";
export { JoinRole, type VirtualNetworkJoinAccessArgs } from "./components/access/join-access-arguments";
export {
  StorageReplication,
  type WorkspaceApplicationInsightsArgs,
  type WorkspaceContainerRegistryArgs,
  type WorkspaceDependenciesArgs,
  type WorkspaceKeyVaultArgs,
  type WorkspaceNames,
  type WorkspaceStorageAccountArgs,
} from "./components/dependencies/arguments";
export { type PrivateDnsZonesArgs } from "./components/dns/arguments";
export { PrivateEndpointService } from "./components/dns/private-endpoint-service";
export {
  type OnlineDeploymentArgs,
  type ProbeArgs,
  type RequestSettingsArgs,
  type ScoringCodeArgs,
} from "./components/endpoint/deployment-arguments";
export {
  KubernetesEndpointAuthMode,
  type ContainerResourcesArgs,
  type KubernetesDeploymentArgs,
  type KubernetesOnlineEndpointArgs,
  type KubernetesOnlineEndpointNames,
  type ReplicaScaleArgs,
} from "./components/endpoint/kubernetes-arguments";
export {
  ManagedEndpointAuthMode,
  type EndpointIdentityArgs,
  type ManagedDeploymentArgs,
  type ManagedOnlineEndpointArgs,
  type ManagedOnlineEndpointNames,
} from "./components/endpoint/managed-arguments";
export {
  ClusterEgress,
  ClusterLocalAccounts,
  type InferenceNodePoolArgs,
  type PrivateInferenceClusterArgs,
  type PrivateInferenceClusterNames,
  type SystemNodePoolArgs,
} from "./components/kubernetes/cluster-arguments";
export {
  InferenceRouterService,
  type ComputeIdentityArgs,
  type InferenceCertificateArgs,
  type InferenceRouterArgs,
  type KubernetesInferenceComputeArgs,
  type KubernetesInferenceComputeNames,
  type KubernetesInstanceTypeArgs,
} from "./components/kubernetes/compute-arguments";
export {
  NetworkEgress,
  PrivateDependency,
  SubnetWorkload,
  type InferenceNetworkArgs,
  type InferenceNetworkNames,
  type InferenceSubnetArgs,
} from "./components/network/arguments";
export { type CustomVnetWorkspaceArgs, type ImageBuildComputeArgs } from "./components/workspace/custom-vnet-arguments";
export { WorkspaceIdentityType, type WorkspaceIdentityArgs } from "./components/workspace/identity";
export {
  ManagedNetworkFirewallSku,
  ManagedNetworkKind,
  type ManagedNetworkWorkspaceArgs,
} from "./components/workspace/managed-network-arguments";
export {
  ManagedNetworkIsolation,
  OutboundAction,
  OutboundProtocol,
  type FqdnOutboundRuleArgs,
  type ManagedNetworkOutboundRules,
  type PrivateEndpointOutboundRuleArgs,
  type ServiceTagOutboundRuleArgs,
} from "./components/workspace/outbound-rules";
export { PrivateEndpointRecords, type WorkspacePrivateAccessArgs } from "./components/workspace/private-access";

export { VirtualNetworkJoinAccess } from "./components/access/VirtualNetworkJoinAccess";
export { PrivateDnsZones } from "./components/dns/PrivateDnsZones";
export { KubernetesOnlineEndpoint } from "./components/endpoint/KubernetesOnlineEndpoint";
export { ManagedOnlineEndpoint } from "./components/endpoint/ManagedOnlineEndpoint";
export { KubernetesInferenceCompute } from "./components/kubernetes/KubernetesInferenceCompute";
export { PrivateInferenceCluster } from "./components/kubernetes/PrivateInferenceCluster";
export { InferenceNetwork } from "./components/network/InferenceNetwork";
export { CustomVnetWorkspace } from "./components/workspace/CustomVnetWorkspace";
export { ManagedNetworkWorkspace } from "./components/workspace/ManagedNetworkWorkspace";

export { type Problem } from "./azure/problem";
export { checkPrincipal } from "./components/access/check-principal";
export { ArgumentsError } from "./components/arguments-error";
export { checkArmId } from "./components/check-arm-id";
export { checkRegion } from "./components/check-names";
export { checkAddressPrefix } from "./components/network/check-address-prefix";
export { suggestion } from "./components/suggestion";

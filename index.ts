/**
 * The public API: components with the types of their arguments, the error that refuses those, and the single checks, for
 * programs that read a configuration of their own and want to say the same words.
 */
export { type PrincipalArgs, PrincipalType } from "./components/access/principal";
export { checkPrincipal } from "./components/access/check-principal";
export { ArgumentsError } from "./components/arguments-error";
export { checkArmId } from "./components/check-arm-id";
export { checkRegion } from "./components/check-names";
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
export { PrivateDnsZones } from "./components/dns/PrivateDnsZones";
export { PrivateEndpointService } from "./components/dns/private-endpoint-service";
export { type WorkspaceIdentityArgs, WorkspaceIdentityType } from "./components/workspace/identity";
export { ManagedNetworkWorkspace } from "./components/workspace/ManagedNetworkWorkspace";
export {
  ManagedNetworkFirewallSku,
  ManagedNetworkKind,
  type ManagedNetworkWorkspaceArgs,
} from "./components/workspace/managed-network-arguments";
export {
  type FqdnOutboundRuleArgs,
  ManagedNetworkIsolation,
  type ManagedNetworkOutboundRules,
  OutboundAction,
  OutboundProtocol,
  type PrivateEndpointOutboundRuleArgs,
  type ServiceTagOutboundRuleArgs,
} from "./components/workspace/outbound-rules";
export { PrivateEndpointRecords, type WorkspacePrivateAccessArgs } from "./components/workspace/private-access";
export { InferenceNetwork } from "./components/network/InferenceNetwork";
export {
  type InferenceNetworkArgs,
  type InferenceNetworkNames,
  type InferenceSubnetArgs,
  NetworkEgress,
  PrivateDependency,
  SubnetWorkload,
} from "./components/network/arguments";
export { checkAddressPrefix } from "./components/network/check-address-prefix";
export { suggestion } from "./components/suggestion";
export { type Problem, quoted } from "./azure/problem";
export { CustomVnetWorkspace } from "./components/workspace/CustomVnetWorkspace";
export { type CustomVnetWorkspaceArgs, type ImageBuildComputeArgs } from "./components/workspace/custom-vnet-arguments";
export { JoinRole, type VirtualNetworkJoinAccessArgs } from "./components/access/join-access-arguments";
export { VirtualNetworkJoinAccess } from "./components/access/VirtualNetworkJoinAccess";
export {
  type OnlineDeploymentArgs,
  type ProbeArgs,
  type RequestSettingsArgs,
  type ScoringCodeArgs,
} from "./components/endpoint/deployment-arguments";
export {
  type ContainerResourcesArgs,
  type KubernetesDeploymentArgs,
  KubernetesEndpointAuthMode,
  type KubernetesOnlineEndpointArgs,
  type KubernetesOnlineEndpointNames,
  type ReplicaScaleArgs,
} from "./components/endpoint/kubernetes-arguments";
export { KubernetesOnlineEndpoint } from "./components/endpoint/KubernetesOnlineEndpoint";
export {
  type EndpointIdentityArgs,
  type ManagedDeploymentArgs,
  ManagedEndpointAuthMode,
  type ManagedOnlineEndpointArgs,
  type ManagedOnlineEndpointNames,
} from "./components/endpoint/managed-arguments";
export { ManagedOnlineEndpoint } from "./components/endpoint/ManagedOnlineEndpoint";
export {
  ClusterEgress,
  ClusterLocalAccounts,
  type InferenceNodePoolArgs,
  type PrivateInferenceClusterArgs,
  type PrivateInferenceClusterNames,
  type SystemNodePoolArgs,
} from "./components/kubernetes/cluster-arguments";
export {
  type ComputeIdentityArgs,
  type InferenceCertificateArgs,
  type InferenceRouterArgs,
  InferenceRouterService,
  type KubernetesInferenceComputeArgs,
  type KubernetesInferenceComputeNames,
  type KubernetesInstanceTypeArgs,
} from "./components/kubernetes/compute-arguments";
export { KubernetesInferenceCompute } from "./components/kubernetes/KubernetesInferenceCompute";
export { PrivateInferenceCluster } from "./components/kubernetes/PrivateInferenceCluster";

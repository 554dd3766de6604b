/**
 * The cluster: its API server has a private address only, its nodes leave through what the network's owner built, people
 * come in by Microsoft Entra and Azure roles.
 * https://learn.microsoft.com/azure/aks/private-clusters
 */
import {
  AgentPool,
  AgentPoolMode,
  AgentPoolType,
  LoadBalancerSku,
  ManagedCluster,
  ManagedClusterSKUName,
  ManagedClusterSKUTier,
  NetworkDataplane,
  NetworkPlugin,
  NetworkPluginMode,
  NetworkPolicy,
  NodeOSUpgradeChannel,
  OSSKU,
  OSType,
  PublicNetworkAccess,
  ResourceIdentityType,
  UpgradeChannel,
} from "@pulumi/azure-native/containerservice";
import * as pulumi from "@pulumi/pulumi";

import { ProviderScope } from "../access/subscription";
import { childName, compact } from "../child-names";
import { DependencyPlace } from "../dependencies/place";
import { clusterTimeouts } from "../timeouts";
import { ClusterLocalAccounts, PrivateInferenceClusterArgs } from "./cluster-arguments";
import { ClusterIdentity } from "./create-cluster-identity";
import { PrivateInferenceClusterPlan } from "./plan-cluster";

/** AKS allows 54 characters. */
const longestDnsPrefix = 54;

export function createCluster(
  name: string,
  plan: PrivateInferenceClusterPlan,
  args: PrivateInferenceClusterArgs,
  identity: ClusterIdentity,
  provider: ProviderScope,
  place: DependencyPlace,
  child: pulumi.CustomResourceOptions,
): ManagedCluster {
  return new ManagedCluster(
    childName(name, "cluster"),
    {
      ...place,
      resourceName: args.names?.cluster,
      nodeResourceGroup: args.names?.nodeResourceGroup,
      dnsPrefix: compact(name, longestDnsPrefix),
      kubernetesVersion: args.kubernetesVersion,
      sku: { name: ManagedClusterSKUName.Base, tier: ManagedClusterSKUTier.Standard },
      identity: { type: ResourceIdentityType.UserAssigned, userAssignedIdentities: [identity.resource.id] },
      ...accessProfiles(plan, args, provider),
      networkProfile: networkProfile(plan),
      agentPoolProfiles: [systemPool(plan, args)],
      autoUpgradeProfile: {
        upgradeChannel: UpgradeChannel.Patch,
        nodeOSUpgradeChannel: NodeOSUpgradeChannel.NodeImage,
      },
      addonProfiles: { azurepolicy: { enabled: true } },
      oidcIssuerProfile: { enabled: true },
      securityProfile: { workloadIdentity: { enabled: true } },
    },
    {
      ...child,
      dependsOn: [...identity.grants],
      customTimeouts: clusterTimeouts,
      // The upgrade channel moves both; without this the next update would take the cluster back.
      ignoreChanges: args.kubernetesVersion === undefined ? ["kubernetesVersion"] : [],
    },
  );
}

function accessProfiles(plan: PrivateInferenceClusterPlan, args: PrivateInferenceClusterArgs, provider: ProviderScope) {
  return {
    publicNetworkAccess: PublicNetworkAccess.Disabled,
    apiServerAccessProfile: {
      enablePrivateCluster: true,
      // Azure Machine Learning doesn't support a private cluster with a public name.
      enablePrivateClusterPublicFQDN: false,
      privateDNSZone: args.privateDnsZoneId ?? "system",
      disableRunCommand: true,
    },
    enableRBAC: true,
    disableLocalAccounts: plan.localAccounts === ClusterLocalAccounts.Disabled,
    aadProfile: {
      managed: true,
      enableAzureRBAC: true,
      tenantID: provider.tenantId,
      adminGroupObjectIDs: args.administratorGroupIds,
    },
  };
}

function networkProfile(plan: PrivateInferenceClusterPlan) {
  return {
    networkPlugin: NetworkPlugin.Azure,
    networkPluginMode: NetworkPluginMode.Overlay,
    networkDataplane: NetworkDataplane.Cilium,
    networkPolicy: NetworkPolicy.Cilium,
    outboundType: plan.egress,
    loadBalancerSku: LoadBalancerSku.Standard,
    podCidr: plan.podCidr,
    serviceCidr: plan.serviceCidr,
    dnsServiceIP: plan.dnsServiceIp,
  };
}

function systemPool(plan: PrivateInferenceClusterPlan, args: PrivateInferenceClusterArgs) {
  return {
    name: "system",
    mode: AgentPoolMode.System,
    count: plan.systemNodeCount,
    vmSize: args.systemPool?.vmSize ?? "Standard_D4s_v5",
    availabilityZones: args.systemPool?.availabilityZones,
    ...nodes(args),
  };
}

function nodes(args: PrivateInferenceClusterArgs) {
  return {
    type: AgentPoolType.VirtualMachineScaleSets,
    osType: OSType.Linux,
    osSKU: OSSKU.AzureLinux3,
    vnetSubnetID: args.nodeSubnetId,
    enableNodePublicIP: false,
  };
}

/** Pools of their own, so that one can come and go without touching the cluster. */
export function createNodePools(
  name: string,
  plan: PrivateInferenceClusterPlan,
  args: PrivateInferenceClusterArgs,
  cluster: ManagedCluster,
  child: pulumi.CustomResourceOptions,
): AgentPool[] {
  return plan.pools.map((pool) => {
    const wanted = args.nodePools?.[pool.name];
    return new AgentPool(
      childName(name, `pool-${pool.name}`),
      {
        resourceGroupName: args.resourceGroupName,
        resourceName: cluster.name,
        agentPoolName: pool.name,
        mode: AgentPoolMode.User,
        count: pool.count,
        enableAutoScaling: pool.scale !== undefined,
        minCount: pool.scale?.from,
        maxCount: pool.scale?.to,
        vmSize: wanted?.vmSize,
        nodeLabels: wanted?.labels,
        nodeTaints: wanted?.taints,
        availabilityZones: wanted?.availabilityZones,
        tags: args.tags,
        ...nodes(args),
      },
      { ...child, customTimeouts: clusterTimeouts, ignoreChanges: pool.scale === undefined ? [] : ["count"] },
    );
  });
}

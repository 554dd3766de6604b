/**
 * The second road: a virtual network of one's own whose outbound traffic is limited to service tags, a workspace in it,
 * and the right to deploy into it. The registry belongs to another stack and is reached by its service tag.
 * https://learn.microsoft.com/azure/machine-learning/how-to-secure-inferencing-vnet
 */
import {
  CustomVnetWorkspace,
  InferenceNetwork,
  NetworkEgress,
  PrivateDependency,
  SubnetWorkload,
  VirtualNetworkJoinAccess,
} from "../index";
import type { CustomNetworkConfiguration } from "./config";
import { Place, StackOutputs, subnetId } from "./place";

export function customNetwork(place: Place, configuration: CustomNetworkConfiguration): StackOutputs {
  const { name, resourceGroupName, location, tags } = place;
  const { compute, endpoints } = configuration.subnets;
  const network = new InferenceNetwork(`${name}-network`, {
    resourceGroupName,
    location,
    addressPrefix: configuration.addressPrefix,
    subnets: {
      compute: { addressPrefix: compute, workloads: [SubnetWorkload.AzureMlCompute, SubnetWorkload.ImageBuild] },
      endpoints: { addressPrefix: endpoints, workloads: [SubnetWorkload.PrivateEndpoints] },
    },
    egress: NetworkEgress.ServiceTags,
    privateDependencies: [PrivateDependency.Storage, PrivateDependency.KeyVault],
    tags,
  });
  const access = new VirtualNetworkJoinAccess(`${name}-join`, {
    resourceGroupName,
    virtualNetworkId: network.virtualNetworkId,
    subnetIds: { compute: subnetId(network, "compute"), endpoints: subnetId(network, "endpoints") },
    deployers: configuration.deployers,
  });
  const workspace = new CustomVnetWorkspace(
    name,
    {
      resourceGroupName,
      location,
      containerRegistryId: configuration.registryId,
      applicationInsightsId: configuration.applicationInsightsId,
      privateAccess: { subnetId: subnetId(network, "endpoints"), zoneIds: configuration.privateDnsZoneIds },
      imageBuild: { subnetId: subnetId(network, "compute") },
      tags,
    },
    // Endpoints and compute join the network: whoever deploys needs the right by then.
    { dependsOn: [access] },
  );
  return {
    virtualNetworkId: network.virtualNetworkId,
    computeSubnetId: subnetId(network, "compute"),
    joinRoleId: access.roleDefinitionId,
    workspaceId: workspace.workspaceId,
    workspaceName: workspace.workspaceName,
  };
}

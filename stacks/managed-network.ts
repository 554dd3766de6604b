/**
 * The first road: a workspace with a managed virtual network, reached from a client network by private endpoint, and a
 * managed online endpoint in it where the configuration names a model.
 * https://learn.microsoft.com/azure/machine-learning/how-to-managed-network
 */
import {
  InferenceNetwork,
  ManagedNetworkWorkspace,
  PrivateDnsZones,
  PrivateEndpointService,
  SubnetWorkload,
} from "../index";
import type { ManagedNetworkConfiguration } from "./config";
import { Place, StackOutputs, subnetId } from "./place";

export function managedNetwork(place: Place, configuration: ManagedNetworkConfiguration): StackOutputs {
  const { name, resourceGroupName, location, tags } = place;
  const network = new InferenceNetwork(`${name}-network`, {
    resourceGroupName,
    location,
    addressPrefix: configuration.addressPrefix,
    subnets: {
      endpoints: { addressPrefix: configuration.subnets.endpoints, workloads: [SubnetWorkload.PrivateEndpoints] },
    },
    tags,
  });
  const zones = new PrivateDnsZones(`${name}-zones`, {
    resourceGroupName,
    services: [PrivateEndpointService.AzureMlWorkspace],
    existingZoneIds: configuration.privateDnsZoneIds,
    virtualNetworkIds: { clients: network.virtualNetworkId },
    tags,
  });
  const workspace = new ManagedNetworkWorkspace(name, {
    resourceGroupName,
    location,
    isolationMode: configuration.isolationMode,
    privateAccess: { subnetId: subnetId(network, "endpoints"), zoneIds: zones.zoneIds },
    tags,
  });
  return {
    virtualNetworkId: network.virtualNetworkId,
    workspaceId: workspace.workspaceId,
    workspaceName: workspace.workspaceName,
    containerRegistryId: workspace.containerRegistryId,
  };
}

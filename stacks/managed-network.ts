/**
 * The first road: a workspace with a managed virtual network, reached from a client network by private endpoint, and a
 * managed online endpoint in it where the configuration names a model.
 * https://learn.microsoft.com/azure/machine-learning/how-to-managed-network
 */
import * as pulumi from "@pulumi/pulumi";

import {
  InferenceNetwork,
  ManagedOnlineEndpoint,
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
    ...deployModel(place, configuration, workspace.workspaceId),
    virtualNetworkId: network.virtualNetworkId,
    workspaceId: workspace.workspaceId,
    workspaceName: workspace.workspaceName,
    containerRegistryId: workspace.containerRegistryId,
  };
}

function deployModel(
  place: Place,
  configuration: ManagedNetworkConfiguration,
  workspaceId: pulumi.Output<string>,
): StackOutputs {
  if (configuration.deployment === undefined) {
    return {};
  }
  const { model, environment, instanceType, instanceCount } = configuration.deployment;
  const endpoint = new ManagedOnlineEndpoint(place.name, {
    workspaceId,
    location: place.location,
    scorers: configuration.scorers,
    deployments: { blue: { model, environmentId: environment, instanceType, instanceCount } },
    tags: place.tags,
  });
  return { endpointId: endpoint.endpointId, scoringUri: endpoint.scoringUri };
}

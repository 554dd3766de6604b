/**
 * The third road: a private cluster in a network of one's own whose nodes leave through a NAT gateway, the Azure Machine
 * Learning extension on it, attached to a workspace in the same network, and a Kubernetes online endpoint.
 * https://learn.microsoft.com/azure/machine-learning/how-to-secure-kubernetes-inferencing-environment
 */
import * as pulumi from "@pulumi/pulumi";

import {
  CustomVnetWorkspace,
  InferenceNetwork,
  KubernetesInferenceCompute,
  KubernetesOnlineEndpoint,
  NetworkEgress,
  PrivateEndpointRecords,
  PrivateInferenceCluster,
  SubnetWorkload,
} from "../index";
import type { PrivateClusterConfiguration } from "./config";
import { Place, StackOutputs, subnetId } from "./place";

export function privateCluster(place: Place, configuration: PrivateClusterConfiguration): StackOutputs {
  const { name, resourceGroupName, location, tags } = place;
  const network = createNetwork(place, configuration);
  const workspace = createWorkspace(place, configuration, network);
  const cluster = new PrivateInferenceCluster(name, {
    resourceGroupName,
    location,
    nodeSubnetId: subnetId(network, "nodes"),
    tags,
  });
  const compute = new KubernetesInferenceCompute(
    name,
    {
      clusterId: cluster.clusterId,
      workspaceId: workspace.workspaceId,
      location,
      containerRegistryId: workspace.containerRegistryId,
      storageAccountId: workspace.storageAccountId,
      router: { certificate: { hostName: configuration.hostName, secretName: configuration.certificateSecret } },
      tags,
    },
    // The extension calls the workspace through its private endpoint.
    { dependsOn: [workspace] },
  );
  const endpoint = createEndpoint(place, configuration, workspace.workspaceId, compute);
  return {
    virtualNetworkId: network.virtualNetworkId,
    workspaceId: workspace.workspaceId,
    workspaceName: workspace.workspaceName,
    clusterId: cluster.clusterId,
    computeId: compute.computeId,
    endpointId: endpoint.endpointId,
    scoringUri: endpoint.scoringUri,
  };
}

function createNetwork(place: Place, configuration: PrivateClusterConfiguration): InferenceNetwork {
  const { name, resourceGroupName, location, tags } = place;
  const { nodes, endpoints } = configuration.subnets;
  return new InferenceNetwork(`${name}-network`, {
    resourceGroupName,
    location,
    addressPrefix: configuration.addressPrefix,
    subnets: {
      nodes: { addressPrefix: nodes, workloads: [SubnetWorkload.KubernetesNodes] },
      endpoints: { addressPrefix: endpoints, workloads: [SubnetWorkload.PrivateEndpoints] },
    },
    egress: NetworkEgress.NatGateway,
    tags,
  });
}

/** Without zone ids the organization's policy writes the records of the endpoints. */
function createWorkspace(
  place: Place,
  configuration: PrivateClusterConfiguration,
  network: InferenceNetwork,
): CustomVnetWorkspace {
  const { name, resourceGroupName, location, tags } = place;
  const zoneIds = configuration.privateDnsZoneIds;
  const records = zoneIds === undefined ? PrivateEndpointRecords.PolicyManaged : PrivateEndpointRecords.ZoneGroups;
  return new CustomVnetWorkspace(name, {
    resourceGroupName,
    location,
    applicationInsightsId: configuration.applicationInsightsId,
    privateAccess: { subnetId: subnetId(network, "endpoints"), records, zoneIds },
    prebuiltImages: true,
    tags,
  });
}

function createEndpoint(
  place: Place,
  configuration: PrivateClusterConfiguration,
  workspaceId: pulumi.Output<string>,
  compute: KubernetesInferenceCompute,
): KubernetesOnlineEndpoint {
  const { model, environment, instanceType, instanceCount } = configuration.deployment;
  return new KubernetesOnlineEndpoint(
    place.name,
    {
      workspaceId,
      computeId: compute.computeId,
      location: place.location,
      deployments: { blue: { model, environmentId: environment, instanceType, replicas: instanceCount } },
      tags: place.tags,
    },
    // The compute's identity needs its rights before anything is deployed on it.
    { dependsOn: [compute] },
  );
}

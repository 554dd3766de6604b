/** The private endpoints of a workspace and of its dependencies. */
import * as pulumi from "@pulumi/pulumi";

import { DependencyIds } from "../dependencies/create-dependencies";
import { DependencyPlace } from "../dependencies/place";
import { PrivateEndpointService } from "../dns/private-endpoint-service";
import { createPrivateEndpoint, PlannedPrivateEndpoint, PrivateEndpointChildren } from "../network/private-endpoint";
import { WorkspacePrivateAccessArgs } from "./private-access";

/** Which id an endpoint leads to; the workspace's is there only once the workspace is. */
export type EndpointTargets = DependencyIds & { readonly workspace?: pulumi.Output<string> };

export function createWorkspaceEndpoints(
  name: string,
  endpoints: readonly PlannedPrivateEndpoint[],
  access: WorkspacePrivateAccessArgs | undefined,
  targets: EndpointTargets,
  place: DependencyPlace,
  child: pulumi.CustomResourceOptions,
): PrivateEndpointChildren[] {
  if (access === undefined) {
    return [];
  }
  const where = {
    ...place,
    location: access.location ?? place.location,
    subnetId: access.subnetId,
    zoneIds: access.zoneIds ?? {},
  };
  return endpoints.map((planned) => {
    const target = targetOf(planned.service, targets);
    if (target === undefined) {
      throw new Error(`the endpoint ${planned.suffix} is planned before what it leads to`);
    }
    return createPrivateEndpoint(name, planned, where, target, child);
  });
}

/** Endpoints and zone groups, for whatever has to wait until names resolve. */
export function resourcesOf(endpoints: readonly PrivateEndpointChildren[]): pulumi.Resource[] {
  return endpoints.flatMap(({ endpoint, zoneGroup }) => (zoneGroup === undefined ? [endpoint] : [endpoint, zoneGroup]));
}

function targetOf(service: PrivateEndpointService, targets: EndpointTargets): pulumi.Output<string> | undefined {
  switch (service) {
    case PrivateEndpointService.AzureMlWorkspace:
      return targets.workspace;
    case PrivateEndpointService.KeyVault:
      return targets.keyVault;
    case PrivateEndpointService.ContainerRegistry:
      return targets.containerRegistry;
    case PrivateEndpointService.Blob:
    case PrivateEndpointService.File:
    case PrivateEndpointService.Queue:
    case PrivateEndpointService.Table:
    case PrivateEndpointService.Dfs:
      return targets.storageAccount;
  }
}

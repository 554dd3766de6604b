/**
 * How a network reaches a workspace: private endpoints and who writes their DNS records.
 * https://learn.microsoft.com/azure/machine-learning/how-to-configure-private-link
 */
import * as pulumi from "@pulumi/pulumi";

import { Problem } from "../../azure/problem";
import { checkArmId } from "../check-arm-id";
import { checkZoneIds } from "../dns/check";
import { PrivateEndpointService, zonesOfService } from "../dns/private-endpoint-service";
import { PlannedPrivateEndpoint } from "../network/private-endpoint";

/** Who writes the DNS records of a private endpoint. */
export enum PrivateEndpointRecords {
  /** The component, by a zone group on each endpoint; it needs the zones' ids. */
  ZoneGroups = "ZoneGroups",
  /** A policy of the organization, after the endpoint exists; the component makes no zone group. */
  PolicyManaged = "PolicyManaged",
}

/** Private access to a workspace from a virtual network. */
export interface WorkspacePrivateAccessArgs {
  /** ARM id of the subnet that holds the private endpoints. */
  subnetId: pulumi.Input<string>;
  /** Region of the virtual network, where it isn't the workspace's. */
  location?: pulumi.Input<string>;
  /** Who writes the DNS records. Default: `ZoneGroups`. */
  records?: PrivateEndpointRecords;
  /**
   * ARM ids of the private DNS zones, by zone name: `zoneIds` of `PrivateDnsZones` as it is. Needed with `ZoneGroups`:
   * both zones of the workspace, and the one of each dependency that gets an endpoint.
   */
  zoneIds?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

/** A service that gets an endpoint, and why. */
export interface WantedEndpoint {
  readonly service: PrivateEndpointService;
  readonly because: string;
}

export function checkPrivateAccess(
  access: WorkspacePrivateAccessArgs,
  services: readonly PrivateEndpointService[],
): Problem[] {
  const subnet = checkArmId(access.subnetId, "Microsoft.Network/virtualNetworks/subnets", "privateAccess.subnetId");
  if (recordsOf(access) === PrivateEndpointRecords.ZoneGroups) {
    return [...subnet, ...checkZoneIds(access.zoneIds ?? {}, services, "privateAccess.zoneIds")];
  }
  if (access.zoneIds === undefined) {
    return subnet;
  }
  return [
    ...subnet,
    {
      path: "privateAccess.zoneIds",
      found: "zone ids beside records `PolicyManaged`",
      expected: "no zone ids",
      fix: "leave them out, or set `records` to `ZoneGroups`: two writers would overwrite each other's records",
    },
  ];
}

export function planPrivateEndpoints(
  access: WorkspacePrivateAccessArgs,
  wanted: readonly WantedEndpoint[],
): PlannedPrivateEndpoint[] {
  const byComponent = recordsOf(access) === PrivateEndpointRecords.ZoneGroups;
  return wanted.map(({ service, because }) => ({
    suffix: suffixes[service],
    service,
    zones: byComponent ? zonesOfService(service) : [],
    because,
  }));
}

function recordsOf(access: WorkspacePrivateAccessArgs): PrivateEndpointRecords {
  return access.records ?? PrivateEndpointRecords.ZoneGroups;
}

const suffixes: Readonly<Record<PrivateEndpointService, string>> = {
  [PrivateEndpointService.AzureMlWorkspace]: "workspace",
  [PrivateEndpointService.Blob]: "blob",
  [PrivateEndpointService.File]: "file",
  [PrivateEndpointService.Queue]: "queue",
  [PrivateEndpointService.Table]: "table",
  [PrivateEndpointService.Dfs]: "dfs",
  [PrivateEndpointService.KeyVault]: "vault",
  [PrivateEndpointService.ContainerRegistry]: "registry",
};

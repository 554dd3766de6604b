/**
 * A private endpoint with the zone group that writes its DNS records: one endpoint for each service of a resource, all
 * zones of that service on it.
 * https://learn.microsoft.com/azure/private-link/private-endpoint-overview
 */
import { PrivateDnsZoneGroup, PrivateEndpoint } from "@pulumi/azure-native/network";
import * as pulumi from "@pulumi/pulumi";

import { childName } from "../child-names";
import { zoneSuffix } from "../dns/plan";
import { PrivateEndpointService } from "../dns/private-endpoint-service";
import { ZoneIds, zoneIdOf } from "../dns/zone-ids";

/** An endpoint to make, and the zones that its records go into; none where a policy of the organization writes them. */
export interface PlannedPrivateEndpoint {
  readonly suffix: string;
  readonly service: PrivateEndpointService;
  readonly zones: readonly string[];
  readonly because: string;
}

/** Where endpoints stand. The location is the network's, whatever the target's is. */
export interface PrivateEndpointPlace {
  resourceGroupName: pulumi.Input<string>;
  location: pulumi.Input<string> | undefined;
  tags: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
  subnetId: pulumi.Input<string>;
  zoneIds: ZoneIds;
}

export interface PrivateEndpointChildren {
  readonly endpoint: PrivateEndpoint;
  /** Absent where a policy writes the records. */
  readonly zoneGroup?: PrivateDnsZoneGroup;
}

export function createPrivateEndpoint(
  name: string,
  plan: PlannedPrivateEndpoint,
  place: PrivateEndpointPlace,
  targetId: pulumi.Input<string>,
  child: pulumi.CustomResourceOptions,
): PrivateEndpointChildren {
  const { subnetId, zoneIds, ...rest } = place;
  const endpoint = new PrivateEndpoint(
    childName(name, `endpoint-${plan.suffix}`),
    {
      ...rest,
      subnet: { id: subnetId },
      privateLinkServiceConnections: [{ name: plan.service, groupIds: [plan.service], privateLinkServiceId: targetId }],
    },
    child,
  );
  if (plan.zones.length === 0) {
    return { endpoint };
  }
  const zoneGroup = new PrivateDnsZoneGroup(
    childName(name, `records-${plan.suffix}`),
    {
      resourceGroupName: place.resourceGroupName,
      privateEndpointName: endpoint.name,
      // Azure allows one group an endpoint and calls it so in its own examples.
      privateDnsZoneGroupName: "default",
      privateDnsZoneConfigs: plan.zones.map((zone) => ({
        name: zoneSuffix(zone),
        privateDnsZoneId: zoneIdOf(zoneIds, zone),
      })),
    },
    child,
  );
  return { endpoint, zoneGroup };
}

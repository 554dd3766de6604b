/**
 * Private DNS zones and their links. Both are global resources: they have no region.
 * https://learn.microsoft.com/azure/dns/private-dns-virtual-network-links
 */
import { PrivateZone, VirtualNetworkLink } from "@pulumi/azure-native/privatedns";
import * as pulumi from "@pulumi/pulumi";

import { armIdParts } from "../check-arm-id";
import { childName } from "../child-names";
import { zoneType } from "./check";
import { zoneIdOf } from "./zone-ids";
import { PrivateDnsPlan, zoneSuffix } from "./plan";
import { PrivateDnsZonesArgs } from "./arguments";

/** Zones by name; those of another stack have only an id. */
export interface Zones {
  readonly ids: Record<string, pulumi.Output<string>>;
  readonly created: Readonly<Record<string, PrivateZone>>;
}

export function createZones(
  name: string,
  plan: PrivateDnsPlan,
  args: PrivateDnsZonesArgs,
  child: pulumi.CustomResourceOptions,
): Zones {
  const ids: Record<string, pulumi.Output<string>> = {};
  const created: Record<string, PrivateZone> = {};
  for (const { zone } of plan.zones) {
    if (args.existingZoneIds !== undefined) {
      ids[zone] = pulumi.output(zoneIdOf(args.existingZoneIds, zone));
      continue;
    }
    const made = new PrivateZone(
      childName(name, zoneSuffix(zone)),
      { resourceGroupName: args.resourceGroupName, privateZoneName: zone, location: "global", tags: args.tags },
      child,
    );
    created[zone] = made;
    ids[zone] = made.id;
  }
  return { ids, created };
}

/** A link is a child of its zone, so those of existing zones go into the zones' own group. */
export function createLinks(
  name: string,
  plan: PrivateDnsPlan,
  args: PrivateDnsZonesArgs,
  zones: Zones,
  child: pulumi.CustomResourceOptions,
): VirtualNetworkLink[] {
  return plan.links.map(({ zone, network }) => {
    const created = zones.created[zone];
    const { existingZoneIds: existing } = args;
    const place =
      existing === undefined ? args : armIdParts(zoneIdOf(existing, zone), zoneType, `existingZoneIds["${zone}"]`);
    return new VirtualNetworkLink(
      childName(name, `${zoneSuffix(zone)}-${network}`),
      {
        resourceGroupName: place.resourceGroupName,
        privateZoneName: created?.name ?? zone,
        virtualNetwork: { id: args.virtualNetworkIds?.[network] },
        registrationEnabled: false,
        location: "global",
        tags: args.tags,
      },
      child,
    );
  });
}

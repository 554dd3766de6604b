/** Which zones there are in the end, and which of them are linked to which networks. */
import { PrivateDnsZonesArgs } from "./arguments";
import { PrivateEndpointService, zonesOfService } from "./private-endpoint-service";

export interface PrivateDnsPlan {
  readonly zones: readonly PlannedZone[];
  readonly links: readonly PlannedLink[];
}

export interface PlannedZone {
  readonly zone: string;
  readonly create: "create" | "existing";
  /** The services whose records need it. */
  readonly services: readonly PrivateEndpointService[];
}

export interface PlannedLink {
  readonly zone: string;
  /** Key of the network in the arguments. */
  readonly network: string;
}

export function planPrivateDnsZones(args: PrivateDnsZonesArgs): PrivateDnsPlan {
  const names = [...new Set(args.services.flatMap((service) => zonesOfService(service)))];
  return {
    zones: names.map((zone) => ({
      zone,
      create: args.existingZoneIds === undefined ? "create" : "existing",
      services: args.services.filter((service) => zonesOfService(service).includes(zone)),
    })),
    links: names.flatMap((zone) => Object.keys(args.virtualNetworkIds ?? {}).map((network) => ({ zone, network }))),
  };
}

/** Suffix of a zone's children: its name without the part that all of them share. */
export function zoneSuffix(zone: string): string {
  return zone.replace(/^privatelink\./, "").replaceAll(".", "-");
}

/** What can't be right about private DNS zones, whoever makes them. */
import * as pulumi from "@pulumi/pulumi";

import { isKnown } from "../../azure/known";
import { Problem, quoted } from "../../azure/problem";
import { checkArmId, parseArmId } from "../check-arm-id";
import { checkGiven } from "../check-given";
import { checkPlain } from "../check-plain";
import { knownInput } from "../known-input";
import { PrivateEndpointService, zonesOfService } from "./private-endpoint-service";
import { ZoneIds } from "./zone-ids";
import { PrivateDnsZonesArgs } from "./arguments";

export const zoneType = "Microsoft.Network/privateDnsZones";

/** What the arguments' types require. */
const requiredArguments: readonly string[] = ["resourceGroupName", "services"];

/** What decides which resources there are. */
const plainArguments: readonly string[] = ["services.*", "virtualNetworkIds"];

export function checkPrivateDnsZones(args: PrivateDnsZonesArgs): Problem[] {
  const unfit = [...checkGiven(args, requiredArguments), ...checkPlain(args, plainArguments)];
  return unfit.length > 0 ? unfit : checkArguments(args);
}

function checkArguments(args: PrivateDnsZonesArgs): Problem[] {
  return [
    ...checkServices(args.services),
    ...checkExistingZones(args),
    ...Object.entries(args.virtualNetworkIds ?? {}).flatMap(([key, id]) =>
      checkArmId(id, "Microsoft.Network/virtualNetworks", `virtualNetworkIds.${key}`),
    ),
  ];
}

/** Every zone of `services` has an id, each id is a zone's and belongs under its key, and there is no other key. */
export function checkZoneIds(zoneIds: ZoneIds, services: readonly PrivateEndpointService[], path: string): Problem[] {
  const ids = knownInput(zoneIds);
  if (!isKnown(ids)) {
    return [];
  }
  const needed = [...new Set(services.flatMap((service) => zonesOfService(service)))];
  const known = Object.values(PrivateEndpointService).flatMap((service) => zonesOfService(service));
  const missing = needed
    .filter((zone) => ids[zone] === undefined)
    .map((zone) => ({
      path: `${path}["${zone}"]`,
      found: "nothing",
      expected: "the ARM id of this private DNS zone",
      fix: "without it the name resolves to the public address and the call is refused",
    }));
  const given = Object.entries(ids).flatMap(([zone, id]) =>
    known.includes(zone) ? checkZoneId(id, zone, `${path}["${zone}"]`) : [unknownZone(zone, path, known)],
  );
  return [...missing, ...given];
}

function checkServices(services: readonly PrivateEndpointService[]): Problem[] {
  const known = Object.values(PrivateEndpointService);
  if (services.length === 0) {
    return [{ path: "services", found: "an empty list", expected: `at least one of ${known.join(", ")}` }];
  }
  return services.flatMap((service, index) =>
    known.includes(service)
      ? []
      : [{ path: `services[${index}]`, found: quoted(service), expected: `one of ${known.join(", ")}` }],
  );
}

function checkExistingZones(args: PrivateDnsZonesArgs): Problem[] {
  const { existingZoneIds } = args;
  if (existingZoneIds === undefined) {
    return [];
  }
  const services = args.services.filter((service) => Object.values(PrivateEndpointService).includes(service));
  return checkZoneIds(existingZoneIds, services, "existingZoneIds");
}

function checkZoneId(id: pulumi.Input<string>, zone: string, path: string): Problem[] {
  const known = knownInput(id);
  if (!isKnown(known)) {
    return [];
  }
  const name = parseArmId(known, zoneType)?.names[0];
  if (name === undefined) {
    return checkArmId(known, zoneType, path);
  }
  return name.toLowerCase() === zone
    ? []
    : [{ path, found: `the id of the zone ${quoted(name)}`, expected: `the id of ${quoted(zone)}` }];
}

function unknownZone(zone: string, path: string, known: readonly string[]): Problem {
  return { path: `${path}["${zone}"]`, found: quoted(zone), expected: `one of ${[...new Set(known)].join(", ")}` };
}

/**
 * Private DNS zones for the private endpoints of an inferencing environment, and their links to virtual networks.
 * https://learn.microsoft.com/azure/machine-learning/how-to-custom-dns
 */
import { PrivateZone, VirtualNetworkLink } from "@pulumi/azure-native/privatedns";
import * as pulumi from "@pulumi/pulumi";

import { refuseIfAny } from "../arguments-error";
import { PrivateDnsZonesArgs } from "./arguments";
import { checkPrivateDnsZones } from "./check";
import { createLinks, createZones } from "./create-zones";
import { planPrivateDnsZones } from "./plan";

const children = new WeakMap<
  PrivateDnsZones,
  { zones: readonly PrivateZone[]; links: readonly VirtualNetworkLink[] }
>();

/**
 * Private DNS zones for private endpoints, created here or adopted from a central subscription, and their links to the
 * virtual networks that resolve them. The workspace components take the resulting `zoneIds` as they are.
 *
 * Refused: unknown services, an existing zone under another zone's name, a zone of a wanted service without an id.
 */
export class PrivateDnsZones extends pulumi.ComponentResource {
  /** ARM ids of all zones, created or adopted, by zone name, for instance `privatelink.blob.core.windows.net`. */
  public readonly zoneIds: Record<string, pulumi.Output<string>>;

  constructor(name: string, args: PrivateDnsZonesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("azureml-secure-inference:index:PrivateDnsZones", name, args, opts);
    refuseIfAny(`private DNS zones "${name}"`, checkPrivateDnsZones(args));
    const plan = planPrivateDnsZones(args);
    const child = { parent: this };

    const zones = createZones(name, plan, args, child);
    const links = createLinks(name, plan, args, zones, child);

    children.set(this, { zones: Object.values(zones.created), links });
    this.zoneIds = zones.ids;
    this.registerOutputs({ zoneIds: this.zoneIds });
  }

  /** The zones that were created here; none where they were adopted. Only in TypeScript. */
  get zones(): readonly PrivateZone[] {
    return children.get(this)?.zones ?? [];
  }

  /** The links to virtual networks. Only in TypeScript. */
  get links(): readonly VirtualNetworkLink[] {
    return children.get(this)?.links ?? [];
  }
}

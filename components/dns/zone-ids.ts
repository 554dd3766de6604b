/**
 * Ids of zones by name. In TypeScript each id is an output of its own zone; from another language the whole map may be
 * one output, and then every zone seems to come from all of them.
 */
import * as pulumi from "@pulumi/pulumi";

export type ZoneIds = pulumi.Input<Record<string, pulumi.Input<string>>>;

/** The id of a zone that the checks, or the service itself, asked for. */
export function zoneIdOf(zoneIds: ZoneIds, zone: string): pulumi.Input<string> {
  if (pulumi.Output.isInstance(zoneIds) || zoneIds instanceof Promise) {
    return pulumi.output(zoneIds).apply((known) => orThrow(known[zone], zone));
  }
  return orThrow(zoneIds[zone], zone);
}

function orThrow<Id>(id: Id | undefined, zone: string): Id {
  if (id === undefined) {
    throw new Error(`there is no id of the private DNS zone ${zone}`);
  }
  return id;
}

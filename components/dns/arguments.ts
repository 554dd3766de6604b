/**
 * What `PrivateDnsZones` is told.
 * https://learn.microsoft.com/azure/machine-learning/how-to-custom-dns
 */
import * as pulumi from "@pulumi/pulumi";

import { PrivateEndpointService } from "./private-endpoint-service";

/** Arguments of {@link PrivateDnsZones}. */
export interface PrivateDnsZonesArgs {
  /** Resource group of the zones that are created. */
  resourceGroupName: pulumi.Input<string>;
  /** Services whose names are to resolve privately. One zone is kept for all endpoints of a service. */
  services: PrivateEndpointService[];
  /**
   * ARM ids of zones that exist, for instance in a central subscription, by zone name: then none is created, and all
   * zones of `services` have to be here. The component's provider has to reach their subscription. Default: zones are
   * created.
   */
  existingZoneIds?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /**
   * ARM ids of the virtual networks that resolve these names, by a word of your own that names the link. A network can
   * be linked to a zone of one name only once.
   */
  virtualNetworkIds?: Record<string, pulumi.Input<string>>;
  /** Tags of every zone and link. */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

/**
 * The subnets, one after another: Azure refuses two writes to one network at a time.
 * https://learn.microsoft.com/azure/virtual-network/ip-services/default-outbound-access
 */
import {
  NetworkSecurityGroup,
  Subnet,
  VirtualNetworkPrivateEndpointNetworkPolicies,
} from "@pulumi/azure-native/network";
import * as pulumi from "@pulumi/pulumi";

import { childName } from "../child-names";
import { Egress } from "./create-egress";
import { NetworkPlace } from "./create-virtual-network";
import { InferenceNetworkPlan } from "./plan-inference-network";

/** What the subnets hang on. */
export interface SubnetSurroundings {
  readonly virtualNetwork: NetworkPlace;
  readonly securityGroups: Readonly<Record<string, NetworkSecurityGroup>>;
  readonly egress: Egress;
}

export function createSubnets(
  name: string,
  plan: InferenceNetworkPlan,
  surroundings: SubnetSurroundings,
  child: pulumi.CustomResourceOptions,
): Record<string, Subnet> {
  const made: Record<string, Subnet> = {};
  const { virtualNetwork, securityGroups, egress } = surroundings;
  let previous: Subnet[] = [];
  for (const planned of plan.subnets) {
    const subnet = new Subnet(
      childName(name, `subnet-${planned.name}`),
      {
        resourceGroupName: virtualNetwork.resourceGroupName,
        virtualNetworkName: virtualNetwork.name,
        subnetName: planned.name,
        addressPrefix: planned.addressPrefix,
        networkSecurityGroup: { id: securityGroups[planned.name]?.id },
        natGateway: planned.egress === "none" || egress.id === undefined ? undefined : { id: egress.id },
        // Can only be said at creation, and the API version in use lets everything out where it is left out.
        defaultOutboundAccess: false,
        privateEndpointNetworkPolicies: VirtualNetworkPrivateEndpointNetworkPolicies.Disabled,
      },
      { ...child, dependsOn: previous },
    );
    made[planned.name] = subnet;
    previous = [subnet];
  }
  return made;
}

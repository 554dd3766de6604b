/**
 * The virtual network. Its subnets are resources of their own: written inline as well, each write would undo the other.
 * https://learn.microsoft.com/azure/virtual-network/virtual-networks-overview
 */
import { VirtualNetwork } from "@pulumi/azure-native/network";
import * as pulumi from "@pulumi/pulumi";

import { armIdParts } from "../check-arm-id";
import { childName } from "../child-names";
import { InferenceNetworkArgs } from "./arguments";

/** A network as its subnets see it. */
export interface NetworkPlace {
  readonly id: pulumi.Output<string>;
  readonly name: pulumi.Output<string>;
  readonly resourceGroupName: pulumi.Input<string>;
  /** Absent where the network was adopted. */
  readonly created?: VirtualNetwork;
}

export function createOrAdoptVirtualNetwork(
  name: string,
  args: InferenceNetworkArgs,
  child: pulumi.CustomResourceOptions,
): NetworkPlace {
  const { resourceGroupName, virtualNetworkId } = args;
  if (virtualNetworkId !== undefined) {
    const parts = armIdParts(virtualNetworkId, "Microsoft.Network/virtualNetworks", "virtualNetworkId");
    const adopted = parts.apply(({ names }) => names[0] ?? "");
    return { id: pulumi.output(virtualNetworkId), name: adopted, resourceGroupName: parts.resourceGroupName };
  }
  const created = new VirtualNetwork(
    childName(name, "vnet"),
    {
      resourceGroupName,
      location: args.location,
      virtualNetworkName: args.names?.virtualNetwork,
      addressSpace: { addressPrefixes: [args.addressPrefix] },
      dhcpOptions: args.dnsServers === undefined ? undefined : { dnsServers: args.dnsServers },
      tags: args.tags,
    },
    child,
  );
  return { id: created.id, name: created.name, resourceGroupName, created };
}

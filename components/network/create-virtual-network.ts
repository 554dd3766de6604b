/**
 * The virtual network. Its subnets are resources of their own: written inline as well, each write would undo the other.
 * https://learn.microsoft.com/azure/virtual-network/virtual-networks-overview
 */
import { VirtualNetwork } from "@pulumi/azure-native/network";
import * as pulumi from "@pulumi/pulumi";

import { childName } from "../child-names";
import { InferenceNetworkArgs } from "./arguments";

export function createVirtualNetwork(
  name: string,
  args: InferenceNetworkArgs,
  child: pulumi.CustomResourceOptions,
): VirtualNetwork {
  return new VirtualNetwork(
    childName(name, "vnet"),
    {
      resourceGroupName: args.resourceGroupName,
      location: args.location,
      virtualNetworkName: args.names?.virtualNetwork,
      addressSpace: { addressPrefixes: [args.addressPrefix] },
      dhcpOptions: args.dnsServers === undefined ? undefined : { dnsServers: args.dnsServers },
      tags: args.tags,
    },
    child,
  );
}

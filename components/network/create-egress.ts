/**
 * The way out of a network of private subnets.
 * https://learn.microsoft.com/azure/nat-gateway/nat-overview
 */
import {
  IPAllocationMethod,
  NatGateway,
  NatGatewaySkuName,
  PublicIPAddress,
  PublicIPAddressSkuName,
} from "@pulumi/azure-native/network";
import * as pulumi from "@pulumi/pulumi";

import { childName } from "../child-names";
import { InferenceNetworkArgs } from "./arguments";
import { InferenceNetworkPlan } from "./plan-inference-network";

/** All absent where nothing in the network sends. */
export interface Egress {
  /** Id of the NAT gateway, created or adopted. */
  readonly id?: pulumi.Input<string>;
  readonly publicIpAddress?: PublicIPAddress;
  readonly natGateway?: NatGateway;
}

export function createEgress(
  name: string,
  plan: InferenceNetworkPlan,
  args: InferenceNetworkArgs,
  child: pulumi.CustomResourceOptions,
): Egress {
  if (plan.subnets.every((subnet) => subnet.egress === "none")) {
    return {};
  }
  if (args.natGatewayId !== undefined) {
    return { id: args.natGatewayId };
  }
  const { resourceGroupName, location, tags } = args;
  const publicIpAddress = new PublicIPAddress(
    childName(name, "egress-address"),
    {
      resourceGroupName,
      location,
      tags,
      publicIpAddressName: args.names?.publicIpAddress,
      sku: { name: PublicIPAddressSkuName.Standard },
      publicIPAllocationMethod: IPAllocationMethod.Static,
    },
    child,
  );
  const natGateway = new NatGateway(
    childName(name, "nat"),
    {
      resourceGroupName,
      location,
      tags,
      natGatewayName: args.names?.natGateway,
      sku: { name: NatGatewaySkuName.Standard },
      publicIpAddresses: [{ id: publicIpAddress.id }],
      idleTimeoutInMinutes: 10,
    },
    child,
  );
  return { id: natGateway.id, publicIpAddress, natGateway };
}

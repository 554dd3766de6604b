/** The joins that inferencing in a virtual network takes: each subnet that carries it, and each network it lies in. */
import { Thing } from "../../../azure/estate/estate";
import { Circumstances } from "../rule";
import { nameSubnet } from "../words";
import { networksInUse } from "./networks-in-use";

export const joinSubnet = "Microsoft.Network/virtualNetworks/subnets/join/action";
export const joinNetwork = "Microsoft.Network/virtualNetworks/join/action";

export interface JoinInUse {
  readonly action: string;
  readonly on: Thing;
  /** For instance "subnet `inference` (10.0.2.0/24)". */
  readonly name: string;
}

export function joinsInUse(circumstances: Circumstances): readonly JoinInUse[] {
  const subnets = circumstances.inferencingSubnets.map(({ subnet }) => ({
    action: joinSubnet,
    on: subnet,
    name: nameSubnet(subnet),
  }));
  const networks = networksInUse(circumstances).map((network) => ({
    action: joinNetwork,
    on: network,
    name: `virtual network \`${network.origin.name}\``,
  }));
  return [...subnets, ...networks];
}

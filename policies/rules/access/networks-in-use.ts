/** The virtual networks that inferencing subnets lie in, each once. */
import { VirtualNetwork } from "../../../azure/estate/estate";
import { reachable } from "../../../azure/estate/link";
import { Circumstances } from "../rule";

export function networksInUse(circumstances: Circumstances): readonly VirtualNetwork[] {
  return [...new Set(circumstances.inferencingSubnets.flatMap(({ subnet }) => reachable(subnet.virtualNetwork)))];
}

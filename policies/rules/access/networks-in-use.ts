/** The virtual networks that inferencing subnets lie in, each once; one that is not known stands as such. */
import { Subnet, VirtualNetwork } from "../../../azure/estate/estate";
import { reachable } from "../../../azure/estate/link";
import { unknown } from "../../../azure/known";
import { Circumstances } from "../rule";

export function networksInUse(circumstances: Circumstances): readonly VirtualNetwork[] {
  return [...new Set(circumstances.inferencingSubnets.flatMap(({ subnet }) => networksOf(subnet)))];
}

function networksOf(subnet: Subnet): readonly VirtualNetwork[] {
  const { virtualNetwork: link } = subnet;
  if (link.link !== "unknown") {
    return reachable(link);
  }
  const hidden = unknown(link.because);
  return [{ origin: subnet.origin, id: hidden, location: hidden, addressPrefixes: hidden }];
}

// A subnet lies inside the address space of its network.

import { networkWrite, type Prefix } from "./address-prefixes";
import type { Refusal } from "./refusal";

export const netcfgSubnetRangeOutsideVnet: Refusal = {
  code: "NetcfgSubnetRangeOutsideVnet",
  status: 400,
  source: "https://github.com/MicrosoftDocs/azure-docs/pull/123869",
  evidence: "read",
  message(request, azure) {
    const write = networkWrite(request, azure);
    if (write === undefined || write.space.length === 0) {
      return undefined;
    }
    const outside = write.written.find(({ prefixes }) =>
      prefixes.some((prefix) => prefix.range !== undefined && !write.space.some((space) => isInside(prefix, space))),
    );
    return outside === undefined
      ? undefined
      : `Subnet '${outside.name}' is not valid because its IP address range is outside the IP address range of virtual network '${write.networkName}'.`;
  },
};

function isInside({ range: inner }: Prefix, { range: outer }: Prefix): boolean {
  return inner !== undefined && outer !== undefined && inner.first >= outer.first && inner.last <= outer.last;
}

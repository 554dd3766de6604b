// Two subnets of one network share no address.

import { networkWrite, type Subnet } from "./address-prefixes";
import type { Refusal } from "./refusal";

export const netcfgSubnetRangesOverlap: Refusal = {
  code: "NetcfgSubnetRangesOverlap",
  status: 400,
  source: "https://github.com/MicrosoftDocs/azure-docs/pull/123869",
  evidence: "read",
  message(request, azure) {
    const write = networkWrite(request, azure);
    const overlapping = write?.written.find((subnet) => write.all.some((other) => overlap(subnet, other)));
    return overlapping === undefined
      ? undefined
      : `Subnet '${overlapping.name}' is not valid because its IP address range overlaps with that of an existing subnet in virtual network '${write?.networkName ?? ""}'.`;
  },
};

function overlap(one: Subnet, other: Subnet): boolean {
  if (one.name.toLowerCase() === other.name.toLowerCase()) {
    return false;
  }
  return one.prefixes.some(({ range: left }) =>
    other.prefixes.some(
      ({ range: right }) =>
        left !== undefined && right !== undefined && left.first <= right.last && right.first <= left.last,
    ),
  );
}

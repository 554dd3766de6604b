// Address ranges of a network and its subnets are written as CIDR blocks.

import { isIPv6 } from "node:net";
import { networkWrite, type Prefix } from "./address-prefixes";
import type { Refusal } from "./refusal";

export const invalidAddressPrefixFormat: Refusal = {
  code: "InvalidAddressPrefixFormat",
  status: 400,
  source: "https://github.com/Azure/azure-service-operator/issues/997",
  evidence: "read",
  message(request, azure) {
    const write = networkWrite(request, azure);
    const places = [
      ...(request.token === "azure-native:network:VirtualNetwork"
        ? [{ id: request.id, prefixes: write?.space ?? [] }]
        : []),
      ...(write?.written ?? []),
    ];
    for (const { id, prefixes } of places) {
      const wrong = prefixes.find((prefix) => !isBlock(prefix));
      if (wrong !== undefined) {
        return `Address prefix ${wrong.text} of resource ${id} is not formatted correctly. It should follow CIDR notation, for example 10.0.0.0/24.`;
      }
    }
    return undefined;
  },
};

function isBlock({ text, range }: Prefix): boolean {
  const [, address = "", length = ""] = /^(.*)\/(\d{1,3})$/.exec(text) ?? [];
  return range !== undefined || (isIPv6(address) && Number(length) <= 128);
}

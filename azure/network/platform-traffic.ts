/**
 * Traffic that security rules don't touch unless they name it: a machine's name resolution, health and metadata.
 * https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview#azure-platform-considerations
 *
 * A wider question (`*`, `VirtualNetwork`) doesn't mean this traffic; who wants to know names the address or the tag.
 * The addresses of the licensing service (`AzurePlatformLKM`) aren't published and count as any others.
 */
import { isUnknown } from "../known";
import { AddressSet } from "./address-set";
import { AddressSide } from "./address-part";
import { PortSet } from "./port-set";
import { RuleMatch } from "./rule-match";
import { SecurityRule } from "./security-rule";
import { hostAddress, instanceMetadataAddress } from "./special-addresses";

/** Where such traffic goes. */
export const platformAddresses = hostAddress.union(instanceMetadataAddress);

/** What decides it: the rules that name one of its tags, then the platform, which allows it. */
export function platformMatches(ordered: readonly RuleMatch[]): readonly RuleMatch[] {
  const naming: RuleMatch[] = [];
  for (const match of ordered) {
    const destinations = platformTerms(match);
    if (destinations.length > 0) {
      naming.push({ ...match, box: { ...match.box, destinations } });
    }
  }
  return [...naming, allowed];
}

/** A destination that isn't known may be such a tag. */
function platformTerms({ rule, box, holds }: RuleMatch): readonly AddressSide[] {
  const unknown = isUnknown(rule.destinations) || rule.destinations.some(isUnknown);
  return unknown && holds === "perhaps" ? [platformAddresses] : box.destinations.filter(namesPlatform);
}

/** Whether the term is one of the two tags by which a rule reaches such traffic. */
export function namesPlatform(side: AddressSide): boolean {
  return !(side instanceof AddressSet) && /^AzurePlatform(DNS|IMDS)$/.test(side.name);
}

/** Not among the default rules that Azure lists. */
const platformRule: SecurityRule = {
  name: "the platform's own traffic",
  path: "platform",
  priority: 0,
  direction: "Outbound",
  access: "Allow",
  protocol: "*",
  sources: [{ kind: "everything" }],
  destinations: platformAddresses.toPrefixes().map((prefix) => ({ kind: "prefix", prefix })),
  sourcePorts: [{ from: 0, to: 65535 }],
  destinationPorts: [{ from: 0, to: 65535 }],
};

const allowed: RuleMatch = {
  rule: platformRule,
  box: {
    sources: [AddressSet.everything()],
    destinations: [platformAddresses],
    sourcePorts: PortSet.everything(),
    destinationPorts: PortSet.everything(),
  },
  holds: "surely",
  unknowns: [],
};

// The security rules that a write would leave in a network security group: those of the list inside the
// group, or a single rule with its siblings.

import { isMap, member, type PropertyMap, text } from "../../provider/value";
import { nameOf, parentId } from "../operations/resource-id";
import type { ResourceManager } from "../state/resource-manager";
import type { WriteRequest } from "./refusal";

export interface SecurityRuleWrite {
  /** Rules that the request itself carries. */
  written: NamedRule[];
  /** Those and the rules beside them. */
  all: NamedRule[];
}

export interface NamedRule {
  name: string;
  properties: PropertyMap;
}

export function securityRulesOf(request: WriteRequest, azure: ResourceManager): SecurityRuleWrite | undefined {
  if (request.operation === "delete") {
    return undefined;
  }
  switch (request.token) {
    case "azure-native:network:NetworkSecurityGroup": {
      const written = rulesIn(request.properties);
      return { written, all: written };
    }
    case "azure-native:network:SecurityRule": {
      const rule = { name: nameOf(request.id), properties: request.properties };
      const group = azure.get(parentId(request.id) ?? "");
      const siblings = group === undefined ? [] : rulesIn(group.properties);
      const others = siblings.filter(({ name }) => name.toLowerCase() !== rule.name.toLowerCase());
      return { written: [rule], all: [rule, ...others] };
    }
    default:
      return undefined;
  }
}

function rulesIn(group: PropertyMap): NamedRule[] {
  const rules = member(group, "securityRules");
  return Array.isArray(rules)
    ? rules.filter(isMap).map((properties) => ({ name: text(member(properties, "name")) ?? "", properties }))
    : [];
}

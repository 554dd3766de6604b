// The lists of address prefixes take addresses only: a service tag or `*` belongs in the singular member.

import { member, text } from "../../provider/value";
import type { Refusal } from "./refusal";
import { securityRulesOf } from "./security-rules";

export const securityRuleParameterContainsUnsupportedValue: Refusal = {
  code: "SecurityRuleParameterContainsUnsupportedValue",
  status: 400,
  source: "https://github.com/hashicorp/terraform-provider-azurerm/issues/5617",
  evidence: "read",
  message(request, azure) {
    for (const { name, properties } of securityRulesOf(request, azure)?.written ?? []) {
      for (const property of ["sourceAddressPrefixes", "destinationAddressPrefixes"]) {
        const prefixes = member(properties, property);
        const tag = (Array.isArray(prefixes) ? prefixes : [])
          .map(text)
          .find((prefix) => prefix !== undefined && !isAddress(prefix));
        if (tag !== undefined) {
          return `Security rule parameter ${property} for rule with Id ${request.id} (${name}) cannot specify existing VIRTUALNETWORK, INTERNET, AZURELOADBALANCER, '*' or system tags. Unsupported value used: ${tag}.`;
        }
      }
    }
    return undefined;
  },
};

/** An address, a range or a prefix of either family; every tag begins with a letter and has no colon. */
function isAddress(prefix: string): boolean {
  return /^\d+\.\d+\.\d+\.\d+/.test(prefix) || prefix.includes(":");
}

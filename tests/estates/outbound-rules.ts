/**
 * Security rules written on one line, so that a row of a table reads like the portal's:
 * `190 allow tcp 10.0.2.0/24 -> AzureContainerRegistry.WestEurope:443`. The rule is named after access and priority.
 */
import { Properties, Value } from "../../policies/capture/wire-value";
import { notYet } from "./captured";

const line = /^(inbound )?(\S+) (\S+) (\S+) (\S+) -> (.+):(\S+)$/;

/**
 * A rule with the inputs of azure-native, outbound unless it begins with `inbound`. A `?` is a value that only the
 * deployment will tell.
 */
export function outbound(text: string): Properties {
  const [, inbound, priority, access, protocol, source, destination, port] = line.exec(text) ?? [];
  if (access === undefined) {
    throw new Error(`not a rule: ${text}`);
  }
  return {
    name: `${access}-${priority === "?" ? "unknown" : priority}`,
    priority: priority === "?" ? notYet : Number(priority),
    direction: inbound === undefined ? "Outbound" : "Inbound",
    access: value(access === "allow" ? "Allow" : access === "deny" ? "Deny" : access),
    protocol: value(protocol),
    sourceAddressPrefix: value(source),
    sourcePortRange: "*",
    destinationAddressPrefix: value(destination),
    destinationPortRange: value(port),
  };
}

export function outboundRules(...lines: readonly string[]): readonly Properties[] {
  return lines.map(outbound);
}

/** The rule without one property, with others instead: for the plural forms. */
export function instead(rule: Properties, without: string, others: Properties): Properties {
  return { ...Object.fromEntries(Object.entries(rule).filter(([key]) => key !== without)), ...others };
}

function value(text: string | undefined): Value {
  return text === undefined || text === "?" ? notYet : text;
}

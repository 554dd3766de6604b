/** The rule of which nothing is known: it may be any, so wherever it stands the decision is open. */
import { unknown } from "../known";
import { SecurityRule } from "./security-rule";

export function unknownSecurityRule(path: string, because: string): SecurityRule {
  const any = unknown(because);
  return {
    name: any,
    path,
    priority: any,
    direction: any,
    access: any,
    protocol: any,
    sources: any,
    destinations: any,
    sourcePorts: any,
    destinationPorts: any,
  };
}

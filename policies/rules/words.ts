/** The one way in which findings name things. */
import { Grant } from "../../azure/access/grant";
import { Subnet } from "../../azure/estate/estate";
import { InferencingSubnet, Workload } from "../../azure/estate/inferencing-subnets";
import { isUnknown } from "../../azure/known";
import { AddressTerm, Flow, PortRange, SecurityRule } from "../../azure/network/security-rule";

const workloadNames: Readonly<Record<Workload["kind"], string>> = {
  "kubernetes-nodes": "cluster",
  "azure-ml-compute": "compute",
  "compute-instance": "compute instance",
  named: "workload",
};

/** For instance "cluster `aks`, subnet `nodes` (10.0.2.0/24)". */
export function nameInferencingSubnet(inferencing: InferencingSubnet): string {
  const workloads = inferencing.workloads
    .filter((workload) => workload.kind !== "named")
    .map((workload) => `${workloadNames[workload.kind]} \`${workload.origin.name}\``);
  return [...new Set(workloads), nameSubnet(inferencing.subnet)].join(", ");
}

export function nameSubnet(subnet: Subnet): string {
  const prefixes = isUnknown(subnet.addressPrefixes) ? [] : subnet.addressPrefixes;
  return `subnet \`${subnet.origin.name}\`${prefixes.length === 0 ? "" : ` (${prefixes.join(", ")})`}`;
}

/** For instance "AzureContainerRegistry.WestEurope, tcp 443". */
export function nameDestination(flow: Flow): string {
  return `${nameTerms(flow.destinations)}, ${flow.protocol.toLowerCase()} ${namePorts(flow)}`;
}

/** For instance "443" or "80, 8080-8089". */
export function namePorts(flow: Flow): string {
  return namePortRanges(flow.destinationPorts ?? []) || "any port";
}

export function namePortRanges(ranges: readonly PortRange[]): string {
  return ranges.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`)).join(", ");
}

export function nameTerms(terms: Flow["destinations"]): string {
  return isUnknown(terms) ? "an address that is not known yet" : terms.map(nameTerm).join(", ");
}

/** For instance "rule `DenyInternet`, priority 200   securityRules[0]". */
export function nameSecurityRule(rule: SecurityRule): string {
  const name = isUnknown(rule.name) ? "a rule" : `rule \`${rule.name}\``;
  const priority = isUnknown(rule.priority) ? "priority not known" : `priority ${rule.priority}`;
  return rule.path === "" ? `${name}, ${priority}` : `${name}, ${priority}   ${rule.path}`;
}

/** For instance "rule `AllowRegistry` (securityRules[3])": where to change it, without its priority. */
export function nameWrittenRule(rule: SecurityRule): string {
  const name = isUnknown(rule.name) ? "the rule" : `rule \`${rule.name}\``;
  return rule.path === "" ? name : `${name} (${rule.path})`;
}

/** For instance "`Network Contributor`". */
export function nameRole({ role }: Grant): string {
  return isUnknown(role) ? "that is not known" : `\`${role.name}\``;
}

export function capitalised(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}

function nameTerm(term: AddressTerm | { readonly unknown: string }): string {
  if (isUnknown(term)) {
    return "an address that is not known yet";
  }
  switch (term.kind) {
    case "everything":
      return "*";
    case "prefix":
      return term.prefix;
    case "service-tag":
      return term.tag;
    case "application-security-group":
      return `application security group ${term.id}`;
  }
}

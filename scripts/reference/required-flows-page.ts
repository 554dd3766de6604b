/** What inferencing must reach, workload by workload, printed from the rows that components and rules read. */
import {
  FlowCondition,
  FlowReplacement,
  flowsOf,
  RequiredFlow,
  requiredFlows,
  WorkloadKind,
} from "../../azure/facts/required-flows";
import { cite, lines } from "./rule-pages";

export function requiredFlowsPage(): ReadonlyMap<string, string> {
  return new Map([["docs/reference/required-flows.md", page()]]);
}

const workloads: Readonly<Record<WorkloadKind, string>> = {
  "kubernetes-nodes": "Nodes of a cluster that serves Kubernetes online endpoints",
  "azure-ml-compute": "Azure Machine Learning compute cluster or instance",
  "compute-instance": "Compute instance, besides the above",
  "image-build": "Compute cluster that only builds images",
  "private-endpoints": "Subnet of private endpoints",
};

const conditions: Readonly<Record<FlowCondition, string>> = {
  "registry-reached-publicly": "the registry is reached by its public address and has no dedicated data endpoints",
  "tag-exists-in-cloud": "the tag exists in the cloud (public only)",
  "high-business-impact-workspace": "the workspace has `hbiWorkspace`",
  "private-endpoints-in-network": "private endpoints stand in the network or its peers",
  "compute-with-public-address": "a compute has a public address",
  "firewall-before-storage-endpoint": "a firewall stands before the storage account's private endpoint",
};

const replacements: Readonly<Record<FlowReplacement, string>> = {
  "private-endpoint:registry": "a private endpoint of the registry",
  "private-endpoint:storage": "a private endpoint of the storage account",
  "private-endpoint:key-vault": "a private endpoint of the key vault",
  "azure-monitor-private-link-scope": "an Azure Monitor private link scope",
};

function page(): string {
  const kinds = Object.keys(workloads) as WorkloadKind[];
  return lines(
    "# Required flows",
    "",
    "Generated from `azure/facts/required-flows.ts` by `npm run reference`. The components open these, and the rules of the pack demand them.",
    "`<region>` after a tag: the suffix of the region that the row names, for instance `WestEurope`.",
    ...kinds.flatMap((kind) => ["", `## ${workloads[kind]}`, "", ...table(flowsOf(kind))]),
    "",
    "## Sources",
    "",
    ...requiredFlows.map((flow) => `* \`${flow.id}\`: ${cite(flow.source)}.`),
  );
}

function table(flows: readonly RequiredFlow[]): readonly string[] {
  return flows.length === 0
    ? ["Nothing has to leave it."]
    : ["| id | direction | other end | ports | needed | without it |", "|---|---|---|---|---|---|", ...flows.map(row)];
}

function row(flow: RequiredFlow): string {
  const ports = flow.ports.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`)).join(", ");
  const cells = [flow.id, flow.direction, otherEnd(flow), `${flow.protocol} ${ports}`, needed(flow), flow.without];
  return `| ${cells.join(" | ")} |`;
}

function otherEnd({ destination }: RequiredFlow): string {
  if (!("serviceTag" in destination)) {
    return destination.fqdns.map((host) => `\`${host}\``).join(", ");
  }
  switch (destination.region) {
    case "of-registry":
      return `\`${destination.serviceTag}.<region>\` of the registry`;
    case "of-workspace":
      return `\`${destination.serviceTag}.<region>\` of the workspace`;
    case undefined:
      return `\`${destination.serviceTag}\``;
  }
}

function needed({ onlyIf, instead }: RequiredFlow): string {
  const when = [
    ...(onlyIf === undefined ? [] : [`if ${conditions[onlyIf]}`]),
    ...(instead === undefined ? [] : [`unless there is ${replacements[instead]}`]),
  ];
  return when.join(", ") || "always";
}

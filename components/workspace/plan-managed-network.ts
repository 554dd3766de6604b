/** What a workspace with a managed network consists of, and which row asked for it. */
import { PlannedGrant } from "../access/grants";
import { DependenciesPlan, planDependencies } from "../dependencies/plan";
import { PrivateEndpointService } from "../dns/private-endpoint-service";
import { PlannedPrivateEndpoint } from "../network/private-endpoint";
import { planWorkspaceGrants } from "./identity";
import { ManagedNetworkWorkspaceArgs } from "./managed-network-arguments";
import { ManagedNetworkIsolation } from "./outbound-rules";
import { planPrivateEndpoints, WantedEndpoint } from "./private-access";

export interface ManagedNetworkWorkspacePlan {
  readonly isolation: ManagedNetworkIsolation;
  readonly provisionNetworkNow: boolean;
  readonly dependencies: DependenciesPlan;
  /** Rights of a user-assigned identity, on the dependencies and on what private endpoint rules lead to. */
  readonly grants: readonly PlannedGrant[];
  readonly endpoints: readonly PlannedPrivateEndpoint[];
}

export function planManagedNetworkWorkspace(args: ManagedNetworkWorkspaceArgs): ManagedNetworkWorkspacePlan {
  const dependencies = planDependencies(args);
  return {
    isolation: args.isolationMode ?? ManagedNetworkIsolation.AllowOnlyApprovedOutbound,
    provisionNetworkNow: args.provisionNetworkNow ?? true,
    dependencies,
    grants: [...planWorkspaceGrants(args.identity, dependencies), ...planApprovals(args)],
    endpoints:
      args.privateAccess === undefined ? [] : planPrivateEndpoints(args.privateAccess, managedNetworkEndpoints(args)),
  };
}

/** The client network needs the workspace's endpoint only; blob and file serve the studio. */
export function managedNetworkEndpoints(args: ManagedNetworkWorkspaceArgs): WantedEndpoint[] {
  const workspace = {
    service: PrivateEndpointService.AzureMlWorkspace,
    because: "the workspace and its online endpoints are called through it",
  };
  const because = "the studio in the client network reads the default storage itself";
  const studio = [PrivateEndpointService.Blob, PrivateEndpointService.File].map((service) => ({ service, because }));
  return args.studioAccess === true ? [workspace, ...studio] : [workspace];
}

/** The word by which a grant names the target of a private endpoint rule. */
export function ruleTarget(rule: string): string {
  return `outboundRules.privateEndpoint.${rule}`;
}

function planApprovals(args: ManagedNetworkWorkspaceArgs): PlannedGrant[] {
  return Object.keys(args.outboundRules?.privateEndpoint ?? {}).map((rule) => ({
    suffix: `identity-approves-rule-${rule}`,
    role: "Azure AI Enterprise Network Connection Approver",
    on: ruleTarget(rule),
    because: "since 2025-04-30 Azure Machine Learning no longer approves endpoints by itself",
  }));
}

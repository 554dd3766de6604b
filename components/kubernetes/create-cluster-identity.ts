/**
 * The identity of a cluster's control plane. It has to be user-assigned: its rights on the network come before the
 * cluster, and a system-assigned one doesn't exist by then.
 * https://learn.microsoft.com/azure/aks/use-managed-identity
 */
import { UserAssignedIdentity } from "@pulumi/azure-native/managedidentity";
import * as pulumi from "@pulumi/pulumi";

import { createGrants } from "../access/grants";
import { PrincipalType } from "../access/principal";
import { ProviderScope } from "../access/subscription";
import { childName } from "../child-names";
import { DependencyPlace } from "../dependencies/place";
import { PrivateInferenceClusterArgs } from "./cluster-arguments";
import { PrivateInferenceClusterPlan } from "./plan-cluster";

export interface ClusterIdentity {
  readonly resource: UserAssignedIdentity;
  readonly grants: readonly pulumi.Resource[];
}

export function createClusterIdentity(
  name: string,
  plan: PrivateInferenceClusterPlan,
  args: PrivateInferenceClusterArgs,
  provider: ProviderScope,
  place: DependencyPlace,
  child: pulumi.CustomResourceOptions,
): ClusterIdentity {
  const resource = new UserAssignedIdentity(
    childName(name, "identity"),
    { ...place, resourceName: args.names?.identity },
    child,
  );
  const principal = { principalId: resource.principalId, principalType: PrincipalType.ServicePrincipal };
  const targets = {
    nodeSubnet: args.nodeSubnetId,
    ...(args.privateDnsZoneId === undefined ? {} : { privateDnsZone: args.privateDnsZoneId }),
    ...(args.virtualNetworkId === undefined ? {} : { virtualNetwork: args.virtualNetworkId }),
  };
  return { resource, grants: createGrants(name, plan.grants, principal, targets, provider, child) };
}

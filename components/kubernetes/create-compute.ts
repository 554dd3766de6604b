/**
 * The cluster attached to the workspace, with the rights of its identity.
 * https://learn.microsoft.com/azure/machine-learning/how-to-attach-kubernetes-to-workspace
 */
import { RoleAssignment } from "@pulumi/azure-native/authorization";
import { Compute, ManagedServiceIdentityType } from "@pulumi/azure-native/machinelearningservices";
import * as pulumi from "@pulumi/pulumi";

import { createGrants, PlannedGrant } from "../access/grants";
import { PrincipalType } from "../access/principal";
import { ProviderScope } from "../access/subscription";
import { armIdParts } from "../check-arm-id";
import { childName } from "../child-names";
import { clusterTimeouts } from "../timeouts";
import { KubernetesInferenceComputeArgs, KubernetesInstanceTypeArgs } from "./compute-arguments";
import { KubernetesInferenceComputePlan } from "./plan-compute";

export interface AttachedCompute {
  readonly compute: Compute;
  readonly grants: readonly RoleAssignment[];
}

/** The rights of a user-assigned identity come before the attach, those of a system-assigned one can only come after it. */
export function createCompute(
  name: string,
  plan: KubernetesInferenceComputePlan,
  args: KubernetesInferenceComputeArgs,
  extension: pulumi.Resource,
  provider: ProviderScope,
  child: pulumi.CustomResourceOptions,
): AttachedCompute {
  const { identity, workspacePrincipalId } = args;
  const targets = {
    cluster: args.clusterId,
    containerRegistry: args.containerRegistryId,
    storageAccount: args.storageAccountId,
  };
  const grant = (grants: readonly PlannedGrant[], principalId: pulumi.Input<string> | undefined) => {
    const principalType = PrincipalType.ServicePrincipal;
    return principalId === undefined
      ? []
      : createGrants(name, grants, { principalId, principalType }, targets, provider, child);
  };
  const before = [...grant(plan.workspaceGrants, workspacePrincipalId), ...grant(plan.grants, identity?.principalId)];
  const compute = attach(name, plan, args, { ...child, dependsOn: [extension, ...before] });
  const after = identity?.principalId === undefined ? grant(plan.grants, principalOf(compute)) : [];
  return { compute, grants: [...before, ...after] };
}

function attach(
  name: string,
  plan: KubernetesInferenceComputePlan,
  args: KubernetesInferenceComputeArgs,
  child: pulumi.CustomResourceOptions,
): Compute {
  const workspace = armIdParts(args.workspaceId, "Microsoft.MachineLearningServices/workspaces", "workspaceId");
  const userAssigned = args.identity?.userAssignedIdentityId;
  return new Compute(
    childName(name, "compute"),
    {
      resourceGroupName: workspace.resourceGroupName,
      workspaceName: workspace.apply(({ names }) => names[0] ?? ""),
      computeName: plan.computeName,
      location: args.location,
      tags: args.tags,
      identity:
        userAssigned === undefined
          ? { type: ManagedServiceIdentityType.SystemAssigned }
          : { type: ManagedServiceIdentityType.UserAssigned, userAssignedIdentities: [userAssigned] },
      properties: {
        computeType: "Kubernetes",
        resourceId: args.clusterId,
        computeLocation: args.location,
        properties: {
          namespace: args.namespace ?? "default",
          defaultInstanceType: args.defaultInstanceType,
          instanceTypes: instanceTypes(args.instanceTypes),
        },
      },
    },
    // Named by us, so a replacement has to make room first.
    { ...child, customTimeouts: clusterTimeouts, deleteBeforeReplace: true },
  );
}

function principalOf(compute: Compute): pulumi.Output<string> {
  return compute.identity.apply((identity) => {
    if (identity === undefined) {
      throw new Error("Azure returned the compute without its identity");
    }
    return identity.principalId;
  });
}

function instanceTypes(types: Readonly<Record<string, KubernetesInstanceTypeArgs>> | undefined) {
  if (types === undefined) {
    return undefined;
  }
  return Object.fromEntries(
    Object.entries(types).map(([name, type]) => {
      const limits: Record<string, pulumi.Input<string>> = {
        cpu: type.cpuLimit ?? type.cpuRequest,
        memory: type.memoryLimit ?? type.memoryRequest,
      };
      if (type.gpus !== undefined) {
        limits["nvidia.com/gpu"] = pulumi.interpolate`${type.gpus}`;
      }
      const requests = { cpu: type.cpuRequest, memory: type.memoryRequest };
      return [name, { nodeSelector: type.nodeSelector, resources: { requests, limits } }];
    }),
  );
}

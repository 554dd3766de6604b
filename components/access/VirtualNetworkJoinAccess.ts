/**
 * The right to deploy into a virtual network, for whoever deploys.
 * https://learn.microsoft.com/azure/machine-learning/how-to-secure-inferencing-vnet, "Prerequisites"
 */
import { RoleAssignment, RoleDefinition } from "@pulumi/azure-native/authorization";
import * as pulumi from "@pulumi/pulumi";

import { refuseIfAny } from "../arguments-error";
import { checkVirtualNetworkJoinAccess } from "./check-join-access";
import { createJoinAssignments, createJoinRole } from "./create-join-access";
import { VirtualNetworkJoinAccessArgs } from "./join-access-arguments";
import { planVirtualNetworkJoinAccess } from "./plan-join-access";
import { providerScope } from "./subscription";

interface JoinAccessChildren {
  readonly roleDefinition?: RoleDefinition;
  readonly assignments: readonly RoleAssignment[];
}

const children = new WeakMap<VirtualNetworkJoinAccess, JoinAccessChildren>();

/**
 * A custom role with exactly the three actions that deploying Azure Machine Learning resources into a virtual network
 * needs, assigned to named deployers at the network and at each subnet. It belongs to the stack of whoever owns the
 * network, and takes a right to write role definitions and assignments there.
 */
export class VirtualNetworkJoinAccess extends pulumi.ComponentResource {
  /** ARM id of the role that the deployers got. */
  public readonly roleDefinitionId: pulumi.Output<string>;

  constructor(name: string, args: VirtualNetworkJoinAccessArgs, opts?: pulumi.ComponentResourceOptions) {
    super("azureml-secure-inference:index:VirtualNetworkJoinAccess", name, args, opts);
    refuseIfAny(`join access "${name}"`, checkVirtualNetworkJoinAccess(args));
    const plan = planVirtualNetworkJoinAccess(args);
    const child = { parent: this };

    const role = createJoinRole(name, plan, args, providerScope(this), child);
    const assignments = createJoinAssignments(name, plan, args, role, child);

    children.set(this, { roleDefinition: role.created, assignments });
    this.roleDefinitionId = role.id;
    this.registerOutputs({ roleDefinitionId: this.roleDefinitionId });
  }

  /** The custom role, unless a built-in one is used. Only in TypeScript. */
  get roleDefinition(): RoleDefinition | undefined {
    return children.get(this)?.roleDefinition;
  }

  /** The role assignments. Only in TypeScript. */
  get assignments(): readonly RoleAssignment[] {
    return children.get(this)?.assignments ?? [];
  }
}

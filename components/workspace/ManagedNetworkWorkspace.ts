/**
 * A workspace whose outbound traffic goes through a virtual network that Azure Machine Learning manages.
 * https://learn.microsoft.com/azure/machine-learning/how-to-managed-network
 */
import { Workspace } from "@pulumi/azure-native/machinelearningservices";
import * as pulumi from "@pulumi/pulumi";

import { providerScope } from "../access/subscription";
import { refuseIfAny } from "../arguments-error";
import { createDependencies, Dependencies } from "../dependencies/create-dependencies";
import { PrivateEndpointChildren } from "../network/private-endpoint";
import { checkManagedNetworkWorkspace } from "./check-managed-network";
import { createWorkspaceEndpoints } from "./create-endpoints";
import { createManagedNetworkWorkspace } from "./create-managed-network-workspace";
import { createWorkspaceIdentity, WorkspaceIdentityChildren } from "./identity";
import { ManagedNetworkWorkspaceArgs } from "./managed-network-arguments";
import { planManagedNetworkWorkspace, ruleTarget } from "./plan-managed-network";

interface ManagedNetworkWorkspaceChildren {
  readonly workspace: Workspace;
  readonly dependencies: Dependencies;
  readonly identity: WorkspaceIdentityChildren;
  readonly endpoints: readonly PrivateEndpointChildren[];
}

const children = new WeakMap<ManagedNetworkWorkspace, ManagedNetworkWorkspaceChildren>();

/**
 * An Azure Machine Learning workspace with a managed virtual network, closed to the Internet, with the storage account,
 * key vault, Premium registry and Application Insights it stands on, each created or adopted.
 *
 * Managed online endpoints go into such a workspace. Kubernetes computes don't: Azure doesn't reach them from a managed
 * network.
 */
export class ManagedNetworkWorkspace extends pulumi.ComponentResource {
  /** ARM id of the workspace. */
  public readonly workspaceId: pulumi.Output<string>;
  /** Name of the workspace. */
  public readonly workspaceName: pulumi.Output<string>;
  /** ARM id of the storage account, created or adopted. */
  public readonly storageAccountId: pulumi.Output<string>;
  /** ARM id of the key vault, created or adopted. */
  public readonly keyVaultId: pulumi.Output<string>;
  /** ARM id of the container registry, created or adopted. */
  public readonly containerRegistryId: pulumi.Output<string>;
  /** ARM id of Application Insights, created or adopted. */
  public readonly applicationInsightsId: pulumi.Output<string>;

  constructor(name: string, args: ManagedNetworkWorkspaceArgs, opts?: pulumi.ComponentResourceOptions) {
    super("azureml-secure-inference:index:ManagedNetworkWorkspace", name, args, opts);
    refuseIfAny(`workspace "${name}"`, checkManagedNetworkWorkspace(args));
    const plan = planManagedNetworkWorkspace(args);
    const provider = providerScope(this);
    const place = { resourceGroupName: args.resourceGroupName, location: args.location, tags: args.tags };
    const child = { parent: this };

    const dependencies = createDependencies(name, plan.dependencies, args, place, provider.tenantId, child);
    const grantTargets = { ...dependencies.ids, ...ruleTargets(args) };
    const identity = createWorkspaceIdentity(name, args, plan.grants, grantTargets, place, provider, child);
    const workspace = createManagedNetworkWorkspace(name, plan, args, dependencies.ids, identity, place, child);
    const endpointTargets = { ...dependencies.ids, workspace: workspace.id };
    const endpoints = createWorkspaceEndpoints(name, plan.endpoints, args.privateAccess, endpointTargets, place, child);

    children.set(this, { workspace, dependencies, identity, endpoints });
    this.workspaceId = workspace.id;
    this.workspaceName = workspace.name;
    this.storageAccountId = dependencies.ids.storageAccount;
    this.keyVaultId = dependencies.ids.keyVault;
    this.containerRegistryId = dependencies.ids.containerRegistry;
    this.applicationInsightsId = dependencies.ids.applicationInsights;
    this.registerOutputs({
      workspaceId: this.workspaceId,
      workspaceName: this.workspaceName,
      storageAccountId: this.storageAccountId,
      keyVaultId: this.keyVaultId,
      containerRegistryId: this.containerRegistryId,
      applicationInsightsId: this.applicationInsightsId,
    });
  }

  /** The workspace resource. Only in TypeScript. */
  get workspace(): Workspace | undefined {
    return children.get(this)?.workspace;
  }

  /** What the workspace stands on; what was adopted has an id only. Only in TypeScript. */
  get dependencies(): Dependencies | undefined {
    return children.get(this)?.dependencies;
  }

  /** The private endpoints with their zone groups. Only in TypeScript. */
  get endpoints(): readonly PrivateEndpointChildren[] {
    return children.get(this)?.endpoints ?? [];
  }
}

function ruleTargets(args: ManagedNetworkWorkspaceArgs): Record<string, pulumi.Input<string>> {
  const rules = Object.entries(args.outboundRules?.privateEndpoint ?? {});
  return Object.fromEntries(rules.map(([rule, { serviceResourceId }]) => [ruleTarget(rule), serviceResourceId]));
}

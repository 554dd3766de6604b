/**
 * A workspace whose traffic goes through a virtual network of one's own.
 * https://learn.microsoft.com/azure/machine-learning/how-to-secure-workspace-vnet
 */
import { Compute, Workspace } from "@pulumi/azure-native/machinelearningservices";
import * as pulumi from "@pulumi/pulumi";

import { providerScope } from "../access/subscription";
import { refuseIfAny } from "../arguments-error";
import { createDependencies, Dependencies } from "../dependencies/create-dependencies";
import { PrivateEndpointChildren } from "../network/private-endpoint";
import { checkCustomVnetWorkspace } from "./check-custom-vnet";
import { createCustomVnetWorkspace } from "./create-custom-vnet-workspace";
import { createWorkspaceEndpoints, resourcesOf } from "./create-endpoints";
import { createImageBuildCompute } from "./create-image-build-compute";
import { CustomVnetWorkspaceArgs } from "./custom-vnet-arguments";
import { createWorkspaceIdentity } from "./identity";
import { planCustomVnetWorkspace } from "./plan-custom-vnet";

interface CustomVnetWorkspaceChildren {
  readonly workspace: Workspace;
  readonly dependencies: Dependencies;
  readonly endpoints: readonly PrivateEndpointChildren[];
  readonly imageBuildCompute?: Compute;
}

const children = new WeakMap<CustomVnetWorkspace, CustomVnetWorkspaceChildren>();

/**
 * An Azure Machine Learning workspace in a virtual network of one's own: no managed network, no public access, private
 * endpoints for the workspace and for the storage account, key vault and Premium registry that are created here, and a
 * cluster without public addresses that builds images.
 *
 * Kubernetes computes go with such a workspace. Managed online endpoints don't: they need a `ManagedNetworkWorkspace`.
 */
export class CustomVnetWorkspace extends pulumi.ComponentResource {
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

  constructor(name: string, args: CustomVnetWorkspaceArgs, opts?: pulumi.ComponentResourceOptions) {
    super("azureml-secure-inference:index:CustomVnetWorkspace", name, args, opts);
    refuseIfAny(`workspace "${name}"`, checkCustomVnetWorkspace(args));
    const plan = planCustomVnetWorkspace(args);
    const provider = providerScope(this);
    const place = { resourceGroupName: args.resourceGroupName, location: args.location, tags: args.tags };
    const access = args.privateAccess;
    const child = { parent: this };

    const dependencies = createDependencies(name, plan.dependencies, args, place, provider.tenantId, child);
    const { ids } = dependencies;
    const identity = createWorkspaceIdentity(name, args, plan.grants, { ...ids }, place, provider, child);
    const before = createWorkspaceEndpoints(name, plan.dependencyEndpoints, access, ids, place, child);
    const reachable = { ...child, dependsOn: [...identity.grants, ...resourcesOf(before)] };
    const workspace = createCustomVnetWorkspace(name, plan, args, ids, identity, place, reachable);
    const targets = { ...ids, workspace: workspace.id };
    const after = createWorkspaceEndpoints(name, plan.workspaceEndpoints, access, targets, place, child);
    const called = { ...child, dependsOn: resourcesOf(after) };
    const imageBuildCompute = createImageBuildCompute(name, plan, args.imageBuild, workspace, place, called);

    children.set(this, { workspace, dependencies, endpoints: [...before, ...after], imageBuildCompute });
    this.workspaceId = workspace.id;
    this.workspaceName = workspace.name;
    this.storageAccountId = ids.storageAccount;
    this.keyVaultId = ids.keyVault;
    this.containerRegistryId = ids.containerRegistry;
    this.applicationInsightsId = ids.applicationInsights;
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

  /** The private endpoints with their zone groups, dependencies first. Only in TypeScript. */
  get endpoints(): readonly PrivateEndpointChildren[] {
    return children.get(this)?.endpoints ?? [];
  }

  /** The cluster that builds images, if there is one. Only in TypeScript. */
  get imageBuildCompute(): Compute | undefined {
    return children.get(this)?.imageBuildCompute;
  }
}

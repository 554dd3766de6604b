/**
 * A managed online endpoint with its deployments and their traffic.
 * https://learn.microsoft.com/azure/machine-learning/concept-secure-online-endpoint
 */
import { RoleAssignment } from "@pulumi/azure-native/authorization";
import { OnlineDeployment, OnlineEndpoint } from "@pulumi/azure-native/machinelearningservices";
import { Deployment } from "@pulumi/azure-native/resources";
import * as pulumi from "@pulumi/pulumi";

import { createGrants } from "../access/grants";
import { PrincipalType } from "../access/principal";
import { ProviderScope, providerScope } from "../access/subscription";
import { refuseIfAny } from "../arguments-error";
import { checkManagedOnlineEndpoint } from "./check-managed";
import { createDeployments, createEndpoint } from "./create-endpoint";
import { createScorers } from "./create-scorers";
import { createTraffic } from "./create-traffic";
import { managedDeployments } from "./deployment-properties";
import { managedEndpointBody } from "./endpoint-body";
import { ManagedOnlineEndpointArgs } from "./managed-arguments";
import { OnlineEndpointPlan, planManagedOnlineEndpoint } from "./plan-endpoint";
import { EndpointWorkspace, workspaceOfEndpoint } from "./workspace-of-endpoint";

interface ManagedOnlineEndpointChildren {
  readonly endpoint: OnlineEndpoint;
  readonly deployments: readonly OnlineDeployment[];
  readonly traffic: Deployment;
  readonly scorers: readonly RoleAssignment[];
}

const children = new WeakMap<ManagedOnlineEndpoint, ManagedOnlineEndpointChildren>();

/**
 * An online endpoint on machines that Azure Machine Learning manages, in a workspace with a managed network: called
 * through the workspace's private endpoint only, with Microsoft Entra tokens, and with all its deployments and their
 * traffic in one update.
 *
 * Refused: traffic that isn't 0 or 100 percent in all or goes to an undeclared deployment, mirrored traffic to more than
 * one or to a live deployment, names, numbers and times that Azure doesn't take.
 */
export class ManagedOnlineEndpoint extends pulumi.ComponentResource {
  /** ARM id of the endpoint. */
  public readonly endpointId: pulumi.Output<string>;
  /** Name of the endpoint. */
  public readonly endpointName: pulumi.Output<string>;
  /** Address that answers requests, reached from the network only. */
  public readonly scoringUri: pulumi.Output<string>;

  constructor(name: string, args: ManagedOnlineEndpointArgs, opts?: pulumi.ComponentResourceOptions) {
    super("azureml-secure-inference:index:ManagedOnlineEndpoint", name, args, opts);
    refuseIfAny(`endpoint "${name}"`, checkManagedOnlineEndpoint(args));
    const plan = planManagedOnlineEndpoint(args);
    const workspace = workspaceOfEndpoint(args.workspaceId);
    const body = managedEndpointBody(plan, args);
    const child = { parent: this };

    const grants = createIdentityGrants(name, plan, args, workspace, providerScope(this), child);
    const allowed = { ...child, dependsOn: grants };
    const endpoint = createEndpoint(name, body, args.names?.endpoint, workspace, allowed);
    const planned = managedDeployments(args.deployments);
    const deployments = createDeployments(name, planned, endpoint, body, workspace, child);
    const traffic = createTraffic(name, body, endpoint, deployments, workspace, child);
    const scorers = createScorers(name, args.scorers ?? {}, endpoint.id, workspace, child);

    children.set(this, { endpoint, deployments, traffic, scorers: scorers.assignments });
    this.endpointId = endpoint.id;
    this.endpointName = endpoint.name;
    this.scoringUri = endpoint.properties.scoringUri;
    this.registerOutputs({
      endpointId: this.endpointId,
      endpointName: this.endpointName,
      scoringUri: this.scoringUri,
    });
  }

  /** The endpoint resource. Only in TypeScript. */
  get endpoint(): OnlineEndpoint | undefined {
    return children.get(this)?.endpoint;
  }

  /** The deployments in the order in which they are made. Only in TypeScript. */
  get deployments(): readonly OnlineDeployment[] {
    return children.get(this)?.deployments ?? [];
  }

  /** The template deployment that writes the endpoint's traffic. Only in TypeScript. */
  get trafficWriter(): Deployment | undefined {
    return children.get(this)?.traffic;
  }

  /** The assignments of those who may score. Only in TypeScript. */
  get scorers(): readonly RoleAssignment[] {
    return children.get(this)?.scorers ?? [];
  }
}

function createIdentityGrants(
  name: string,
  plan: OnlineEndpointPlan,
  args: ManagedOnlineEndpointArgs,
  workspace: EndpointWorkspace,
  provider: ProviderScope,
  child: pulumi.CustomResourceOptions,
): RoleAssignment[] {
  const { identity } = args;
  if (identity === undefined) {
    return [];
  }
  const principal = { principalId: identity.principalId, principalType: PrincipalType.ServicePrincipal };
  const targets = {
    containerRegistry: identity.containerRegistryId,
    storageAccount: identity.storageAccountId,
    workspace: workspace.id,
  };
  return createGrants(name, plan.grants, principal, targets, provider, child);
}

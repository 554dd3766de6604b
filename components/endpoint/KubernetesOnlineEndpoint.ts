/**
 * A Kubernetes online endpoint with its deployments and their traffic.
 * https://learn.microsoft.com/azure/machine-learning/how-to-attach-kubernetes-anywhere
 */
import { OnlineDeployment, OnlineEndpoint } from "@pulumi/azure-native/machinelearningservices";
import { Deployment } from "@pulumi/azure-native/resources";
import * as pulumi from "@pulumi/pulumi";

import { refuseIfAny } from "../arguments-error";
import { checkKubernetesOnlineEndpoint } from "./check-kubernetes";
import { createDeployments, createEndpoint } from "./create-endpoint";
import { createTraffic } from "./create-traffic";
import { kubernetesDeployments } from "./deployment-properties";
import { kubernetesEndpointBody } from "./endpoint-body";
import { KubernetesOnlineEndpointArgs } from "./kubernetes-arguments";
import { planKubernetesOnlineEndpoint } from "./plan-endpoint";
import { workspaceOfEndpoint } from "./workspace-of-endpoint";

interface KubernetesOnlineEndpointChildren {
  readonly endpoint: OnlineEndpoint;
  readonly deployments: readonly OnlineDeployment[];
  readonly traffic: Deployment;
}

const children = new WeakMap<KubernetesOnlineEndpoint, KubernetesOnlineEndpointChildren>();

/**
 * An online endpoint on an attached AKS cluster, with all its deployments and their traffic in one update. It is reached
 * through the cluster's inference router, which `KubernetesInferenceCompute` keeps inside the network.
 *
 * Refused: what `ManagedOnlineEndpoint` refuses of traffic and names, and Microsoft Entra tokens, which Azure doesn't
 * offer here.
 */
export class KubernetesOnlineEndpoint extends pulumi.ComponentResource {
  /** ARM id of the endpoint. */
  public readonly endpointId: pulumi.Output<string>;
  /** Name of the endpoint. */
  public readonly endpointName: pulumi.Output<string>;
  /** Address that answers requests, reached from the network only. */
  public readonly scoringUri: pulumi.Output<string>;

  constructor(name: string, args: KubernetesOnlineEndpointArgs, opts?: pulumi.ComponentResourceOptions) {
    super("azureml-secure-inference:index:KubernetesOnlineEndpoint", name, args, opts);
    refuseIfAny(`Kubernetes endpoint "${name}"`, checkKubernetesOnlineEndpoint(args));
    const plan = planKubernetesOnlineEndpoint(args);
    const workspace = workspaceOfEndpoint(args.workspaceId);
    const body = kubernetesEndpointBody(plan, args);
    const child = { parent: this };

    const endpoint = createEndpoint(name, body, args.names?.endpoint, workspace, child);
    const planned = kubernetesDeployments(args.deployments);
    const deployments = createDeployments(name, planned, endpoint, body, workspace, child);
    const traffic = createTraffic(name, body, endpoint, deployments, workspace, child);

    children.set(this, { endpoint, deployments, traffic });
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
}

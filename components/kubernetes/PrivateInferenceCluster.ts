/**
 * A private AKS cluster, ready for the Azure Machine Learning extension.
 * https://learn.microsoft.com/azure/machine-learning/how-to-secure-kubernetes-inferencing-environment
 */
import { AgentPool, ManagedCluster } from "@pulumi/azure-native/containerservice";
import { UserAssignedIdentity } from "@pulumi/azure-native/managedidentity";
import * as pulumi from "@pulumi/pulumi";

import { providerScope } from "../access/subscription";
import { refuseIfAny } from "../arguments-error";
import { checkPrivateInferenceCluster } from "./check-cluster";
import { PrivateInferenceClusterArgs } from "./cluster-arguments";
import { createCluster, createNodePools } from "./create-cluster";
import { createClusterIdentity } from "./create-cluster-identity";
import { planPrivateInferenceCluster } from "./plan-cluster";

interface PrivateInferenceClusterChildren {
  readonly cluster: ManagedCluster;
  readonly nodePools: readonly AgentPool[];
  readonly identity: UserAssignedIdentity;
}

const children = new WeakMap<PrivateInferenceCluster, PrivateInferenceClusterChildren>();

/**
 * A private AKS cluster with the shape that Azure Machine Learning supports: no public API server and no public name of
 * it, nodes in a subnet of yours that leave through its NAT gateway or firewall, Azure CNI overlay with Cilium, Microsoft
 * Entra with Azure roles, a user-assigned identity that has its right on the subnet before the cluster is made.
 *
 * Refused: address ranges that AKS reserves or that overlap, pools that can't be, a zone without its network.
 */
export class PrivateInferenceCluster extends pulumi.ComponentResource {
  /** ARM id of the cluster. */
  public readonly clusterId: pulumi.Output<string>;
  /** Name of the cluster. */
  public readonly clusterName: pulumi.Output<string>;
  /** Name under which the API server is reached from the network. */
  public readonly privateFqdn: pulumi.Output<string>;
  /** Object id of the control plane's identity. */
  public readonly identityPrincipalId: pulumi.Output<string>;

  constructor(name: string, args: PrivateInferenceClusterArgs, opts?: pulumi.ComponentResourceOptions) {
    super("azureml-secure-inference:index:PrivateInferenceCluster", name, args, opts);
    refuseIfAny(`cluster "${name}"`, checkPrivateInferenceCluster(args));
    const plan = planPrivateInferenceCluster(args);
    const provider = providerScope(this);
    const place = { resourceGroupName: args.resourceGroupName, location: args.location, tags: args.tags };
    const child = { parent: this };

    const identity = createClusterIdentity(name, plan, args, provider, place, child);
    const cluster = createCluster(name, plan, args, identity, provider, place, child);
    const nodePools = createNodePools(name, plan, args, cluster, child);

    children.set(this, { cluster, nodePools, identity: identity.resource });
    this.clusterId = cluster.id;
    this.clusterName = cluster.name;
    this.privateFqdn = cluster.privateFQDN;
    this.identityPrincipalId = identity.resource.principalId;
    this.registerOutputs({
      clusterId: this.clusterId,
      clusterName: this.clusterName,
      privateFqdn: this.privateFqdn,
      identityPrincipalId: this.identityPrincipalId,
    });
  }

  /** The cluster resource. Only in TypeScript. */
  get cluster(): ManagedCluster | undefined {
    return children.get(this)?.cluster;
  }

  /** The pools beside the system pool. Only in TypeScript. */
  get nodePools(): readonly AgentPool[] {
    return children.get(this)?.nodePools ?? [];
  }

  /** The control plane's identity. Only in TypeScript. */
  get identity(): UserAssignedIdentity | undefined {
    return children.get(this)?.identity;
  }
}

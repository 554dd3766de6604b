/**
 * The virtual network that an inferencing environment lives in, with what its subnets may reach.
 * https://learn.microsoft.com/azure/machine-learning/how-to-secure-inferencing-vnet
 */
import * as network from "@pulumi/azure-native/network";
import * as pulumi from "@pulumi/pulumi";

import { refuseIfAny } from "../arguments-error";
import { InferenceNetworkArgs } from "./arguments";
import { checkInferenceNetwork } from "./check-inference-network";
import { createEgress, Egress } from "./create-egress";
import { createSecurityGroups } from "./create-security-groups";
import { createSubnets } from "./create-subnets";
import { createOrAdoptVirtualNetwork } from "./create-virtual-network";
import { planInferenceNetwork } from "./plan-inference-network";

interface InferenceNetworkChildren {
  readonly virtualNetwork?: network.VirtualNetwork;
  readonly subnets: Readonly<Record<string, network.Subnet>>;
  readonly securityGroups: Readonly<Record<string, network.NetworkSecurityGroup>>;
  readonly egress: Egress;
}

const children = new WeakMap<InferenceNetwork, InferenceNetworkChildren>();

/**
 * A virtual network with one security group a subnet, generated from what lives there: under `ServiceTags` the Internet
 * is denied and exactly the needed tags are open, `AzureContainerRegistry.<Region>` among them, because a deployment
 * that can't reach the registry can't pull its image.
 *
 * Subnets are private (no default outbound access). Refused: prefixes that overlap, leave the network or hit what Azure
 * Machine Learning and AKS reserve, and service tags as the only egress of cluster nodes.
 */
export class InferenceNetwork extends pulumi.ComponentResource {
  /** ARM id of the virtual network. */
  public readonly virtualNetworkId: pulumi.Output<string>;
  /** Name of the virtual network. */
  public readonly virtualNetworkName: pulumi.Output<string>;
  /** ARM ids of the subnets, by name. */
  public readonly subnetIds: Record<string, pulumi.Output<string>>;

  constructor(name: string, args: InferenceNetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    super("azureml-secure-inference:index:InferenceNetwork", name, args, opts);
    refuseIfAny(`network "${name}"`, checkInferenceNetwork(args));
    const plan = planInferenceNetwork(args);
    const child = { parent: this };

    const virtualNetwork = createOrAdoptVirtualNetwork(name, args, child);
    const securityGroups = createSecurityGroups(name, plan, args, child);
    const egress = createEgress(name, plan, args, child);
    const subnets = createSubnets(name, plan, { virtualNetwork, securityGroups, egress }, child);

    children.set(this, { virtualNetwork: virtualNetwork.created, subnets, securityGroups, egress });
    this.virtualNetworkId = virtualNetwork.id;
    this.virtualNetworkName = virtualNetwork.name;
    this.subnetIds = Object.fromEntries(Object.entries(subnets).map(([key, subnet]) => [key, subnet.id]));
    this.registerOutputs({
      virtualNetworkId: this.virtualNetworkId,
      virtualNetworkName: this.virtualNetworkName,
      subnetIds: this.subnetIds,
    });
  }

  /** The virtual network, unless it was adopted. Only in TypeScript. */
  get virtualNetwork(): network.VirtualNetwork | undefined {
    return children.get(this)?.virtualNetwork;
  }

  /** The subnet resources by name. Only in TypeScript. */
  get subnets(): Readonly<Record<string, network.Subnet>> {
    return children.get(this)?.subnets ?? {};
  }

  /** The security groups by their subnets' names. Only in TypeScript. */
  get securityGroups(): Readonly<Record<string, network.NetworkSecurityGroup>> {
    return children.get(this)?.securityGroups ?? {};
  }

  /** The NAT gateway, if any subnet sends and none was adopted. Only in TypeScript. */
  get natGateway(): network.NatGateway | undefined {
    return children.get(this)?.egress.natGateway;
  }
}

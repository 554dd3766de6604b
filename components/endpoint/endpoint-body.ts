/** The whole body of an endpoint, which its resource creates and its only writer repeats. */
import {
  EndpointAuthMode,
  ManagedServiceIdentityType,
  PublicNetworkAccessType,
} from "@pulumi/azure-native/machinelearningservices";
import * as pulumi from "@pulumi/pulumi";

import { KubernetesOnlineEndpointArgs } from "./kubernetes-arguments";
import { ManagedOnlineEndpointArgs } from "./managed-arguments";
import { OnlineEndpointPlan } from "./plan-endpoint";
import { Traffic } from "./traffic";

export interface EndpointBody {
  readonly location: pulumi.Input<string> | undefined;
  readonly kind: "Managed" | undefined;
  readonly identity: EndpointIdentity;
  readonly tags: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
  readonly properties: {
    readonly authMode: EndpointAuthMode;
    readonly description: pulumi.Input<string> | undefined;
    /** The SDK fills in `Enabled` where it is left out, on a Kubernetes endpoint too. */
    readonly publicNetworkAccess: PublicNetworkAccessType;
    readonly compute?: pulumi.Input<string>;
    readonly traffic: Traffic;
    readonly mirrorTraffic: Traffic;
  };
}

export interface EndpointIdentity {
  readonly type: ManagedServiceIdentityType;
  readonly userAssignedIdentities?: pulumi.Input<string>[];
}

export function managedEndpointBody(plan: OnlineEndpointPlan, args: ManagedOnlineEndpointArgs): EndpointBody {
  const userAssigned = args.identity?.userAssignedIdentityId;
  return {
    location: args.location,
    kind: "Managed",
    identity:
      userAssigned === undefined
        ? { type: ManagedServiceIdentityType.SystemAssigned }
        : { type: ManagedServiceIdentityType.UserAssigned, userAssignedIdentities: [userAssigned] },
    tags: args.tags,
    properties: commonProperties(plan, args.description),
  };
}

export function kubernetesEndpointBody(plan: OnlineEndpointPlan, args: KubernetesOnlineEndpointArgs): EndpointBody {
  return {
    location: args.location,
    kind: undefined,
    identity: { type: ManagedServiceIdentityType.SystemAssigned },
    tags: args.tags,
    properties: { ...commonProperties(plan, args.description), compute: args.computeId },
  };
}

function commonProperties(plan: OnlineEndpointPlan, description: pulumi.Input<string> | undefined) {
  return {
    authMode: plan.authMode as EndpointAuthMode,
    description,
    publicNetworkAccess: PublicNetworkAccessType.Disabled,
    traffic: plan.traffic,
    mirrorTraffic: plan.mirrorTraffic,
  };
}

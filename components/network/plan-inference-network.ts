/** Which subnets there are, what each may reach and which required flow asked for it. */
import { InferenceNetworkArgs, NetworkEgress, SubnetWorkload } from "./arguments";
import { planSecurityRules, PlannedSecurityRule } from "./plan-security-rules";

export interface InferenceNetworkPlan {
  readonly subnets: readonly PlannedSubnet[];
}

export interface PlannedSubnet {
  readonly name: string;
  readonly addressPrefix: string;
  readonly workloads: readonly SubnetWorkload[];
  readonly rules: readonly PlannedSecurityRule[];
  /** Private endpoints never send, so a subnet of theirs needs no way out. */
  readonly egress: "nat-gateway" | "none";
}

export function planInferenceNetwork(args: InferenceNetworkArgs): InferenceNetworkPlan {
  return {
    subnets: Object.entries(args.subnets).map(([name, { addressPrefix, workloads }]) => ({
      name,
      addressPrefix,
      workloads,
      rules: planSecurityRules(args, { addressPrefix, workloads }),
      egress: workloads.every((each) => each === SubnetWorkload.PrivateEndpoints) ? "none" : "nat-gateway",
    })),
  };
}

export function egressOf(args: InferenceNetworkArgs): NetworkEgress {
  return args.egress ?? NetworkEgress.NatGateway;
}

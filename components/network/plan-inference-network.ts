/** Which subnets there are, what each may reach and which required flow asked for it. */
import { isKnown, Maybe } from "../../azure/known";
import { knownInput } from "../known-input";
import { InferenceNetworkArgs, NetworkEgress, SubnetWorkload } from "./arguments";
import { planSecurityRules, PlannedSecurityRule } from "./plan-security-rules";

export interface InferenceNetworkPlan {
  readonly subnets: readonly PlannedSubnet[];
}

export interface PlannedSubnet {
  readonly name: string;
  readonly addressPrefix: string;
  readonly workloads: readonly SubnetWorkload[];
  /** Unknown as long as the region is, whose name is part of service tags. */
  readonly rules: Maybe<readonly PlannedSecurityRule[]>;
  /** Private endpoints never send, so a subnet of theirs needs no way out. */
  readonly egress: "nat-gateway" | "none";
}

export function planInferenceNetwork(args: InferenceNetworkArgs): InferenceNetworkPlan {
  const location = knownInput(args.location);
  return {
    subnets: Object.entries(args.subnets).map(([name, { addressPrefix, workloads }]) => ({
      name,
      addressPrefix,
      workloads,
      rules: isKnown(location) ? planSecurityRules(args, location, { addressPrefix, workloads }) : location,
      egress: workloads.every((each) => each === SubnetWorkload.PrivateEndpoints) ? "none" : "nat-gateway",
    })),
  };
}

export function egressOf(args: InferenceNetworkArgs): NetworkEgress {
  return args.egress ?? NetworkEgress.NatGateway;
}

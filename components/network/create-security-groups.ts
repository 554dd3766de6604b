/**
 * One security group a subnet, with its rules inline: standalone rules beside inline ones undo each other.
 * https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview
 */
import { NetworkSecurityGroup } from "@pulumi/azure-native/network";
import * as pulumi from "@pulumi/pulumi";

import { isKnown } from "../../azure/known";
import { refuseIfAny } from "../arguments-error";
import { checkRegion } from "../check-names";
import { childName } from "../child-names";
import { InferenceNetworkArgs } from "./arguments";
import { InferenceNetworkPlan, PlannedSubnet } from "./plan-inference-network";
import { PlannedSecurityRule, planSecurityRules } from "./plan-security-rules";

export function createSecurityGroups(
  name: string,
  plan: InferenceNetworkPlan,
  args: InferenceNetworkArgs,
  child: pulumi.CustomResourceOptions,
): Record<string, NetworkSecurityGroup> {
  const { resourceGroupName, location, tags } = args;
  return Object.fromEntries(
    plan.subnets.map((subnet) => [
      subnet.name,
      new NetworkSecurityGroup(
        childName(name, `nsg-${subnet.name}`),
        { resourceGroupName, location, tags, securityRules: securityRules(args, subnet) },
        child,
      ),
    ]),
  );
}

/** Planned again when the region is known, by the same function and after the same check. */
function securityRules(args: InferenceNetworkArgs, subnet: PlannedSubnet) {
  if (isKnown(subnet.rules)) {
    return subnet.rules.map(securityRule);
  }
  return pulumi.output(args.location).apply((location) => {
    refuseIfAny("network", checkRegion(location, "location"));
    return planSecurityRules(args, location, subnet).map(securityRule);
  });
}

function securityRule(rule: PlannedSecurityRule) {
  const [only, ...more] = rule.ports;
  return {
    name: rule.name,
    priority: rule.priority,
    access: rule.access,
    direction: rule.direction,
    protocol: rule.protocol,
    sourceAddressPrefix: rule.source,
    sourcePortRange: "*",
    destinationAddressPrefix: rule.destination,
    ...(more.length === 0 ? { destinationPortRange: only } : { destinationPortRanges: [...rule.ports] }),
  };
}

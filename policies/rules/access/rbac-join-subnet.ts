import { Estate } from "../../../azure/estate/estate";
import { estateRule, Circumstances, Finding } from "../rule";
import { nameSubnet } from "../words";
import { judgeDemands } from "./join";

/** Whoever deploys into a subnet needs the right to join it. */
export const rbacJoinSubnet = estateRule({
  id: "rbac-join-subnet",
  title: "deployer without the right to join an inferencing subnet",
  level: "mandatory",
  severity: "high",
  source: { document: "includes/network-rbac", read: "2026-08-22" },
  judge,
});

function judge(estate: Estate, circumstances: Circumstances): readonly Finding[] {
  const demands = circumstances.inferencingSubnets.map(({ subnet }) => ({
    action: "Microsoft.Network/virtualNetworks/subnets/join/action",
    on: subnet,
    name: nameSubnet(subnet),
    consequence: "the deployment is refused with LinkedAuthorizationFailed",
    fix: `assign Network Contributor, or a custom role with this action, at subnet \`${subnet.origin.name}\``,
  }));
  return judgeDemands(estate, circumstances, demands);
}

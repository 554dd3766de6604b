import { Estate } from "../../../azure/estate/estate";
import { estateRule, Circumstances, Finding } from "../rule";
import { nameSubnet } from "../words";
import { judgeDemands } from "./join";
import { joinSubnet } from "./joins-in-use";

/** Whoever deploys into a subnet needs the right to join it. */
export const rbacJoinSubnet = estateRule({
  id: "rbac-join-subnet",
  title: "deployer without the right to join an inferencing subnet",
  level: "mandatory",
  severity: "high",
  source: { document: "how-to-secure-inferencing-vnet", section: "Prerequisites", read: "2026-08-22" },
  page: {
    fault:
      "The declared deployer has no effective `Microsoft.Network/virtualNetworks/subnets/join/action` on an inferencing subnet: neither there, nor at its virtual network, resource group, subscription or management group.",
    consequence: "Whatever is created in the subnet is refused with `LinkedAuthorizationFailed`.",
    remedy:
      "Assign Network Contributor, or a custom role with this action, at the subnet. `VirtualNetworkJoinAccess` of the component package makes exactly the role that the article asks for.",
    undecided:
      "nobody declared a deployer; the only grant is made by this very stack and `deployer.mayAssignRoles` is not set; a grant has a condition, goes to a group or names a role whose actions are not known; no grant is seen and `deployer.assignmentsComplete` is not set.",
  },
  judge,
});

function judge(estate: Estate, circumstances: Circumstances): readonly Finding[] {
  const demands = circumstances.inferencingSubnets.map(({ subnet }) => ({
    action: joinSubnet,
    on: subnet,
    name: nameSubnet(subnet),
    consequence: "the deployment is refused with LinkedAuthorizationFailed",
    fix: `assign Network Contributor, or a custom role with this action, at subnet \`${subnet.origin.name}\``,
  }));
  return judgeDemands(estate, circumstances, demands);
}

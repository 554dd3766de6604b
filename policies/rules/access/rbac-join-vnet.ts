import { Estate, VirtualNetwork } from "../../../azure/estate/estate";
import { reachable } from "../../../azure/estate/link";
import { estateRule, Circumstances, Finding } from "../rule";
import { judgeDemands } from "./join";
import { networksInUse } from "./networks-in-use";

/** The article wants the right to join the virtual network too; a grant on the subnet alone does not reach up to it. */
export const rbacJoinVnet = estateRule({
  id: "rbac-join-vnet",
  title: "deployer without the right to join the virtual network",
  level: "mandatory",
  severity: "high",
  source: { document: "includes/network-rbac", read: "2026-08-22" },
  judge,
});

function judge(estate: Estate, circumstances: Circumstances): readonly Finding[] {
  const demands = networksInUse(circumstances).map((network) => ({
    action: "Microsoft.Network/virtualNetworks/join/action",
    on: network,
    name: `virtual network \`${network.origin.name}\``,
    consequence: consequence(estate, network),
    fix: `assign Network Contributor, or a custom role with this action, at virtual network \`${network.origin.name}\``,
  }));
  return judgeDemands(estate, circumstances, demands);
}

/** ARM checks this action only for what joins the network as a whole. */
function consequence(estate: Estate, network: VirtualNetwork): string {
  const joiners = estate.networkJoins.filter((one) => reachable(one.virtualNetwork).includes(network));
  const named = joiners.map((joiner) => `${joiner.what} \`${joiner.origin.name}\``).join(" and ");
  return joiners.length === 0
    ? "Microsoft's prerequisites for virtual networks are not met (no resource of this stack needs the right; only they ask for it)"
    : `${named} will be refused with LinkedAuthorizationFailed`;
}

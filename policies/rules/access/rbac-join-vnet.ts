import { Estate, VirtualNetwork } from "../../../azure/estate/estate";
import { reachable } from "../../../azure/estate/link";
import { estateRule, Circumstances, Finding } from "../rule";
import { judgeDemands } from "./join";
import { joinNetwork } from "./joins-in-use";
import { networksInUse } from "./networks-in-use";

/** The article wants the right to join the virtual network too; a grant on the subnet alone does not reach up to it. */
export const rbacJoinVnet = estateRule({
  id: "rbac-join-vnet",
  title: "deployer without the right to join the virtual network",
  level: "mandatory",
  severity: "high",
  source: { document: "how-to-secure-inferencing-vnet", section: "Prerequisites", read: "2026-08-22" },
  page: {
    fault:
      "The declared deployer has no effective `Microsoft.Network/virtualNetworks/join/action` on the virtual network of an inferencing subnet. A grant on the subnet does not reach up to its network.",
    consequence:
      "ARM checks this action when a private DNS zone is linked to the network or a DNS resolver is put into it; the finding names the resource of the stack that will be refused. Where there is none, only Microsoft's prerequisites ask for it, and the finding says so: an organization may lower the level in its configuration.",
    remedy: "Assign Network Contributor, or a custom role with this action, at the virtual network.",
    undecided: "as for `rbac-join-subnet`.",
  },
  judge,
});

function judge(estate: Estate, circumstances: Circumstances): readonly Finding[] {
  const demands = networksInUse(circumstances).map((network) => ({
    action: joinNetwork,
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

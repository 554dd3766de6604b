import { Estate } from "../../../azure/estate/estate";
import { joinRight } from "../../../azure/estate/join-rights";
import { estateRule, Circumstances, Finding } from "../rule";
import { Demand, judgeDemands } from "./join";
import { networksInUse } from "./networks-in-use";

/**
 * The article asks for every read of Microsoft.Network on the virtual network. ARM checks concrete reads only, so
 * whoever may read the network and its subnets can deploy: that is told as advice, less is a fault.
 */
export const rbacNetRead = estateRule({
  id: "rbac-net-read",
  title: "deployer without the right to read the virtual network",
  level: "advisory",
  severity: "medium",
  source: { document: "how-to-secure-inferencing-vnet", section: "Prerequisites", read: "2026-08-22" },
  page: {
    fault:
      "The declared deployer has no effective `Microsoft.Network/*/read` on the virtual network of an inferencing subnet.",
    consequence:
      "Microsoft's prerequisites name the wildcard. ARM checks concrete reads, so a deployer who may read the network and its subnets can deploy: the finding then says that only the wording is missed. With less, the program cannot read what it deploys into.",
    remedy: "Assign Reader, or a custom role with `Microsoft.Network/*/read`, at the virtual network.",
    undecided: "as for `rbac-join-subnet`.",
  },
  judge,
});

const wildcard = "Microsoft.Network/*/read";
const concrete = ["Microsoft.Network/virtualNetworks/read", "Microsoft.Network/virtualNetworks/subnets/read"];

function judge(estate: Estate, circumstances: Circumstances): readonly Finding[] {
  const demands = networksInUse(circumstances).map((network) => ({
    action: wildcard,
    on: network,
    name: `virtual network \`${network.origin.name}\``,
    consequence: "the program cannot read the network that it deploys into",
    fix: `assign Reader, or a custom role with ${wildcard}, at virtual network \`${network.origin.name}\``,
  }));
  const findings = judgeDemands(estate, circumstances, demands);
  return findings.map((finding, index) => soften(finding, estate, circumstances, demands[index]));
}

/** A fail of the wildcard where the concrete reads are granted only deviates from the article's wording. */
function soften(finding: Finding, estate: Estate, circumstances: Circumstances, demand: Demand | undefined): Finding {
  const { deployer } = circumstances;
  if (finding.verdict !== "fail" || deployer === undefined || demand === undefined) {
    return finding;
  }
  const reads = concrete.map((action) => joinRight(estate, deployer, action, demand.on).decision.verdict);
  if (!reads.every((verdict) => verdict === "allowed")) {
    return finding;
  }
  const fault = {
    ...finding.fault,
    consequence: `nothing fails: the network and its subnets may be read; the wording of Microsoft's prerequisites is ${wildcard}`,
  };
  return { ...finding, level: "advisory", fault };
}

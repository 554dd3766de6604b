/** A hub with firewall and Bastion, a spoke that is routed through it, and rules that no reviewer would like. */
import { CapturedResource } from "../../../policies/capture/captured-stack";
import { notYet } from "../captured";
import { outboundRules } from "../outbound-rules";
import { Program } from "./program";

export function hubAndSpoke(): readonly CapturedResource[] {
  const program = new Program("hub");
  const hub = program.inGroup("azure-native:network:VirtualNetwork", "hub", {
    addressSpace: { addressPrefixes: ["10.100.0.0/20"] },
    subnets: [
      { name: "AzureFirewallSubnet", addressPrefix: "10.100.0.0/26" },
      { name: "AzureBastionSubnet", addressPrefix: "10.100.0.64/26" },
    ],
  });
  const address = (name: string) =>
    program.inGroup("azure-native:network:PublicIPAddress", name, {
      publicIPAllocationMethod: "Static",
      sku: { name: "Standard" },
    });
  const policy = program.inGroup("azure-native:network:FirewallPolicy", "policy", { threatIntelMode: "Alert" });
  program.inGroup(
    "azure-native:network:FirewallPolicyRuleCollectionGroup",
    "all-web",
    { firewallPolicyName: notYet, priority: 200, ruleCollections: notYet },
    { firewallPolicyName: [policy] },
  );
  const firewall = program.inGroup(
    "azure-native:network:AzureFirewall",
    "firewall",
    {
      sku: { name: "AZFW_VNet", tier: "Standard" },
      firewallPolicy: { id: notYet },
      ipConfigurations: [{ name: "one", subnet: { id: notYet }, publicIPAddress: { id: notYet } }],
    },
    { firewallPolicy: [policy], ipConfigurations: [hub, address("firewall-ip")] },
  );
  program.inGroup(
    "azure-native:network:BastionHost",
    "bastion",
    { ipConfigurations: [{ name: "one", subnet: { id: notYet }, publicIPAddress: { id: notYet } }] },
    { ipConfigurations: [hub, address("bastion-ip")] },
  );
  const routes = program.inGroup(
    "azure-native:network:RouteTable",
    "spoke-routes",
    {
      routes: [
        { name: "out", addressPrefix: "0.0.0.0/0", nextHopType: "VirtualAppliance", nextHopIpAddress: notYet },
        { name: "machine-learning", addressPrefix: "AzureMachineLearning", nextHopType: "Internet" },
        { name: "wrong", addressPrefix: "VirtualNetwork", nextHopType: "None" },
      ],
    },
    { routes: [firewall] },
  );
  const guard = program.inGroup("azure-native:network:NetworkSecurityGroup", "spoke-nsg", {
    securityRules: outboundRules(
      "100 allow * * -> Internet:*",
      "100 deny * * -> AzureMachineLearning:*",
      "99 allow tcp * -> Frontdoor.FirstParty:443",
      "4096 deny * * -> *:*",
    ),
  });
  const spoke = program.inGroup(
    "azure-native:network:VirtualNetwork",
    "spoke",
    {
      addressSpace: { addressPrefixes: ["10.101.0.0/16"] },
      dhcpOptions: { dnsServers: [notYet] },
      subnets: [
        {
          name: "work",
          addressPrefix: "10.101.1.0/24",
          routeTable: { id: notYet },
          networkSecurityGroup: { id: notYet },
        },
      ],
    },
    { dhcpOptions: [firewall], subnets: [routes, guard] },
  );
  for (const [name, from, to] of [
    ["hub-to-spoke", hub, spoke],
    ["spoke-to-hub", spoke, hub],
  ] as const) {
    program.inGroup(
      "azure-native:network:VirtualNetworkPeering",
      name,
      { virtualNetworkName: notYet, remoteVirtualNetwork: { id: notYet }, allowForwardedTraffic: true },
      { virtualNetworkName: [from], remoteVirtualNetwork: [to] },
    );
  }
  return program.resources;
}

/** A private cluster of a platform team's component: egress through the hub's appliance, network and zone of other stacks. */
import { CapturedResource } from "../../../policies/capture/captured-stack";
import { notYet } from "../captured";
import { Program } from "./program";

const hub = "/subscriptions/0a0b0c0d-0000-0000-0000-000000000001/resourceGroups/rg-hub/providers/Microsoft.Network";

export function privateKubernetesCluster(): readonly CapturedResource[] {
  const program = new Program("platform", "francecentral");
  const hubStack = program.add("pulumi:pulumi:StackReference", "team/hub/prod", { name: "team/hub/prod" });
  const platform = program.add("acme:platform:KubernetesPlatform", "platform", { size: "small" });
  const routes = program.inComponent(platform, "azure-native:network:RouteTable", "egress", {
    disableBgpRoutePropagation: true,
    routes: [
      { name: "all", addressPrefix: "0.0.0.0/0", nextHopType: "VirtualAppliance", nextHopIpAddress: "10.0.1.4" },
      { name: "updates", addressPrefix: "AzureContainerRegistry.france central", nextHopType: "Internet" },
    ],
  });
  const subnet = program.inComponent(
    platform,
    "azure-native:network:Subnet",
    "nodes-snet",
    {
      resourceGroupName: "rg-spoke",
      subnetName: "inference",
      virtualNetworkName: notYet,
      addressPrefix: notYet,
      routeTable: { id: notYet },
      networkSecurityGroup: { id: `${hub}/networkSecurityGroups/nsg-spokes` },
    },
    { resourceGroupName: [], virtualNetworkName: [hubStack], addressPrefix: [hubStack], routeTable: [routes] },
  );
  const identity = program.inComponent(
    platform,
    "azure-native:managedidentity:UserAssignedIdentity",
    "platform-identity",
    {},
  );
  program.inComponent(
    platform,
    "azure-native:containerservice/v20240901:ManagedCluster",
    "platform",
    {
      identity: { type: "UserAssigned", userAssignedIdentities: [notYet] },
      agentPoolProfiles: notYet,
      apiServerAccessProfile: {
        enablePrivateCluster: true,
        enablePrivateClusterPublicFQDN: true,
        privateDNSZone: `${hub}/privateDnsZones/privatelink.francecentral.azmk8s.io`,
      },
      networkProfile: { networkPlugin: "azure", networkPluginMode: "overlay", outboundType: "userDefinedRouting" },
    },
    { identity: [identity], agentPoolProfiles: [subnet] },
  );
  return program.resources;
}

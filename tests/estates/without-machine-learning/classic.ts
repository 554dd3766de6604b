/** A program for the classic provider: other tokens and other property names for the same Azure. */
import { CapturedResource } from "../../../policies/capture/captured-stack";
import { Properties } from "../../../policies/capture/wire-value";
import { declare, notYet } from "../captured";
import { deployerId, scopes } from "../deployer";
import { From } from "./program";

const provider = { urn: "urn:pulumi:test::project::pulumi:providers:azure::default", inputs: {} };

function classicResource(type: string, name: string, inputs: Properties, from: From = {}): CapturedResource {
  return { ...declare(type, name, inputs, from), provider };
}

export function classic(): readonly CapturedResource[] {
  const group = classicResource("azure:core/resourceGroup:ResourceGroup", "old-rg", { location: "West Europe" });
  const inGroup = (type: string, name: string, inputs: Properties, from: From = {}) =>
    classicResource(type, name, { resourceGroupName: notYet, ...inputs }, { resourceGroupName: [group], ...from });

  const guard = inGroup("azure:network/networkSecurityGroup:NetworkSecurityGroup", "old-nsg", {
    location: "westeurope",
    securityRules: [
      {
        name: "deny",
        priority: 200,
        direction: "Outbound",
        access: "Deny",
        protocol: "*",
        sourceAddressPrefix: "*",
        sourcePortRange: "*",
        destinationAddressPrefix: "Internet",
        destinationPortRange: "*",
      },
    ],
  });
  const rule = inGroup(
    "azure:network/networkSecurityRule:NetworkSecurityRule",
    "old-rule",
    { networkSecurityGroupName: notYet, priority: 200, direction: "Outbound", access: "Allow", protocol: "Tcp" },
    { networkSecurityGroupName: [guard] },
  );
  const network = inGroup("azure:network/virtualNetwork:VirtualNetwork", "old-vnet", {
    addressSpaces: ["10.13.0.0/16"],
  });
  const subnet = inGroup(
    "azure:network/subnet:Subnet",
    "old-subnet",
    { virtualNetworkName: notYet, addressPrefixes: ["10.13.1.0/24"] },
    { virtualNetworkName: [network] },
  );
  const association = classicResource(
    "azure:network/subnetNetworkSecurityGroupAssociation:SubnetNetworkSecurityGroupAssociation",
    "old-association",
    { subnetId: notYet, networkSecurityGroupId: notYet },
    { subnetId: [subnet], networkSecurityGroupId: [guard] },
  );
  const cluster = inGroup(
    "azure:containerservice/kubernetesCluster:KubernetesCluster",
    "old-aks",
    {
      dnsPrefix: "old",
      identity: { type: "SystemAssigned" },
      defaultNodePool: { name: "default", nodeCount: 2, vmSize: "Standard_D2_v2", vnetSubnetId: notYet },
    },
    { defaultNodePool: [subnet] },
  );
  const grant = classicResource("azure:authorization/assignment:Assignment", "old-grant", {
    scope: scopes.subscription,
    roleDefinitionName: "Owner",
    principalId: deployerId,
  });
  const bus = inGroup("azure:servicebus/namespace:Namespace", "old-bus", { sku: "Standard" });
  return [group, guard, rule, network, subnet, association, cluster, grant, bus];
}

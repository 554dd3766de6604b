import * as authorization from "@pulumi/azure-native/authorization";
import * as managedidentity from "@pulumi/azure-native/managedidentity";
import * as network from "@pulumi/azure-native/network";
import * as resources from "@pulumi/azure-native/resources";
import * as pulumi from "@pulumi/pulumi";

const group = new resources.ResourceGroup("access-rg");
const { subscriptionId } = authorization.getClientConfigOutput();
const subscription = pulumi.interpolate`/subscriptions/${subscriptionId}`;

const virtualNetwork = new network.VirtualNetwork("team", {
  resourceGroupName: group.name,
  addressSpace: { addressPrefixes: ["10.20.0.0/16"] },
  subnets: [{ name: "inference", addressPrefix: "10.20.1.0/24" }],
});

const identity = new managedidentity.UserAssignedIdentity("robot", { resourceGroupName: group.name });

const operator = new authorization.RoleDefinition("operator", {
  roleName: pulumi.interpolate`network operator of ${group.name}`,
  scope: subscription,
  assignableScopes: [subscription],
  permissions: [
    {
      actions: ["Microsoft.Network/*"],
      notActions: [
        "Microsoft.Network/virtualNetworks/join/action",
        "Microsoft.Network/virtualNetworks/subnets/join/action",
      ],
    },
  ],
});

const grants = [
  ["operates", operator.id, virtualNetwork.id],
  // Owner
  ["owns", "/providers/Microsoft.Authorization/roleDefinitions/8e3af657-a8ff-443c-a75c-2fe8c4bcb635", group.id],
  // Private DNS Zone Contributor
  ["names", "/providers/Microsoft.Authorization/roleDefinitions/b12aa53e-6015-4669-85d0-8515ebb3ae7f", subscription],
] as const;

for (const [name, roleDefinitionId, scope] of grants) {
  new authorization.RoleAssignment(name, {
    scope,
    principalId: identity.principalId,
    principalType: "ServicePrincipal",
    roleDefinitionId,
  });
}

import * as keyvault from "@pulumi/azure-native/keyvault";
import * as network from "@pulumi/azure-native/network";
import * as privatedns from "@pulumi/azure-native/privatedns";
import * as pulumi from "@pulumi/pulumi";

export interface PrivateVaultArgs {
  resourceGroupName: pulumi.Input<string>;
  tenantId: pulumi.Input<string>;
  virtualNetworkId: pulumi.Input<string>;
  subnetId: pulumi.Input<string>;
  administratorObjectId: pulumi.Input<string>;
  readerObjectId: pulumi.Input<string>;
}

/** A key vault without a public endpoint, and the names and the address by which a network finds it. */
export class PrivateVault extends pulumi.ComponentResource {
  public readonly name: pulumi.Output<string>;
  public readonly uri: pulumi.Output<string>;

  public constructor(name: string, args: PrivateVaultArgs, opts?: pulumi.ComponentResourceOptions) {
    super("demo:index:PrivateVault", name, args, opts);
    const { resourceGroupName } = args;
    const child = { parent: this };

    const vault = new keyvault.Vault(
      `${name}-kv`,
      {
        resourceGroupName,
        properties: {
          tenantId: args.tenantId,
          sku: { family: keyvault.SkuFamily.A, name: keyvault.SkuName.Standard },
          publicNetworkAccess: "Disabled",
          accessPolicies: [
            {
              tenantId: args.tenantId,
              objectId: args.administratorObjectId,
              permissions: { secrets: ["get", "list", "set", "delete"] },
            },
            {
              tenantId: args.tenantId,
              objectId: args.readerObjectId,
              permissions: { secrets: [keyvault.SecretPermissions.Get] },
            },
          ],
        },
      },
      // it stood outside the component once
      { ...child, aliases: [{ parent: pulumi.rootStackResource }] },
    );

    const zone = new privatedns.PrivateZone(
      `${name}-zone`,
      { resourceGroupName, privateZoneName: "privatelink.vaultcore.azure.net", location: "global" },
      child,
    );

    const link = new privatedns.VirtualNetworkLink(
      `${name}-link`,
      {
        resourceGroupName,
        privateZoneName: zone.name,
        location: "Global",
        registrationEnabled: false,
        virtualNetwork: { id: args.virtualNetworkId },
      },
      { parent: zone },
    );

    const endpoint = new network.PrivateEndpoint(
      `${name}-endpoint`,
      {
        resourceGroupName,
        subnet: { id: args.subnetId },
        privateLinkServiceConnections: [
          { name: `${name}-connection`, privateLinkServiceId: vault.id, groupIds: ["vault"] },
        ],
      },
      child,
    );

    new network.PrivateDnsZoneGroup(
      `${name}-zone-group`,
      {
        resourceGroupName,
        privateEndpointName: endpoint.name,
        privateDnsZoneConfigs: [{ name: "vault", privateDnsZoneId: zone.id }],
      },
      { parent: endpoint, dependsOn: [link] },
    );

    this.name = vault.name;
    this.uri = vault.properties.apply(({ vaultUri }) => vaultUri ?? "");
    this.registerOutputs({ name: this.name, uri: this.uri });
  }
}

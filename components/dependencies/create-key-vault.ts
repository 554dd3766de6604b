/**
 * The key vault of a workspace: roles instead of access policies, purge protection, closed to all but Azure services.
 * An endpoint with keys reads them through that exception.
 * https://learn.microsoft.com/azure/machine-learning/how-to-troubleshoot-online-endpoints
 */
import { NetworkRuleAction, NetworkRuleBypassOptions, SkuFamily, SkuName, Vault } from "@pulumi/azure-native/keyvault";
import * as pulumi from "@pulumi/pulumi";

import { compactChildName } from "../child-names";
import { WorkspaceKeyVaultArgs } from "./arguments";
import { DependencyPlace } from "./place";

export function createKeyVault(
  name: string,
  args: WorkspaceKeyVaultArgs,
  place: DependencyPlace,
  vaultName: pulumi.Input<string> | undefined,
  tenantId: pulumi.Input<string>,
  child: pulumi.CustomResourceOptions,
): Vault {
  return new Vault(
    compactChildName(name, "kv", 24),
    {
      ...place,
      vaultName,
      properties: {
        tenantId,
        sku: { family: SkuFamily.A, name: SkuName.Standard },
        enableRbacAuthorization: true,
        enableSoftDelete: true,
        enablePurgeProtection: true,
        softDeleteRetentionInDays: args.softDeleteRetentionInDays ?? 90,
        publicNetworkAccess: "Disabled",
        networkAcls: {
          defaultAction: NetworkRuleAction.Deny,
          bypass: NetworkRuleBypassOptions.AzureServices,
        },
      },
    },
    child,
  );
}

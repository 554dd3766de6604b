/**
 * The default storage account of a workspace: no shared keys, no public access, trusted Azure services let through,
 * because that is how the workspace itself reaches it.
 * https://learn.microsoft.com/azure/machine-learning/how-to-secure-workspace-vnet
 */
import {
  Bypass,
  DefaultAction,
  Kind,
  MinimumTlsVersion,
  PublicNetworkAccess,
  StorageAccount,
} from "@pulumi/azure-native/storage";
import * as pulumi from "@pulumi/pulumi";

import { compactChildName } from "../child-names";
import { StorageReplication, WorkspaceStorageAccountArgs } from "./arguments";
import { DependencyPlace } from "./place";

export function createStorageAccount(
  name: string,
  args: WorkspaceStorageAccountArgs,
  place: DependencyPlace,
  accountName: pulumi.Input<string> | undefined,
  child: pulumi.CustomResourceOptions,
): StorageAccount {
  return new StorageAccount(
    compactChildName(name, "st", 24),
    {
      ...place,
      accountName,
      kind: Kind.StorageV2,
      sku: { name: args.replication ?? StorageReplication.Zone },
      publicNetworkAccess: PublicNetworkAccess.Disabled,
      networkRuleSet: { defaultAction: DefaultAction.Deny, bypass: Bypass.AzureServices },
      allowBlobPublicAccess: false,
      allowSharedKeyAccess: false,
      allowCrossTenantReplication: false,
      isLocalUserEnabled: false,
      defaultToOAuthAuthentication: true,
      enableHttpsTrafficOnly: true,
      minimumTlsVersion: MinimumTlsVersion.TLS1_2,
    },
    child,
  );
}

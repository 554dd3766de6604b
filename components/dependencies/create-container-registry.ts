/**
 * The registry of a workspace: Premium, because only that has private endpoints; no admin user, no public access,
 * trusted Azure services let through.
 * https://learn.microsoft.com/azure/container-registry/allow-access-trusted-services
 */
import {
  NetworkRuleBypassOptions,
  PublicNetworkAccess,
  Registry,
  SkuName,
  ZoneRedundancy,
} from "@pulumi/azure-native/containerregistry";
import * as pulumi from "@pulumi/pulumi";

import { compactChildName } from "../child-names";
import { WorkspaceContainerRegistryArgs } from "./arguments";
import { DependencyPlace } from "./place";

export function createContainerRegistry(
  name: string,
  args: WorkspaceContainerRegistryArgs,
  place: DependencyPlace,
  registryName: pulumi.Input<string> | undefined,
  child: pulumi.CustomResourceOptions,
): Registry {
  const zoneRedundant = pulumi.output(args.zoneRedundant ?? true);
  return new Registry(
    compactChildName(name, "cr", 50),
    {
      ...place,
      registryName,
      sku: { name: SkuName.Premium },
      adminUserEnabled: false,
      anonymousPullEnabled: false,
      publicNetworkAccess: PublicNetworkAccess.Disabled,
      networkRuleBypassOptions: NetworkRuleBypassOptions.AzureServices,
      zoneRedundancy: zoneRedundant.apply((wanted) => (wanted ? ZoneRedundancy.Enabled : ZoneRedundancy.Disabled)),
    },
    child,
  );
}

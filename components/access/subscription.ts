/** The subscription and tenant of the provider that a component's children use. */
import { getClientConfigOutput } from "@pulumi/azure-native/authorization";
import * as pulumi from "@pulumi/pulumi";

export interface ProviderScope {
  subscriptionId: pulumi.Output<string>;
  tenantId: pulumi.Output<string>;
}

/** Asks the provider that `parent` hands to its children; it is known in a preview too. */
export function providerScope(parent: pulumi.Resource): ProviderScope {
  const client = getClientConfigOutput({ parent });
  return { subscriptionId: client.subscriptionId, tenantId: client.tenantId };
}

/** Id of a resource group by name, which needs no call to Azure. */
export function resourceGroupId(
  provider: ProviderScope,
  resourceGroupName: pulumi.Input<string>,
): pulumi.Output<string> {
  return pulumi.interpolate`/subscriptions/${provider.subscriptionId}/resourceGroups/${resourceGroupName}`;
}

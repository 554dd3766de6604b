/**
 * What a private endpoint can stand for here, and the private DNS zones its records belong in.
 * https://learn.microsoft.com/azure/private-link/private-endpoint-dns
 */
import { findPrivateLinkGroup } from "../../azure/facts/private-link";

/** Services whose private DNS zones a component can make. The values are Azure's group ids. */
export enum PrivateEndpointService {
  /** An Azure Machine Learning workspace; it needs two zones, one for its API and one for notebooks. */
  AzureMlWorkspace = "amlworkspace",
  Blob = "blob",
  File = "file",
  Queue = "queue",
  Table = "table",
  Dfs = "dfs",
  KeyVault = "vault",
  ContainerRegistry = "registry",
}

const resourceTypes: Readonly<Record<PrivateEndpointService, string>> = {
  [PrivateEndpointService.AzureMlWorkspace]: "Microsoft.MachineLearningServices/workspaces",
  [PrivateEndpointService.Blob]: "Microsoft.Storage/storageAccounts",
  [PrivateEndpointService.File]: "Microsoft.Storage/storageAccounts",
  [PrivateEndpointService.Queue]: "Microsoft.Storage/storageAccounts",
  [PrivateEndpointService.Table]: "Microsoft.Storage/storageAccounts",
  [PrivateEndpointService.Dfs]: "Microsoft.Storage/storageAccounts",
  [PrivateEndpointService.KeyVault]: "Microsoft.KeyVault/vaults",
  [PrivateEndpointService.ContainerRegistry]: "Microsoft.ContainerRegistry/registries",
};

/** Names of all zones that the records of this service go into, in the public cloud. */
export function zonesOfService(service: PrivateEndpointService): readonly string[] {
  const group = findPrivateLinkGroup(resourceTypes[service], service);
  if (group === undefined) {
    throw new Error(`azure/facts/private-link has no group ${service} of ${resourceTypes[service]}`);
  }
  return group.zones.AzureCloud;
}

/**
 * The built-in roles that matter here, with what they permit as far as it is documented.
 * https://learn.microsoft.com/azure/role-based-access-control/built-in-roles
 */
import { Maybe, unknown } from "../known";
import { Source } from "./source";

export interface RolePermission {
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
  readonly dataActions: readonly string[];
  readonly notDataActions: readonly string[];
}

export interface BuiltInRole {
  readonly name: string;
  /** The same GUID in every tenant; a role definition's id ends in it. */
  readonly id: string;
  /** Unknown: the role exists, but its full list of actions wasn't read. Never guessed. */
  readonly permissions: Maybe<readonly RolePermission[]>;
  readonly source: Source;
}

/** The role with this GUID, role definition id or display name, in any case; `(preview)` after a name may be missing. */
export function findRole(idOrName: string): BuiltInRole | undefined {
  const text = idOrName.toLowerCase();
  return rolesByKey.get(text) ?? rolesByKey.get(text.slice(text.lastIndexOf("/") + 1));
}

const privileged = chapter("privileged", "2026-07-01");
const general = chapter("general", "2026-02-23");
const networking = chapter("networking");
const machineLearning = chapter("ai-machine-learning", "2024-04-25");
const containers = chapter("containers", "2025-06-30");
const identity = chapter("identity");
const storage = chapter("storage");
const security = chapter("security");
const integration = chapter("integration");
const compute = chapter("compute");
const machineLearningLater = chapter("ai-machine-learning", "2024-12-12");

/** Roles of which only name and GUID were read. */
const names: Source = { document: "built-in-roles (role-based-access-control)", read: "2026-11-24" };

/** A chapter of that page; its date is the page's own, where it was noted. */
function chapter(name: string, dated?: string): Source {
  const document = `built-in-roles/${name} (role-based-access-control)`;
  return { document, ...(dated !== undefined && { section: `of ${dated}` }), read: "2026-11-24" };
}

/** What most roles for one kind of resource permit besides. */
const companions = [
  "Microsoft.Authorization/*/read",
  "Microsoft.Insights/alertRules/*",
  "Microsoft.Resources/deployments/*",
  "Microsoft.Resources/subscriptions/resourceGroups/read",
  "Microsoft.Support/*",
];

/** What the roles for the contents of a key vault permit on the vault itself. */
const vaultReads = [
  "Microsoft.KeyVault/checkNameAvailability/read",
  "Microsoft.KeyVault/deletedVaults/read",
  "Microsoft.KeyVault/locations/*/read",
  "Microsoft.KeyVault/vaults/*/read",
  "Microsoft.KeyVault/operations/read",
  ...companions,
];

export const roles: readonly BuiltInRole[] = [
  read("Owner", "8e3af657-a8ff-443c-a75c-2fe8c4bcb635", privileged, ["*"]),
  read(
    "Contributor",
    "b24988ac-6180-42a0-ab88-20f7382dd24c",
    privileged,
    ["*"],
    [
      "Microsoft.Authorization/*/Delete",
      "Microsoft.Authorization/*/Write",
      "Microsoft.Authorization/elevateAccess/Action",
      "Microsoft.Blueprint/blueprintAssignments/write",
      "Microsoft.Blueprint/blueprintAssignments/delete",
      "Microsoft.Compute/galleries/share/action",
      "Microsoft.Purview/consents/write",
      "Microsoft.Purview/consents/delete",
      "Microsoft.Resources/deploymentStacks/manageDenySetting/action",
      "Microsoft.Subscription/cancel/action",
      "Microsoft.Subscription/enable/action",
    ],
  ),
  read("Reader", "acdd72a7-3385-48ef-bd42-f606fba81ae7", general, ["*/read"]),
  read("User Access Administrator", "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9", privileged, [
    "*/read",
    "Microsoft.Authorization/*",
    "Microsoft.Support/*",
  ]),
  read("Role Based Access Control Administrator", "f58310d9-a9f6-439a-9e8d-f62e7b41a168", privileged, [
    "Microsoft.Authorization/roleAssignments/write",
    "Microsoft.Authorization/roleAssignments/delete",
    "*/read",
    "Microsoft.Support/*",
  ]),
  read("Network Contributor", "4d97b98b-1d4f-4787-a291-c67834d212e7", networking, [
    "Microsoft.Network/*",
    "Microsoft.ResourceHealth/availabilityStatuses/read",
    ...companions,
  ]),
  read("Private DNS Zone Contributor", "b12aa53e-6015-4669-85d0-8515ebb3ae7f", networking, [
    "Microsoft.Network/privateDnsZones/*",
    "Microsoft.Network/privateDnsOperationResults/*",
    "Microsoft.Network/privateDnsOperationStatuses/*",
    "Microsoft.Network/virtualNetworks/read",
    "Microsoft.Network/virtualNetworks/join/action",
    ...companions,
  ]),
  read(
    "AzureML Data Scientist",
    "f6c7c914-8db3-469d-8ca1-694a8f32e121",
    machineLearning,
    [
      "Microsoft.MachineLearningServices/workspaces/*/read",
      "Microsoft.MachineLearningServices/workspaces/*/action",
      "Microsoft.MachineLearningServices/workspaces/*/delete",
      "Microsoft.MachineLearningServices/workspaces/*/write",
    ],
    [
      "Microsoft.MachineLearningServices/workspaces/delete",
      "Microsoft.MachineLearningServices/workspaces/write",
      "Microsoft.MachineLearningServices/workspaces/computes/*/write",
      "Microsoft.MachineLearningServices/workspaces/computes/*/delete",
      "Microsoft.MachineLearningServices/workspaces/computes/listKeys/action",
      "Microsoft.MachineLearningServices/workspaces/listKeys/action",
      "Microsoft.MachineLearningServices/workspaces/hubs/write",
      "Microsoft.MachineLearningServices/workspaces/hubs/delete",
      "Microsoft.MachineLearningServices/workspaces/featurestores/write",
      "Microsoft.MachineLearningServices/workspaces/featurestores/delete",
    ],
  ),
  read("AzureML Compute Operator", "e503ece1-11d0-4e8e-8e2c-7a6c3bf38815", machineLearning, [
    "Microsoft.MachineLearningServices/workspaces/computes/*",
    "Microsoft.MachineLearningServices/workspaces/notebooks/vm/*",
  ]),
  read("AcrPull", "7f951dda-4ed3-4680-a7ca-43fe172d538d", containers, [
    "Microsoft.ContainerRegistry/registries/pull/read",
  ]),
  read(
    "Storage Blob Data Reader",
    "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1",
    storage,
    [
      "Microsoft.Storage/storageAccounts/blobServices/containers/read",
      "Microsoft.Storage/storageAccounts/blobServices/generateUserDelegationKey/action",
    ],
    [],
    ["Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read"],
  ),
  read(
    "Storage Blob Data Contributor",
    "ba92f5b4-2d11-453d-a403-e96b0029c9fe",
    storage,
    [
      "Microsoft.Storage/storageAccounts/blobServices/containers/delete",
      "Microsoft.Storage/storageAccounts/blobServices/containers/read",
      "Microsoft.Storage/storageAccounts/blobServices/containers/write",
      "Microsoft.Storage/storageAccounts/blobServices/generateUserDelegationKey/action",
    ],
    [],
    [
      "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/delete",
      "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read",
      "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/write",
      "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/move/action",
      "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/add/action",
    ],
  ),
  read(
    "Storage File Data Privileged Contributor",
    "69566ab7-960f-475b-8e7c-b3118f30c6bd",
    storage,
    [],
    [],
    [
      "Microsoft.Storage/storageAccounts/fileServices/fileshares/files/read",
      "Microsoft.Storage/storageAccounts/fileServices/fileshares/files/write",
      "Microsoft.Storage/storageAccounts/fileServices/fileshares/files/delete",
      "Microsoft.Storage/storageAccounts/fileServices/fileshares/files/modifypermissions/action",
      "Microsoft.Storage/storageAccounts/fileServices/readFileBackupSemantics/action",
      "Microsoft.Storage/storageAccounts/fileServices/writeFileBackupSemantics/action",
    ],
  ),
  read("Managed Identity Operator", "f1a07417-d97a-45cb-824c-7a7467783830", identity, [
    "Microsoft.ManagedIdentity/userAssignedIdentities/*/read",
    "Microsoft.ManagedIdentity/userAssignedIdentities/*/assign/action",
    ...companions,
  ]),
  read("AcrPush", "8311e382-0749-4cb8-b61a-304f252e45ec", containers, [
    "Microsoft.ContainerRegistry/registries/pull/read",
    "Microsoft.ContainerRegistry/registries/push/write",
  ]),
  named("Azure AI Administrator", "b78c5d69-af96-48a3-bf8d-a8b4d589de94"),
  named("Azure AI Enterprise Network Connection Approver", "b556d68e-0be0-4f35-a333-ad7ee1ce17ea"),
  read("AzureML Metrics Writer (preview)", "635dd51f-9968-44d3-b7fb-6d9a6bd613ae", machineLearningLater, [
    "Microsoft.MachineLearningServices/workspaces/metrics/*/write",
  ]),
  named("Azure Machine Learning Workspace Connection Secrets Reader", "ea01e6af-a1c1-4350-9563-ad00f8c72ec5"),
  read("Storage Account Contributor", "17d1049b-9a84-46fb-8f53-869881c3d3ab", storage, [
    "Microsoft.Insights/diagnosticSettings/*",
    "Microsoft.Network/virtualNetworks/subnets/joinViaServiceEndpoint/action",
    "Microsoft.ResourceHealth/availabilityStatuses/read",
    "Microsoft.Storage/storageAccounts/*",
    ...companions,
  ]),
  named("Container Registry Repository Reader", "b93aa761-3e63-49ed-ac28-beffa264f7ac"),
  named("Container Registry Repository Contributor", "2efddaa5-3f1f-4df3-97df-af3f13818f4c"),
  read(
    "Key Vault Administrator",
    "00482a5a-887f-4fb3-b363-3b7fe8e74483",
    security,
    vaultReads,
    [],
    ["Microsoft.KeyVault/vaults/*"],
  ),
  read(
    "Key Vault Secrets Officer",
    "b86a8fe4-44ce-4948-aee5-eccb2c155cd7",
    security,
    vaultReads,
    [],
    ["Microsoft.KeyVault/vaults/secrets/*"],
  ),
  read("Azure Kubernetes Service Cluster Admin Role", "0ab0b1a8-8aac-4efd-b8c2-3ee1fb270be8", containers, [
    "Microsoft.ContainerService/managedClusters/listClusterAdminCredential/action",
    "Microsoft.ContainerService/managedClusters/accessProfiles/listCredential/action",
    "Microsoft.ContainerService/managedClusters/read",
    "Microsoft.ContainerService/managedClusters/runcommand/action",
  ]),
  read("Azure Kubernetes Service Contributor Role", "ed7f3fbd-7b88-4dd4-9017-9adb7ce333f8", containers, [
    "Microsoft.ContainerService/managedClusters/read",
    "Microsoft.ContainerService/managedClusters/write",
    "Microsoft.Resources/deployments/*",
  ]),
  named("Kubernetes Extension Contributor", "85cb6faf-e071-4c9b-8136-154b5a04f717"),
  read(
    "Azure Relay Owner",
    "2787bf04-f1f5-4bfe-8383-c8a24483ee38",
    integration,
    ["Microsoft.Relay/*"],
    [],
    ["Microsoft.Relay/*"],
  ),
  read("Virtual Machine Contributor", "9980e02c-c2be-4d73-94e8-173b1dc7cf3c", compute, [
    "Microsoft.Compute/availabilitySets/*",
    "Microsoft.Compute/locations/*",
    "Microsoft.Compute/virtualMachines/*",
    "Microsoft.Compute/virtualMachineScaleSets/*",
    "Microsoft.Compute/cloudServices/*",
    "Microsoft.Compute/disks/write",
    "Microsoft.Compute/disks/read",
    "Microsoft.Compute/disks/delete",
    "Microsoft.Compute/hostgroups/write",
    "Microsoft.Compute/hostgroups/hosts/write",
    "Microsoft.DevTestLab/schedules/*",
    "Microsoft.Network/applicationGateways/backendAddressPools/join/action",
    "Microsoft.Network/loadBalancers/backendAddressPools/join/action",
    "Microsoft.Network/loadBalancers/inboundNatPools/join/action",
    "Microsoft.Network/loadBalancers/inboundNatRules/join/action",
    "Microsoft.Network/loadBalancers/probes/join/action",
    "Microsoft.Network/loadBalancers/read",
    "Microsoft.Network/locations/*",
    "Microsoft.Network/networkInterfaces/*",
    "Microsoft.Network/networkSecurityGroups/join/action",
    "Microsoft.Network/networkSecurityGroups/read",
    "Microsoft.Network/publicIPAddresses/join/action",
    "Microsoft.Network/publicIPAddresses/read",
    "Microsoft.Network/virtualNetworks/read",
    "Microsoft.Network/virtualNetworks/subnets/join/action",
    "Microsoft.RecoveryServices/locations/*",
    "Microsoft.RecoveryServices/Vaults/backupFabrics/backupProtectionIntent/write",
    "Microsoft.RecoveryServices/Vaults/backupFabrics/protectionContainers/protectedItems/*/read",
    "Microsoft.RecoveryServices/Vaults/backupFabrics/protectionContainers/protectedItems/read",
    "Microsoft.RecoveryServices/Vaults/backupFabrics/protectionContainers/protectedItems/write",
    "Microsoft.RecoveryServices/Vaults/backupPolicies/read",
    "Microsoft.RecoveryServices/Vaults/backupPolicies/write",
    "Microsoft.RecoveryServices/Vaults/read",
    "Microsoft.RecoveryServices/Vaults/usages/read",
    "Microsoft.RecoveryServices/Vaults/write",
    "Microsoft.ResourceHealth/availabilityStatuses/read",
    "Microsoft.SerialConsole/serialPorts/connect/action",
    "Microsoft.SqlVirtualMachine/*",
    "Microsoft.Storage/storageAccounts/listKeys/action",
    "Microsoft.Storage/storageAccounts/read",
    ...companions,
  ]),
];

function read(
  name: string,
  id: string,
  source: Source,
  actions: readonly string[],
  notActions: readonly string[] = [],
  dataActions: readonly string[] = [],
): BuiltInRole {
  return { name, id, permissions: [{ actions, notActions, dataActions, notDataActions: [] }], source };
}

function named(name: string, id: string): BuiltInRole {
  return { name, id, permissions: unknown(`what role ${name} permits`), source: names };
}

const rolesByKey: ReadonlyMap<string, BuiltInRole> = new Map(
  roles.flatMap((role) => [
    [role.id, role],
    [role.name.toLowerCase(), role],
    [role.name.toLowerCase().replace(" (preview)", ""), role],
  ]),
);

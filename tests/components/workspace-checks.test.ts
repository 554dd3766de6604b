/** Workspaces that are refused, on both roads, and their accepted neighbours. */
import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";

import {
  CustomVnetWorkspaceArgs,
  ManagedNetworkFirewallSku,
  ManagedNetworkIsolation,
  ManagedNetworkWorkspaceArgs,
  PrivateEndpointRecords,
  WorkspaceIdentityType,
} from "../../index";
import { checkCustomVnetWorkspace } from "../../components/workspace/check-custom-vnet";
import { checkManagedNetworkWorkspace } from "../../components/workspace/check-managed-network";
import { assertRefused } from "./checks";

const group = "/subscriptions/8d2e4b71-0c5f-4a96-b3d8-e17f60a9c254/resourceGroups/rg/providers";
const subnetId = `${group}/Microsoft.Network/virtualNetworks/vnet/subnets/endpoints`;
const identityId = `${group}/Microsoft.ManagedIdentity/userAssignedIdentities/ml`;
const principalId = "5b1f3c0e-6d0f-4a7e-9a55-2f7e0c1c8d43";
const registryId = `${group}/Microsoft.ContainerRegistry/registries/images`;
const storageId = `${group}/Microsoft.Storage/storageAccounts/models`;

function zones(...names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, `${group}/Microsoft.Network/privateDnsZones/${name}`]));
}

const workspaceZones = ["privatelink.api.azureml.ms", "privatelink.notebooks.azure.net"];
const allZones = [
  ...workspaceZones,
  "privatelink.blob.core.windows.net",
  "privatelink.file.core.windows.net",
  "privatelink.vaultcore.azure.net",
  "privatelink.azurecr.io",
];

type Case<Args> = readonly [string, Partial<Args>, readonly string[]];

describe("checks of a workspace with a managed network", () => {
  const approved = ManagedNetworkIsolation.AllowOnlyApprovedOutbound;
  const internet = ManagedNetworkIsolation.AllowInternetOutbound;
  const fqdn = (destination: pulumi.Input<string>) => ({ outboundRules: { fqdn: { rule: { destination } } } });
  const tag = (serviceTag: string, portRanges = "443") => ({
    outboundRules: { serviceTag: { rule: { serviceTag, portRanges } } },
  });
  const search = {
    serviceResourceId: `${group}/Microsoft.Search/searchServices/s`,
    subresourceTarget: "searchService",
  };
  const at = (kind: string, field = "") => `outboundRules.${kind}.rule${field}`;

  const rule = (serviceResourceId: string, subresourceTarget: string) => ({
    identity: { type: WorkspaceIdentityType.UserAssigned },
    outboundRules: { privateEndpoint: { rule: { serviceResourceId, subresourceTarget } } },
  });
  const target = [at("privateEndpoint", ".serviceResourceId")];
  const subresource = [at("privateEndpoint", ".subresourceTarget")];
  // Group ids: private-endpoint-dns. The default storage has its blob and file endpoints already, not its queue's.
  const privateEndpointRules: readonly Case<ManagedNetworkWorkspaceArgs>[] = [
    ["another account's blobs", rule(storageId, "blob"), []],
    ["a group in another case", rule(storageId, "Blob"), []],
    ["a vault's group on an account", rule(storageId, "vault"), subresource],
    ["an account's group on a vault", rule(`${group}/Microsoft.KeyVault/vaults/v`, "blob"), subresource],
    ["a vault", rule(`${group}/Microsoft.KeyVault/vaults/v`, "vault"), []],
    ["a type whose groups nobody wrote down", rule(`${group}/Microsoft.Search/searchServices/s`, "anything"), []],
    ["no id", rule("models", "blob"), target],
    ["a resource group", rule("/subscriptions/s/resourceGroups/rg", "blob"), target],
    [
      "the default storage's blobs again",
      { ...rule(storageId, "blob"), storageAccountId: storageId },
      [at("privateEndpoint")],
    ],
    [
      "the same, in another case",
      { ...rule(storageId.toUpperCase(), "file"), storageAccountId: storageId },
      [at("privateEndpoint")],
    ],
    ["the default storage's queues", { ...rule(storageId, "queue"), storageAccountId: storageId }, []],
    [
      "the default registry again",
      { ...rule(registryId, "registry"), containerRegistryId: registryId },
      [at("privateEndpoint")],
    ],
  ];

  const cases: readonly Case<ManagedNetworkWorkspaceArgs>[] = [
    ["nothing said", {}, []],
    ...privateEndpointRules,
    ["an isolation that isn't managed", { isolationMode: "Disabled" as ManagedNetworkIsolation }, ["isolationMode"]],
    ["a host", { isolationMode: approved, ...fqdn("pypi.org") }, []],
    ["a wildcard host", fqdn("*.pytorch.org"), []],
    ["a wildcard inside", fqdn("files.*.org"), [at("fqdn", ".destination")]],
    ["a scheme", fqdn("https://pypi.org"), [at("fqdn", ".destination")]],
    ["a port", fqdn("pypi.org:443"), [at("fqdn", ".destination")]],
    ["a path", fqdn("pypi.org/simple"), [at("fqdn", ".destination")]],
    ["a host that isn't known yet", fqdn(pulumi.output("https://x")), []],
    ["a storage account as a host", fqdn("models.blob.core.windows.net"), [at("fqdn", ".destination")]],
    ["all of storage as a host", fqdn("*.blob.core.windows.net"), [at("fqdn", ".destination")]],
    ["the one storage host that Visual Studio Code needs", fqdn("vscode.blob.core.windows.net"), []],
    ["hosts beside an open Internet", { isolationMode: internet, ...fqdn("pypi.org") }, ["outboundRules.fqdn"]],
    ["tags beside an open Internet", { isolationMode: internet, ...tag("AzureMonitor") }, ["outboundRules.serviceTag"]],
    ["a tag", tag("azuremonitor"), []],
    ["a regional tag", tag("Storage.WestEurope"), []],
    ["a tag that isn't one", tag("Frontdoor.FirstParty"), [at("serviceTag", ".serviceTag")]],
    ["ports and ranges", tag("AzureMonitor", "80, 8080-8089"), []],
    ["ports the wrong way round", tag("AzureMonitor", "90-80"), [at("serviceTag", ".portRanges")]],
    ["the last port", tag("AzureMonitor", "65535"), []],
    ["the port behind the last", tag("AzureMonitor", "65536"), [at("serviceTag", ".portRanges")]],
    ["a rule's name of three characters", { outboundRules: { fqdn: { abc: { destination: "a.io" } } } }, []],
    ["a rule's name of two", { outboundRules: { fqdn: { ab: { destination: "a.io" } } } }, ["outboundRules.fqdn.ab"]],
    [
      "one name for two rules",
      {
        outboundRules: {
          fqdn: { same: { destination: "a.io" } },
          serviceTag: { SAME: { serviceTag: "AzureMonitor", portRanges: "443" } },
        },
      },
      ["outboundRules.serviceTag.SAME"],
    ],
    [
      "a private endpoint that nobody may approve",
      { outboundRules: { privateEndpoint: { search } } },
      ["identity.type"],
    ],
    [
      "one that the workspace's own identity may approve",
      { outboundRules: { privateEndpoint: { search } }, identity: { type: WorkspaceIdentityType.UserAssigned } },
      [],
    ],
    ["a firewall without a host", { firewallSku: ManagedNetworkFirewallSku.Basic }, ["firewallSku"]],
    ["a firewall for a host", { firewallSku: ManagedNetworkFirewallSku.Basic, ...fqdn("pypi.org") }, []],
    ["an adopted registry", { containerRegistryId: registryId }, []],
    ["an id of another type", { containerRegistryId: storageId }, ["containerRegistryId"]],
    [
      "an adopted registry with settings",
      { containerRegistryId: registryId, containerRegistry: {} },
      ["containerRegistry"],
    ],
    ["a vault that keeps for a week", { keyVault: { softDeleteRetentionInDays: 7 } }, []],
    [
      "a vault that keeps shorter",
      { keyVault: { softDeleteRetentionInDays: 6 } },
      ["keyVault.softDeleteRetentionInDays"],
    ],
    [
      "names that Azure refuses",
      { names: { workspace: "ml", storageAccount: "ML" } },
      ["names.storageAccount", "names.workspace"],
    ],
    [
      "an identity without its principal",
      { identity: { type: WorkspaceIdentityType.UserAssigned, userAssignedIdentityId: identityId } },
      ["identity.principalId"],
    ],
    [
      "an identity with its principal",
      { identity: { type: WorkspaceIdentityType.UserAssigned, userAssignedIdentityId: identityId, principalId } },
      [],
    ],
    [
      "an identity that isn't used",
      { identity: { userAssignedIdentityId: identityId, principalId } },
      ["identity.type"],
    ],
    ["an endpoint with both zones", { privateAccess: { subnetId, zoneIds: zones(...workspaceZones) } }, []],
    [
      "an endpoint with one of the two zones",
      { privateAccess: { subnetId, zoneIds: zones("privatelink.api.azureml.ms") } },
      ['privateAccess.zoneIds["privatelink.notebooks.azure.net"]'],
    ],
    [
      "a studio without the zones of storage",
      { privateAccess: { subnetId, zoneIds: zones(...workspaceZones) }, studioAccess: true },
      [
        'privateAccess.zoneIds["privatelink.blob.core.windows.net"]',
        'privateAccess.zoneIds["privatelink.file.core.windows.net"]',
      ],
    ],
    ["records by policy", { privateAccess: { subnetId, records: PrivateEndpointRecords.PolicyManaged } }, []],
    [
      "records by policy and by zone",
      { privateAccess: { subnetId, records: PrivateEndpointRecords.PolicyManaged, zoneIds: zones(...workspaceZones) } },
      ["privateAccess.zoneIds"],
    ],
    [
      "one zone's id under another's name",
      {
        privateAccess: {
          subnetId,
          zoneIds: {
            ...zones(...workspaceZones),
            "privatelink.api.azureml.ms": zones("privatelink.azurecr.io")["privatelink.azurecr.io"] ?? "",
          },
        },
      },
      ['privateAccess.zoneIds["privatelink.api.azureml.ms"]'],
    ],
    [
      "a zone that Azure doesn't use",
      { privateAccess: { subnetId, zoneIds: zones(...workspaceZones, "privatelink.vault.azure.net") } },
      ['privateAccess.zoneIds["privatelink.vault.azure.net"]'],
    ],
  ];
  for (const [what, args, paths] of cases) {
    it(`${paths.length === 0 ? "take" : "refuse"} ${what}`, () => {
      assertRefused(checkManagedNetworkWorkspace({ resourceGroupName: "rg", ...args }), paths);
    });
  }

  it("propose what was probably meant", () => {
    const [problem] = checkManagedNetworkWorkspace({ resourceGroupName: "rg", ...tag("AzureMonitr") });
    assert.match(problem?.fix ?? "", /did you mean AzureMonitor/);
  });
});

describe("checks of a workspace in a network of one's own", () => {
  const access = { subnetId, zoneIds: zones(...allZones) };
  const imageBuild = { subnetId: `${group}/Microsoft.Network/virtualNetworks/vnet/subnets/compute` };
  const cases: readonly Case<CustomVnetWorkspaceArgs>[] = [
    ["a cluster that builds images", { imageBuild }, []],
    ["nobody who builds images for a closed registry", {}, ["imageBuild"]],
    ["ready-made images", { prebuiltImages: true }, []],
    ["both", { imageBuild, prebuiltImages: true }, ["imageBuild"]],
    ["an adopted registry, whoever builds", { containerRegistryId: registryId }, []],
    ["a cluster's name that Azure refuses", { imageBuild: { ...imageBuild, name: "builder-1" } }, ["imageBuild.name"]],
    ["a cluster's name with a letter behind the digit", { imageBuild: { ...imageBuild, name: "builder-1a" } }, []],
    [
      "a network instead of a subnet",
      { imageBuild: { subnetId: `${group}/Microsoft.Network/virtualNetworks/vnet` } },
      ["imageBuild.subnetId"],
    ],
    [
      "a subnet of serverless compute that isn't one",
      { imageBuild, serverlessComputeSubnetId: "compute" },
      ["serverlessComputeSubnetId"],
    ],
    [
      "no zone for what is adopted",
      {
        imageBuild,
        containerRegistryId: registryId,
        privateAccess: { subnetId, zoneIds: zones(...allZones.slice(0, -1)) },
      },
      [],
    ],
    [
      "no zone for what is created",
      { imageBuild, privateAccess: { subnetId, zoneIds: zones(...allZones.slice(0, -1)) } },
      ['privateAccess.zoneIds["privatelink.azurecr.io"]'],
    ],
  ];
  for (const [what, args, paths] of cases) {
    it(`${paths.length === 0 ? "take" : "refuse"} ${what}`, () => {
      assertRefused(checkCustomVnetWorkspace({ resourceGroupName: "rg", privateAccess: access, ...args }), paths);
    });
  }
});

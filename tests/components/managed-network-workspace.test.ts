/** `ManagedNetworkWorkspace` as it registers its children. */
import assert from "node:assert/strict";

import {
  ManagedNetworkIsolation,
  ManagedNetworkWorkspace,
  ManagedNetworkWorkspaceArgs,
  WorkspaceIdentityType,
} from "../../index";
import { value } from "../value";
import { construct, named, only, subscription, tenant, typesAndNames } from "./construction";
import { at } from "./property-bag";

const group = "rg";
const network = `/subscriptions/${subscription}/resourceGroups/rg/providers/Microsoft.Network`;
const subnetId = `${network}/virtualNetworks/vnet/subnets/endpoints`;
const zone = (name: string) => `${network}/privateDnsZones/${name}`;
const api = "privatelink.api.azureml.ms";
const notebooks = "privatelink.notebooks.azure.net";

function make(args: Partial<ManagedNetworkWorkspaceArgs>) {
  return construct(
    () => new ManagedNetworkWorkspace("ml", { resourceGroupName: group, location: "westeurope", ...args }),
  );
}

describe("ManagedNetworkWorkspace", () => {
  it("makes a workspace and its five dependencies, and nothing else", async () => {
    const { registered } = await make({});
    assert.deepEqual(typesAndNames(registered), [
      "applicationinsights:Component ml-insights",
      "azureml-secure-inference:index:ManagedNetworkWorkspace ml",
      "containerregistry:Registry mlcr",
      "keyvault:Vault mlkv",
      "machinelearningservices:Workspace ml-workspace",
      "operationalinsights:Workspace ml-logs",
      "storage:StorageAccount mlst",
    ]);
    assert.deepEqual(
      registered
        .filter((one) => one.type.startsWith("azure-native:") && one.parent !== undefined)
        .map((one) => one.parent),
      Array(6).fill("azureml-secure-inference:index:ManagedNetworkWorkspace ml"),
    );
  });

  it("closes the workspace, provisions its network and keeps version 1 out", async () => {
    const { inputs, createTimeout } = only(
      (await make({})).registered,
      "azure-native:machinelearningservices:Workspace",
    );
    assert.equal(inputs.publicNetworkAccess, "Disabled");
    assert.equal(at(inputs, "managedNetwork.isolationMode"), "AllowOnlyApprovedOutbound");
    assert.equal(at(inputs, "managedNetwork.outboundRules"), undefined);
    assert.equal(inputs.provisionNetworkNow, true);
    assert.equal(inputs.v1LegacyMode, false);
    assert.equal(inputs.systemDatastoresAuthMode, "Identity");
    assert.deepEqual(inputs.identity, { type: "SystemAssigned" });
    assert.equal(createTimeout, "2h");
  });

  it("overrides every insecure default of the SDK on what it creates", async () => {
    const { registered } = await make({});
    const storage = named(registered, "mlst").inputs;
    assert.equal(storage.publicNetworkAccess, "Disabled");
    assert.deepEqual(storage.networkRuleSet, { bypass: "AzureServices", defaultAction: "Deny" });
    assert.equal(storage.allowSharedKeyAccess, false);
    assert.equal(storage.allowBlobPublicAccess, false);
    assert.equal(storage.minimumTlsVersion, "TLS1_2");
    const vault = named(registered, "mlkv").inputs;
    assert.equal(at(vault, "properties.enableRbacAuthorization"), true);
    assert.equal(at(vault, "properties.enablePurgeProtection"), true);
    assert.equal(at(vault, "properties.publicNetworkAccess"), "Disabled");
    assert.deepEqual(at(vault, "properties.networkAcls"), { bypass: "AzureServices", defaultAction: "Deny" });
    assert.equal(at(vault, "properties.tenantId"), tenant);
    const registry = named(registered, "mlcr").inputs;
    assert.deepEqual(registry.sku, { name: "Premium" });
    assert.equal(registry.publicNetworkAccess, "Disabled");
    assert.equal(registry.adminUserEnabled, false);
    assert.equal(registry.networkRuleBypassOptions, "AzureServices");
  });

  it("adopts a dependency by its id instead of making one", async () => {
    const containerRegistryId = `/subscriptions/${subscription}/resourceGroups/shared/providers/Microsoft.ContainerRegistry/registries/images`;
    const { made, registered } = await make({ containerRegistryId });
    assert.equal(
      registered.some((one) => one.type.startsWith("azure-native:containerregistry")),
      false,
    );
    const workspace = only(registered, "azure-native:machinelearningservices:Workspace");
    assert.equal(workspace.inputs.containerRegistry, containerRegistryId);
    assert.equal(await value(made.containerRegistryId), containerRegistryId);
  });

  it("reaches the workspace by one endpoint with both zones", async () => {
    const zoneIds = { [api]: zone(api), [notebooks]: zone(notebooks) };
    const { registered } = await make({ privateAccess: { subnetId, zoneIds } });
    const endpoint = only(registered, "azure-native:network:PrivateEndpoint").inputs;
    assert.equal(at(endpoint, "subnet.id"), subnetId);
    assert.deepEqual(at(endpoint, "privateLinkServiceConnections.0.groupIds"), ["amlworkspace"]);
    const records = only(registered, "azure-native:network:PrivateDnsZoneGroup").inputs;
    assert.deepEqual(records.privateDnsZoneConfigs, [
      { name: "api-azureml-ms", privateDnsZoneId: zone(api) },
      { name: "notebooks-azure-net", privateDnsZoneId: zone(notebooks) },
    ]);
  });

  it("writes the rules of all three kinds into the workspace itself", async () => {
    const searchService = `/subscriptions/${subscription}/resourceGroups/rg/providers/Microsoft.Search/searchServices/s`;
    const { registered } = await make({
      identity: { type: WorkspaceIdentityType.UserAssigned },
      outboundRules: {
        fqdn: { pypi: { destination: "pypi.org" } },
        privateEndpoint: { search: { serviceResourceId: searchService, subresourceTarget: "searchService" } },
        serviceTag: { monitor: { serviceTag: "AzureMonitor", portRanges: "443" } },
      },
    });
    const { inputs } = only(registered, "azure-native:machinelearningservices:Workspace");
    assert.deepEqual(at(inputs, "managedNetwork.outboundRules"), {
      pypi: { type: "FQDN", category: "UserDefined", destination: "pypi.org" },
      search: {
        type: "PrivateEndpoint",
        category: "UserDefined",
        destination: { serviceResourceId: searchService, subresourceTarget: "searchService", sparkEnabled: false },
      },
      monitor: {
        type: "ServiceTag",
        category: "UserDefined",
        destination: { serviceTag: "AzureMonitor", portRanges: "443", protocol: "TCP", action: "Allow" },
      },
    });
    assert.equal(
      registered.some((one) => one.type.endsWith(":ManagedNetworkSettingsRule")),
      false,
    );
  });

  it("gives a user-assigned identity its roles before the workspace", async () => {
    const { registered } = await make({ identity: { type: WorkspaceIdentityType.UserAssigned } });
    const workspace = only(registered, "azure-native:machinelearningservices:Workspace");
    const grants = registered.filter((one) => one.type === "azure-native:authorization:RoleAssignment");
    assert.deepEqual(
      grants.map(({ name, inputs }) => [name, String(inputs.roleDefinitionId).split("/").at(-1), inputs.scope]).sort(),
      [
        [
          "ml-identity-administers-group",
          "b78c5d69-af96-48a3-bf8d-a8b4d589de94",
          `/subscriptions/${subscription}/resourceGroups/rg`,
        ],
        [
          "ml-identity-keeps-secrets",
          "00482a5a-887f-4fb3-b363-3b7fe8e74483",
          `/subscriptions/${subscription}/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/mlkv`,
        ],
        [
          "ml-identity-writes-blobs",
          "ba92f5b4-2d11-453d-a403-e96b0029c9fe",
          `/subscriptions/${subscription}/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/mlst`,
        ],
        [
          "ml-identity-writes-files",
          "69566ab7-960f-475b-8e7c-b3118f30c6bd",
          `/subscriptions/${subscription}/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/mlst`,
        ],
      ],
    );
    for (const grant of grants) {
      assert.equal(grant.inputs.principalType, "ServicePrincipal");
      assert.ok(workspace.dependsOn.includes(grant.name), grant.name);
      assert.equal(grant.dependsOn.includes("ml-workspace"), false);
    }
    assert.equal(at(workspace.inputs, "identity.type"), "UserAssigned");
  });

  it("puts its tags on everything that takes tags", async () => {
    const tags = { team: "ml" };
    const zoneIds = { [api]: zone(api), [notebooks]: zone(notebooks) };
    const { registered } = await make({ tags, privateAccess: { subnetId, zoneIds }, studioAccess: false });
    const untagged = registered.filter((one) => one.type.startsWith("azure-native:") && one.inputs.tags === undefined);
    assert.deepEqual(typesAndNames(untagged), ["network:PrivateDnsZoneGroup ml-records-workspace"]);
  });

  it("keeps the isolation that was asked for", async () => {
    const { registered } = await make({ isolationMode: ManagedNetworkIsolation.AllowInternetOutbound });
    const { inputs } = only(registered, "azure-native:machinelearningservices:Workspace");
    assert.equal(at(inputs, "managedNetwork.isolationMode"), "AllowInternetOutbound");
  });
});

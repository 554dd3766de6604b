/** `PrivateDnsZones` and `VirtualNetworkJoinAccess` as they register their children, and what they refuse. */
import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";

import {
  JoinRole,
  PrincipalType,
  PrivateDnsZones,
  PrivateDnsZonesArgs,
  PrivateEndpointService,
  VirtualNetworkJoinAccess,
  VirtualNetworkJoinAccessArgs,
} from "../../index";
import { checkVirtualNetworkJoinAccess } from "../../components/access/check-join-access";
import { checkPrivateDnsZones } from "../../components/dns/check";
import { value } from "../value";
import { assertRefused } from "./checks";
import { construct, named, only, subscription, typesAndNames } from "./construction";

const network = `/subscriptions/${subscription}/resourceGroups/rg/providers/Microsoft.Network`;
const vnet = `${network}/virtualNetworks/vnet`;
const blob = "privatelink.blob.core.windows.net";

describe("PrivateDnsZones", () => {
  const central =
    "/subscriptions/9c4b7e18-2a6d-4f53-8e0b-71d3c5a2f690/resourceGroups/hub-dns/providers/Microsoft.Network";
  const given: PrivateDnsZonesArgs = {
    resourceGroupName: "rg",
    services: [PrivateEndpointService.AzureMlWorkspace, PrivateEndpointService.Blob],
    virtualNetworkIds: { clients: vnet },
  };

  it("makes each zone once and links it to each network without registration", async () => {
    const { made, registered } = await construct(() => new PrivateDnsZones("zones", given));
    assert.deepEqual(typesAndNames(registered), [
      "azureml-secure-inference:index:PrivateDnsZones zones",
      "privatedns:PrivateZone zones-api-azureml-ms",
      "privatedns:PrivateZone zones-blob-core-windows-net",
      "privatedns:PrivateZone zones-notebooks-azure-net",
      "privatedns:VirtualNetworkLink zones-api-azureml-ms-clients",
      "privatedns:VirtualNetworkLink zones-blob-core-windows-net-clients",
      "privatedns:VirtualNetworkLink zones-notebooks-azure-net-clients",
    ]);
    const zone = named(registered, "zones-blob-core-windows-net").inputs;
    assert.deepEqual([zone.privateZoneName, zone.location], [blob, "global"]);
    const link = named(registered, "zones-blob-core-windows-net-clients").inputs;
    assert.deepEqual([link.registrationEnabled, link.location, link.virtualNetwork], [false, "global", { id: vnet }]);
    assert.deepEqual(Object.keys(made.zoneIds), [
      "privatelink.api.azureml.ms",
      "privatelink.notebooks.azure.net",
      blob,
    ]);
  });

  it("adopts zones of a central subscription and links them where they are", async () => {
    const existingZoneIds = { [blob]: `${central}/privateDnsZones/${blob}` };
    const args = { ...given, services: [PrivateEndpointService.Blob], existingZoneIds };
    const { made, registered } = await construct(() => new PrivateDnsZones("zones", args));
    assert.deepEqual(typesAndNames(registered), [
      "azureml-secure-inference:index:PrivateDnsZones zones",
      "privatedns:VirtualNetworkLink zones-blob-core-windows-net-clients",
    ]);
    const { inputs } = named(registered, "zones-blob-core-windows-net-clients");
    assert.deepEqual([inputs.resourceGroupName, inputs.privateZoneName], ["hub-dns", blob]);
    assert.equal(await value(made.zoneIds[blob] ?? ""), existingZoneIds[blob]);
  });

  it("takes the ids of zones as one output too, as another language hands them over", async () => {
    const existingZoneIds = pulumi.output({ [blob]: `${central}/privateDnsZones/${blob}` });
    const args = { ...given, services: [PrivateEndpointService.Blob], existingZoneIds };
    const { made } = await construct(() => new PrivateDnsZones("zones", args));
    assert.equal(await value(made.zoneIds[blob] ?? ""), `${central}/privateDnsZones/${blob}`);
  });

  for (const [what, args, paths] of [
    ["a service", {}, []],
    ["no service", { services: [] }, ["services"]],
    ["a service that isn't one", { services: ["sql" as PrivateEndpointService] }, ["services[0]"]],
    [
      "an existing zone too few",
      { existingZoneIds: {} },
      [
        'existingZoneIds["privatelink.api.azureml.ms"]',
        'existingZoneIds["privatelink.notebooks.azure.net"]',
        `existingZoneIds["${blob}"]`,
      ],
    ],
    [
      "a subnet instead of a network",
      { virtualNetworkIds: { clients: `${vnet}/subnets/a` } },
      ["virtualNetworkIds.clients"],
    ],
  ] as const) {
    it(`${paths.length === 0 ? "takes" : "refuses"} ${what}`, () => {
      assertRefused(checkPrivateDnsZones({ ...given, ...(args as Partial<PrivateDnsZonesArgs>) }), paths);
    });
  }
});

describe("VirtualNetworkJoinAccess", () => {
  const pipeline = {
    principalId: "c7d1a6f4-93be-4a02-8f1c-6e5b0d27a981",
    principalType: PrincipalType.ServicePrincipal,
  };
  const given: VirtualNetworkJoinAccessArgs = {
    resourceGroupName: "rg",
    virtualNetworkId: vnet,
    subnetIds: { nodes: `${vnet}/subnets/nodes` },
    deployers: { pipeline },
  };

  it("grants exactly the article's three actions, at the network and at the subnet", async () => {
    const { registered } = await construct(() => new VirtualNetworkJoinAccess("join", given));
    const role = only(registered, "azure-native:authorization:RoleDefinition");
    assert.deepEqual(role.inputs.permissions, [
      {
        actions: [
          "Microsoft.Network/*/read",
          "Microsoft.Network/virtualNetworks/join/action",
          "Microsoft.Network/virtualNetworks/subnets/join/action",
        ],
        notActions: [],
      },
    ]);
    const group = `/subscriptions/${subscription}/resourceGroups/rg`;
    assert.deepEqual([role.inputs.scope, role.inputs.assignableScopes], [group, [group]]);
    assert.equal(role.inputs.roleName, "Join virtual network (inference/test/join)");
    const grants = registered.filter((one) => one.type === "azure-native:authorization:RoleAssignment");
    assert.deepEqual(
      grants.map(({ name, inputs }) => [name, inputs.principalId, inputs.principalType, inputs.scope]),
      [
        ["join-pipeline-network", pipeline.principalId, "ServicePrincipal", vnet],
        ["join-pipeline-subnet-nodes", pipeline.principalId, "ServicePrincipal", `${vnet}/subnets/nodes`],
      ],
    );
  });

  it("uses Network Contributor when asked, and makes no role then", async () => {
    const args = { ...given, role: JoinRole.NetworkContributor };
    const { registered } = await construct(() => new VirtualNetworkJoinAccess("join", args));
    const grants = registered.filter((one) => one.type.startsWith("azure-native:"));
    assert.deepEqual(
      grants.map(({ inputs }) => String(inputs.roleDefinitionId).split("/").at(-1)),
      ["4d97b98b-1d4f-4787-a291-c67834d212e7", "4d97b98b-1d4f-4787-a291-c67834d212e7"],
    );
  });

  for (const [what, args, paths] of [
    ["a deployer", {}, []],
    ["nobody", { deployers: {} }, ["deployers"]],
    ["no subnet", { subnetIds: {} }, ["subnetIds"]],
    [
      "a name instead of an id",
      { deployers: { me: { ...pipeline, principalId: "me@contoso.com" } } },
      ["deployers.me.principalId"],
    ],
    [
      "a kind of principal that Azure doesn't know",
      { deployers: { me: { ...pipeline, principalType: "Robot" } } },
      ["deployers.me.principalType"],
    ],
    ["a name for a built-in role", { role: JoinRole.NetworkContributor, roleName: "Join" }, ["roleName"]],
    ["a network as a subnet", { subnetIds: { nodes: vnet } }, ["subnetIds.nodes"]],
  ] as const) {
    it(`${paths.length === 0 ? "takes" : "refuses"} ${what}`, () => {
      const changed = { ...given, ...args } as VirtualNetworkJoinAccessArgs;
      assertRefused(checkVirtualNetworkJoinAccess(changed), paths);
    });
  }
});

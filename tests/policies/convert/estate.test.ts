/** Captured resources become an estate: joins, ids, inherited locations, templates, classic types. */
import assert from "node:assert/strict";
import { isUnknown } from "../../../azure/known";
import { Estate } from "../../../azure/estate/estate";
import { CapturedResource } from "../../../policies/capture/captured-stack";
import { Value } from "../../../policies/capture/wire-value";
import { convertEstate } from "../../../policies/convert/estate";
import { registeredUrn } from "../../../policies/convert/template";
import { declare, notYet } from "../../estates/captured";
import { privateCompute } from "../../estates/private-compute";

function only<T>(list: readonly T[]): T {
  const [first, ...rest] = list;
  assert.ok(first !== undefined && rest.length === 0, `one is expected, ${list.length} are there`);
  return first;
}

function convert(...resources: readonly CapturedResource[]): Estate {
  return convertEstate(resources, {});
}

describe("the estate of a preview in which no id is known", () => {
  const estate = convertEstate(privateCompute().resources, { subscriptionId: "SUB" });

  it("joins by what a property was computed from", () => {
    const subnet = only(estate.subnets);
    assert.deepEqual(subnet.virtualNetwork, { link: "known", to: only(estate.virtualNetworks) });
    assert.deepEqual(subnet.securityGroup, { link: "known", to: only(estate.securityGroups) });
    assert.deepEqual(only(estate.workspaces).registry, { link: "known", to: only(estate.registries) });
    const compute = only(estate.computes);
    assert.equal(compute.kind, "cluster");
    assert.deepEqual(compute.subnet, { link: "known", to: subnet });
    assert.deepEqual(compute.workspace, { link: "known", to: only(estate.workspaces) });
  });

  it("builds ids from names that are known at registration", () => {
    const group = ["subscriptions", "sub", "resourcegroups", "rg-ml", "providers", "microsoft.network"];
    assert.deepEqual(only(estate.subnets).id, [...group, "virtualnetworks", "vnet-ml", "subnets", "inference"]);
  });

  it("keeps a subscription that nobody stated as a reference", () => {
    const id = only(convertEstate(privateCompute().resources, {}).virtualNetworks).id;
    assert.ok(!isUnknown(id));
    assert.deepEqual(id.slice(0, 2), [
      "subscriptions",
      { of: "urn:pulumi:test::project::pulumi:providers:azure-native::default" },
    ]);
  });
});

describe("an omitted location", () => {
  const group = declare("azure-native:resources:ResourceGroup", "rg", {
    resourceGroupName: "rg",
    location: "northeurope",
  });
  const registry = (location: object, from: object = {}) =>
    declare(
      "azure-native:containerregistry:Registry",
      "acr",
      { resourceGroupName: notYet, registryName: "acr", ...location },
      { resourceGroupName: [group], ...from },
    );

  it("is the resource group's", () => {
    assert.equal(only(convert(group, registry({})).registries).location, "northeurope");
  });

  it("is the resource group's where the provider could not say yet", () => {
    assert.equal(only(convert(group, registry({ location: notYet })).registries).location, "northeurope");
  });

  it("is the resource group's where the program computed it from there", () => {
    const computed = registry({ location: notYet }, { location: [group] });
    assert.equal(only(convert(group, computed).registries).location, "northeurope");
  });

  it("is not known where it was computed from something else", () => {
    const other = declare("random:index:RandomPet", "pet", {});
    const computed = registry({ location: notYet }, { location: [other] });
    assert.ok(isUnknown(only(convert(group, other, computed).registries).location));
  });

  it("stays what is written", () => {
    assert.equal(only(convert(group, registry({ location: "westeurope" })).registries).location, "westeurope");
  });
});

describe("inline subnets", () => {
  const guard = (name: string) =>
    declare("azure-native:network:NetworkSecurityGroup", name, {
      resourceGroupName: "rg",
      networkSecurityGroupName: name,
      securityRules: [],
    });
  const network = (guards: readonly CapturedResource[], ids: readonly (string | typeof notYet)[]) =>
    declare(
      "azure-native:network:VirtualNetwork",
      "vnet",
      {
        resourceGroupName: "rg",
        virtualNetworkName: "vnet",
        subnets: ids.map((id, index) => ({
          name: `s${index}`,
          addressPrefix: `10.0.${index}.0/24`,
          networkSecurityGroup: { id },
        })),
      },
      { subnets: guards },
    );

  it("with one group are guarded by it", () => {
    const a = guard("a");
    const { subnets } = convert(a, network([a], [notYet]));
    assert.equal(only(subnets).securityGroup.link, "known");
  });

  it("with two groups are guarded by one of them: the engine tells no more", () => {
    const [a, b] = [guard("a"), guard("b")];
    const { subnets } = convert(a, b, network([a, b], [notYet, notYet]));
    assert.deepEqual(
      subnets.map((subnet) => subnet.securityGroup.link),
      ["one-of", "one-of"],
    );
  });

  it("with two groups and known ids are guarded by the one that the id names", () => {
    const [a, b] = [guard("a"), guard("b")];
    const id = (name: string) =>
      `/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/networkSecurityGroups/${name}`;
    const estate = convertEstate([a, b, network([a, b], [id("B"), id("a")])], { subscriptionId: "s" });
    const names = estate.subnets.map(({ securityGroup }) =>
      securityGroup.link === "known" ? securityGroup.to.origin.name : securityGroup.link,
    );
    assert.deepEqual(names, ["b", "a"]);
  });
});

describe("a literal inline template", () => {
  const template: Value = {
    resources: [
      {
        type: "Microsoft.Network/networkSecurityGroups",
        name: "nsg",
        apiVersion: "2024-05-01",
        location: "[resourceGroup().location]",
        properties: {
          securityRules: [
            {
              name: "Deny",
              properties: {
                priority: 200,
                direction: "Outbound",
                access: "Deny",
                protocol: "*",
                sourceAddressPrefix: "*",
                sourcePortRange: "*",
                destinationAddressPrefix: "Internet",
                destinationPortRange: "*",
              },
            },
          ],
        },
      },
      { type: "Microsoft.Web/sites", name: "web" },
      {
        type: "Microsoft.Network/virtualNetworks/subnets",
        name: "vnet/inference",
        properties: { addressPrefix: "10.0.1.0/24" },
      },
    ],
  };
  const deployment = declare("azure-native:resources:Deployment", "network", {
    resourceGroupName: "rg",
    deploymentName: "network",
    properties: { mode: "Incremental", template },
  });

  it("is read as resources", () => {
    const estate = convert(deployment);
    const group = only(estate.securityGroups);
    assert.ok(!isUnknown(group.rules));
    assert.deepEqual(
      group.rules.map(({ name, priority, access }) => ({ name, priority, access })),
      [{ name: "Deny", priority: 200, access: "Deny" }],
    );
    assert.equal(registeredUrn(group.origin.urn ?? ""), deployment.urn);
    assert.deepEqual(only(estate.subnets).addressPrefixes, ["10.0.1.0/24"]);
  });
});

describe("classic resources", () => {
  const rule = {
    name: "Deny",
    priority: 200,
    direction: "Outbound",
    access: "Deny",
    protocol: "*",
    sourceAddressPrefix: "*",
    sourcePortRange: "*",
    destinationAddressPrefix: "Internet",
    destinationPortRange: "*",
  };
  const guard = declare("azure:network/networkSecurityGroup:NetworkSecurityGroup", "nsg", {
    name: "nsg",
    resourceGroupName: "rg",
    securityRules: [rule],
  });
  const subnet = declare("azure:network/subnet:Subnet", "inference", {
    name: "inference",
    resourceGroupName: "rg",
    virtualNetworkName: "vnet",
    addressPrefixes: ["10.0.2.0/24"],
  });
  const tie = declare(
    "azure:network/subnetNetworkSecurityGroupAssociation:SubnetNetworkSecurityGroupAssociation",
    "tie",
    { subnetId: notYet, networkSecurityGroupId: notYet },
    { subnetId: [subnet], networkSecurityGroupId: [guard] },
  );

  it("are the same things, joined by their associations", () => {
    const estate = convert(guard, subnet, tie);
    const group = only(estate.securityGroups);
    assert.ok(!isUnknown(group.rules));
    assert.equal(group.rules.length, 1);
    assert.deepEqual(only(estate.subnets).securityGroup, { link: "known", to: group });
  });

  it("that are not understood make undecided what they touch", () => {
    const odd = declare("azure:network/networkInterfaceSecurityGroupAssociation:X", "odd", {}, { group: [guard] });
    const group = only(convert(guard, odd).securityGroups);
    assert.ok(isUnknown(group.rules));
    assert.match(group.rules.unknown, /networkInterfaceSecurityGroupAssociation/);
  });
});

/** `CustomVnetWorkspace` and `InferenceNetwork` as they register their children. */
import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";

import {
  CustomVnetWorkspace,
  CustomVnetWorkspaceArgs,
  InferenceNetwork,
  NetworkEgress,
  PrivateEndpointRecords,
  SubnetWorkload,
} from "../../index";
import { value } from "../value";
import { construct, named, only, subscription, typesAndNames } from "./construction";
import { at } from "./property-bag";

const providers = `/subscriptions/${subscription}/resourceGroups/rg/providers`;
const vnet = `${providers}/Microsoft.Network/virtualNetworks/vnet`;

describe("CustomVnetWorkspace", () => {
  const policyManaged = { subnetId: `${vnet}/subnets/endpoints`, records: PrivateEndpointRecords.PolicyManaged };

  function make(args: Partial<CustomVnetWorkspaceArgs>) {
    const imageBuild = { subnetId: `${vnet}/subnets/compute` };
    const given = {
      resourceGroupName: "rg",
      location: "westeurope",
      privateAccess: policyManaged,
      imageBuild,
      ...args,
    };
    return construct(() => new CustomVnetWorkspace("ml", given));
  }

  it("makes an endpoint for each dependency and the workspace, and a cluster that builds images", async () => {
    const { registered } = await make({});
    assert.deepEqual(typesAndNames(registered), [
      "applicationinsights:Component ml-insights",
      "azureml-secure-inference:index:CustomVnetWorkspace ml",
      "containerregistry:Registry mlcr",
      "keyvault:Vault mlkv",
      "machinelearningservices:Compute ml-image-builder",
      "machinelearningservices:Workspace ml-workspace",
      "network:PrivateEndpoint ml-endpoint-blob",
      "network:PrivateEndpoint ml-endpoint-file",
      "network:PrivateEndpoint ml-endpoint-registry",
      "network:PrivateEndpoint ml-endpoint-vault",
      "network:PrivateEndpoint ml-endpoint-workspace",
      "operationalinsights:Workspace ml-logs",
      "storage:StorageAccount mlst",
    ]);
  });

  it("has no managed network, no public access, and images built in the network", async () => {
    const { registered } = await make({});
    const { inputs } = only(registered, "azure-native:machinelearningservices:Workspace");
    assert.equal(at(inputs, "managedNetwork.isolationMode"), "Disabled");
    assert.equal(inputs.publicNetworkAccess, "Disabled");
    assert.equal(inputs.imageBuildCompute, "image-builder");
    assert.equal(inputs.provisionNetworkNow, undefined);
  });

  it("builds images without public addresses and logins", async () => {
    const { inputs } = only((await make({})).registered, "azure-native:machinelearningservices:Compute");
    assert.equal(inputs.computeName, "image-builder");
    assert.equal(at(inputs, "properties.disableLocalAuth"), true);
    assert.equal(at(inputs, "properties.properties.enableNodePublicIp"), false);
    assert.equal(at(inputs, "properties.properties.remoteLoginPortPublicAccess"), "Disabled");
    assert.equal(at(inputs, "properties.properties.subnet.id"), `${vnet}/subnets/compute`);
  });

  it("waits with the workspace until its dependencies can be reached, and with the cluster until the workspace can", async () => {
    const { registered } = await make({});
    const workspace = named(registered, "ml-workspace");
    for (const endpoint of ["blob", "file", "registry", "vault"]) {
      assert.ok(workspace.dependsOn.includes(`ml-endpoint-${endpoint}`), endpoint);
    }
    assert.ok(named(registered, "ml-image-builder").dependsOn.includes("ml-endpoint-workspace"));
  });

  it("makes no endpoint for what is adopted", async () => {
    const containerRegistryId = `${providers}/Microsoft.ContainerRegistry/registries/images`;
    const { registered } = await make({ containerRegistryId, imageBuild: undefined });
    const endpoints = registered.filter((one) => one.type === "azure-native:network:PrivateEndpoint");
    assert.deepEqual(endpoints.map((one) => one.name).sort(), [
      "ml-endpoint-blob",
      "ml-endpoint-file",
      "ml-endpoint-vault",
      "ml-endpoint-workspace",
    ]);
    assert.equal(
      registered.some((one) => one.type === "azure-native:machinelearningservices:Compute"),
      false,
    );
  });

  it("gives serverless compute the subnet without public addresses", async () => {
    const serverlessComputeSubnetId = `${vnet}/subnets/compute`;
    const { registered } = await make({ serverlessComputeSubnetId });
    assert.deepEqual(named(registered, "ml-workspace").inputs.serverlessComputeSettings, {
      serverlessComputeCustomSubnet: serverlessComputeSubnetId,
      serverlessComputeNoPublicIP: true,
    });
  });
});

describe("InferenceNetwork", () => {
  function make(egress?: NetworkEgress) {
    return construct(
      () =>
        new InferenceNetwork("net", {
          resourceGroupName: "rg",
          location: "westeurope",
          addressPrefix: "10.50.0.0/22",
          subnets: {
            compute: { addressPrefix: "10.50.0.0/24", workloads: [SubnetWorkload.AzureMlCompute] },
            endpoints: { addressPrefix: "10.50.1.0/26", workloads: [SubnetWorkload.PrivateEndpoints] },
          },
          egress,
        }),
    );
  }

  it("makes a network, a security group a subnet, the subnets and a NAT gateway", async () => {
    const { registered } = await make(NetworkEgress.ServiceTags);
    assert.deepEqual(typesAndNames(registered), [
      "azureml-secure-inference:index:InferenceNetwork net",
      "network:NatGateway net-nat",
      "network:NetworkSecurityGroup net-nsg-compute",
      "network:NetworkSecurityGroup net-nsg-endpoints",
      "network:PublicIPAddress net-egress-address",
      "network:Subnet net-subnet-compute",
      "network:Subnet net-subnet-endpoints",
      "network:VirtualNetwork net-vnet",
    ]);
  });

  it("makes private subnets one after another, each with its guard and its way out", async () => {
    const { made, registered } = await make(NetworkEgress.ServiceTags);
    const [compute, endpoints] = [named(registered, "net-subnet-compute"), named(registered, "net-subnet-endpoints")];
    for (const { inputs } of [compute, endpoints]) {
      assert.equal(inputs.defaultOutboundAccess, false);
    }
    assert.equal(compute.inputs.subnetName, "compute");
    assert.ok(String(at(compute.inputs, "networkSecurityGroup.id")).endsWith("/net-nsg-compute"));
    assert.ok(String(at(compute.inputs, "natGateway.id")).endsWith("/net-nat"));
    assert.equal(endpoints.inputs.natGateway, undefined);
    assert.ok(endpoints.dependsOn.includes("net-subnet-compute"));
    assert.equal(named(registered, "net-vnet").inputs.subnets, undefined);
    assert.equal((await value(made.subnetIds.compute ?? "")).split("/").at(-1), "net-subnet-compute");
  });

  it("writes one tag a rule, in the singular", async () => {
    const { registered } = await make(NetworkEgress.ServiceTags);
    const rules = named(registered, "net-nsg-compute").inputs.securityRules as readonly Record<string, unknown>[];
    assert.deepEqual(rules[0], {
      name: "Allow-acr-pull",
      priority: 1000,
      access: "Allow",
      direction: "Outbound",
      protocol: "Tcp",
      sourceAddressPrefix: "10.50.0.0/24",
      sourcePortRange: "*",
      destinationAddressPrefix: "AzureContainerRegistry.WestEurope",
      destinationPortRange: "443",
    });
    assert.ok(rules.every((rule) => rule.destinationAddressPrefixes === undefined));
    assert.equal(rules.at(-1)?.destinationAddressPrefix, "Internet");
    assert.deepEqual(named(registered, "net-nsg-endpoints").inputs.securityRules, [
      {
        name: "Deny-internet",
        priority: 4000,
        access: "Deny",
        direction: "Outbound",
        protocol: "*",
        sourceAddressPrefix: "10.50.1.0/26",
        sourcePortRange: "*",
        destinationAddressPrefix: "Internet",
        destinationPortRange: "*",
      },
    ]);
  });

  it("writes the same rules when the region becomes known only while the program runs", async () => {
    const subnets = { compute: { addressPrefix: "10.50.0.0/24", workloads: [SubnetWorkload.AzureMlCompute] } };
    const rulesAt = async (location: pulumi.Input<string>) => {
      const given = { resourceGroupName: "rg", location, addressPrefix: "10.50.0.0/22", subnets };
      const egress = NetworkEgress.ServiceTags;
      const { registered } = await construct(() => new InferenceNetwork("net", { ...given, egress }));
      return named(registered, "net-nsg-compute").inputs.securityRules;
    };
    assert.deepEqual(await rulesAt(pulumi.output("westeurope")), await rulesAt("westeurope"));
  });

  it("writes no rule where everything may leave", async () => {
    const { registered } = await make();
    assert.deepEqual(named(registered, "net-nsg-compute").inputs.securityRules, []);
  });

  it("makes its subnets in an adopted network, behind an adopted NAT gateway", async () => {
    const shared = `/subscriptions/${subscription}/resourceGroups/shared/providers/Microsoft.Network`;
    const natGatewayId = `${shared}/natGateways/out`;
    const { made, registered } = await construct(
      () =>
        new InferenceNetwork("net", {
          resourceGroupName: "rg",
          location: "westeurope",
          virtualNetworkId: `${shared}/virtualNetworks/hub-spoke`,
          natGatewayId,
          addressPrefix: "10.50.0.0/22",
          subnets: { compute: { addressPrefix: "10.50.0.0/24", workloads: [SubnetWorkload.AzureMlCompute] } },
        }),
    );
    assert.deepEqual(typesAndNames(registered), [
      "azureml-secure-inference:index:InferenceNetwork net",
      "network:NetworkSecurityGroup net-nsg-compute",
      "network:Subnet net-subnet-compute",
    ]);
    const { inputs } = named(registered, "net-subnet-compute");
    assert.deepEqual([inputs.resourceGroupName, inputs.virtualNetworkName], ["shared", "hub-spoke"]);
    assert.deepEqual(inputs.natGateway, { id: natGatewayId });
    assert.equal(await value(made.virtualNetworkName), "hub-spoke");
  });
});

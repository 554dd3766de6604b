/**
 * The state of a made-up stack, as `pulumi stack export` writes it: an Azure Machine Learning estate in which about
 * ten rules fail, and as many ordinary resources around it as asked for. Nothing is random.
 */

interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly custom: boolean;
  readonly id?: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly parent?: string;
  readonly provider?: string;
  readonly dependencies?: readonly string[];
  readonly propertyDependencies?: Readonly<Record<string, readonly string[]>>;
}

const subscription = "6f1d2c3b-4a59-4e87-9d0c-1b2a3c4d5e6f";
const group = `/subscriptions/${subscription}/resourceGroups/rg-ml`;
const stackUrn = urnOf("pulumi:pulumi:Stack", "bench-dev");
const providerUrn = urnOf("pulumi:providers:azure-native", "azure");
const providerId = "4c1f6f0e-7c0c-4a6c-9a0c-3f1a2b3c4d5e";

/** @param count number of resources of azure-native, the estate's among them */
export function stateOf(count: number): string {
  const estate = machineLearning();
  const others = Array.from({ length: Math.max(0, count - estate.length) }, (_, index) => ordinary(index));
  const resources: readonly StateResource[] = [
    { urn: stackUrn, type: "pulumi:pulumi:Stack", custom: false, inputs: {}, outputs: {} },
    {
      urn: providerUrn,
      type: "pulumi:providers:azure-native",
      custom: true,
      id: providerId,
      parent: stackUrn,
      inputs: { subscriptionId: subscription, location: "westeurope" },
      outputs: { subscriptionId: subscription, location: "westeurope" },
    },
    ...estate,
    ...others,
  ];
  const manifest = { time: "2026-11-25T00:00:00Z", magic: "", version: "v3.274.1" };
  return JSON.stringify({ version: 3, deployment: { manifest, resources } });
}

/** Who deploys may read and nothing else, and no assignment outside of this says otherwise. */
export const benchConfig = {
  settings: {
    deployer: { principalIds: ["5f2c9d1e-8a47-4c0b-9f63-2d1b7e4a6c58"], assignmentsComplete: true },
    externalFacts: { subscriptionId: subscription, roleAssignments: [] },
  },
};

const network = `${group}/providers/Microsoft.Network/virtualNetworks/vnet`;

/** Four subnets, in each of which another thing is wrong with the way to the registry. */
function machineLearning(): readonly StateResource[] {
  const registry = { serviceTag: "AzureContainerRegistry.WestEurope", port: "443" };
  const guards: readonly (readonly unknown[])[] = [
    [deny(200, "Internet")],
    [deny(150, "Internet"), allow(200, registry.serviceTag, registry.port)],
    [allow(200, registry.serviceTag, "80"), deny(300, "Internet")],
    [allow(200, "AzureContainerRegistry.NorthEurope", registry.port), deny(300, "Internet")],
  ];
  return [
    resource("resources:ResourceGroup", "rg", group, { resourceGroupName: "rg-ml", location: "westeurope" }),
    inGroup("network:VirtualNetwork", "vnet", network, {
      virtualNetworkName: "vnet",
      addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
    }),
    inGroup("containerregistry:Registry", "acr", `${group}/providers/Microsoft.ContainerRegistry/registries/acr`, {
      registryName: "acr",
      sku: { name: "Premium" },
    }),
    inGroup("machinelearningservices:Workspace", "ml", `${workspace}`, {
      workspaceName: "ml",
      containerRegistry: `${group}/providers/Microsoft.ContainerRegistry/registries/acr`,
    }),
    ...guards.flatMap((rules, index) => [guard(index, rules), subnet(index), compute(index)]),
    inGroup("containerservice:ManagedCluster", "aks", cluster, {
      resourceName: "aks",
      agentPoolProfiles: [{ name: "system", mode: "System", count: 3, vnetSubnetID: `${network}/subnets/inference-0` }],
    }),
    inGroup("kubernetesconfiguration:Extension", "azureml", `${cluster}/providers/azureml`, {
      clusterRp: "Microsoft.ContainerService",
      clusterResourceName: "managedClusters",
      clusterName: "aks",
      extensionName: "azureml",
      extensionType: "Microsoft.AzureML.Kubernetes",
      configurationSettings: { enableInference: "True", inferenceRouterServiceType: "LoadBalancer" },
    }),
  ];
}

const workspace = `${group}/providers/Microsoft.MachineLearningServices/workspaces/ml`;
const cluster = `${group}/providers/Microsoft.ContainerService/managedClusters/aks`;

function guard(index: number, securityRules: readonly unknown[]): StateResource {
  const name = `nsg-${index}`;
  return inGroup(
    "network:NetworkSecurityGroup",
    name,
    `${group}/providers/Microsoft.Network/networkSecurityGroups/${name}`,
    { networkSecurityGroupName: name, securityRules },
  );
}

function subnet(index: number): StateResource {
  const name = `inference-${index}`;
  const guardId = `${group}/providers/Microsoft.Network/networkSecurityGroups/nsg-${index}`;
  return inGroup("network:Subnet", name, `${network}/subnets/${name}`, {
    virtualNetworkName: "vnet",
    subnetName: name,
    addressPrefix: `10.0.${index}.0/24`,
    networkSecurityGroup: { id: guardId },
  });
}

function compute(index: number): StateResource {
  const name = `compute-${index}`;
  return inGroup("machinelearningservices:Compute", name, `${workspace}/computes/${name}`, {
    workspaceName: "ml",
    computeName: name,
    properties: { computeType: "AmlCompute", properties: { subnet: { id: `${network}/subnets/inference-${index}` } } },
  });
}

function deny(priority: number, to: string): unknown {
  return securityRule(`Deny-${priority}`, priority, "Deny", to, "*");
}

function allow(priority: number, to: string, port: string): unknown {
  return securityRule(`Allow-${priority}`, priority, "Allow", to, port);
}

function securityRule(name: string, priority: number, access: string, to: string, port: string): unknown {
  return {
    ...{ name, priority, access, direction: "Outbound", protocol: "*", sourceAddressPrefix: "*", sourcePortRange: "*" },
    ...{ destinationAddressPrefix: to, destinationPortRange: port },
  };
}

/** What stacks are mostly made of, in turn. */
function ordinary(index: number): StateResource {
  const name = `r${index}`;
  const id = (type: string) => `${group}/providers/${type}/${name}`;
  const tags = { environment: "prod", costCenter: "1234", owner: "platform", index: `${index}` };
  switch (index % 4) {
    case 0:
      return inGroup("storage:StorageAccount", name, id("Microsoft.Storage/storageAccounts"), {
        accountName: name,
        kind: "StorageV2",
        sku: { name: "Standard_LRS" },
        networkRuleSet: { defaultAction: "Deny", bypass: "AzureServices", ipRules: [], virtualNetworkRules: [] },
        tags,
      });
    case 1:
      return inGroup("web:WebApp", name, id("Microsoft.Web/sites"), {
        name,
        serverFarmId: id("Microsoft.Web/serverfarms"),
        siteConfig: { appSettings: Array.from({ length: 8 }, (_, at) => ({ name: `S${at}`, value: `value-${at}` })) },
        tags,
      });
    case 2:
      return inGroup("network:NetworkInterface", name, id("Microsoft.Network/networkInterfaces"), {
        networkInterfaceName: name,
        ipConfigurations: [
          { name: "ip", subnet: { id: `${network}/subnets/apps` }, privateIPAllocationMethod: "Dynamic" },
        ],
        tags,
      });
    default:
      return inGroup("compute:VirtualMachine", name, id("Microsoft.Compute/virtualMachines"), {
        vmName: name,
        hardwareProfile: { vmSize: "Standard_D4s_v5" },
        networkProfile: { networkInterfaces: [{ id: id("Microsoft.Network/networkInterfaces"), primary: true }] },
        osProfile: { adminUsername: "azure", computerName: name, linuxConfiguration: { patchSettings: {} } },
        storageProfile: { osDisk: { createOption: "FromImage", managedDisk: { storageAccountType: "Premium_LRS" } } },
        tags,
      });
  }
}

function inGroup(type: string, name: string, id: string, inputs: Readonly<Record<string, unknown>>): StateResource {
  return resource(type, name, id, { resourceGroupName: "rg-ml", location: "westeurope", ...inputs });
}

/** Azure answers with what was sent and with as much again. */
function resource(type: string, name: string, id: string, inputs: Readonly<Record<string, unknown>>): StateResource {
  const urn = urnOf(`azure-native:${type}`, name);
  const rg = urnOf("azure-native:resources:ResourceGroup", "rg");
  const dependencies = urn === rg ? [] : [rg];
  return {
    urn,
    type: `azure-native:${type}`,
    custom: true,
    id,
    inputs,
    outputs: {
      ...inputs,
      ...{ name, id, type, provisioningState: "Succeeded", azureApiVersion: "2025-05-01", etag: `W/"${name}"` },
      systemData: { createdAt: "2026-11-25T00:00:00Z", createdBy: "deployer", lastModifiedBy: "deployer" },
    },
    parent: stackUrn,
    provider: `${providerUrn}::${providerId}`,
    dependencies,
    propertyDependencies: Object.fromEntries(
      Object.keys(inputs).map((key) => [key, key === "resourceGroupName" ? dependencies : []]),
    ),
  };
}

function urnOf(type: string, name: string): string {
  return `urn:pulumi:dev::bench::${type}::${name}`;
}

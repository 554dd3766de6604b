/** `PrivateInferenceCluster` and `KubernetesInferenceCompute` as they register their children, and what they refuse. */
import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";

import {
  ClusterEgress,
  ClusterLocalAccounts,
  InferenceRouterService,
  KubernetesInferenceCompute,
  KubernetesInferenceComputeArgs,
  PrivateInferenceCluster,
  PrivateInferenceClusterArgs,
} from "../../index";
import { checkPrivateInferenceCluster } from "../../components/kubernetes/check-cluster";
import { checkKubernetesInferenceCompute } from "../../components/kubernetes/check-compute";
import { assertRefused } from "./checks";
import { construct, named, only, subscription, tenant, typesAndNames } from "./construction";
import { at } from "./property-bag";

/** How a secret is marked between program and engine. */
const secretSignature = "4dabf18193072939515e22adb298388d";
const secretMark = "1b47061264138c4ac30d75fd1eb44270";

const providers = `/subscriptions/${subscription}/resourceGroups/rg/providers`;
const vnet = `${providers}/Microsoft.Network/virtualNetworks/vnet`;

describe("PrivateInferenceCluster", () => {
  const given: PrivateInferenceClusterArgs = { resourceGroupName: "rg", nodeSubnetId: `${vnet}/subnets/nodes` };
  const make = (args: Partial<PrivateInferenceClusterArgs> = {}) =>
    construct(() => new PrivateInferenceCluster("ml", { ...given, ...args }));

  it("makes a cluster, its identity and the identity's right on the subnet", async () => {
    const { registered } = await make();
    assert.deepEqual(typesAndNames(registered), [
      "authorization:RoleAssignment ml-identity-joins-subnet",
      "azureml-secure-inference:index:PrivateInferenceCluster ml",
      "containerservice:ManagedCluster ml-cluster",
      "managedidentity:UserAssignedIdentity ml-identity",
    ]);
    const grant = named(registered, "ml-identity-joins-subnet").inputs;
    assert.deepEqual(
      [String(grant.roleDefinitionId).split("/").at(-1), grant.scope, grant.principalId],
      ["4d97b98b-1d4f-4787-a291-c67834d212e7", given.nodeSubnetId, "principal of ml-identity"],
    );
    assert.ok(named(registered, "ml-cluster").dependsOn.includes("ml-identity-joins-subnet"));
  });

  it("has no public API server and no public name, and lets people in by Azure roles", async () => {
    const { inputs } = only((await make()).registered, "azure-native:containerservice:ManagedCluster");
    assert.deepEqual(inputs.apiServerAccessProfile, {
      enablePrivateCluster: true,
      enablePrivateClusterPublicFQDN: false,
      privateDNSZone: "system",
      disableRunCommand: true,
    });
    assert.equal(inputs.publicNetworkAccess, "Disabled");
    assert.deepEqual(inputs.aadProfile, { managed: true, enableAzureRBAC: true, tenantID: tenant });
    assert.equal(inputs.disableLocalAccounts, false);
    assert.equal(at(inputs, "identity.type"), "UserAssigned");
  });

  it("uses the overlay with Cilium and leaves by the subnet's NAT gateway", async () => {
    const { inputs } = only((await make()).registered, "azure-native:containerservice:ManagedCluster");
    const { networkPlugin, networkPluginMode, networkDataplane, networkPolicy, outboundType, loadBalancerSku } =
      inputs.networkProfile as Record<string, unknown>;
    assert.deepEqual(
      [networkPlugin, networkPluginMode, networkDataplane, networkPolicy, outboundType, loadBalancerSku],
      ["azure", "overlay", "cilium", "cilium", "userAssignedNATGateway", "standard"],
    );
    assert.equal(at(inputs, "agentPoolProfiles.0.vnetSubnetID"), given.nodeSubnetId);
    assert.equal(at(inputs, "agentPoolProfiles.0.enableNodePublicIP"), false);
    assert.equal(at(inputs, "agentPoolProfiles.0.count"), 3);
  });

  it("makes further pools beside the cluster, without public addresses", async () => {
    const nodePools = { gpu: { vmSize: "Standard_NC4as_T4_v3", nodeCount: 1, maxCount: 4 } };
    const { registered } = await make({ nodePools, localAccounts: ClusterLocalAccounts.Disabled });
    const pool = only(registered, "azure-native:containerservice:AgentPool");
    const { agentPoolName, enableAutoScaling, minCount, maxCount, enableNodePublicIP } = pool.inputs;
    assert.deepEqual(
      [agentPoolName, enableAutoScaling, minCount, maxCount, enableNodePublicIP],
      ["gpu", true, 1, 4, false],
    );
    assert.deepEqual(pool.ignoreChanges, ["count"]);
    assert.equal(named(registered, "ml-cluster").inputs.disableLocalAccounts, true);
  });

  it("gives the identity a central zone and its network", async () => {
    const zone = `${providers}/Microsoft.Network/privateDnsZones/privatelink.westeurope.azmk8s.io`;
    const { registered } = await make({ privateDnsZoneId: zone, virtualNetworkId: vnet });
    const scopes = registered
      .filter((one) => one.type === "azure-native:authorization:RoleAssignment")
      .map(({ inputs }) => inputs.scope);
    assert.deepEqual(scopes, [given.nodeSubnetId, zone, vnet]);
    assert.equal(at(named(registered, "ml-cluster").inputs, "apiServerAccessProfile.privateDNSZone"), zone);
  });

  const zone = (name: string) => `${providers}/Microsoft.Network/privateDnsZones/${name}`;
  const pool = (changes: object) => ({ nodePools: { gpu: { vmSize: "Standard_NC4as_T4_v3", ...changes } } });
  const cases: readonly (readonly [string, Partial<PrivateInferenceClusterArgs>, readonly string[]])[] = [
    ["a plain cluster", {}, []],
    ["a way out that Azure ML doesn't support", { egress: "none" as ClusterEgress }, ["egress"]],
    ["a network as a subnet", { nodeSubnetId: vnet }, ["nodeSubnetId"]],
    [
      "a zone without its network",
      { privateDnsZoneId: zone("privatelink.westeurope.azmk8s.io") },
      ["virtualNetworkId"],
    ],
    [
      "a zone with a name before it",
      { privateDnsZoneId: zone("ml.privatelink.westeurope.azmk8s.io"), virtualNetworkId: vnet },
      [],
    ],
    [
      "a zone of another service",
      { privateDnsZoneId: zone("privatelink.azurecr.io"), virtualNetworkId: vnet },
      ["privateDnsZoneId"],
    ],
    ["no node at all", { systemPool: { nodeCount: 0 } }, ["systemPool.nodeCount"]],
    ["a pool of twelve letters", { nodePools: { abcdefghijkl: { vmSize: "x" } } }, []],
    ["a pool of thirteen", { nodePools: { abcdefghijklm: { vmSize: "x" } } }, ["nodePools.abcdefghijklm"]],
    ["a pool with the system pool's name", { nodePools: { system: { vmSize: "x" } } }, ["nodePools.system"]],
    ["a pool that scales to nothing", pool({ nodeCount: 0, minCount: 0, maxCount: 2 }), []],
    ["a pool that begins above its most", pool({ nodeCount: 3, maxCount: 2 }), ["nodePools.gpu.nodeCount"]],
    ["a least without a most", pool({ minCount: 1 }), ["nodePools.gpu.minCount"]],
    ["services right below the limit", { serviceCidr: "172.16.0.0/13", podCidr: "10.244.0.0/16" }, ["serviceCidr"]],
    ["services of /13 outside what is reserved", { serviceCidr: "10.96.0.0/13" }, []],
    ["services of /12", { serviceCidr: "10.96.0.0/12" }, ["serviceCidr"]],
    ["pods among the services", { podCidr: "10.244.0.0/16", serviceCidr: "10.244.128.0/20" }, ["serviceCidr"]],
    ["pods in a reserved range", { podCidr: "172.31.0.0/16" }, ["podCidr"]],
  ];
  for (const [what, args, paths] of cases) {
    it(`${paths.length === 0 ? "takes" : "refuses"} ${what}`, () => {
      assertRefused(checkPrivateInferenceCluster({ ...given, ...args }), paths);
    });
  }
});

describe("KubernetesInferenceCompute", () => {
  const certificate = { hostName: "inference.ml.contoso.com", secretName: "inference-certificate" };
  const given: KubernetesInferenceComputeArgs = {
    clusterId: `${providers}/Microsoft.ContainerService/managedClusters/aks`,
    workspaceId: `${providers}/Microsoft.MachineLearningServices/workspaces/ws`,
    location: "West Europe",
    containerRegistryId: `${providers}/Microsoft.ContainerRegistry/registries/images`,
    storageAccountId: `${providers}/Microsoft.Storage/storageAccounts/models`,
    router: { certificate },
  };
  const make = (args: Partial<KubernetesInferenceComputeArgs> = {}) =>
    construct(() => new KubernetesInferenceCompute("ml", { ...given, ...args }));

  it("makes the extension, the compute and the two rights of its identity", async () => {
    const { registered } = await make();
    assert.deepEqual(typesAndNames(registered), [
      "authorization:RoleAssignment ml-identity-pulls-images",
      "authorization:RoleAssignment ml-identity-reads-models",
      "azureml-secure-inference:index:KubernetesInferenceCompute ml",
      "kubernetesconfiguration:Extension ml-extension",
      "machinelearningservices:Compute ml-compute",
    ]);
    const rights = registered
      .filter((one) => one.type === "azure-native:authorization:RoleAssignment")
      .map(({ inputs }) => [String(inputs.roleDefinitionId).split("/").at(-1), inputs.scope, inputs.principalId]);
    assert.deepEqual(rights, [
      ["7f951dda-4ed3-4680-a7ca-43fe172d538d", given.containerRegistryId, "principal of ml-compute"],
      ["2a2b9908-6ea1-4ae2-8e65-a410df84e7d1", given.storageAccountId, "principal of ml-compute"],
    ]);
  });

  it("sends the extension's settings under the keys that ARM takes", async () => {
    const { inputs } = only((await make()).registered, "azure-native:kubernetesconfiguration:Extension");
    assert.deepEqual(inputs.configurationSettings, {
      enableTraining: "False",
      enableInference: "True",
      allowInsecureConnections: "False",
      inferenceRouterServiceType: "LoadBalancer",
      inferenceRouterHA: "True",
      internalLoadBalancerProvider: "azure",
      "scoringFe.serviceType.internalLoadBalancer": "True",
      sslCname: "inference.ml.contoso.com",
      sslSecret: "inference-certificate",
      "scoringFe.sslSecret": "inference-certificate",
      clusterId: given.clusterId,
      cluster_name: given.clusterId,
      cluster_name_friendly: "aks",
      "prometheus.prometheusSpec.externalLabels.cluster_name": given.clusterId,
      clusterPurpose: "FastProd",
      domain: "westeurope.cloudapp.azure.com",
      location: "westeurope",
      jobSchedulerLocation: "westeurope",
      "servicebus.enabled": "false",
      "relayserver.enabled": "false",
      "nginxIngress.enabled": "true",
    });
    assert.equal(inputs.configurationProtectedSettings, undefined);
    assert.deepEqual(inputs.scope, { cluster: { releaseNamespace: "azureml" } });
    assert.deepEqual(
      [inputs.extensionType, inputs.clusterRp, inputs.clusterResourceName, inputs.clusterName],
      ["Microsoft.AzureML.Kubernetes", "Microsoft.ContainerService", "managedClusters", "aks"],
    );
  });

  it("makes a secret of a key that came plain, and keeps it out of the plain settings", async () => {
    const key = "-----BEGIN PRIVATE KEY-----\nabc\n-----END PRIVATE KEY-----\n";
    const pem = { hostName: "inference.ml.contoso.com", certificatePem: "cert", privateKeyPem: key };
    const { registered } = await make({ router: { certificate: pem } });
    const { inputs } = only(registered, "azure-native:kubernetesconfiguration:Extension");
    assert.equal(JSON.stringify(inputs.configurationSettings).includes("scoringFe.sslKey"), false);
    const secret = inputs.configurationProtectedSettings as Record<string, unknown>;
    assert.equal(secret[secretSignature], secretMark);
    assert.deepEqual(Object.keys(secret.value as object).sort(), ["scoringFe.sslCert", "scoringFe.sslKey"]);
    assert.ok(JSON.stringify(secret.value).includes(Buffer.from(key).toString("base64")));
  });

  it("attaches by version 2, after the extension, under a name that fits", async () => {
    const { registered } = await construct(
      () => new KubernetesInferenceCompute("a-rather-long-name-of-a-compute", given),
    );
    const compute = only(registered, "azure-native:machinelearningservices:Compute");
    assert.equal(at(compute.inputs, "properties.computeType"), "Kubernetes");
    assert.equal(at(compute.inputs, "properties.resourceId"), given.clusterId);
    assert.match(String(compute.inputs.computeName), /^[a-z][a-z0-9]{2,15}$/);
    assert.equal(compute.inputs.workspaceName, "ws");
    assert.ok(compute.dependsOn.includes("a-rather-long-name-of-a-compute-extension"));
  });

  it("gives a user-assigned identity its rights before the attach", async () => {
    const identity = {
      userAssignedIdentityId: `${providers}/Microsoft.ManagedIdentity/userAssignedIdentities/pull`,
      principalId: "c7d1a6f4-93be-4a02-8f1c-6e5b0d27a981",
    };
    const { registered } = await make({ identity });
    const { dependsOn, inputs } = named(registered, "ml-compute");
    assert.ok(dependsOn.includes("ml-identity-pulls-images") && dependsOn.includes("ml-identity-reads-models"));
    assert.deepEqual(inputs.identity, {
      type: "UserAssigned",
      userAssignedIdentities: [identity.userAssignedIdentityId],
    });
  });

  it("gives a workspace's own identity its three roles on the cluster before the attach", async () => {
    const { registered } = await make({ workspacePrincipalId: "c7d1a6f4-93be-4a02-8f1c-6e5b0d27a981" });
    const roles = registered
      .filter(({ inputs }) => inputs.scope === given.clusterId)
      .map(({ name, inputs }) => [name, String(inputs.roleDefinitionId).split("/").at(-1)]);
    assert.deepEqual(roles, [
      ["ml-workspace-reads-cluster", "acdd72a7-3385-48ef-bd42-f606fba81ae7"],
      ["ml-workspace-extends-cluster", "85cb6faf-e071-4c9b-8136-154b5a04f717"],
      ["ml-workspace-administers-cluster", "0ab0b1a8-8aac-4efd-b8c2-3ee1fb270be8"],
    ]);
    for (const [name = ""] of roles) {
      assert.ok(named(registered, "ml-compute").dependsOn.includes(name), name);
    }
  });

  it("describes instance types with a limit that is at least the promise", async () => {
    const instanceTypes = { large: { cpuRequest: "2", memoryRequest: "8Gi", memoryLimit: "16Gi", gpus: 1 } };
    const { registered } = await make({ instanceTypes, defaultInstanceType: "large" });
    assert.deepEqual(
      at(named(registered, "ml-compute").inputs, "properties.properties.instanceTypes.large.resources"),
      {
        requests: { cpu: "2", memory: "8Gi" },
        limits: { cpu: "2", memory: "16Gi", "nvidia.com/gpu": "1" },
      },
    );
  });

  const other = given.clusterId.toString().replace(subscription, "9c4b7e18-2a6d-4f53-8e0b-71d3c5a2f690");
  const key = "-----BEGIN RSA PRIVATE KEY-----\nabc";
  const encrypted = "-----BEGIN ENCRYPTED PRIVATE KEY-----\nabc";
  const router = (changes: object) => ({ router: { certificate: { hostName: "a.contoso.com", ...changes } } });
  const cases: readonly (readonly [string, Partial<KubernetesInferenceComputeArgs>, readonly string[]])[] = [
    ["a certificate that exists", {}, []],
    ["a certificate with its key", router({ certificatePem: "c", privateKeyPem: key }), []],
    ["no certificate", router({}), ["router.certificate"]],
    ["a certificate without its key", router({ certificatePem: "c" }), ["router.certificate"]],
    ["two certificates", router({ secretName: "s", certificatePem: "c", privateKeyPem: key }), ["router.certificate"]],
    [
      "a key with a passphrase",
      router({ certificatePem: "c", privateKeyPem: encrypted }),
      ["router.certificate.privateKeyPem"],
    ],
    [
      "an address as a host",
      router({ secretName: "s", hostName: "https://a.contoso.com" }),
      ["router.certificate.hostName"],
    ],
    ["a cluster of another subscription", { clusterId: other }, ["clusterId"]],
    ["a cluster that isn't known yet", { clusterId: pulumi.output(other) }, []],
    [
      "a default that is declared",
      { instanceTypes: { a: { cpuRequest: "1", memoryRequest: "1Gi" } }, defaultInstanceType: "a" },
      [],
    ],
    ["a default that isn't", { defaultInstanceType: "a" }, ["defaultInstanceType"]],
    [
      "a router that isn't one",
      { router: { certificate, service: "Public" as InferenceRouterService } },
      ["router.service"],
    ],
    ["a name of sixteen characters", { names: { compute: "abcdefghijklmnop" } }, []],
    ["a name of seventeen", { names: { compute: "abcdefghijklmnopq" } }, ["names.compute"]],
  ];
  for (const [what, args, paths] of cases) {
    it(`${paths.length === 0 ? "takes" : "refuses"} ${what}`, () => {
      assertRefused(checkKubernetesInferenceCompute({ ...given, ...args }), paths);
    });
  }

  it("never shows a key, not even a wrong one", () => {
    const problems = checkKubernetesInferenceCompute({
      ...given,
      ...router({ certificatePem: "c", privateKeyPem: "s3cret-but-no-pem" }),
    });
    assertRefused(problems, ["router.certificate.privateKeyPem"]);
    assert.equal(JSON.stringify(problems).includes("s3cret"), false);
  });
});

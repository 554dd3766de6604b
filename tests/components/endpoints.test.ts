/** Both kinds of online endpoint as they register their children, and what they refuse. */
import assert from "node:assert/strict";

import {
  KubernetesEndpointAuthMode,
  KubernetesOnlineEndpoint,
  KubernetesOnlineEndpointArgs,
  ManagedEndpointAuthMode,
  ManagedOnlineEndpoint,
  ManagedOnlineEndpointArgs,
  PrincipalType,
} from "../../index";
import { checkKubernetesOnlineEndpoint } from "../../components/endpoint/check-kubernetes";
import { checkManagedOnlineEndpoint } from "../../components/endpoint/check-managed";
import { value } from "../value";
import { assertRefused } from "./checks";
import { construct, idOf, named, only, subscription, typesAndNames } from "./construction";
import { at } from "./property-bag";

const providers = `/subscriptions/${subscription}/resourceGroups/rg/providers`;
const workspaceId = `${providers}/Microsoft.MachineLearningServices/workspaces/ws`;
const blue = { model: "azureml:demand:7", instanceType: "Standard_DS3_v2" };
const scorer = { principalId: "5b1f3c0e-6d0f-4a7e-9a55-2f7e0c1c8d43", principalType: PrincipalType.ServicePrincipal };

describe("ManagedOnlineEndpoint", () => {
  const given: ManagedOnlineEndpointArgs = { workspaceId, location: "westeurope", deployments: { blue } };
  const make = (args: Partial<ManagedOnlineEndpointArgs> = {}) =>
    construct(() => new ManagedOnlineEndpoint("ml", { ...given, ...args }));

  it("makes an endpoint, its deployment and the one writer of its traffic", async () => {
    const { made, registered } = await make();
    assert.deepEqual(typesAndNames(registered), [
      "azureml-secure-inference:index:ManagedOnlineEndpoint ml",
      "machinelearningservices:OnlineDeployment ml-deployment-blue",
      "machinelearningservices:OnlineEndpoint ml-endpoint",
      "resources:Deployment ml-traffic",
    ]);
    assert.equal(await value(made.scoringUri), "https://ml-endpoint.westeurope.inference.ml.azure.com/score");
  });

  it("is private, takes tokens of Microsoft Entra and never sets the legacy egress flag", async () => {
    const { registered } = await make();
    const { inputs } = named(registered, "ml-endpoint");
    assert.deepEqual(inputs.properties, { authMode: "AADToken", publicNetworkAccess: "Disabled" });
    assert.deepEqual([inputs.workspaceName, inputs.resourceGroupName], ["ws", "rg"]);
    assert.equal(at(named(registered, "ml-deployment-blue").inputs, "properties.egressPublicNetworkAccess"), undefined);
  });

  it("leaves to the writer what Azure can change, and replaces only for the identity and the compute", async () => {
    const endpoint = named((await make()).registered, "ml-endpoint");
    assert.deepEqual(endpoint.ignoreChanges, [
      "tags",
      "kind",
      "sku",
      "properties.authMode",
      "properties.description",
      "properties.mirrorTraffic",
      "properties.properties",
      "properties.publicNetworkAccess",
      "properties.traffic",
    ]);
    assert.deepEqual(endpoint.replaceOnChanges, ["identity", "properties.compute"]);
    assert.equal(endpoint.deleteBeforeReplace, true);
  });

  it("writes the whole body with its traffic after all deployments, by a name that stays", async () => {
    const deployments = { blue, green: { ...blue, instanceCount: 3 } };
    const { registered } = await make({ deployments, traffic: { blue: 90, green: 10 }, tags: { team: "ml" } });
    const writer = only(registered, "azure-native:resources:Deployment");
    assert.equal(writer.inputs.deploymentName, "ml-traffic");
    assert.deepEqual(
      writer.dependsOn.filter((name) => name.includes("deployment")),
      ["ml-deployment-blue", "ml-deployment-green"],
    );
    assert.deepEqual(at(writer.inputs, "properties.template.resources.0"), {
      type: "Microsoft.MachineLearningServices/workspaces/onlineEndpoints",
      apiVersion: "2025-12-01",
      name: "ws/ml-endpoint",
      location: "westeurope",
      kind: "Managed",
      identity: { type: "SystemAssigned" },
      tags: { team: "ml" },
      properties: {
        authMode: "AADToken",
        publicNetworkAccess: "Disabled",
        traffic: { blue: 90, green: 10 },
        mirrorTraffic: {},
      },
    });
    assert.equal(at(writer.inputs, "properties.mode"), "Incremental");
  });

  it("makes deployments one after another, and lets them go with the endpoint", async () => {
    const { registered } = await make({ deployments: { blue, green: { ...blue, instanceCount: 3 } } });
    const [first, second] = [named(registered, "ml-deployment-blue"), named(registered, "ml-deployment-green")];
    assert.ok(second.dependsOn.includes("ml-deployment-blue"));
    assert.equal(first.dependsOn.includes("ml-deployment-green"), false);
    assert.deepEqual([first.deletedWith, second.deletedWith], ["ml-endpoint", "ml-endpoint"]);
    assert.deepEqual(second.inputs.sku, { name: "Default", capacity: 3 });
  });

  it("gives the only deployment all traffic, and several none until it is said", async () => {
    const traffic = async (args: Partial<ManagedOnlineEndpointArgs>) =>
      at(
        named((await make(args)).registered, "ml-traffic").inputs,
        "properties.template.resources.0.properties.traffic",
      );
    assert.deepEqual(await traffic({}), { blue: 100 });
    assert.deepEqual(await traffic({ deployments: { blue, green: blue } }), {});
  });

  it("gives scorers one right, at this endpoint", async () => {
    const { registered } = await make({ scorers: { tests: scorer } });
    const role = only(registered, "azure-native:authorization:RoleDefinition").inputs;
    assert.deepEqual(at(role, "permissions.0.actions"), [
      "Microsoft.MachineLearningServices/workspaces/onlineEndpoints/score/action",
    ]);
    const grant = only(registered, "azure-native:authorization:RoleAssignment").inputs;
    const endpoint = idOf("azure-native:machinelearningservices:OnlineEndpoint", "ml-endpoint");
    assert.deepEqual(
      [grant.scope, grant.principalId, grant.principalType],
      [endpoint, scorer.principalId, "ServicePrincipal"],
    );
  });

  it("gives a user-assigned identity its roles first, and a system-assigned one none", async () => {
    const identity = {
      userAssignedIdentityId: `${providers}/Microsoft.ManagedIdentity/userAssignedIdentities/score`,
      principalId: scorer.principalId,
      containerRegistryId: `${providers}/Microsoft.ContainerRegistry/registries/images`,
      storageAccountId: `${providers}/Microsoft.Storage/storageAccounts/models`,
    };
    const { registered } = await make({ identity });
    const grants = registered.filter((one) => one.type === "azure-native:authorization:RoleAssignment");
    assert.deepEqual(
      grants.map(({ inputs }) => [String(inputs.roleDefinitionId).split("/").at(-1), inputs.scope]),
      [
        ["7f951dda-4ed3-4680-a7ca-43fe172d538d", identity.containerRegistryId],
        ["2a2b9908-6ea1-4ae2-8e65-a410df84e7d1", identity.storageAccountId],
        ["635dd51f-9968-44d3-b7fb-6d9a6bd613ae", workspaceId],
      ],
    );
    for (const { name } of grants) {
      assert.ok(named(registered, "ml-endpoint").dependsOn.includes(name), name);
    }
    assert.deepEqual(at(named(registered, "ml-traffic").inputs, "properties.template.resources.0.identity"), {
      type: "UserAssigned",
      userAssignedIdentities: { [identity.userAssignedIdentityId]: {} },
    });
  });

  const two = { deployments: { blue, green: blue } };
  const many = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`blue${index}`, blue]));
  const cases: readonly (readonly [string, Partial<ManagedOnlineEndpointArgs>, readonly string[]])[] = [
    ["one deployment", {}, []],
    ["no deployment", { deployments: {} }, ["deployments"]],
    ["twenty deployments", { deployments: many(20) }, []],
    ["twenty-one", { deployments: many(21) }, ["deployments"]],
    ["traffic of 100", { ...two, traffic: { blue: 90, green: 10 } }, []],
    ["traffic of 0", { ...two, traffic: { blue: 0, green: 0 } }, []],
    ["traffic of 99", { ...two, traffic: { blue: 90, green: 9 } }, ["traffic"]],
    ["traffic of 101", { ...two, traffic: { blue: 90, green: 11 } }, ["traffic"]],
    ["traffic below nothing", { ...two, traffic: { blue: 110, green: -10 } }, ["traffic.blue", "traffic.green"]],
    ["traffic to what isn't declared", { traffic: { blue: 0, grey: 100 } }, ["traffic.grey"]],
    ["half of the traffic mirrored", { ...two, traffic: { blue: 100 }, mirrorTraffic: { green: 50 } }, []],
    ["more than half", { ...two, traffic: { blue: 100 }, mirrorTraffic: { green: 51 } }, ["mirrorTraffic.green"]],
    ["a mirror that is alive", { ...two, traffic: { blue: 100 }, mirrorTraffic: { blue: 10 } }, ["mirrorTraffic.blue"]],
    [
      "two mirrors",
      { deployments: many(3), traffic: { blue0: 100 }, mirrorTraffic: { blue1: 5, blue2: 5 } },
      ["mirrorTraffic"],
    ],
    ["fifty machines", { deployments: { blue: { ...blue, instanceCount: 50 } } }, []],
    ["fifty-one", { deployments: { blue: { ...blue, instanceCount: 51 } } }, ["deployments.blue.instanceCount"]],
    [
      "a request of three minutes",
      { deployments: { blue: { ...blue, requestSettings: { timeoutSeconds: 180 } } } },
      [],
    ],
    [
      "a longer one",
      { deployments: { blue: { ...blue, requestSettings: { timeoutSeconds: 181 } } } },
      ["deployments.blue.requestSettings.timeoutSeconds"],
    ],
    ["a name with two dashes", { deployments: { "blue--1": blue } }, ["deployments.blue--1"]],
    ["scorers with keys", { authMode: ManagedEndpointAuthMode.Key, scorers: { tests: scorer } }, ["scorers"]],
    ["a way to sign in that isn't one", { authMode: "None" as ManagedEndpointAuthMode }, ["authMode"]],
    ["an endpoint's name of 32 characters", { names: { endpoint: "a".repeat(32) } }, []],
    ["of 33", { names: { endpoint: "a".repeat(33) } }, ["names.endpoint"]],
  ];
  for (const [what, args, paths] of cases) {
    it(`${paths.length === 0 ? "takes" : "refuses"} ${what}`, () => {
      assertRefused(checkManagedOnlineEndpoint({ ...given, ...args }), paths);
    });
  }
});

describe("KubernetesOnlineEndpoint", () => {
  const given: KubernetesOnlineEndpointArgs = {
    workspaceId,
    computeId: `${workspaceId}/computes/aks`,
    location: "westeurope",
    deployments: { blue: { model: "azureml:demand:7" } },
  };

  it("stands on the compute, takes tokens of Azure ML and overrides the SDK's open default", async () => {
    const { registered } = await construct(() => new KubernetesOnlineEndpoint("ml", given));
    assert.deepEqual(typesAndNames(registered), [
      "azureml-secure-inference:index:KubernetesOnlineEndpoint ml",
      "machinelearningservices:OnlineDeployment ml-deployment-blue",
      "machinelearningservices:OnlineEndpoint ml-endpoint",
      "resources:Deployment ml-traffic",
    ]);
    assert.deepEqual(named(registered, "ml-endpoint").inputs.properties, {
      authMode: "AMLToken",
      publicNetworkAccess: "Disabled",
      compute: given.computeId,
    });
    const deployment = named(registered, "ml-deployment-blue").inputs;
    assert.equal(at(deployment, "properties.endpointComputeType"), "Kubernetes");
    assert.deepEqual(at(deployment, "properties.scaleSettings"), { scaleType: "Default" });
  });

  it("lets the number of replicas follow the load", async () => {
    const scale = { minReplicas: 2, maxReplicas: 6 };
    const args = { ...given, deployments: { blue: { model: "azureml:demand:7", scale } } };
    const { registered } = await construct(() => new KubernetesOnlineEndpoint("ml", args));
    const { inputs } = named(registered, "ml-deployment-blue");
    assert.deepEqual(at(inputs, "properties.scaleSettings"), {
      scaleType: "TargetUtilization",
      minInstances: 2,
      maxInstances: 6,
      targetUtilizationPercentage: 70,
    });
    assert.equal(at(inputs, "sku.capacity"), 2);
  });

  const deployment = (changes: object) => ({ deployments: { blue: { model: "m", ...changes } } });
  const cases: readonly (readonly [string, Partial<KubernetesOnlineEndpointArgs>, readonly string[]])[] = [
    ["keys", { authMode: KubernetesEndpointAuthMode.Key }, []],
    ["tokens of Microsoft Entra", { authMode: "AADToken" as KubernetesEndpointAuthMode }, ["authMode"]],
    [
      "a cluster instead of a compute",
      { computeId: `${providers}/Microsoft.ContainerService/managedClusters/a` },
      ["computeId"],
    ],
    ["a request of five minutes", deployment({ requestSettings: { timeoutSeconds: 300 } }), []],
    [
      "a longer one",
      deployment({ requestSettings: { timeoutSeconds: 301 } }),
      ["deployments.blue.requestSettings.timeoutSeconds"],
    ],
    [
      "a fixed and a moving number of replicas",
      deployment({ replicas: 1, scale: { minReplicas: 1, maxReplicas: 2 } }),
      ["deployments.blue.replicas"],
    ],
    [
      "fewest above most",
      deployment({ scale: { minReplicas: 3, maxReplicas: 2 } }),
      ["deployments.blue.scale.minReplicas"],
    ],
    [
      "the longest names together",
      { names: { endpoint: "e".repeat(32) }, deployments: { ["d".repeat(30)]: { model: "m" } } },
      [],
    ],
    [
      "longer names together",
      { names: { endpoint: "e".repeat(32) }, deployments: { ["d".repeat(31)]: { model: "m" } } },
      [`deployments.${"d".repeat(31)}`],
    ],
  ];
  for (const [what, args, paths] of cases) {
    it(`${paths.length === 0 ? "takes" : "refuses"} ${what}`, () => {
      assertRefused(checkKubernetesOnlineEndpoint({ ...given, ...args }), paths);
    });
  }
});

// Ids, read and written. Forms: https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules

import assert from "node:assert/strict";
import { join } from "node:path";
import { readDeclarations } from "../../../sandbox/declarations/package";
import {
  inputsFromId,
  parentId,
  resourceGroupId,
  resourceId,
} from "../../../sandbox/azure-native/operations/resource-id";
import { type ResourceModel, resourceModel } from "../../../sandbox/azure-native/schema/resource-model";
import { type PropertyMap, unknown } from "../../../sandbox/provider/value";

const declarations = readDeclarations(join(__dirname, "..", "..", "..", "node_modules", "@pulumi", "azure-native"));
const rg = "/subscriptions/s/resourceGroups/g";
const network = `${rg}/providers/Microsoft.Network`;

function model(type: string): ResourceModel {
  const found = resourceModel(declarations, `azure-native:${type}`);
  assert.ok(found !== undefined, type);
  return found;
}

const rows: [type: string, inputs: PropertyMap, id: string][] = [
  ["resources:ResourceGroup", { resourceGroupName: "g" }, rg],
  ["network:VirtualNetwork", { resourceGroupName: "g", virtualNetworkName: "v" }, `${network}/virtualNetworks/v`],
  [
    "network:Subnet",
    { resourceGroupName: "g", virtualNetworkName: "v", subnetName: "n" },
    `${network}/virtualNetworks/v/subnets/n`,
  ],
  [
    "authorization:RoleAssignment",
    { scope: `${network}/virtualNetworks/v`, roleAssignmentName: "a" },
    `${network}/virtualNetworks/v/providers/Microsoft.Authorization/roleAssignments/a`,
  ],
  [
    "privatedns:PrivateRecordSet",
    { resourceGroupName: "g", privateZoneName: "z.example", recordType: "A", relativeRecordSetName: "*" },
    `${network}/privateDnsZones/z.example/A/*`,
  ],
  [
    "kubernetesconfiguration:Extension",
    {
      resourceGroupName: "g",
      clusterRp: "Microsoft.ContainerService",
      clusterResourceName: "managedClusters",
      clusterName: "c",
      extensionName: "azureml",
    },
    `${rg}/providers/Microsoft.ContainerService/managedClusters/c/providers/Microsoft.KubernetesConfiguration/extensions/azureml`,
  ],
  [
    "machinelearningservices:OnlineDeployment",
    { resourceGroupName: "g", workspaceName: "w", endpointName: "e", deploymentName: "blue" },
    `${rg}/providers/Microsoft.MachineLearningServices/workspaces/w/onlineEndpoints/e/deployments/blue`,
  ],
  [
    "storage:BlobContainer",
    { resourceGroupName: "g", accountName: "a", containerName: "c" },
    `${rg}/providers/Microsoft.Storage/storageAccounts/a/blobServices/default/containers/c`,
  ],
];

describe("sandbox ids", () => {
  for (const [type, inputs, id] of rows) {
    it(`${type}: written and read back`, () => {
      assert.equal(resourceId(model(type), inputs, "s"), id);
      const read = inputsFromId(model(type), id);
      const scope = inputs["scope"] === undefined ? {} : { scope: String(inputs["scope"]).replace(/^\//, "") };
      assert.deepEqual(read, { ...inputs, ...scope });
    });
  }

  it("reads an id in any case", () => {
    assert.deepEqual(
      inputsFromId(
        model("network:VirtualNetwork"),
        `${network}/VIRTUALNETWORKS/v`.replace("resourceGroups", "resourcegroups"),
      ),
      {
        resourceGroupName: "g",
        virtualNetworkName: "v",
      },
    );
  });

  it("reads no other class's id", () => {
    assert.equal(inputsFromId(model("network:VirtualNetwork"), `${network}/virtualNetworks/v/subnets/n`), undefined);
    assert.equal(inputsFromId(model("network:Subnet"), `${network}/virtualNetworks/v`), undefined);
  });

  it("says which input is not known", () => {
    assert.throws(
      () => resourceId(model("network:VirtualNetwork"), { resourceGroupName: "g", virtualNetworkName: unknown }, "s"),
      /needs 'virtualNetworkName'/,
    );
  });

  const parents: [id: string, parent: string | undefined][] = [
    ["/subscriptions/s", undefined],
    [rg, undefined],
    [`${network}/virtualNetworks/v`, rg],
    [`${network}/virtualNetworks/v/subnets/n`, `${network}/virtualNetworks/v`],
    [`${network}/virtualNetworks/v/providers/Microsoft.Authorization/locks/l`, `${network}/virtualNetworks/v`],
    [`${rg}/providers/Microsoft.Authorization/locks/l`, rg],
    ["/subscriptions/s/providers/Microsoft.Authorization/roleDefinitions/r", undefined],
    ["/providers/Microsoft.Management/managementGroups/m", undefined],
  ];
  for (const [id, parent] of parents) {
    it(`${id.slice(id.lastIndexOf("/providers/") + 1)} lies in ${parent === undefined ? "nothing" : "its parent"}`, () => {
      assert.equal(parentId(id), parent);
    });
  }

  it("finds the group of anything that lies in one", () => {
    assert.equal(resourceGroupId(`${network}/virtualNetworks/v`), rg);
    assert.equal(resourceGroupId("/subscriptions/s/providers/Microsoft.Authorization/roleDefinitions/r"), undefined);
  });
});

/** Built-in roles, transcribed a second time in the order in which Microsoft's pages list them. */
import { strict as assert } from "node:assert";
import { findRole, roles } from "../../../azure/facts/roles";
import { isUnknown } from "../../../azure/known";

/** GUID, name, and as many actions, notActions and dataActions as the page lists; `?` where it wasn't read. */
const listed = `
8e3af657-a8ff-443c-a75c-2fe8c4bcb635 Owner | 1 0 0
b24988ac-6180-42a0-ab88-20f7382dd24c Contributor | 1 11 0
4d97b98b-1d4f-4787-a291-c67834d212e7 Network Contributor | 7 0 0
b12aa53e-6015-4669-85d0-8515ebb3ae7f Private DNS Zone Contributor | 10 0 0
18d7d88d-d35e-4fb5-a5c3-7773c20a72d9 User Access Administrator | 3 0 0
f58310d9-a9f6-439a-9e8d-f62e7b41a168 Role Based Access Control Administrator | 4 0 0
acdd72a7-3385-48ef-bd42-f606fba81ae7 Reader | 1 0 0
b556d68e-0be0-4f35-a333-ad7ee1ce17ea Azure AI Enterprise Network Connection Approver | ?
b78c5d69-af96-48a3-bf8d-a8b4d589de94 Azure AI Administrator | ?
f6c7c914-8db3-469d-8ca1-694a8f32e121 AzureML Data Scientist | 4 10 0
e503ece1-11d0-4e8e-8e2c-7a6c3bf38815 AzureML Compute Operator | 2 0 0
635dd51f-9968-44d3-b7fb-6d9a6bd613ae AzureML Metrics Writer (preview) | 1 0 0
ea01e6af-a1c1-4350-9563-ad00f8c72ec5 Azure Machine Learning Workspace Connection Secrets Reader | ?
2a2b9908-6ea1-4ae2-8e65-a410df84e7d1 Storage Blob Data Reader | 2 0 1
ba92f5b4-2d11-453d-a403-e96b0029c9fe Storage Blob Data Contributor | 4 0 5
69566ab7-960f-475b-8e7c-b3118f30c6bd Storage File Data Privileged Contributor | 0 0 6
17d1049b-9a84-46fb-8f53-869881c3d3ab Storage Account Contributor | 9 0 0
7f951dda-4ed3-4680-a7ca-43fe172d538d AcrPull | 1 0 0
8311e382-0749-4cb8-b61a-304f252e45ec AcrPush | 2 0 0
b93aa761-3e63-49ed-ac28-beffa264f7ac Container Registry Repository Reader | ?
2efddaa5-3f1f-4df3-97df-af3f13818f4c Container Registry Repository Contributor | ?
0ab0b1a8-8aac-4efd-b8c2-3ee1fb270be8 Azure Kubernetes Service Cluster Admin Role | 4 0 0
ed7f3fbd-7b88-4dd4-9017-9adb7ce333f8 Azure Kubernetes Service Contributor Role | 3 0 0
85cb6faf-e071-4c9b-8136-154b5a04f717 Kubernetes Extension Contributor | ?
f1a07417-d97a-45cb-824c-7a7467783830 Managed Identity Operator | 7 0 0
00482a5a-887f-4fb3-b363-3b7fe8e74483 Key Vault Administrator | 10 0 1
b86a8fe4-44ce-4948-aee5-eccb2c155cd7 Key Vault Secrets Officer | 10 0 1
2787bf04-f1f5-4bfe-8383-c8a24483ee38 Azure Relay Owner | 1 0 1
9980e02c-c2be-4d73-94e8-173b1dc7cf3c Virtual Machine Contributor | 45 0 0
`;

describe("built-in roles", () => {
  it("are those of the list, no more and no fewer, with as many actions", () => {
    const ours = roles.map(({ id, name, permissions }) => {
      const counts = isUnknown(permissions)
        ? ["?"]
        : permissions.map(
            ({ actions, notActions, dataActions }) => `${actions.length} ${notActions.length} ${dataActions.length}`,
          );
      return `${id} ${name} | ${counts.join(" + ")}`;
    });
    assert.deepEqual(ours.sort(), listed.trim().split("\n").sort());
  });

  it("join a subnet, or let a service endpoint, as their pages say", () => {
    const join = "Microsoft.Network/virtualNetworks/subnets/join/action";
    const viaEndpoint = "Microsoft.Network/virtualNetworks/subnets/joinViaServiceEndpoint/action";
    const holders = (action: string) =>
      roles
        .filter(
          ({ permissions }) => !isUnknown(permissions) && permissions.some(({ actions }) => actions.includes(action)),
        )
        .map(({ name }) => name);
    assert.deepEqual(holders(join), ["Virtual Machine Contributor"]);
    assert.deepEqual(holders(viaEndpoint), ["Storage Account Contributor"]);
  });

  it("say which page they were read on, and of when only if it says so", () => {
    assert.ok(roles.every(({ source }) => /^built-in-roles(\/[a-z-]+)? \(/.test(source.document)));
    assert.ok(roles.every(({ source }) => source.section === undefined || /^of \d{4}-\d\d-\d\d$/.test(source.section)));
  });

  it("are found by GUID, id and name, in any case", () => {
    const guid = "4d97b98b-1d4f-4787-a291-c67834d212e7";
    for (const key of [
      guid,
      guid.toUpperCase(),
      `/providers/Microsoft.Authorization/roleDefinitions/${guid}`,
      `/subscriptions/x/providers/Microsoft.Authorization/roleDefinitions/${guid}`,
      "network contributor",
    ]) {
      assert.equal(findRole(key)?.name, "Network Contributor", key);
    }
    assert.equal(findRole("AzureML Metrics Writer")?.id, "635dd51f-9968-44d3-b7fb-6d9a6bd613ae");
    assert.equal(findRole("Network Contributer"), undefined);
    assert.equal(findRole(""), undefined);
  });
});

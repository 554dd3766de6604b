/** Stacks without any Azure Machine Learning: no rule finds anything, decided or not, whoever deploys. */
import assert from "node:assert/strict";
import { CapturedResource } from "../../policies/capture/captured-stack";
import { rbacJoinSubnet } from "../../policies/rules/access/rbac-join-subnet";
import { rbacJoinVnet } from "../../policies/rules/access/rbac-join-vnet";
import { rbacNetRead } from "../../policies/rules/access/rbac-net-read";
import { nsgAcrPort } from "../../policies/rules/network/nsg-acr-port";
import { nsgAcrRegion } from "../../policies/rules/network/nsg-acr-region";
import { nsgAcrShadowed } from "../../policies/rules/network/nsg-acr-shadowed";
import { nsgAcrTag } from "../../policies/rules/network/nsg-acr-tag";
import { notYet } from "../estates/captured";
import { changed, without } from "../estates/change";
import { deployer, granted, roleIds, scopes, stackGrant } from "../estates/deployer";
import { kubernetesInference } from "../estates/kubernetes-inference";
import { outboundRules } from "../estates/outbound-rules";
import { hubNetwork, storageAndVault, webApplication } from "../estates/unrelated";
import { judged, verdicts } from "./judged";

const rules = [nsgAcrTag, nsgAcrShadowed, nsgAcrPort, nsgAcrRegion, rbacJoinSubnet, rbacJoinVnet, rbacNetRead];

const closed = outboundRules("200 deny * * -> Internet:*", "300 allow tcp * -> AzureContainerRegistry.West Europe:80");
const hub = hubNetwork();
const cluster = kubernetesInference({ securityRules: closed });
const flux = kubernetesInference({ securityRules: closed, extensionType: "microsoft.flux" });
const noWorkspace = (estate: typeof cluster) => without(estate.resources, estate.workspace);

const stacks: readonly (readonly [string, readonly CapturedResource[]])[] = [
  ["nothing at all", []],
  ["a web application with its database", webApplication()],
  ["a hub whose security group closes everything", hub.resources],
  ["a hub whose rules are not known", hub.resources.map((one) => ({ ...one, inputs: { securityRules: notYet } }))],
  ["storage and a vault behind a private endpoint", [...hub.resources, ...storageAndVault(hub.shared)]],
  ["a cluster behind a closed group, without extension", noWorkspace(cluster)],
  ["a cluster behind a closed group, with another extension", noWorkspace(flux)],
  ["the same cluster, grants made by the stack", [...noWorkspace(flux), stackGrant(roleIds.reader, flux.subnet)]],
  [
    "a cluster whose subnet is another stack's",
    changed(without(cluster.resources, cluster.workspace, cluster.subnet, cluster.network), cluster.cluster, {
      inputs: { agentPoolProfiles: [{ name: "system", vnetSubnetID: scopes.subnet }] },
      from: { agentPoolProfiles: [] },
    }),
  ],
  ["a workspace beside the network, that uses none of it", [...cluster.resources]],
  [
    "resources whose inputs nobody captured",
    cluster.resources.map((one) => ({ ...one, inputs: undefined })).slice(0, 4),
  ],
  [
    "all of them together",
    [...webApplication(), ...hub.resources, ...storageAndVault(hub.shared), ...noWorkspace(flux)],
  ],
];

const circumstances = [
  ["nobody declared", {}],
  ["a deployer without rights", deployer([])],
  ["a deployer of whom little is known", deployer([granted("Reader", scopes.network)], { assignmentsComplete: false })],
  ["a subnet named that is not here", { inferencingSubnets: ["scoring"] }],
] as const;

describe("silence", () => {
  for (const [title, stack] of stacks) {
    for (const [who, settings] of circumstances) {
      it(`${title}, ${who}: no finding`, () => {
        const found = rules.flatMap((rule) => verdicts(judged(rule, stack, settings)).map((one) => [rule.id, one]));
        assert.deepEqual(found, []);
      });
    }
  }

  it("is no deafness: the same cluster with the extension is heard", () => {
    const heard = kubernetesInference({ securityRules: closed, extensionType: "Microsoft.AzureML.Kubernetes" });
    const found = rules.flatMap((rule) => verdicts(judged(rule, heard.resources, deployer([]))));
    assert.equal(found.length, rules.length);
  });
});

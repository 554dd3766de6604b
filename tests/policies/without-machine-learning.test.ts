/**
 * What most of an organization's stacks are: programs without Azure Machine Learning, some of them grossly open, some
 * half unknown, some with faults that our rules would find where a model runs. None of it is the pack's business.
 */
import assert from "node:assert/strict";
import { CapturedResource } from "../../policies/capture/captured-stack";
import { catalogue } from "../../policies/rules/catalogue";
import { deployer, granted, scopes } from "../estates/deployer";
import { kubernetesInference, machineLearningExtension } from "../estates/kubernetes-inference";
import { outboundRules } from "../estates/outbound-rules";
import { apiManagement } from "../estates/without-machine-learning/api-management";
import { classic } from "../estates/without-machine-learning/classic";
import { containerApp } from "../estates/without-machine-learning/container-app";
import { cosmosDb } from "../estates/without-machine-learning/cosmos-db";
import { customRoles } from "../estates/without-machine-learning/custom-roles";
import { databricks } from "../estates/without-machine-learning/databricks";
import { dnsZones } from "../estates/without-machine-learning/dns-zones";
import { eventHub } from "../estates/without-machine-learning/event-hub";
import { frontDoor } from "../estates/without-machine-learning/front-door";
import { functionApp } from "../estates/without-machine-learning/function-app";
import { hubAndSpoke } from "../estates/without-machine-learning/hub-and-spoke";
import { inlineTemplate } from "../estates/without-machine-learning/inline-template";
import { keyVault } from "../estates/without-machine-learning/key-vault";
import { kubernetesCluster } from "../estates/without-machine-learning/kubernetes-cluster";
import { logging } from "../estates/without-machine-learning/logging";
import { privateKubernetesCluster } from "../estates/without-machine-learning/private-kubernetes-cluster";
import { roleAssignments } from "../estates/without-machine-learning/role-assignments";
import { scaleSet } from "../estates/without-machine-learning/scale-set";
import { serviceBus } from "../estates/without-machine-learning/service-bus";
import { sqlPrivateEndpoint } from "../estates/without-machine-learning/sql-private-endpoint";
import { staticSite } from "../estates/without-machine-learning/static-site";
import { virtualMachine } from "../estates/without-machine-learning/virtual-machine";
import { vpnGateway } from "../estates/without-machine-learning/vpn-gateway";
import { webApp } from "../estates/without-machine-learning/web-app";
import { judged, verdicts } from "./judged";
import { said } from "./said";

const programs: Readonly<Record<string, readonly CapturedResource[]>> = {
  "a web application with a database": webApp(),
  "static pages": staticSite(),
  "functions on consumption": functionApp(),
  "containers without a cluster": containerApp(),
  "a cluster with GitOps behind a closed group": kubernetesCluster(),
  "a private cluster behind the hub's appliance": privateKubernetesCluster(),
  "a hub with firewall and Bastion, and a spoke": hubAndSpoke(),
  "a machine open to the world": virtualMachine(),
  "machines behind a NAT gateway": scaleSet(),
  "documents in two regions": cosmosDb(),
  "a stream of events": eventHub(),
  "a database behind a private endpoint": sqlPrivateEndpoint(),
  "role assignments at wide scopes": roleAssignments(),
  "roles that take the join away": customRoles(),
  "zones and a resolver": dnsZones(),
  "a gateway for APIs inside a network": apiManagement(),
  "a vault with a key for disks": keyVault(),
  "logs and flow logs": logging(),
  "a front door": frontDoor(),
  "queues behind a private endpoint": serviceBus(),
  "a gateway to the branches": vpnGateway(),
  "workspaces of other services": databricks(),
  "a template inside the program": inlineTemplate(),
  "a program for the classic provider": classic(),
};

const circumstances = {
  "nobody declared": {},
  "a strict profile": { profile: "strict" },
  "a deployer without rights": deployer([]),
  "a deployer of whom little is known": deployer([granted("Reader", scopes.network)], { assignmentsComplete: false }),
  "a deployer who may assign roles": deployer([granted("Owner", scopes.subscription)], { mayAssignRoles: true }),
  "a subnet named that is not here": { inferencingSubnets: ["scoring-of-another-stack"] },
} as const;

describe("without machine learning", () => {
  for (const [title, program] of Object.entries(programs)) {
    for (const [who, settings] of Object.entries(circumstances)) {
      it(`${title}, ${who}: not a word`, () => assertSilent(program, settings));
    }
  }

  it("all of them in one stack: not a word", () => {
    const urns = Object.values(programs).flatMap((program) => program.map((resource) => resource.urn));
    assert.equal(new Set(urns).size, urns.length, "an engine knows no two resources with one URN");
    for (const settings of Object.values(circumstances)) {
      assertSilent(Object.values(programs).flat(), settings);
    }
  }).timeout(60_000);

  it("all of them, nobody having captured what they were made of: not a word", () => {
    const uncaptured = Object.values(programs).flat();
    assertSilent(
      uncaptured.map((resource) => ({ ...resource, inputs: undefined, provider: undefined })),
      {},
    );
  });

  it("is no deafness: a model's cluster among them is heard, and it alone", () => {
    const model = kubernetesInference({
      extensionType: machineLearningExtension,
      securityRules: outboundRules("200 deny * * -> Internet:*"),
    });
    // Who may do what is another matter: some of the programs do grant rights that reach the model's network.
    const rules = catalogue.filter((rule) => !rule.id.startsWith("rbac-"));
    const heard = (stack: readonly CapturedResource[]) =>
      rules.flatMap((rule) => verdicts(judged(rule, stack)).map((verdict) => [rule.id, verdict]));
    const alone = heard(model.resources);
    const among = heard([...model.resources, ...Object.values(programs).flat()]);
    assert.ok(alone.some(([, verdict]) => verdict === "fail"));
    assert.deepEqual(among, alone);
  });
});

function assertSilent(stack: readonly CapturedResource[], settings: Parameters<typeof judged>[2]): void {
  const found = catalogue.flatMap((rule) => judged(rule, stack, settings).map((one) => `${rule.id}: ${said(one)}`));
  assert.deepEqual(found, []);
}

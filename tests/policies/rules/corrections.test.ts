/** What rules once got wrong, read from the documents, kept by name. */
import assert from "node:assert/strict";
import { declare, notYet } from "../../estates/captured";
import { changed, without } from "../../estates/change";
import { deployer, granted, grantedActions, scopes, stackGrant, subscriptionId } from "../../estates/deployer";
import { kubernetesInference, machineLearningExtension } from "../../estates/kubernetes-inference";
import { outbound, outboundRules } from "../../estates/outbound-rules";
import { privateCompute } from "../../estates/private-compute";
import { endpointsTo, withStorage, withVault } from "../../estates/workspace-dependencies";
import { judged } from "../judged";
import { judgeGrants } from "./granted-rights";
import { assertNever, assertOutcome, faultAmong, tells } from "./outcome";
import { ruleNamed } from "./rule-named";
import { judgeWritten } from "./written-rules";

const closed = "200 deny * * -> Internet:*";

describe("nsg-acr-storage", () => {
  it("a registry of another stack, which nobody states: never a fail, never a pass", () => {
    const estate = privateCompute({
      securityRules: outboundRules("190 allow * * -> AzureContainerRegistry:443", closed),
    });
    const containerRegistry =
      "/subscriptions/s1/resourceGroups/rg/providers/Microsoft.ContainerRegistry/registries/hub";
    const stack = changed(without(estate.resources, estate.registry), estate.workspace, {
      inputs: { containerRegistry },
      from: { containerRegistry: [] },
    });
    assertNever(judged(ruleNamed("nsg-acr-storage"), stack), "fail", "pass");
  });
});

describe("nsg-tag-storage", () => {
  it("an account of another stack, which nobody states: undecided", () => {
    const estate = privateCompute({ securityRules: outboundRules(closed) });
    const { resources, target } = withStorage(estate);
    const storageAccount = "/subscriptions/s1/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/sthub";
    const stack = changed(without(resources, target), estate.workspace, {
      inputs: { storageAccount },
      from: { storageAccount: [] },
    });
    assertOutcome(judged(ruleNamed("nsg-tag-storage"), stack), "undecided");
  });
  it("a private endpoint for blob alone, none for file: never a pass", () => {
    const estate = privateCompute({ securityRules: outboundRules(closed) });
    const { resources, target } = withStorage(estate);
    const findings = judged(ruleNamed("nsg-tag-storage"), [
      ...resources,
      ...endpointsTo(target, estate.network, "blob"),
    ]);
    assertNever(findings, "pass", "not applicable");
  });
});

describe("nsg-tag-kv", () => {
  it("a vault of another stack, which nobody states: never a fail, never a pass", () => {
    const estate = privateCompute({ securityRules: outboundRules(closed) });
    const { resources, target } = withVault(estate);
    const keyVault = "/subscriptions/s1/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv-hub";
    const stack = changed(without(resources, target), estate.workspace, {
      inputs: { hbiWorkspace: true, keyVault },
      from: { keyVault: [] },
    });
    assertNever(judged(ruleNamed("nsg-tag-kv"), stack), "fail", "pass");
  });
});

describe("nsg-tag-compute", () => {
  const rule = ruleNamed("nsg-tag-compute");
  for (const options of [{ extensionType: machineLearningExtension }, { attached: "to-workspace" as const }]) {
    it(`nodes of a cluster, ${Object.keys(options).join()}: nothing to say`, () => {
      const { resources } = kubernetesInference({ ...options, securityRules: outboundRules(closed) });
      assertNever(judged(rule, resources), "fail", "advisory", "undecided");
    });
  }
  it("a subnet that only settings name: nothing to say", () => {
    const estate = privateCompute({ securityRules: outboundRules(closed) });
    const findings = judged(rule, without(estate.resources, estate.compute), { inferencingSubnets: ["inference"] });
    assertNever(findings, "fail", "advisory", "undecided");
  });
});

describe("nsg-tag-typo", () => {
  it("a wrong tag beside prefixes in a managed network's rule, for which Azure ignores it: never a fail", () => {
    const destination = {
      serviceTag: "Frontdoor.FirstParty",
      protocol: "TCP",
      portRanges: "443",
      addressPrefixes: ["20.61.97.0/27"],
    };
    const managed = declare("azure-native:machinelearningservices:Workspace", "managed", {
      workspaceName: "ml",
      location: "westeurope",
      managedNetwork: {
        isolationMode: "AllowOnlyApprovedOutbound",
        outboundRules: { extra: { type: "ServiceTag", destination } },
      },
    });
    assertNever(judged(ruleNamed("nsg-tag-typo"), [managed]), "fail", "advisory");
  });
});

describe("nsg-name-desc", () => {
  it("a description that is not known: undecided", () => {
    assertOutcome(
      judgeWritten("nsg-name-desc", [{ ...outbound("190 allow tcp * -> Sql:1433"), description: notYet }]),
      "undecided",
    );
  });
});

describe("nsg-allow-internet", () => {
  it("the Internet denied, then everything allowed: only the network is left: pass", () => {
    const rules = outboundRules("100 deny * * -> Internet:*", "110 allow * * -> *:*");
    assertOutcome(judgeWritten("nsg-allow-internet", rules, { profile: "strict" }), "pass");
  });
});

describe("rbac-notactions", () => {
  const id = "rbac-notactions";
  const joinSubnet = "Microsoft.Network/virtualNetworks/subnets/join/action";
  const joinNetwork = "Microsoft.Network/virtualNetworks/join/action";
  const taken = (...notActions: readonly string[]) =>
    grantedActions(scopes.network, ["Microsoft.Network/*"], notActions);
  it("the network's join taken, Network Contributor at the subnet only: fail", () => {
    assertOutcome(judgeGrants(id, [taken(joinNetwork), granted("Network Contributor", scopes.subnet)]), "fail");
  });
  it("the subnet's join taken, Network Contributor at another network: fail", () => {
    assertOutcome(judgeGrants(id, [taken(joinSubnet), granted("Network Contributor", scopes.longerNetwork)]), "fail");
  });
  it("notActions of the stack's role that are not known: undecided", () => {
    const estate = privateCompute();
    const role = declare("azure-native:authorization:RoleDefinition", "role", {
      roleName: "network operator",
      scope: `/subscriptions/${subscriptionId}`,
      assignableScopes: [`/subscriptions/${subscriptionId}`],
      permissions: [{ actions: ["Microsoft.Network/*"], notActions: notYet }],
    });
    const grant = stackGrant("", estate.network, { roleDefinitionId: notYet }, { roleDefinitionId: [role] });
    const settings = deployer([], { mayAssignRoles: true });
    assertOutcome(judged(ruleNamed(id), [...estate.resources, role, grant], settings), "undecided");
  });
});

describe("a group to which the deployer may belong, and no grant of the deployer's own", () => {
  const ofGroup = { principalId: "99999999-0000-0000-0000-000000000009", principalType: "Group" };
  it("rbac-role-lookalike: nobody knows that Reader is the deployer's: never a fail", () => {
    assertNever(judgeGrants("rbac-role-lookalike", [granted("Reader", scopes.network, ofGroup)]), "fail");
  });
  it("rbac-notactions: nobody knows that the role is the deployer's: never a fail", () => {
    const role = { ...grantedActions(scopes.network, ["Microsoft.Network/*"], ["*/join/action"]), ...ofGroup };
    assertNever(judgeGrants("rbac-notactions", [role]), "fail");
  });
});

describe("rbac-join-subnet", () => {
  it("a deny assignment over the network, of everybody: fail, by its name", () => {
    const denyAssignments = [
      {
        name: "stack guard",
        principalIds: ["00000000-0000-0000-0000-000000000000"],
        actions: ["Microsoft.Network/virtualNetworks/*"],
        scope: scopes.network,
      },
    ];
    const declared = deployer([granted("Network Contributor", scopes.network)], { assignmentsComplete: true });
    const externalFacts = { ...declared.externalFacts, denyAssignments };
    const findings = judged(ruleNamed("rbac-join-subnet"), privateCompute().resources, { ...declared, externalFacts });
    assertOutcome(findings, "fail");
    assert.match(tells(faultAmong(findings)), /deny assignment `stack guard`/);
  });
});

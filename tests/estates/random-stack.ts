/**
 * Random stacks around the private compute, from pieces whose combinations pass, fail and stay undecided: what
 * metamorphic tests turn over. A seed of fast-check gives the same stack again.
 */
import fc from "fast-check";
import { RoleAssignmentFact } from "../../azure/estate/external-facts";
import { CapturedResource } from "../../policies/capture/captured-stack";
import { Properties } from "../../policies/capture/wire-value";
import { declare, notYet } from "./captured";
import { changed, without } from "./change";
import { deployer, granted, grantedActions, roleIds, scopes, stackGrant } from "./deployer";
import { kubernetesInference, machineLearningExtension } from "./kubernetes-inference";
import { outbound } from "./outbound-rules";
import { privateCompute } from "./private-compute";

export interface RandomStack {
  readonly resources: readonly CapturedResource[];
  readonly settings: object;
}

interface Choice {
  readonly workload: "machine" | "extension" | "attached" | "bare cluster" | "none" | "named";
  readonly rules: readonly string[];
  /** A resource of its own for each rule, instead of a list in the group. */
  readonly placed: "inline" | "standalone";
  readonly registryLocation: string;
  readonly registryEndpoint: "same-network" | "none";
  readonly guard: "own" | "none" | "elsewhere";
  readonly deployer: "undeclared" | "complete" | "incomplete";
  readonly grants: readonly RoleAssignmentFact[];
  readonly stackGrants: "none" | "subnet" | "network";
}

/** Each rule has a priority of its own. */
const closed = "200 deny * * -> Internet:*";

const denials: readonly string[] = [
  "210 deny tcp * -> AzureCloud:443",
  "220 deny * 10.0.2.0/24 -> *:*",
  "120 deny udp * -> Internet:*",
];

const others: readonly string[] = [
  "130 deny * 10.0.3.0/24 -> Internet:*",
  "140 deny * * -> VirtualNetwork:443",
  "150 deny * * -> 20.0.0.0/8:*",
  "190 allow tcp * -> AzureContainerRegistry.WestEurope:443",
  "191 allow tcp VirtualNetwork -> AzureContainerRegistry.NorthEurope:443",
  "192 allow * 10.0.2.0/24 -> AzureContainerRegistry:443",
  "193 allow udp * -> AzureContainerRegistry.WestEurope:443",
  "194 allow tcp * -> AzureContainerRegistry.West Europe:443",
  "195 allow tcp * -> Storage:443",
  "196 allow tcp * -> AzureContainerRegistry.WestEurope:80",
  "197 allow tcp 10.0.3.0/24 -> AzureContainerRegistry:443",
  "300 allow tcp * -> AzureContainerRegistry.WestEurope:443",
  "310 allow tcp * -> AzureCloud.westeurope:443",
  "320 allow tcp * -> AzureContainerRegistry:443",
];

const grantChoices: readonly RoleAssignmentFact[] = [
  granted("Network Contributor", scopes.subnet),
  granted("Network Contributor", scopes.network),
  granted("Network Contributor", scopes.longerNetwork),
  granted("Reader", scopes.subscription),
  granted("Private DNS Zone Contributor", scopes.resourceGroup),
  granted("Network Contributor", scopes.network, { principalId: "a-group", principalType: "Group" }),
  granted("Team Network Role", scopes.network),
  grantedActions(scopes.network, ["Microsoft.Network/*"], ["*/join/action"]),
  grantedActions(scopes.network, ["Microsoft.Network/virtualNetworks/*"]),
];

export function randomStack(): fc.Arbitrary<RandomStack> {
  const choice: fc.Arbitrary<Choice> = fc.record({
    workload: fc.constantFrom("machine", "machine", "extension", "attached", "bare cluster", "none", "named"),
    rules: fc
      .tuple(fc.constantFrom(undefined, closed, closed, closed, ...denials), fc.subarray([...others], { maxLength: 3 }))
      .map(([limit, rest]) => (limit === undefined ? rest : [limit, ...rest])),
    placed: fc.constantFrom("inline", "standalone"),
    registryLocation: fc.constantFrom("westeurope", "westeurope", "northeurope"),
    registryEndpoint: fc.constantFrom("none", "none", "none", "same-network"),
    guard: fc.constantFrom("own", "own", "own", "own", "own", "own", "none", "elsewhere"),
    deployer: fc.constantFrom("undeclared", "complete", "complete", "complete", "incomplete"),
    grants: fc.subarray([...grantChoices], { maxLength: 3 }),
    stackGrants: fc.constantFrom("none", "none", "subnet", "network"),
  });
  return choice.map(build);
}

function build(choice: Choice): RandomStack {
  const rules = choice.rules.map(outbound);
  const estate = workload(choice, choice.placed === "inline" ? rules : []);
  const standalone = choice.placed === "inline" ? [] : rules.map((rule) => standaloneRule(rule, estate.guard));
  const grantAt = choice.stackGrants === "subnet" ? estate.subnet : estate.network;
  const grants = choice.stackGrants === "none" ? [] : [stackGrant(roleIds.networkContributor, grantAt)];
  const settings = {
    ...(choice.deployer === "undeclared"
      ? {}
      : deployer(choice.grants, { assignmentsComplete: choice.deployer === "complete", mayAssignRoles: true })),
    ...(choice.workload === "named" ? { inferencingSubnets: ["inference"] } : {}),
  };
  return { resources: guarded(choice, estate, [...estate.resources, ...standalone, ...grants]), settings };
}

function workload(choice: Choice, securityRules: readonly Properties[]) {
  const { registryLocation, registryEndpoint } = choice;
  switch (choice.workload) {
    case "extension":
      return kubernetesInference({ securityRules, registryLocation, extensionType: machineLearningExtension });
    case "attached":
      return kubernetesInference({ securityRules, registryLocation, attached: "to-workspace" });
    case "bare cluster":
      return kubernetesInference({ securityRules, registryLocation });
    case "machine":
      return privateCompute({ securityRules, registryLocation, registryEndpoint });
    case "none":
    case "named": {
      const estate = privateCompute({ securityRules, registryLocation, registryEndpoint });
      return { ...estate, resources: without(estate.resources, estate.compute) };
    }
  }
}

function guarded(
  choice: Choice,
  estate: { readonly subnet: CapturedResource },
  resources: readonly CapturedResource[],
): readonly CapturedResource[] {
  switch (choice.guard) {
    case "own":
      return resources;
    case "none":
      return changed(resources, estate.subnet, { without: ["networkSecurityGroup"] });
    case "elsewhere": {
      const id = `${scopes.otherResourceGroup}/providers/Microsoft.Network/networkSecurityGroups/nsg-hub`;
      const inputs = { networkSecurityGroup: { id } };
      return changed(resources, estate.subnet, { inputs, from: { networkSecurityGroup: [] } });
    }
  }
}

function standaloneRule(rule: Properties, guard: CapturedResource): CapturedResource {
  const { name, ...properties } = rule;
  return declare(
    "azure-native:network:SecurityRule",
    String(name),
    { ...properties, securityRuleName: name ?? null, networkSecurityGroupName: notYet },
    { networkSecurityGroupName: [guard] },
  );
}

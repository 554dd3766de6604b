/**
 * Random stacks around the private compute, from pieces whose combinations pass, fail and stay undecided: what
 * metamorphic tests turn over. A seed of fast-check gives the same stack again.
 */
import fc from "fast-check";
import { RoleAssignmentFact } from "../../azure/estate/external-facts";
import { CapturedResource } from "../../policies/capture/captured-stack";
import { Properties } from "../../policies/capture/wire-value";
import { valueAt } from "../../policies/convert/read";
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
  readonly workload: "machine" | "extension" | "attached" | "bare cluster" | "none" | "named" | "adopted subnet";
  readonly rules: readonly string[];
  readonly mistake: Properties | undefined;
  readonly businessImpact: "high" | "default";
  readonly nodes: "public" | "private";
  readonly profile: "baseline" | "strict";
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

/** What the rules besides the registry's look at. */
const further: readonly string[] = [
  "100 allow tcp * -> AzureActiveDirectory:443",
  "101 allow tcp * -> AzureMachineLearning:443",
  "102 allow tcp * -> AzureResourceManager:443",
  "103 allow tcp * -> MicrosoftContainerRegistry:443",
  "104 allow tcp 10.0.2.0/24 -> AzureFrontDoor.FirstParty:443",
  "105 allow * * -> BatchNodeManagement.WestEurope:443",
  "106 allow tcp * -> AzureMonitor:443",
  "107 allow tcp VirtualNetwork -> AzureKeyVault.WestEurope:443",
  "108 allow tcp * -> Storage.WestEurope:443",
  "109 allow tcp * -> VirtualNetwork:443",
  "110 allow tcp * -> AzureFrontDoor.Frontend:443",
  "111 allow * * -> Internet:443",
  "112 deny tcp * -> 10.0.0.0/16:443",
  "113 allow tcp * -> Frontdoor.FirstParty:443",
  "113 deny udp * -> *:53",
  "inbound 100 allow tcp AzureMachineLearning -> *:44224",
  "inbound 110 allow tcp * -> *:443",
  "inbound 105 deny * Internet -> *:*",
  "inbound 120 allow tcp Internet -> 10.0.2.0/24:44000-45000",
  "inbound 130 allow tcp 203.0.113.0/24 -> *:443",
];

/** Mistakes of writing that no line can show. */
const mistakes: readonly Properties[] = [
  { destinationAddressPrefix: null, destinationAddressPrefixes: ["Internet"] },
  { destinationAddressPrefixes: ["10.0.0.0/8"] },
  { name: "-odd name", description: "x".repeat(141) },
  { priority: 99 },
];

const grantChoices: readonly RoleAssignmentFact[] = [
  granted("Network Contributor", scopes.subnet),
  granted("Network Contributor", scopes.network),
  granted("Network Contributor", scopes.longerNetwork),
  granted("Reader", scopes.subscription),
  granted("Contributor", scopes.resourceGroup),
  granted("Private DNS Zone Contributor", scopes.resourceGroup),
  granted("Network Contributor", scopes.network, { principalId: "a-group", principalType: "Group" }),
  granted("Team Network Role", scopes.network),
  grantedActions(scopes.network, ["Microsoft.Network/*"], ["*/join/action"]),
  grantedActions(scopes.network, ["Microsoft.Network/virtualNetworks/*"]),
];

export function randomStack(): fc.Arbitrary<RandomStack> {
  const choice: fc.Arbitrary<Choice> = fc.record({
    workload: fc.constantFrom(
      "machine",
      "machine",
      "extension",
      "attached",
      "bare cluster",
      "none",
      "named",
      "adopted subnet",
    ),
    rules: fc
      .tuple(
        fc.constantFrom(undefined, closed, closed, closed, ...denials),
        fc.subarray([...others], { maxLength: 3 }),
        fc.subarray([...further], { maxLength: 9 }),
      )
      .map(([limit, some, more]) => [...(limit === undefined ? [] : [limit]), ...some, ...more]),
    mistake: fc.constantFrom(undefined, undefined, undefined, ...mistakes),
    businessImpact: fc.constantFrom("high", "default"),
    nodes: fc.constantFrom("public", "private"),
    profile: fc.constantFrom("baseline", "strict"),
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
  const [first = {}, ...rest] = choice.rules.map(outbound);
  const rules = choice.rules.length === 0 ? [] : [{ ...first, ...choice.mistake }, ...rest];
  const estate = workload(choice, choice.placed === "inline" ? rules : []);
  const standalone = choice.placed === "inline" ? [] : rules.map((rule) => standaloneRule(rule, estate.guard));
  const grantAt = choice.stackGrants === "subnet" ? estate.subnet : estate.network;
  const grants = choice.stackGrants === "none" ? [] : [stackGrant(roleIds.networkContributor, grantAt)];
  const settings = {
    profile: choice.profile,
    ...(choice.deployer === "undeclared"
      ? {}
      : deployer(choice.grants, { assignmentsComplete: choice.deployer === "complete", mayAssignRoles: true })),
    ...(choice.workload === "named" ? { inferencingSubnets: ["inference"] } : {}),
  };
  const resources = configured(choice, estate, [...estate.resources, ...standalone, ...grants]);
  return { resources: guarded(choice, estate, resources), settings };
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
    case "adopted subnet": {
      const estate = privateCompute({ securityRules, registryLocation });
      const own = without(estate.resources, estate.network, estate.subnet, estate.guard);
      const inputs = { properties: { computeType: "AmlCompute", properties: { subnet: { id: scopes.subnet } } } };
      return { ...estate, resources: changed(own, estate.compute, { inputs, from: { properties: [] } }) };
    }
    case "none":
    case "named": {
      const estate = privateCompute({ securityRules, registryLocation, registryEndpoint });
      return { ...estate, resources: without(estate.resources, estate.compute) };
    }
  }
}

/** Properties of the workspace and the compute that change what is needed. */
function configured(
  { businessImpact, nodes }: Choice,
  { workspace, compute }: { readonly workspace: CapturedResource; readonly compute?: CapturedResource },
  resources: readonly CapturedResource[],
): readonly CapturedResource[] {
  const impact = { inputs: { hbiWorkspace: businessImpact === "high" } };
  const changedWorkspace = changed(resources, workspace, impact);
  const type = compute && valueAt(compute.inputs ?? {}, "properties.computeType");
  return compute === undefined || type !== "AmlCompute" || !resources.some((one) => one === compute)
    ? changedWorkspace
    : changed(changedWorkspace, compute, {
        inputs: {
          properties: {
            computeType: "AmlCompute",
            properties: { subnet: { id: notYet }, enableNodePublicIp: nodes === "public" },
          },
        },
      });
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

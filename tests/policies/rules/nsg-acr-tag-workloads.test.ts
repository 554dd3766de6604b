/**
 * nsg-acr-tag: which subnets are inferencing subnets. Node subnets of a cluster with the Azure Machine Learning
 * extension or attached as compute, subnets that hold a compute, subnets named in the settings; no other.
 */
import assert from "node:assert/strict";
import { CapturedResource } from "../../../policies/capture/captured-stack";
import { Value } from "../../../policies/capture/wire-value";
import { nsgAcrTag } from "../../../policies/rules/network/nsg-acr-tag";
import { declare, notYet } from "../../estates/captured";
import { changed, without } from "../../estates/change";
import {
  kubernetesInference,
  KubernetesInferenceOptions,
  machineLearningExtension,
} from "../../estates/kubernetes-inference";
import { outbound, outboundRules } from "../../estates/outbound-rules";
import { privateCompute } from "../../estates/private-compute";
import { judged, verdicts } from "../judged";
import { assertSays, assertVerdict, onlyFault, Verdict } from "../said";

const closed = "200 deny * * -> Internet:*";
const registryTag = "190 allow tcp * -> AzureContainerRegistry.WestEurope:443";

/** What a stack is worth with its outbound open, closed, and closed but for the tag. */
const judgedThrice: readonly (readonly [rules: readonly string[], verdict: Verdict])[] = [
  [[], "pass"],
  [[closed], "fail"],
  [[registryTag, closed], "pass"],
];

const notApplicable: readonly (readonly [rules: readonly string[], verdict: undefined])[] = [
  [[], undefined],
  [[closed], undefined],
  [[registryTag, closed], undefined],
];

interface Subject {
  readonly title: string;
  readonly stack: (rules: readonly string[]) => readonly CapturedResource[];
  readonly settings?: Parameters<typeof judged>[2];
}

function judgesOrNot(subject: Subject, rows: typeof judgedThrice | typeof notApplicable): void {
  for (const [rules, verdict] of rows) {
    it(`${subject.title}, ${rules.length === 0 ? "nothing limited" : rules.join(", ")}: ${verdict ?? "not applicable"}`, () => {
      const found = verdicts(judged(nsgAcrTag, subject.stack(rules), subject.settings));
      assert.deepEqual(found, verdict === undefined ? [] : [verdict]);
    });
  }
}

const machine = (rules: readonly string[], properties: Value, from: "subnet" | "nothing" = "subnet") => {
  const estate = privateCompute({ securityRules: outboundRules(...rules) });
  return changed(estate.resources, estate.compute, {
    inputs: { properties },
    from: { properties: from === "subnet" ? [estate.subnet] : [] },
  });
};

describe("nsg-acr-tag: a subnet that holds a compute is judged", () => {
  judgesOrNot(
    {
      title: "a compute cluster",
      stack: (rules) => machine(rules, { computeType: "AmlCompute", properties: { subnet: { id: notYet } } }),
    },
    judgedThrice,
  );
  judgesOrNot(
    {
      title: "a compute instance",
      stack: (rules) => machine(rules, { computeType: "ComputeInstance", properties: { subnet: { id: notYet } } }),
    },
    judgedThrice,
  );
  judgesOrNot(
    {
      title: "a compute cluster without a subnet of the customer's",
      stack: (rules) =>
        machine(rules, { computeType: "AmlCompute", properties: { vmSize: "STANDARD_DS3_V2" } }, "nothing"),
    },
    notApplicable,
  );
});

describe("nsg-acr-tag: a subnet that nobody uses for inferencing is not judged, unless settings name it", () => {
  const unused = (rules: readonly string[]) => {
    const estate = privateCompute({ securityRules: outboundRules(...rules) });
    return without(estate.resources, estate.compute);
  };
  const literal = (rules: readonly string[]) => {
    const estate = privateCompute({ securityRules: outboundRules(...rules) });
    return changed(unused(rules), estate.subnet, {
      inputs: { resourceGroupName: "rg-ml", virtualNetworkName: "vnet-ml" },
      from: { resourceGroupName: [], virtualNetworkName: [] },
    });
  };
  const id = (subnet: string) =>
    `/subscriptions/s1/resourceGroups/rg-ml/providers/Microsoft.Network/virtualNetworks/vnet-ml/subnets/${subnet}`;
  const named = (subnet: string) => ({ inferencingSubnets: [subnet], externalFacts: { subscriptionId: "s1" } });

  judgesOrNot({ title: "unused", stack: unused }, notApplicable);
  judgesOrNot({ title: "named", stack: unused, settings: named("inference") }, judgedThrice);
  judgesOrNot({ title: "another one named", stack: unused, settings: named("inference2") }, notApplicable);
  judgesOrNot({ title: "named by id", stack: literal, settings: named(id("inference")) }, judgedThrice);
  judgesOrNot({ title: "named by id in upper case", stack: literal, settings: named(id("INFERENCE")) }, judgedThrice);
  judgesOrNot({ title: "another one named by id", stack: literal, settings: named(id("inference2")) }, notApplicable);

  it("named by its Azure name, its resource group not known yet: judged", () => {
    const { resources, subnet } = privateCompute({ securityRules: outboundRules(closed) });
    const renamed = changed(unused([closed]), subnet, {
      inputs: { subnetName: "snet-scoring" },
      from: { resourceGroupName: [] },
    });
    assert.equal(renamed.length, resources.length - 1);
    assertVerdict(judged(nsgAcrTag, renamed, { inferencingSubnets: ["snet-scoring"] }), "fail");
  });
  it("used and named: once", () => {
    const { resources } = privateCompute({ securityRules: outboundRules(closed) });
    assertVerdict(judged(nsgAcrTag, resources, named("inference")), "fail");
  });
  it("two named subnets: each judged", () => {
    const estate = privateCompute({ securityRules: outboundRules(closed) });
    const second = declare(
      "azure-native:network:Subnet",
      "scoring2",
      { virtualNetworkName: notYet, subnetName: "scoring2", addressPrefix: "10.0.7.0/24" },
      { virtualNetworkName: [estate.network] },
    );
    const findings = judged(nsgAcrTag, [...estate.resources, second], {
      inferencingSubnets: ["inference", "scoring2"],
    });
    assert.deepEqual([...verdicts(findings)].sort(), ["fail", "pass"]);
  });
});

describe("nsg-acr-tag: node subnets of a cluster", () => {
  const cluster = (options: KubernetesInferenceOptions) => (rules: readonly string[]) =>
    kubernetesInference({ ...options, securityRules: outboundRules(...rules) }).resources;

  judgesOrNot({ title: "no extension", stack: cluster({}) }, notApplicable);
  judgesOrNot({ title: "another extension", stack: cluster({ extensionType: "microsoft.flux" }) }, notApplicable);
  judgesOrNot({ title: "the extension", stack: cluster({ extensionType: machineLearningExtension }) }, judgedThrice);
  judgesOrNot(
    { title: "the extension, in lower case", stack: cluster({ extensionType: "microsoft.azureml.kubernetes" }) },
    judgedThrice,
  );
  judgesOrNot({ title: "attached", stack: cluster({ attached: "to-workspace" }) }, judgedThrice);
  judgesOrNot(
    { title: "both", stack: cluster({ attached: "to-workspace", extensionType: machineLearningExtension }) },
    judgedThrice,
  );

  it("an extension of unknown type may be the one: undecided", () => {
    assertVerdict(judged(nsgAcrTag, cluster({ extensionType: notYet })([closed])), "undecided");
  });

  it("an extension of another cluster: not applicable", () => {
    const { resources } = kubernetesInference({ securityRules: outboundRules(closed) });
    const other = declare("azure-native:containerservice:ManagedCluster", "other", { resourceName: "aks-other" });
    const extension = declare(
      "azure-native:kubernetesconfiguration:Extension",
      "azureml",
      { clusterName: notYet, extensionType: machineLearningExtension },
      { clusterName: [other] },
    );
    assert.deepEqual(judged(nsgAcrTag, [...resources, other, extension]), []);
  });

  it("names the cluster and the subnet", () => {
    const findings = judged(nsgAcrTag, cluster({ attached: "to-workspace" })([closed]));
    assertSays(onlyFault(findings).who, "`aks`", "`inference`", "10.0.2.0/24");
  });

  it("a pool that is a resource of its own stands in its own subnet: judged", () => {
    const estate = kubernetesInference({ extensionType: machineLearningExtension });
    const guard = declare("azure-native:network:NetworkSecurityGroup", "pool-nsg", {
      securityRules: outboundRules(closed),
    });
    const subnet = declare(
      "azure-native:network:Subnet",
      "pool",
      {
        virtualNetworkName: notYet,
        subnetName: "pool",
        addressPrefix: "10.0.8.0/24",
        networkSecurityGroup: { id: notYet },
      },
      { virtualNetworkName: [estate.network], networkSecurityGroup: [guard] },
    );
    const pool = declare(
      "azure-native:containerservice:AgentPool",
      "gpu",
      { resourceName: notYet, agentPoolName: "gpu", vnetSubnetID: notYet },
      { resourceName: [estate.cluster], vnetSubnetID: [subnet] },
    );
    const findings = judged(nsgAcrTag, [...estate.resources, guard, subnet, pool]);
    assert.deepEqual([...verdicts(findings)].sort(), ["fail", "pass"]);
  });
});

describe("nsg-acr-tag: a cluster whose workspace is another stack's", () => {
  const alone = (...rules: readonly string[]) => {
    const estate = kubernetesInference({
      extensionType: machineLearningExtension,
      securityRules: outboundRules(...rules),
    });
    return without(estate.resources, estate.workspace, estate.registry);
  };
  const table: readonly (readonly [string, readonly string[], Verdict])[] = [
    ["nothing limited: passes whatever the registry", [], "pass"],
    ["closed but for one region", [registryTag, closed], "undecided"],
  ];
  for (const [title, rules, verdict] of table) {
    it(`${title}: ${verdict}`, () => {
      assertVerdict(judged(nsgAcrTag, alone(...rules)), verdict);
    });
  }
});

describe("nsg-acr-tag: a subnet of another stack", () => {
  const network = "/subscriptions/s1/resourceGroups/rg-hub/providers/Microsoft.Network/virtualNetworks/hub";
  const subnet = `${network}/subnets/scoring`;
  const guard = "/subscriptions/s1/resourceGroups/rg-hub/providers/Microsoft.Network/networkSecurityGroups/nsg-hub";
  const stack = () => {
    const estate = privateCompute();
    return changed(without(estate.resources, estate.subnet, estate.network, estate.guard), estate.compute, {
      inputs: { properties: { computeType: "AmlCompute", properties: { subnet: { id: subnet } } } },
      from: { properties: [] },
    });
  };
  const groups = (...rules: readonly string[]) => [{ id: guard, securityRules: rules.map(outbound) }];
  const prefixed = { id: subnet, addressPrefixes: ["10.50.1.0/24"] };
  const table: readonly (readonly [string, object, Verdict])[] = [
    ["not stated", {}, "undecided"],
    ["stated without a word on its group", { subnets: [prefixed] }, "undecided"],
    ["stated as having no group", { subnets: [{ ...prefixed, networkSecurityGroupId: "" }] }, "pass"],
    ["stated with a group that is not", { subnets: [{ ...prefixed, networkSecurityGroupId: guard }] }, "undecided"],
    [
      "stated with a closed group",
      { subnets: [{ ...prefixed, networkSecurityGroupId: guard }], networkSecurityGroups: groups(closed) },
      "fail",
    ],
    [
      "stated with a group that has the tag",
      { subnets: [{ ...prefixed, networkSecurityGroupId: guard }], networkSecurityGroups: groups(registryTag, closed) },
      "pass",
    ],
    [
      "stated with a group that opens another subnet",
      {
        subnets: [{ ...prefixed, networkSecurityGroupId: guard }],
        networkSecurityGroups: groups("190 allow tcp 10.0.2.0/24 -> AzureContainerRegistry.WestEurope:443", closed),
      },
      "fail",
    ],
  ];
  for (const [title, externalFacts, verdict] of table) {
    it(`${title}: ${verdict}`, () => {
      assertVerdict(judged(nsgAcrTag, stack(), { externalFacts }), verdict);
    });
  }
});

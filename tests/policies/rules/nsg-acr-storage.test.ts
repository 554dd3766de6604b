/**
 * nsg-acr-storage: the registry's tag holds its REST addresses only; layers of images come from storage in the region
 * that serves the pull, unless the registry has data endpoints of its own or is reached by private endpoint.
 */
import { CapturedResource } from "../../../policies/capture/captured-stack";
import { declare, notYet } from "../../estates/captured";
import { changed, without } from "../../estates/change";
import { kubernetesInference, machineLearningExtension } from "../../estates/kubernetes-inference";
import { outboundRules } from "../../estates/outbound-rules";
import { PrivateCompute, privateCompute, PrivateComputeOptions } from "../../estates/private-compute";
import { judged } from "../judged";
import { assertSays } from "../said";
import { assertNever, assertOutcome, faultAmong, Outcome, tells } from "./outcome";
import { ruleNamed } from "./rule-named";

const rule = ruleNamed("nsg-acr-storage");
const closed = "200 deny * * -> Internet:*";
const registry = "190 allow tcp * -> AzureContainerRegistry.WestEurope:443";
const storage = "191 allow tcp * -> Storage.WestEurope:443";

type Row = readonly [title: string, rules: readonly string[], outcome: Outcome];

function rows(
  fact: string,
  table: readonly Row[],
  options: PrivateComputeOptions = {},
  stack: (estate: PrivateCompute) => readonly CapturedResource[] = (estate) => estate.resources,
): void {
  describe(`nsg-acr-storage: ${fact}`, () => {
    for (const [title, rules, expected] of table) {
      it(`${title}: ${expected}`, () => {
        const estate = privateCompute({ ...options, securityRules: outboundRules(...rules) });
        assertOutcome(judged(rule, stack(estate)), expected);
      });
    }
  });
}

rows("it speaks where the registry is reached and its layers are not", [
  ["nothing limited", [], "pass"],
  ["all closed: the matter of nsg-acr-tag", [closed], "pass"],
  ["only the registry open", [registry, closed], "fail"],
  ["registry and storage open", [registry, storage, closed], "pass"],
  ["only storage open: the matter of nsg-acr-tag", [storage, closed], "pass"],
  ["storage open after the deny", [registry, closed, "300 allow tcp * -> Storage.WestEurope:443"], "fail"],
  ["only storage closed", ["200 deny * * -> Storage:*"], "fail"],
  ["only the region's storage closed", ["200 deny * * -> Storage.WestEurope:443"], "fail"],
  ["another region's storage closed", ["200 deny * * -> Storage.JapanEast:*"], "pass"],
  ["storage closed on another port", ["200 deny * * -> Storage.WestEurope:445"], "pass"],
  ["storage closed for UDP", ["200 deny udp * -> Storage.WestEurope:*"], "pass"],
]);

rows("what opens storage", [
  ["storage of all regions", [registry, "191 allow tcp * -> Storage:443", closed], "pass"],
  ["in lower case", [registry, "191 allow tcp * -> storage.westeurope:443", closed], "pass"],
  ["the Internet", [registry, "191 allow tcp * -> Internet:443", closed], "pass"],
  ["another region's", [registry, "191 allow tcp * -> Storage.NorthEurope:443", closed], "fail"],
  ["port 445", [registry, "191 allow tcp * -> Storage.WestEurope:445", closed], "fail"],
  ["UDP", [registry, "191 allow udp * -> Storage.WestEurope:443", closed], "fail"],
  ["for half of the subnet", [registry, "191 allow tcp 10.0.2.0/25 -> Storage.WestEurope:443", closed], "fail"],
  ["an unknown destination", [registry, "191 allow tcp * -> ?:443", closed], "undecided"],
  ["an unknown port", [registry, "191 allow tcp * -> Storage.WestEurope:?", closed], "undecided"],
]);

rows(
  "the region is the registry's",
  [
    ["the network's", ["190 allow tcp * -> AzureContainerRegistry.NorthEurope:443", storage, closed], "fail"],
    [
      "the registry's",
      [
        "190 allow tcp * -> AzureContainerRegistry.NorthEurope:443",
        "191 allow tcp * -> Storage.NorthEurope:443",
        closed,
      ],
      "pass",
    ],
  ],
  { registryLocation: "northeurope" },
);

const withReplica = (estate: PrivateCompute) => [
  ...estate.resources,
  declare(
    "azure-native:containerregistry:Replication",
    "replica",
    { registryName: notYet, location: "northeurope" },
    { registryName: [estate.registry] },
  ),
];

rows(
  "a replica serves layers from its own region",
  [
    ["home only", ["190 allow tcp * -> AzureContainerRegistry:443", storage, closed], "fail"],
    [
      "both",
      ["190 allow tcp * -> AzureContainerRegistry:443", storage, "192 allow tcp * -> Storage.NorthEurope:443", closed],
      "pass",
    ],
  ],
  {},
  withReplica,
);

const dataEndpoints = (value: boolean | typeof notYet) => (estate: PrivateCompute) =>
  changed(estate.resources, estate.registry, { inputs: { sku: { name: "Premium" }, dataEndpointEnabled: value } });

describe("nsg-acr-storage: data endpoints of its own", () => {
  it("layers need no storage: nothing to say", () => {
    const estate = privateCompute({ securityRules: outboundRules(registry, closed) });
    assertNever(judged(rule, dataEndpoints(true)(estate)), "fail", "advisory", "undecided");
  });
});

rows("data endpoints explicitly none", [["storage closed", [registry, closed], "fail"]], {}, dataEndpoints(false));
rows(
  "data endpoints not known yet",
  [
    ["storage closed", [registry, closed], "undecided"],
    ["storage open", [registry, storage, closed], "pass"],
  ],
  {},
  dataEndpoints(notYet),
);

rows("a registry reached by private endpoint needs neither tag", [["both closed", [closed], "pass"]], {
  registryEndpoint: "same-network",
});

describe("nsg-acr-storage: where something is not known", () => {
  it("whether the registry is reached, storage closed: never a fail, never a pass", () => {
    const rules = outboundRules("180 allow tcp * -> ?:443", closed);
    assertNever(judged(rule, privateCompute({ securityRules: rules }).resources), "fail", "pass");
  });
  it("the registry's region: never a fail", () => {
    const pet = declare("random:index:RandomPet", "pet", {});
    const estate = privateCompute({ securityRules: outboundRules(registry, closed) });
    const stack = changed(estate.resources, estate.registry, {
      inputs: { location: notYet },
      from: { location: [pet] },
    });
    assertNever(judged(rule, [...stack, pet]), "fail", "pass");
  });
});

describe("nsg-acr-storage: whom it concerns", () => {
  const cluster = (...rules: readonly string[]) =>
    kubernetesInference({
      attached: "to-workspace",
      extensionType: machineLearningExtension,
      securityRules: outboundRules(...rules),
    }).resources;
  it("nodes of a cluster, storage closed: fail", () => assertOutcome(judged(rule, cluster(registry, closed)), "fail"));
  it("nodes of a cluster, storage open: pass", () => {
    assertOutcome(judged(rule, cluster(registry, storage, closed)), "pass");
  });
  it("a subnet that nobody uses for inferencing: not applicable", () => {
    const estate = privateCompute({ securityRules: outboundRules(registry, closed) });
    assertOutcome(judged(rule, without(estate.resources, estate.compute)), "not applicable");
  });
});

describe("nsg-acr-storage: what it says", () => {
  const fault = () =>
    faultAmong(judged(rule, privateCompute({ securityRules: outboundRules(registry, closed) }).resources));
  it("who, what and where", () => {
    assertSays(tells(fault()), "`inference`", "10.0.2.0/24", "Storage.WestEurope", "443");
    assertSays(fault().decidedBy, "`deny-200`", "priority 200", "securityRules[1]");
  });
  it("what to add, before the deny and beside what there is", () => {
    assertSays(fault().fix, "Storage.WestEurope:443", /priority 1\d\d\b/);
  });
});

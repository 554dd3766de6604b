/** Networks that are refused, and their accepted neighbours. */
import assert from "node:assert/strict";

import {
  InferenceNetworkArgs,
  NetworkEgress,
  PrivateDependency,
  SubnetWorkload,
} from "../../components/network/arguments";
import { checkInferenceNetwork } from "../../components/network/check-inference-network";
import { assertRefused } from "./checks";

const endpoints = { addressPrefix: "10.50.1.0/26", workloads: [SubnetWorkload.PrivateEndpoints] };

const shared = "/subscriptions/8d2e4b71-0c5f-4a96-b3d8-e17f60a9c254/resourceGroups/net/providers/Microsoft.Network";

function check(changes: Partial<InferenceNetworkArgs>) {
  return checkInferenceNetwork({
    resourceGroupName: "rg",
    location: "westeurope",
    addressPrefix: "10.50.0.0/22",
    subnets: { endpoints },
    ...changes,
  });
}

function subnet(addressPrefix: string, ...workloads: SubnetWorkload[]) {
  return { addressPrefix, workloads };
}

describe("checks of an inference network", () => {
  const cases: readonly (readonly [string, Partial<InferenceNetworkArgs>, readonly string[]])[] = [
    ["a plain network", {}, []],
    ["a region in any spelling", { location: "West Europe" }, []],
    ["a region that isn't one", { location: "europewest9" }, ["location"]],
    ["a region of a sovereign cloud", { location: "usgovvirginia" }, ["location"]],
    [
      "a wrong registry region among right ones",
      { registryRegions: ["northeurope", "nowhere"] },
      ["registryRegions[1]"],
    ],
    ["no registry region at all", { registryRegions: [] }, ["registryRegions"]],
    ["an address instead of a range", { addressPrefix: "10.50.0.4" }, ["addressPrefix"]],
    [
      "the last network before the container bridge",
      { addressPrefix: "172.16.0.0/16", subnets: { a: subnet("172.16.0.0/24", SubnetWorkload.ImageBuild) } },
      [],
    ],
    [
      "the container bridge",
      { addressPrefix: "172.17.0.0/16", subnets: { a: subnet("172.17.0.0/24", SubnetWorkload.ImageBuild) } },
      ["addressPrefix"],
    ],
    [
      "a network around two reserved ranges",
      { addressPrefix: "172.30.0.0/15", subnets: { a: subnet("172.30.0.0/24", SubnetWorkload.ImageBuild) } },
      ["addressPrefix", "addressPrefix"],
    ],
    ["no subnet", { subnets: {} }, ["subnets"]],
    ["a subnet without workload", { subnets: { a: subnet("10.50.0.0/24") } }, ["subnets.a.workloads"]],
    [
      "the smallest subnet that Azure takes",
      { subnets: { a: subnet("10.50.0.0/29", SubnetWorkload.PrivateEndpoints) } },
      [],
    ],
    [
      "a smaller one",
      { subnets: { a: subnet("10.50.0.0/30", SubnetWorkload.PrivateEndpoints) } },
      ["subnets.a.addressPrefix"],
    ],
    [
      "a subnet outside the network",
      { subnets: { a: subnet("10.50.4.0/24", SubnetWorkload.PrivateEndpoints) } },
      ["subnets.a.addressPrefix"],
    ],
    ["subnets side by side", { subnets: { endpoints, a: subnet("10.50.1.64/26", SubnetWorkload.ImageBuild) } }, []],
    [
      "a subnet inside another",
      { subnets: { endpoints, a: subnet("10.50.1.32/27", SubnetWorkload.ImageBuild) } },
      ["subnets.a.addressPrefix"],
    ],
    ["a subnet's name with a blank", { subnets: { "my subnet": endpoints } }, ["subnets.my subnet"]],
    [
      "cluster nodes behind service tags only",
      { egress: NetworkEgress.ServiceTags, subnets: { nodes: subnet("10.50.0.0/24", SubnetWorkload.KubernetesNodes) } },
      ["subnets.nodes.workloads"],
    ],
    [
      "cluster nodes behind a NAT gateway",
      { egress: NetworkEgress.NatGateway, subnets: { nodes: subnet("10.50.0.0/24", SubnetWorkload.KubernetesNodes) } },
      [],
    ],
    [
      "words that no enum has, as another language may send them",
      {
        egress: "Firewall" as NetworkEgress,
        privateDependencies: ["Registry" as PrivateDependency],
        subnets: { a: subnet("10.50.0.0/24", "Vm" as SubnetWorkload) },
      },
      ["egress", "privateDependencies[0]", "subnets.a.workloads[0]"],
    ],
    [
      "an adopted network",
      { virtualNetworkId: `${shared}/virtualNetworks/a`, natGatewayId: `${shared}/natGateways/a` },
      [],
    ],
    [
      "new names for what is adopted",
      {
        virtualNetworkId: `${shared}/virtualNetworks/a`,
        natGatewayId: `${shared}/natGateways/a`,
        dnsServers: ["10.0.0.4"],
        names: { virtualNetwork: "vnet", natGateway: "nat", publicIpAddress: "out" },
      },
      ["dnsServers", "names.virtualNetwork", "names.natGateway", "names.publicIpAddress"],
    ],
    ["a subnet as a network", { virtualNetworkId: `${shared}/virtualNetworks/a/subnets/b` }, ["virtualNetworkId"]],
    ["a name that Azure refuses", { names: { virtualNetwork: "-vnet" } }, ["names.virtualNetwork"]],
  ];
  for (const [what, changes, paths] of cases) {
    it(`${paths.length === 0 ? "take" : "refuse"} ${what}`, () => assertRefused(check(changes), paths));
  }

  it("name every problem at once", () => {
    const problems = check({ location: "nowhere", addressPrefix: "x", subnets: { "a b": subnet("y") } });
    assertRefused(problems, [
      "location",
      "addressPrefix",
      "subnets.a b",
      "subnets.a b.addressPrefix",
      "subnets.a b.workloads",
    ]);
    assert.ok(problems.every(({ found }) => found !== ""));
  });
});

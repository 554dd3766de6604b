/**
 * The generated security rules, judged by the core without Pulumi: every flow that the documents demand passes, nothing
 * else leaves, and no rule is there for nothing.
 * https://learn.microsoft.com/azure/machine-learning/how-to-secure-inferencing-vnet, "Limit outbound connectivity"
 */
import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";

import { isUnknown } from "../../azure/known";
import { requiredFlows, WorkloadKind } from "../../azure/facts/required-flows";
import { isExpectation, parseAddressTerm, readSecurityRule } from "../../azure/network/read-security-rule";
import { AddressTerm, Flow, SecurityRule } from "../../azure/network/security-rule";
import { decideSecurityRules } from "../../azure/network/security-rules";
import {
  InferenceNetworkArgs,
  NetworkEgress,
  PrivateDependency,
  SubnetWorkload,
} from "../../components/network/arguments";
import { planInferenceNetwork } from "../../components/network/plan-inference-network";
import { PlannedSecurityRule, planSecurityRules } from "../../components/network/plan-security-rules";
import {
  denyInternetPriority,
  flowPriorities,
  prioritiesAFlow,
} from "../../components/network/security-rule-priorities";

const compute = {
  addressPrefix: "10.50.0.0/24",
  workloads: [SubnetWorkload.AzureMlCompute, SubnetWorkload.ImageBuild],
};

function args(changes: Partial<InferenceNetworkArgs> = {}): InferenceNetworkArgs {
  return {
    resourceGroupName: "rg",
    location: "westeurope",
    addressPrefix: "10.50.0.0/22",
    subnets: {
      compute,
      endpoints: { addressPrefix: "10.50.1.0/26", workloads: [SubnetWorkload.PrivateEndpoints] },
    },
    egress: NetworkEgress.ServiceTags,
    ...changes,
  };
}

function read(rule: PlannedSecurityRule): SecurityRule {
  const { rule: written, problems } = readSecurityRule(
    {
      ...rule,
      sourceAddressPrefix: rule.source,
      sourcePortRange: "*",
      destinationAddressPrefix: rule.destination,
      destinationPortRanges: rule.ports,
    },
    rule.name,
  );
  assert.deepEqual(problems, []);
  return written;
}

function flow(destination: string, protocol: Flow["protocol"], port: number): Flow {
  const term = parseAddressTerm(destination);
  assert.ok(!isExpectation(term), destination);
  const source: AddressTerm = { kind: "prefix", prefix: compute.addressPrefix };
  const destinationPorts = [{ from: port, to: port }];
  return { direction: "Outbound", protocol, sources: [source], destinations: [term], destinationPorts };
}

function verdict(rules: readonly PlannedSecurityRule[], asked: Flow) {
  return decideSecurityRules(rules.map(read), asked, { virtualNetwork: ["10.50.0.0/22"] }).verdict;
}

/** As the firewall article lists them for a compute without a public address, and the inferencing article for images. */
const demanded: readonly (readonly [string, Flow["protocol"], number])[] = [
  ["AzureContainerRegistry.WestEurope", "Tcp", 443],
  ["Storage.WestEurope", "Tcp", 443],
  ["MicrosoftContainerRegistry", "Tcp", 443],
  ["AzureFrontDoor.FirstParty", "Tcp", 443],
  ["AzureActiveDirectory", "Tcp", 80],
  ["AzureActiveDirectory", "Tcp", 443],
  ["AzureMachineLearning", "Tcp", 443],
  ["AzureResourceManager", "Tcp", 443],
  ["AzureMonitor", "Tcp", 443],
  ["BatchNodeManagement.WestEurope", "Tcp", 443],
  ["BatchNodeManagement.WestEurope", "Udp", 443],
  ["VirtualNetwork", "Tcp", 443],
];

/** Neighbours of the above that nobody asked for. */
const refused: readonly (readonly [string, Flow["protocol"], number])[] = [
  ["AzureContainerRegistry.NorthEurope", "Tcp", 443],
  ["AzureContainerRegistry.WestEurope", "Tcp", 80],
  ["AzureContainerRegistry.WestEurope", "Udp", 443],
  ["Storage.NorthEurope", "Tcp", 443],
  ["AzureMachineLearning", "Tcp", 22],
  ["Internet", "Tcp", 22],
];

describe("security rules of a subnet with Azure ML compute", () => {
  const rules = planSecurityRules(args(), "West Europe", compute);

  for (const [destination, protocol, port] of demanded) {
    it(`let ${protocol} ${destination}:${port} out`, () => {
      assert.equal(verdict(rules, flow(destination, protocol, port)), "allowed");
    });
  }
  for (const [destination, protocol, port] of refused) {
    it(`keep ${protocol} ${destination}:${port} in`, () => {
      assert.equal(verdict(rules, flow(destination, protocol, port)), "denied");
    });
  }

  it("are each needed: without it something that is demanded stays in", () => {
    // What goes to the network itself is let out by Azure's own rule 65000 as well.
    const candidates = rules.filter((rule) => rule.access === "Allow" && rule.destination !== "VirtualNetwork");
    assert.equal(candidates.length, 10);
    for (const rule of candidates) {
      const others = rules.filter((other) => other !== rule);
      const closed = demanded.filter(([to, protocol, port]) => verdict(others, flow(to, protocol, port)) !== "allowed");
      assert.ok(closed.length > 0, `${rule.name} opens nothing that another one doesn't`);
    }
  });

  it("end with the only Deny, of the Internet", () => {
    assert.deepEqual(
      rules.filter((rule) => rule.access === "Deny").map(({ destination, priority }) => [destination, priority]),
      [["Internet", 4000]],
    );
    assert.equal(rules.at(-1)?.access, "Deny");
  });

  it("open the registry's regions, not the network's", () => {
    const tags = planSecurityRules(
      args({ registryRegions: ["North Europe", "northeurope", "swedencentral"] }),
      "West Europe",
      compute,
    )
      .map((rule) => rule.destination)
      .filter((tag) => tag.startsWith("AzureContainerRegistry"));
    assert.deepEqual(tags, ["AzureContainerRegistry.NorthEurope", "AzureContainerRegistry.SwedenCentral"]);
  });

  it("leave out what is reached by private endpoint", () => {
    const privateDependencies = Object.values(PrivateDependency);
    const tags = planSecurityRules(args({ privateDependencies }), "West Europe", compute).map(
      (rule) => rule.destination,
    );
    assert.deepEqual(tags, [
      "MicrosoftContainerRegistry",
      "AzureFrontDoor.FirstParty",
      "AzureActiveDirectory",
      "AzureMachineLearning",
      "AzureResourceManager",
      "BatchNodeManagement.WestEurope",
      "BatchNodeManagement.WestEurope",
      "VirtualNetwork",
      "Internet",
    ]);
  });

  it("aren't there when everything may leave", () => {
    assert.deepEqual(planSecurityRules(args({ egress: NetworkEgress.NatGateway }), "West Europe", compute), []);
    assert.deepEqual(planSecurityRules(args({ egress: undefined }), "West Europe", compute), []);
  });
});

describe("plan of an inference network", () => {
  it("waits with its rules for a region that isn't known yet", () => {
    const [compute] = planInferenceNetwork(args({ location: pulumi.output("westeurope") })).subnets;
    assert.ok(compute !== undefined && isUnknown(compute.rules));
  });

  it("gives private endpoints no way out and everything else the NAT gateway", () => {
    assert.deepEqual(
      planInferenceNetwork(args()).subnets.map(({ name, egress }) => [name, egress]),
      [
        ["compute", "nat-gateway"],
        ["endpoints", "none"],
      ],
    );
  });
});

describe("priorities of security rules", () => {
  it("are there for every outbound flow to a service tag of a subnet's workloads, for none else, and never overlap", () => {
    // A compute instance is no workload that a subnet of the component can have.
    const workloads: readonly WorkloadKind[] = ["kubernetes-nodes", "azure-ml-compute", "image-build"];
    const tagged = requiredFlows
      .filter((each) => each.direction === "Outbound" && "serviceTag" in each.destination)
      .filter((each) => each.workloads.some((kind) => workloads.includes(kind)))
      .map((each) => each.id);
    assert.deepEqual(Object.keys(flowPriorities).sort(), [...tagged].sort());
    const starts = Object.values(flowPriorities).sort((a, b) => a - b);
    starts.forEach((start, index) => assert.ok(index === 0 || start - (starts[index - 1] ?? 0) >= prioritiesAFlow));
    assert.ok((starts[0] ?? 0) >= 1000 && (starts.at(-1) ?? 0) + prioritiesAFlow <= denyInternetPriority);
  });
});

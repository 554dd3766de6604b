/** Plain arguments that arrive as outputs are refused by their path, for every component, instead of being misread. */
import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";

import { checkVirtualNetworkJoinAccess } from "../../components/access/check-join-access";
import { checkPlain } from "../../components/check-plain";
import { checkPrivateDnsZones } from "../../components/dns/check";
import { checkKubernetesOnlineEndpoint } from "../../components/endpoint/check-kubernetes";
import { checkManagedOnlineEndpoint } from "../../components/endpoint/check-managed";
import { checkPrivateInferenceCluster } from "../../components/kubernetes/check-cluster";
import { checkKubernetesInferenceCompute } from "../../components/kubernetes/check-compute";
import { checkInferenceNetwork } from "../../components/network/check-inference-network";
import { checkCustomVnetWorkspace } from "../../components/workspace/check-custom-vnet";
import { checkManagedNetworkWorkspace } from "../../components/workspace/check-managed-network";
import { assertRefused } from "./checks";

const late = pulumi.output("x");

describe("plain arguments", () => {
  it("are found on their way down, once each", () => {
    const args = { subnets: { a: { prefix: late }, b: late, c: { prefix: "x" } }, list: [late, "x"], other: late };
    const problems = checkPlain(args, ["subnets.*.prefix", "subnets.*.workloads.*", "list.*", "missing.deep"]);
    assertRefused(problems, ["subnets.a.prefix", "subnets.b", "list.0"]);
  });

  for (const [component, check, args, paths] of [
    ["InferenceNetwork", checkInferenceNetwork, { egress: late, subnets: late }, ["egress", "subnets"]],
    ["PrivateDnsZones", checkPrivateDnsZones, { services: late }, ["services"]],
    [
      "VirtualNetworkJoinAccess",
      checkVirtualNetworkJoinAccess,
      { deployers: { me: late }, subnetIds: late },
      ["deployers.me", "subnetIds"],
    ],
    [
      "ManagedNetworkWorkspace",
      checkManagedNetworkWorkspace,
      { isolationMode: late, outboundRules: { fqdn: late } },
      ["isolationMode", "outboundRules.fqdn"],
    ],
    [
      "CustomVnetWorkspace",
      checkCustomVnetWorkspace,
      { privateAccess: { records: late }, prebuiltImages: late },
      ["privateAccess.records", "prebuiltImages"],
    ],
    [
      "PrivateInferenceCluster",
      checkPrivateInferenceCluster,
      { egress: late, nodePools: late },
      ["egress", "nodePools"],
    ],
    [
      "KubernetesInferenceCompute",
      checkKubernetesInferenceCompute,
      { defaultInstanceType: late, router: { certificate: late } },
      ["defaultInstanceType", "router.certificate"],
    ],
    [
      "ManagedOnlineEndpoint",
      checkManagedOnlineEndpoint,
      { deployments: { blue: { instanceCount: late } }, traffic: late },
      ["deployments.blue.instanceCount", "traffic"],
    ],
    ["KubernetesOnlineEndpoint", checkKubernetesOnlineEndpoint, { deployments: late }, ["deployments"]],
  ] as const) {
    it(`of ${component} are refused as outputs`, () => {
      assert.doesNotThrow(() => (check as (args: unknown) => unknown)(args));
      const problems = (check as (args: unknown) => ReturnType<typeof checkPlain>)(args);
      const late = problems.filter(({ found }) => found !== "nothing");
      assertRefused(late, paths);
    });
  }
});

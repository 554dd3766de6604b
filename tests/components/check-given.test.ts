/**
 * What a component requires is refused by its path where it is missing, for every component, instead of ending in a
 * TypeError. What is required is read from schema.json, which other languages see.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";

import { Problem } from "../../azure/problem";
import { checkVirtualNetworkJoinAccess } from "../../components/access/check-join-access";
import { checkGiven } from "../../components/check-given";
import { checkPrivateDnsZones } from "../../components/dns/check";
import { checkKubernetesOnlineEndpoint } from "../../components/endpoint/check-kubernetes";
import { checkManagedOnlineEndpoint } from "../../components/endpoint/check-managed";
import { checkPrivateInferenceCluster } from "../../components/kubernetes/check-cluster";
import { checkKubernetesInferenceCompute } from "../../components/kubernetes/check-compute";
import { checkInferenceNetwork } from "../../components/network/check-inference-network";
import { checkCustomVnetWorkspace } from "../../components/workspace/check-custom-vnet";
import { checkManagedNetworkWorkspace } from "../../components/workspace/check-managed-network";
import { assertRefused } from "./checks";

interface Type {
  $ref?: string;
  items?: Type;
  additionalProperties?: Type;
}

interface ObjectType {
  properties?: Record<string, Type>;
  required?: string[];
}

interface Schema {
  types: Record<string, ObjectType>;
  resources: Record<string, { inputProperties: Record<string, Type>; requiredInputs: string[] }>;
}

const schema = JSON.parse(readFileSync(path.join(__dirname, "../../schema.json"), "utf8")) as Schema;

/** Every required argument, with `*` for the keys of a map or list: `subnets.*.addressPrefix`. */
function requiredOf(component: string): string[] {
  const resource = schema.resources[`azureml-secure-inference:index:${component}`];
  assert.ok(resource !== undefined, component);
  return requiredBelow({ properties: resource.inputProperties, required: resource.requiredInputs }, []);
}

function requiredBelow({ properties = {}, required = [] }: ObjectType, walked: readonly string[]): string[] {
  return [
    ...required.map((name) => [...walked, name].join(".")),
    ...Object.entries(properties).flatMap(([name, type]) => requiredIn(type, [...walked, name])),
  ];
}

function requiredIn(type: Type, walked: readonly string[]): string[] {
  const named = type.$ref === undefined ? undefined : schema.types[type.$ref.replace("#/types/", "")];
  return [
    ...(named === undefined ? [] : requiredBelow(named, walked)),
    ...[type.items, type.additionalProperties]
      .filter((member) => member !== undefined)
      .flatMap((member) => requiredIn(member, [...walked, "*"])),
  ];
}

/** Arguments in which the way to the path is there, and nothing else. */
function argumentsWithout(steps: readonly string[]): object {
  const [first, ...rest] = steps;
  return first === undefined || rest.length === 0 ? {} : { [first]: argumentsWithout(rest) };
}

const checks: Readonly<Record<string, (args: never) => Problem[]>> = {
  InferenceNetwork: checkInferenceNetwork,
  PrivateDnsZones: checkPrivateDnsZones,
  VirtualNetworkJoinAccess: checkVirtualNetworkJoinAccess,
  ManagedNetworkWorkspace: checkManagedNetworkWorkspace,
  CustomVnetWorkspace: checkCustomVnetWorkspace,
  ManagedOnlineEndpoint: checkManagedOnlineEndpoint,
  PrivateInferenceCluster: checkPrivateInferenceCluster,
  KubernetesInferenceCompute: checkKubernetesInferenceCompute,
  KubernetesOnlineEndpoint: checkKubernetesOnlineEndpoint,
};

describe("required arguments", () => {
  it("are missed where the way to them is there, null as well, once each", () => {
    const args = { a: null, maps: { x: { b: "given" }, y: {}, z: null }, later: pulumi.output({}) };
    const problems = checkGiven(args, ["a", "c", "maps.*.b", "maps.*", "later.d", "absent.e", "a"]);
    assertRefused(problems, ["a", "c", "maps.y.b", "maps.z"]);
  });

  it("are asked of every component", () => {
    assert.deepEqual(
      Object.keys(schema.resources).map((type) => type.split(":")[2]),
      Object.keys(checks).sort(),
    );
  });

  for (const [component, check] of Object.entries(checks)) {
    const required = requiredOf(component);
    it(`of ${component} are missed all at once`, () => {
      const top = required.filter((each) => !each.includes("."));
      assertRefused(check({} as never), top);
      assertRefused(check(undefined as never), top);
    });
    for (const each of required.filter((one) => one.includes("."))) {
      it(`of ${component} are missed: ${each}`, () => {
        const steps = each.replaceAll("*", "x").split(".");
        const paths = check(argumentsWithout(steps) as never).map((problem) => problem.path);
        assert.ok(paths.includes(steps.join(".")), paths.join(" "));
      });
    }
  }
});

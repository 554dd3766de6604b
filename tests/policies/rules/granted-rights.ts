/**
 * What holds for every rule about the declared deployer's rights: whom it speaks of, and when it says nothing. The
 * network is the stack's own, or another stack's: whoever makes a network needs rights above it, whoever uses it not.
 */
import { RoleAssignmentFact } from "../../../azure/estate/external-facts";
import { CapturedResource } from "../../../policies/capture/captured-stack";
import { changed, without } from "../../estates/change";
import { deployer, DeployerOptions, granted, scopes } from "../../estates/deployer";
import {
  kubernetesInference,
  KubernetesInferenceOptions,
  machineLearningExtension,
} from "../../estates/kubernetes-inference";
import { privateCompute } from "../../estates/private-compute";
import { judged } from "../judged";
import { assertNever, assertOutcome, Outcome } from "./outcome";
import { ruleNamed } from "./rule-named";

export type GrantRow = readonly [title: string, assignments: readonly RoleAssignmentFact[], outcome: Outcome];

export type NetworkOf = "this stack" | "another stack";

export interface GrantOptions extends DeployerOptions {
  readonly networkOf?: NetworkOf;
}

export function judgeGrants(id: string, assignments: readonly RoleAssignmentFact[], options: GrantOptions = {}) {
  const { networkOf = "this stack", ...own } = options;
  return judged(ruleNamed(id), machine(networkOf), settingsOf(networkOf, assignments, own));
}

export function grantRows(id: string, options: GrantOptions = {}) {
  return (fact: string, table: readonly GrantRow[]): void => {
    describe(`${id}: ${fact}`, () => {
      for (const [title, assignments, expected] of table) {
        it(`${title}: ${expected}`, () => assertOutcome(judgeGrants(id, assignments, options), expected));
      }
    });
  };
}

/** A compute in a subnet of the stack's own, or in one that exists already. */
export function machine(networkOf: NetworkOf): readonly CapturedResource[] {
  const estate = privateCompute();
  const properties = { computeType: "AmlCompute", properties: { subnet: { id: scopes.subnet } } };
  return networkOf === "this stack"
    ? estate.resources
    : changed(without(estate.resources, estate.subnet, estate.network, estate.guard), estate.compute, {
        inputs: { properties },
        from: { properties: [] },
      });
}

function cluster(networkOf: NetworkOf, options: KubernetesInferenceOptions): readonly CapturedResource[] {
  const estate = kubernetesInference(options);
  const agentPoolProfiles = [{ name: "system", mode: "System", count: 3, vnetSubnetID: scopes.subnet }];
  return networkOf === "this stack"
    ? estate.resources
    : changed(without(estate.resources, estate.subnet, estate.network, estate.guard), estate.cluster, {
        inputs: { agentPoolProfiles },
        from: { agentPoolProfiles: [] },
      });
}

export function settingsOf(
  networkOf: NetworkOf,
  assignments: readonly RoleAssignmentFact[],
  options: DeployerOptions = {},
): ReturnType<typeof deployer> {
  const settings = deployer(assignments, options);
  const subnets = networkOf === "this stack" ? [] : [{ id: scopes.subnet }];
  return { ...settings, externalFacts: { ...settings.externalFacts, ...{ subnets } } };
}

/** `wrong`: assignments that the rule must find. */
export function itSpeaksOfTheDeployer(
  id: string,
  wrong: readonly RoleAssignmentFact[],
  networkOf: NetworkOf = "this stack",
): void {
  const rule = ruleNamed(id);
  const resources = machine(networkOf);
  const settings = (assignments: readonly RoleAssignmentFact[], options: DeployerOptions = {}) =>
    settingsOf(networkOf, assignments, options);
  const somebody = { principalId: "99999999-0000-0000-0000-000000000009" };

  describe(`${id}: of whom, and where`, () => {
    it("nobody declared: not applicable", () => {
      const { externalFacts } = settings(wrong);
      assertOutcome(judged(rule, resources, { externalFacts }), "not applicable");
    });
    it("no inferencing subnet: not applicable", () => {
      const withoutCompute = resources.filter((one) => !one.type.endsWith(":Compute"));
      assertOutcome(judged(rule, withoutCompute, settings(wrong)), "not applicable");
    });
    it("a bare cluster: not applicable", () => {
      assertOutcome(judged(rule, cluster(networkOf, {}), settings(wrong)), "not applicable");
    });
    it("a cluster with the extension: fail", () => {
      const nodes = cluster(networkOf, { extensionType: machineLearningExtension });
      assertOutcome(judged(rule, nodes, settings(wrong)), "fail");
    });
    it("somebody else's: never a fail", () => {
      const theirs = wrong.map((one) => ({ ...one, ...somebody }));
      assertNever(judged(rule, resources, settings(theirs)), "fail", "advisory", "undecided");
    });
    it("a group's, which is declared: fail", () => {
      const theirs = wrong.map((one) => ({ ...one, ...somebody, principalType: "Group" }));
      const declared = settings(theirs, { principalIds: [somebody.principalId] });
      assertOutcome(judged(rule, resources, declared), "fail");
    });
    it("the deployer's id in upper case: fail", () => {
      const loud = wrong.map((one) => ({ ...one, principalId: one.principalId.toUpperCase() }));
      assertOutcome(judged(rule, resources, settings(loud)), "fail");
    });
    it("no grants at all: the matter of others", () => {
      assertNever(judged(rule, resources, settings([])), "fail", "advisory", "undecided");
    });
    it("a role that gives nothing of the network: the matter of others", () => {
      const pulls = settings([granted("AcrPull", wrong[0]?.scope ?? "")]);
      assertNever(judged(rule, resources, pulls), "fail", "advisory", "undecided");
    });
  });
}

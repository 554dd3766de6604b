/**
 * Ids of resources that exist already, compared as Azure compares them: by segment and without regard to case.
 * https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules
 */
import * as pulumi from "@pulumi/pulumi";

import { isKnown } from "../azure/known";
import { Problem, quoted } from "../azure/problem";
import { ArgumentsError } from "./arguments-error";
import { knownInput } from "./known-input";

/** An ARM id taken apart; `names` are those of the resource and its parents, outermost first. */
export interface ArmId {
  readonly subscriptionId: string;
  readonly resourceGroupName: string;
  readonly names: readonly string[];
}

/** `type` is the full resource type, for instance `Microsoft.Network/virtualNetworks/subnets`. */
export function parseArmId(id: string, type: string): ArmId | undefined {
  const [empty, subscriptions, subscriptionId, groups, resourceGroupName, providers, namespace, ...rest] =
    id.split("/");
  const [expectedNamespace, ...types] = type.split("/");
  const words = [subscriptions, groups, providers, namespace].map((word) => word?.toLowerCase());
  const expected = ["subscriptions", "resourcegroups", "providers", expectedNamespace?.toLowerCase()];
  const wanted = types.map((segment) => segment.toLowerCase());
  const found = rest.filter((_, index) => index % 2 === 0).map((segment) => segment.toLowerCase());
  const names = rest.filter((_, index) => index % 2 === 1);
  const complete = subscriptionId && resourceGroupName && names.length === types.length && names.every((name) => name);
  if (empty !== "" || !complete || words.join("/") !== expected.join("/") || found.join("/") !== wanted.join("/")) {
    return undefined;
  }
  return { subscriptionId, resourceGroupName, names };
}

export function checkArmId(id: pulumi.Input<string>, type: string, path: string): Problem[] {
  const known = knownInput(id);
  if (!isKnown(known) || parseArmId(known, type) !== undefined) {
    return [];
  }
  const [namespace, ...types] = type.split("/");
  const form = types.map((segment) => `${segment}/<name>`).join("/");
  return [
    {
      path,
      found: quoted(known),
      expected: `the ARM id of a ${type}`,
      fix: `/subscriptions/<id>/resourceGroups/<name>/providers/${namespace}/${form}`,
    },
  ];
}

/** The parts of an id that may be known only later; one of another type is refused by then. */
export function armIdParts(id: pulumi.Input<string>, type: string, path: string): pulumi.Output<ArmId> {
  return pulumi.output(id).apply((known) => {
    const parts = parseArmId(known, type);
    if (parts === undefined) {
      throw new ArgumentsError("an argument", checkArmId(known, type, path));
    }
    return parts;
  });
}

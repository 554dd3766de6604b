/**
 * Names that people choose for things Azure keeps under them.
 * https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules
 */
import * as pulumi from "@pulumi/pulumi";

import { findRegion } from "../azure/facts/regions";
import { checkResourceName, NamedResource } from "../azure/facts/resource-names";
import { isKnown } from "../azure/known";
import { Problem, quoted } from "../azure/problem";
import { knownInput } from "./known-input";

/** Nothing is said of a name that is left out or not known yet. */
export function checkName(kind: NamedResource, name: pulumi.Input<string> | undefined, path: string): Problem[] {
  const known = name === undefined ? undefined : knownInput(name);
  if (known === undefined || !isKnown(known)) {
    return [];
  }
  const wrong = checkResourceName(kind, known);
  return wrong === undefined ? [] : [{ path, found: quoted(known), expected: wrong.expected }];
}

/** Both roads of a network of one's own and the managed one are offered in the public cloud only. */
export function checkRegion(location: pulumi.Input<string>, path: string): Problem[] {
  const known = knownInput(location);
  if (!isKnown(known)) {
    return [];
  }
  const region = findRegion(known);
  if (region === undefined) {
    return [{ path, found: quoted(known), expected: "an Azure region, for instance `westeurope`" }];
  }
  if (region.cloud === "AzureCloud") {
    return [];
  }
  const found = `${quoted(known)}, a region of ${region.cloud}`;
  const fix = "network isolation of online endpoints and Kubernetes compute isn't offered there";
  return [{ path, found, expected: "a region of the public cloud", fix }];
}

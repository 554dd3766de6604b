/**
 * Names that people choose for things Azure keeps under them.
 * https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules
 */
import { findRegion } from "../azure/facts/regions";
import { Problem, quoted } from "../azure/problem";

const subnetName = /^[a-zA-Z0-9]([a-zA-Z0-9_.-]{0,61}[a-zA-Z0-9_])?$/;

/** Azure allows 80 characters, AKS with an overlay only 63. */
export function checkSubnetName(name: string, path: string): Problem[] {
  return subnetName.test(name)
    ? []
    : [
        {
          path,
          found: quoted(name),
          expected: "a subnet name: 1 to 63 letters, digits, `_`, `.` and `-`, a letter or digit first",
        },
      ];
}

/** Both roads of a network of one's own and the managed one are offered in the public cloud only. */
export function checkRegion(location: string, path: string): Problem[] {
  const region = findRegion(location);
  if (region === undefined) {
    return [{ path, found: quoted(location), expected: "an Azure region, for instance `westeurope`" }];
  }
  if (region.cloud === "AzureCloud") {
    return [];
  }
  const found = `${quoted(location)}, a region of ${region.cloud}`;
  const fix = "network isolation of online endpoints and Kubernetes compute isn't offered there";
  return [{ path, found, expected: "a region of the public cloud", fix }];
}

/**
 * Which deployment gets how much of an endpoint's traffic.
 * https://learn.microsoft.com/azure/machine-learning/how-to-safely-rollout-online-endpoints
 */
import { Problem, quoted } from "../../azure/problem";

export type Traffic = Readonly<Record<string, number>>;

export function checkTraffic(traffic: Traffic | undefined, deployments: readonly string[]): Problem[] {
  if (traffic === undefined) {
    return [];
  }
  const total = Object.values(traffic).reduce((sum, share) => sum + share, 0);
  const sum =
    total === 0 || total === 100
      ? []
      : [{ path: "traffic", found: `${total} % in all`, expected: "100 % in all, or 0 % for none" }];
  return [...checkShares(traffic, deployments, "traffic", 100), ...sum];
}

export function checkMirrorTraffic(mirror: Traffic = {}, live: Traffic, deployments: readonly string[]): Problem[] {
  const path = "mirrorTraffic";
  const mirrored = Object.entries(mirror).filter(([, share]) => share > 0);
  const several =
    mirrored.length > 1 ? [{ path, found: `${mirrored.length} deployments`, expected: "one deployment at most" }] : [];
  const alive = mirrored
    .filter(([name]) => (live[name] ?? 0) > 0)
    .map(([name]) => ({
      path: `${path}.${name}`,
      found: `a deployment with ${live[name]} % of the live traffic`,
      expected: "a deployment without live traffic",
    }));
  return [...checkShares(mirror, deployments, path, 50), ...several, ...alive];
}

/** All to the only deployment; among several nobody can guess. */
export function planTraffic(traffic: Traffic | undefined, deployments: readonly string[]): Traffic {
  const [only, ...more] = deployments;
  if (traffic !== undefined) {
    return traffic;
  }
  return only !== undefined && more.length === 0 ? { [only]: 100 } : {};
}

function checkShares(traffic: Traffic, deployments: readonly string[], path: string, most: number): Problem[] {
  return Object.entries(traffic).flatMap(([name, share]) => {
    const at = `${path}.${name}`;
    const known = deployments.includes(name)
      ? []
      : [
          {
            path: at,
            found: "a deployment that isn't declared",
            expected: `one of ${deployments.join(", ")}`,
            fix: "take its traffic away first, remove it afterwards",
          },
        ];
    const whole =
      Number.isInteger(share) && share >= 0 && share <= most
        ? []
        : [{ path: at, found: quoted(share), expected: `a whole percentage from 0 to ${most}` }];
    return [...known, ...whole];
  });
}

/**
 * Names, numbers and times of deployments.
 * https://learn.microsoft.com/azure/machine-learning/how-to-manage-quotas
 */
import { Problem, quoted } from "../../azure/problem";
import { checkName } from "../check-names";
import { OnlineDeploymentArgs, ProbeArgs, RequestSettingsArgs } from "./deployment-arguments";

const mostDeployments = 20;
const longestRequest = { managed: 180, kubernetes: 300 } as const;

export type EndpointKind = keyof typeof longestRequest;

export function checkDeployments(
  deployments: Readonly<Record<string, OnlineDeploymentArgs>>,
  kind: EndpointKind,
): Problem[] {
  const count = Object.keys(deployments).length;
  const number =
    count >= 1 && count <= mostDeployments
      ? []
      : [{ path: "deployments", found: `${count}`, expected: `1 to ${mostDeployments} deployments` }];
  return [
    ...number,
    ...Object.entries(deployments).flatMap(([name, deployment]) => checkDeployment(name, deployment, kind)),
  ];
}

/** A whole number in a range, where one is given. */
export function checkCount(
  count: number | undefined,
  range: { readonly from: number; readonly to: number },
  path: string,
): Problem[] {
  return count === undefined || (Number.isInteger(count) && count >= range.from && count <= range.to)
    ? []
    : [{ path, found: quoted(count), expected: `a whole number from ${range.from} to ${range.to}` }];
}

function checkDeployment(name: string, deployment: OnlineDeploymentArgs, kind: EndpointKind): Problem[] {
  const path = `deployments.${name}`;
  return [
    ...checkName("onlineDeployment", name, path),
    ...checkRequests(deployment.requestSettings, kind, `${path}.requestSettings`),
    ...checkProbe(deployment.livenessProbe, `${path}.livenessProbe`),
    ...checkProbe(deployment.readinessProbe, `${path}.readinessProbe`),
  ];
}

function checkRequests(settings: RequestSettingsArgs = {}, kind: EndpointKind, path: string): Problem[] {
  return [
    ...checkCount(
      settings.maxConcurrentRequestsPerInstance,
      { from: 1, to: 1000 },
      `${path}.maxConcurrentRequestsPerInstance`,
    ),
    ...checkCount(settings.timeoutSeconds, { from: 1, to: longestRequest[kind] }, `${path}.timeoutSeconds`),
  ];
}

function checkProbe(probe: ProbeArgs = {}, path: string): Problem[] {
  const seconds = { from: 1, to: 3600 };
  return [
    ...checkCount(probe.initialDelaySeconds, { from: 0, to: 3600 }, `${path}.initialDelaySeconds`),
    ...checkCount(probe.periodSeconds, seconds, `${path}.periodSeconds`),
    ...checkCount(probe.timeoutSeconds, seconds, `${path}.timeoutSeconds`),
    ...checkCount(probe.failureThreshold, { from: 1, to: 1000 }, `${path}.failureThreshold`),
  ];
}

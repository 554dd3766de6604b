/** Which Kubernetes endpoints Azure would refuse. */
import { isKnown } from "../../azure/known";
import { Problem, quoted } from "../../azure/problem";
import { checkArmId } from "../check-arm-id";
import { checkGiven } from "../check-given";
import { checkName } from "../check-names";
import { checkPlain } from "../check-plain";
import { knownInput } from "../known-input";
import { checkCount, checkDeployments } from "./check-deployments";
import {
  KubernetesDeploymentArgs,
  KubernetesEndpointAuthMode,
  KubernetesOnlineEndpointArgs,
} from "./kubernetes-arguments";
import { checkTraffic } from "./traffic";

/** What the arguments' types require. */
const requiredArguments: readonly string[] = [
  "workspaceId",
  "computeId",
  "deployments",
  "deployments.*",
  "deployments.*.model",
  "deployments.*.code.codeId",
  "deployments.*.code.scoringScript",
  "deployments.*.scale.minReplicas",
  "deployments.*.scale.maxReplicas",
];

/** What decides which resources there are. */
const plainArguments: readonly string[] = [
  "authMode",
  "deployments.*.replicas",
  "deployments.*.scale.*",
  "deployments.*.requestSettings.*",
  "deployments.*.livenessProbe.*",
  "deployments.*.readinessProbe.*",
  "traffic.*",
  "names",
];

export function checkKubernetesOnlineEndpoint(args: KubernetesOnlineEndpointArgs): Problem[] {
  const unfit = [...checkGiven(args, requiredArguments), ...checkPlain(args, plainArguments)];
  return unfit.length > 0 ? unfit : checkArguments(args);
}

function checkArguments(args: KubernetesOnlineEndpointArgs): Problem[] {
  const workspaceType = "Microsoft.MachineLearningServices/workspaces";
  return [
    ...checkArmId(args.workspaceId, workspaceType, "workspaceId"),
    ...checkArmId(args.computeId, `${workspaceType}/computes`, "computeId"),
    ...checkName("onlineEndpoint", args.names?.endpoint, "names.endpoint"),
    ...checkAuthMode(args.authMode),
    ...checkDeployments(args.deployments, "kubernetes"),
    ...Object.entries(args.deployments).flatMap(([name, deployment]) => checkScale(name, deployment)),
    ...checkNamesTogether(args),
    ...checkTraffic(args.traffic, Object.keys(args.deployments)),
  ];
}

function checkAuthMode(authMode: KubernetesEndpointAuthMode = KubernetesEndpointAuthMode.AMLToken): Problem[] {
  const allowed = Object.values(KubernetesEndpointAuthMode);
  return allowed.includes(authMode)
    ? []
    : [
        {
          path: "authMode",
          found: quoted(authMode),
          expected: `one of ${allowed.join(", ")}`,
          fix: "Kubernetes endpoints know no Microsoft Entra tokens",
        },
      ];
}

function checkScale(name: string, { replicas, scale }: KubernetesDeploymentArgs): Problem[] {
  const path = `deployments.${name}`;
  const range = { from: 1, to: 1000 };
  if (scale === undefined) {
    return checkCount(replicas, range, `${path}.replicas`);
  }
  const both =
    replicas === undefined
      ? []
      : [{ path: `${path}.replicas`, found: "both replicas and scale", expected: "one of them" }];
  const order =
    scale.minReplicas <= scale.maxReplicas
      ? []
      : [
          {
            path: `${path}.scale.minReplicas`,
            found: quoted(scale.minReplicas),
            expected: `at most maxReplicas ${scale.maxReplicas}`,
          },
        ];
  return [
    ...both,
    ...checkCount(scale.minReplicas, range, `${path}.scale.minReplicas`),
    ...checkCount(scale.maxReplicas, range, `${path}.scale.maxReplicas`),
    ...checkCount(scale.targetUtilizationPercentage, { from: 1, to: 100 }, `${path}.scale.targetUtilizationPercentage`),
    ...order,
  ];
}

/** Kubernetes makes one name of endpoint and deployment. */
const longestNames = 62;

function checkNamesTogether(args: KubernetesOnlineEndpointArgs): Problem[] {
  const endpoint = args.names?.endpoint === undefined ? undefined : knownInput(args.names.endpoint);
  if (endpoint === undefined || !isKnown(endpoint)) {
    return [];
  }
  return Object.keys(args.deployments)
    .filter((name) => endpoint.length + name.length > longestNames)
    .map((name) => ({
      path: `deployments.${name}`,
      found: `${endpoint.length + name.length} characters together with the endpoint's name`,
      expected: `at most ${longestNames}`,
    }));
}

/** Which managed endpoints Azure would refuse or nobody could call. */
import { Problem, quoted } from "../../azure/problem";
import { checkPrincipal } from "../access/check-principal";
import { checkArmId } from "../check-arm-id";
import { checkGiven } from "../check-given";
import { checkName } from "../check-names";
import { checkPlain } from "../check-plain";
import { checkCount, checkDeployments } from "./check-deployments";
import { EndpointIdentityArgs, ManagedEndpointAuthMode, ManagedOnlineEndpointArgs } from "./managed-arguments";
import { checkMirrorTraffic, checkTraffic, planTraffic } from "./traffic";

/** What the arguments' types require. */
const requiredArguments: readonly string[] = [
  "workspaceId",
  "deployments",
  "deployments.*",
  "deployments.*.model",
  "deployments.*.instanceType",
  "deployments.*.code.codeId",
  "deployments.*.code.scoringScript",
  "scorers.*.principalId",
  "scorers.*.principalType",
  "identity.userAssignedIdentityId",
  "identity.principalId",
  "identity.containerRegistryId",
  "identity.storageAccountId",
];

/** What decides which resources there are. */
const plainArguments: readonly string[] = [
  "authMode",
  "scorers.*.principalType",
  "identity",
  "deployments.*.instanceCount",
  "deployments.*.requestSettings.*",
  "deployments.*.livenessProbe.*",
  "deployments.*.readinessProbe.*",
  "traffic.*",
  "mirrorTraffic.*",
  "names",
];

export function checkManagedOnlineEndpoint(args: ManagedOnlineEndpointArgs): Problem[] {
  const unfit = [...checkGiven(args, requiredArguments), ...checkPlain(args, plainArguments)];
  return unfit.length > 0 ? unfit : checkArguments(args);
}

function checkArguments(args: ManagedOnlineEndpointArgs): Problem[] {
  const names = Object.keys(args.deployments);
  return [
    ...checkArmId(args.workspaceId, "Microsoft.MachineLearningServices/workspaces", "workspaceId"),
    ...checkName("onlineEndpoint", args.names?.endpoint, "names.endpoint"),
    ...checkAuthMode(args),
    ...checkIdentity(args.identity),
    ...checkDeployments(args.deployments, "managed"),
    ...Object.entries(args.deployments).flatMap(([name, { instanceCount }]) =>
      checkCount(instanceCount, { from: 1, to: 50 }, `deployments.${name}.instanceCount`),
    ),
    ...checkTraffic(args.traffic, names),
    ...checkMirrorTraffic(args.mirrorTraffic, planTraffic(args.traffic, names), names),
  ];
}

function checkAuthMode(args: ManagedOnlineEndpointArgs): Problem[] {
  const { authMode = ManagedEndpointAuthMode.AADToken, scorers = {} } = args;
  const allowed = Object.values(ManagedEndpointAuthMode);
  const form = allowed.includes(authMode)
    ? []
    : [{ path: "authMode", found: quoted(authMode), expected: `one of ${allowed.join(", ")}` }];
  const needless =
    authMode !== ManagedEndpointAuthMode.AADToken && Object.keys(scorers).length > 0
      ? [
          {
            path: "scorers",
            found: `scorers beside authMode ${quoted(authMode)}`,
            expected: "scorers only with `AADToken`",
            fix: "whoever has the key or token may score",
          },
        ]
      : [];
  return [
    ...form,
    ...needless,
    ...Object.entries(scorers).flatMap(([name, principal]) => checkPrincipal(principal, `scorers.${name}`)),
  ];
}

function checkIdentity(identity: EndpointIdentityArgs | undefined): Problem[] {
  if (identity === undefined) {
    return [];
  }
  const { userAssignedIdentityId, containerRegistryId, storageAccountId } = identity;
  return [
    ...checkArmId(
      userAssignedIdentityId,
      "Microsoft.ManagedIdentity/userAssignedIdentities",
      "identity.userAssignedIdentityId",
    ),
    ...checkArmId(containerRegistryId, "Microsoft.ContainerRegistry/registries", "identity.containerRegistryId"),
    ...checkArmId(storageAccountId, "Microsoft.Storage/storageAccounts", "identity.storageAccountId"),
  ];
}

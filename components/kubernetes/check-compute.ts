/**
 * What the extension would ignore or refuse, and what Azure Machine Learning couldn't attach.
 * https://learn.microsoft.com/azure/machine-learning/how-to-deploy-kubernetes-extension
 */
import { isKnown } from "../../azure/known";
import { Problem, quoted } from "../../azure/problem";
import { checkArmId, parseArmId } from "../check-arm-id";
import { checkGiven } from "../check-given";
import { checkName, checkRegion } from "../check-names";
import { checkPlain } from "../check-plain";
import { knownInput } from "../known-input";
import { InferenceRouterArgs, InferenceRouterService, KubernetesInferenceComputeArgs } from "./compute-arguments";

const clusterType = "Microsoft.ContainerService/managedClusters";
const workspaceType = "Microsoft.MachineLearningServices/workspaces";

/** What the arguments' types require. */
const requiredArguments: readonly string[] = [
  "clusterId",
  "workspaceId",
  "location",
  "containerRegistryId",
  "storageAccountId",
  "router",
  "router.certificate",
  "router.certificate.hostName",
  "instanceTypes.*.cpuRequest",
  "instanceTypes.*.memoryRequest",
];

/** What decides which resources there are. */
const plainArguments: readonly string[] = [
  "router.service",
  "router.highlyAvailable",
  "router.certificate",
  "instanceTypes.*",
  "defaultInstanceType",
  "identity",
  "names.compute",
  "names.extension",
];

export function checkKubernetesInferenceCompute(args: KubernetesInferenceComputeArgs): Problem[] {
  const unfit = [...checkGiven(args, requiredArguments), ...checkPlain(args, plainArguments)];
  return unfit.length > 0 ? unfit : checkArguments(args);
}

function checkArguments(args: KubernetesInferenceComputeArgs): Problem[] {
  return [
    ...checkArmId(args.clusterId, clusterType, "clusterId"),
    ...checkArmId(args.workspaceId, workspaceType, "workspaceId"),
    ...checkSubscriptions(args),
    ...checkRegion(args.location, "location"),
    ...checkArmId(args.containerRegistryId, "Microsoft.ContainerRegistry/registries", "containerRegistryId"),
    ...checkArmId(args.storageAccountId, "Microsoft.Storage/storageAccounts", "storageAccountId"),
    ...checkRouter(args.router),
    ...checkInstanceTypes(args),
    ...checkIdentity(args),
    ...checkName("kubernetesCompute", args.names?.compute, "names.compute"),
  ];
}

/** Azure Machine Learning attaches no cluster of another subscription, except through Azure Arc. */
function checkSubscriptions(args: KubernetesInferenceComputeArgs): Problem[] {
  const cluster = knownInput(args.clusterId);
  const workspace = knownInput(args.workspaceId);
  if (!isKnown(cluster) || !isKnown(workspace)) {
    return [];
  }
  const found = parseArmId(cluster, clusterType)?.subscriptionId.toLowerCase();
  const expected = parseArmId(workspace, workspaceType)?.subscriptionId.toLowerCase();
  if (found === undefined || expected === undefined || found === expected) {
    return [];
  }
  const path = "clusterId";
  return [
    { path, found: `subscription ${quoted(found)}`, expected: `the workspace's subscription ${quoted(expected)}` },
  ];
}

function checkRouter(router: InferenceRouterArgs): Problem[] {
  const allowed = Object.values(InferenceRouterService);
  const service = router.service ?? InferenceRouterService.LoadBalancer;
  const form = allowed.includes(service)
    ? []
    : [{ path: "router.service", found: quoted(service), expected: `one of ${allowed.join(", ")}` }];
  return [...form, ...checkCertificate(router)];
}

function checkCertificate({ certificate }: InferenceRouterArgs): Problem[] {
  const path = "router.certificate";
  const { secretName, certificatePem, privateKeyPem } = certificate;
  const problems: Problem[] = [];
  const expected = "either `secretName`, or `certificatePem` with `privateKeyPem`";
  const pem = certificatePem !== undefined || privateKeyPem !== undefined;
  if (secretName !== undefined && pem) {
    problems.push({ path, found: "both kinds", expected, fix: "leave out the one that isn't meant" });
  } else if (secretName === undefined && (certificatePem === undefined || privateKeyPem === undefined)) {
    const found = pem ? "only one of certificate and key" : "neither";
    problems.push({ path, found, expected, fix: "without a certificate the router would serve plain HTTP" });
  }
  const hostName = knownInput(certificate.hostName);
  if (isKnown(hostName) && !/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/i.test(hostName)) {
    problems.push({ path: `${path}.hostName`, found: quoted(hostName), expected: "a host name" });
  }
  return [...problems, ...checkPem(certificate.privateKeyPem, `${path}.privateKeyPem`)];
}

/** A key is never shown, not even a part of a wrong one. */
function checkPem(key: InferenceRouterArgs["certificate"]["privateKeyPem"], path: string): Problem[] {
  const known = key === undefined ? undefined : knownInput(key);
  if (known === undefined || !isKnown(known)) {
    return [];
  }
  const expected = "a private key in PEM without a passphrase";
  if (/-----BEGIN ENCRYPTED PRIVATE KEY-----|Proc-Type:.*ENCRYPTED/.test(known)) {
    return [{ path, found: "a key with a passphrase", expected, fix: "write it out without one" }];
  }
  return /-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(known) ? [] : [{ path, found: "something else", expected }];
}

const typeName = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

function checkInstanceTypes(args: KubernetesInferenceComputeArgs): Problem[] {
  const names = Object.keys(args.instanceTypes ?? {});
  const forms = names
    .filter((name) => !typeName.test(name))
    .map((name) => ({
      path: `instanceTypes.${name}`,
      found: quoted(name),
      expected: "lower-case letters, digits and `-`",
    }));
  const { defaultInstanceType } = args;
  if (defaultInstanceType === undefined || names.includes(defaultInstanceType)) {
    return forms;
  }
  const expected = names.length === 0 ? "a name of `instanceTypes`, which has none" : `one of ${names.join(", ")}`;
  return [...forms, { path: "defaultInstanceType", found: quoted(defaultInstanceType), expected }];
}

function checkIdentity({ identity }: KubernetesInferenceComputeArgs): Problem[] {
  if (identity === undefined) {
    return [];
  }
  const { userAssignedIdentityId: id, principalId } = identity;
  const path = "identity";
  if ((id === undefined) !== (principalId === undefined)) {
    const expected = "both `userAssignedIdentityId` and `principalId`, or neither";
    return [
      { path, found: "one of them", expected, fix: "the id alone doesn't say which principal is to get the roles" },
    ];
  }
  return id === undefined
    ? []
    : checkArmId(id, "Microsoft.ManagedIdentity/userAssignedIdentities", `${path}.userAssignedIdentityId`);
}

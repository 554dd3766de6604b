/** Which clusters AKS would refuse, or Azure Machine Learning couldn't use. */
import { isKnown } from "../../azure/known";
import { AddressSet } from "../../azure/network/address-set";
import { Problem, quoted } from "../../azure/problem";
import { checkArmId, parseArmId } from "../check-arm-id";
import { checkGiven } from "../check-given";
import { checkName } from "../check-names";
import { checkPlain } from "../check-plain";
import { knownInput } from "../known-input";
import { checkAddressPrefix, checkReserved, isNetworkPrefix } from "../network/check-address-prefix";
import {
  ClusterEgress,
  ClusterLocalAccounts,
  InferenceNodePoolArgs,
  PrivateInferenceClusterArgs,
} from "./cluster-arguments";
import { defaultPodCidr, defaultServiceCidr } from "./plan-cluster";

/** What the arguments' types require. */
const requiredArguments: readonly string[] = ["resourceGroupName", "nodeSubnetId", "nodePools.*.vmSize"];

/** What decides which resources there are. */
const plainArguments: readonly string[] = [
  "egress",
  "localAccounts",
  "systemPool.nodeCount",
  "nodePools.*.nodeCount",
  "nodePools.*.minCount",
  "nodePools.*.maxCount",
  "podCidr",
  "serviceCidr",
  "names",
];

export function checkPrivateInferenceCluster(args: PrivateInferenceClusterArgs): Problem[] {
  const unfit = [...checkGiven(args, requiredArguments), ...checkPlain(args, plainArguments)];
  return unfit.length > 0 ? unfit : checkArguments(args);
}

function checkArguments(args: PrivateInferenceClusterArgs): Problem[] {
  return [
    ...checkArmId(args.nodeSubnetId, "Microsoft.Network/virtualNetworks/subnets", "nodeSubnetId"),
    ...checkOneOf(args.egress, Object.values(ClusterEgress), "egress"),
    ...checkOneOf(args.localAccounts, Object.values(ClusterLocalAccounts), "localAccounts"),
    ...checkZone(args),
    ...checkCount(args.systemPool?.nodeCount, 1, "systemPool.nodeCount"),
    ...Object.entries(args.nodePools ?? {}).flatMap(([name, pool]) => checkPool(name, pool)),
    ...checkRanges(args),
    ...checkName("managedCluster", args.names?.cluster, "names.cluster"),
    ...checkName("userAssignedIdentity", args.names?.identity, "names.identity"),
    ...checkName("resourceGroup", args.names?.nodeResourceGroup, "names.nodeResourceGroup"),
  ];
}

function checkOneOf(found: string | undefined, allowed: readonly string[], path: string): Problem[] {
  return found === undefined || allowed.includes(found)
    ? []
    : [{ path, found: quoted(found), expected: `one of ${allowed.join(", ")}` }];
}

const zoneName = /^([a-z0-9-]{1,32}\.)?privatelink\.[a-z0-9]+\.azmk8s\.io$/i;

function checkZone(args: PrivateInferenceClusterArgs): Problem[] {
  const { privateDnsZoneId: zone, virtualNetworkId: network } = args;
  const problems: Problem[] = [];
  if (network !== undefined) {
    problems.push(...checkArmId(network, "Microsoft.Network/virtualNetworks", "virtualNetworkId"));
  }
  if (zone === undefined) {
    return problems;
  }
  if (network === undefined) {
    const expected = "the id of the network beside `privateDnsZoneId`";
    problems.push({ path: "virtualNetworkId", found: "nothing", expected, fix: "AKS links the zone to it" });
  }
  const known = knownInput(zone);
  const type = "Microsoft.Network/privateDnsZones";
  const name = isKnown(known) ? parseArmId(known, type)?.names[0] : undefined;
  if (isKnown(known) && name === undefined) {
    problems.push(...checkArmId(known, type, "privateDnsZoneId"));
  }
  if (name !== undefined && !zoneName.test(name)) {
    const expected = "a zone named `privatelink.<region>.azmk8s.io`, at most with one name before it";
    problems.push({ path: "privateDnsZoneId", found: `the zone ${quoted(name)}`, expected });
  }
  return problems;
}

function checkPool(name: string, pool: InferenceNodePoolArgs): Problem[] {
  const path = `nodePools.${name}`;
  const taken =
    name === "system" ? [{ path, found: quoted(name), expected: "a name that isn't the system pool's" }] : [];
  const counts = [
    ...checkCount(pool.nodeCount, 0, `${path}.nodeCount`),
    ...checkCount(pool.minCount, 0, `${path}.minCount`),
    ...checkCount(pool.maxCount, 1, `${path}.maxCount`),
  ];
  const first = pool.nodeCount ?? 1;
  const least = pool.minCount ?? first;
  const fits = pool.maxCount === undefined || (least <= first && first <= pool.maxCount);
  const order = fits
    ? []
    : [
        {
          path: `${path}.nodeCount`,
          found: quoted(first),
          expected: `a number from minCount ${least} to maxCount ${pool.maxCount}`,
        },
      ];
  const lone =
    pool.minCount !== undefined && pool.maxCount === undefined
      ? [{ path: `${path}.minCount`, found: "minCount without maxCount", expected: "both or neither" }]
      : [];
  return [...checkName("agentPool", name, path), ...taken, ...counts, ...order, ...lone];
}

/** Azure's limit of a pool. */
const mostNodes = 1000;

function checkCount(count: number | undefined, least: number, path: string): Problem[] {
  return count === undefined || (Number.isInteger(count) && count >= least && count <= mostNodes)
    ? []
    : [{ path, found: quoted(count), expected: `a whole number from ${least} to ${mostNodes}` }];
}

/** AKS takes no service range as large as this or larger. */
const tooLargeServices = 12;

function checkRanges(args: PrivateInferenceClusterArgs): Problem[] {
  const pods = args.podCidr ?? defaultPodCidr;
  const services = args.serviceCidr ?? defaultServiceCidr;
  const problems = [
    ...(isNetworkPrefix(pods) ? checkReserved(pods, "podCidr") : checkAddressPrefix(pods, "podCidr")),
    ...(isNetworkPrefix(services)
      ? checkReserved(services, "serviceCidr")
      : checkAddressPrefix(services, "serviceCidr")),
  ];
  if (!isNetworkPrefix(pods) || !isNetworkPrefix(services)) {
    return problems;
  }
  if (!services.includes(":") && Number(services.split("/")[1]) <= tooLargeServices) {
    problems.push({
      path: "serviceCidr",
      found: quoted(services),
      expected: `a range smaller than /${tooLargeServices}`,
    });
  }
  if (!AddressSet.of(pods).intersect(AddressSet.of(services)).isEmpty()) {
    problems.push({ path: "serviceCidr", found: quoted(services), expected: `a range apart from podCidr ${pods}` });
  }
  return problems;
}

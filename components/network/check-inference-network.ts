/** Which networks Azure, Azure Machine Learning or AKS would refuse or silently break. */
import { AddressSet } from "../../azure/network/address-set";
import { Problem, quoted } from "../../azure/problem";
import { checkArmId } from "../check-arm-id";
import { checkGiven } from "../check-given";
import { checkName, checkRegion } from "../check-names";
import { checkPlain } from "../check-plain";
import { InferenceNetworkArgs, NetworkEgress, PrivateDependency, SubnetWorkload } from "./arguments";
import { checkAddressPrefix, checkReserved, isNetworkPrefix } from "./check-address-prefix";
import { egressOf } from "./plan-inference-network";
import { registryRegionsOf } from "./plan-security-rules";
import { prioritiesAFlow } from "./security-rule-priorities";

/** What the arguments' types require. */
const requiredArguments: readonly string[] = [
  "resourceGroupName",
  "location",
  "addressPrefix",
  "subnets",
  "subnets.*",
  "subnets.*.addressPrefix",
  "subnets.*.workloads",
];

/** What decides which resources there are. */
const plainArguments: readonly string[] = [
  "addressPrefix",
  "egress",
  "subnets.*.addressPrefix",
  "subnets.*.workloads.*",
  "privateDependencies.*",
  "registryRegions.*",
  "names",
];

export function checkInferenceNetwork(args: InferenceNetworkArgs): Problem[] {
  const unfit = [...checkGiven(args, requiredArguments), ...checkPlain(args, plainArguments)];
  return unfit.length > 0 ? unfit : checkArguments(args);
}

function checkArguments(args: InferenceNetworkArgs): Problem[] {
  return [
    ...checkRegion(args.location, "location"),
    ...(args.registryRegions ?? []).flatMap((region, index) => checkRegion(region, `registryRegions[${index}]`)),
    ...checkRegistryRegions(args),
    ...checkNetworkPrefix(args.addressPrefix),
    ...checkMembers(Object.values(NetworkEgress), [egressOf(args)], () => "egress"),
    ...checkMembers(
      Object.values(PrivateDependency),
      args.privateDependencies ?? [],
      (i) => `privateDependencies[${i}]`,
    ),
    ...checkSubnets(args),
    ...checkOverlaps(args),
    ...checkAdopted(args),
    ...checkName("virtualNetwork", args.names?.virtualNetwork, "names.virtualNetwork"),
    ...checkName("natGateway", args.names?.natGateway, "names.natGateway"),
    ...checkName("publicIpAddress", args.names?.publicIpAddress, "names.publicIpAddress"),
  ];
}

/** What is adopted keeps its name and its DNS servers. */
function checkAdopted(args: InferenceNetworkArgs): Problem[] {
  const { virtualNetworkId, natGatewayId, names = {} } = args;
  const needless = [
    ...(virtualNetworkId === undefined
      ? []
      : [
          ["names.virtualNetwork", names.virtualNetwork, "virtualNetworkId"] as const,
          ["dnsServers", args.dnsServers, "virtualNetworkId"] as const,
        ]),
    ...(natGatewayId === undefined
      ? []
      : [
          ["names.natGateway", names.natGateway, "natGatewayId"] as const,
          ["names.publicIpAddress", names.publicIpAddress, "natGatewayId"] as const,
        ]),
  ];
  return [
    ...(virtualNetworkId === undefined
      ? []
      : checkArmId(virtualNetworkId, "Microsoft.Network/virtualNetworks", "virtualNetworkId")),
    ...(natGatewayId === undefined ? [] : checkArmId(natGatewayId, "Microsoft.Network/natGateways", "natGatewayId")),
    ...needless
      .filter(([, given]) => given !== undefined)
      .map(([path, , adopted]) => ({
        path,
        found: `a value beside \`${adopted}\``,
        expected: "nothing where the resource is adopted",
        fix: "leave it out",
      })),
  ];
}

function checkRegistryRegions(args: InferenceNetworkArgs): Problem[] {
  const regions = registryRegionsOf(args, "one region");
  if (regions.length > 0 && regions.length <= prioritiesAFlow) {
    return [];
  }
  return [{ path: "registryRegions", found: `${regions.length} regions`, expected: `1 to ${prioritiesAFlow} regions` }];
}

function checkNetworkPrefix(prefix: string): Problem[] {
  const form = checkAddressPrefix(prefix, "addressPrefix");
  return form.length > 0 ? form : checkReserved(prefix, "addressPrefix");
}

function checkSubnets(args: InferenceNetworkArgs): Problem[] {
  const entries = Object.entries(args.subnets);
  if (entries.length === 0) {
    return [{ path: "subnets", found: "none", expected: "at least one subnet" }];
  }
  return entries.flatMap(([name, { addressPrefix, workloads }]) => {
    const path = `subnets.${name}`;
    return [
      ...checkName("overlayClusterSubnet", name, path),
      ...checkSubnetPrefix(addressPrefix, args.addressPrefix, `${path}.addressPrefix`),
      ...checkMembers(Object.values(SubnetWorkload), workloads, (index) => `${path}.workloads[${index}]`),
      ...checkWorkloads(workloads, egressOf(args), `${path}.workloads`),
    ];
  });
}

/** Azure keeps five addresses of each subnet, and takes none smaller than this. */
const smallestSubnet = 29;

function checkSubnetPrefix(prefix: string, network: string, path: string): Problem[] {
  const form = checkAddressPrefix(prefix, path, smallestSubnet);
  if (form.length > 0) {
    return form;
  }
  if (isNetworkPrefix(network) && !AddressSet.of(prefix).isSubsetOf(AddressSet.of(network))) {
    return [{ path, found: quoted(prefix), expected: `a range inside ${network}`, fix: "enlarge `addressPrefix`" }];
  }
  return [];
}

function checkWorkloads(workloads: readonly SubnetWorkload[], egress: NetworkEgress, path: string): Problem[] {
  if (workloads.length === 0) {
    const expected = `at least one of ${Object.values(SubnetWorkload).join(", ")}`;
    return [{ path, found: "an empty list", expected, fix: "the security group follows from it" }];
  }
  if (!workloads.includes(SubnetWorkload.KubernetesNodes) || egress !== NetworkEgress.ServiceTags) {
    return [];
  }
  return [
    {
      path,
      found: "`KubernetesNodes` beside egress `ServiceTags`",
      expected: "egress `NatGateway` for cluster nodes",
      fix: "AKS needs hosts that no service tag covers",
    },
  ];
}

function checkOverlaps(args: InferenceNetworkArgs): Problem[] {
  const subnets = Object.entries(args.subnets).filter(([, { addressPrefix }]) => isNetworkPrefix(addressPrefix));
  return subnets.flatMap(([name, { addressPrefix }], index) =>
    subnets
      .slice(0, index)
      .filter(([, other]) => !AddressSet.of(addressPrefix).intersect(AddressSet.of(other.addressPrefix)).isEmpty())
      .map(([other]) => ({
        path: `subnets.${name}.addressPrefix`,
        found: quoted(addressPrefix),
        expected: `a range apart from that of subnet ${quoted(other)}`,
      })),
  );
}

/** Members of an enum may arrive as any text from a language without it. */
function checkMembers<T extends string>(
  allowed: readonly T[],
  found: readonly T[],
  path: (index: number) => string,
): Problem[] {
  return found.flatMap((each, index) =>
    allowed.includes(each)
      ? []
      : [{ path: path(index), found: quoted(each), expected: `one of ${allowed.join(", ")}` }],
  );
}

/** Everything about a workspace in a network of one's own that can be refused before anything exists. */
import { Problem } from "../../azure/problem";
import { checkArmId } from "../check-arm-id";
import { checkGiven } from "../check-given";
import { checkName } from "../check-names";
import { checkPlain } from "../check-plain";
import { checkDependencies, checkWorkspaceNames } from "../dependencies/check";
import { CustomVnetWorkspaceArgs } from "./custom-vnet-arguments";
import { checkWorkspaceIdentity } from "./identity";
import { customVnetEndpoints } from "./plan-custom-vnet";
import { checkPrivateAccess } from "./private-access";

const subnet = "Microsoft.Network/virtualNetworks/subnets";

/** What the arguments' types require. */
const requiredArguments: readonly string[] = [
  "resourceGroupName",
  "privateAccess",
  "privateAccess.subnetId",
  "imageBuild.subnetId",
];

/** What decides which resources there are. */
const plainArguments: readonly string[] = [
  "privateAccess.records",
  "imageBuild.name",
  "prebuiltImages",
  "identity.type",
  "storageAccount",
  "keyVault",
  "containerRegistry",
  "applicationInsights",
  "names",
];

export function checkCustomVnetWorkspace(args: CustomVnetWorkspaceArgs): Problem[] {
  const unfit = [...checkGiven(args, requiredArguments), ...checkPlain(args, plainArguments)];
  return unfit.length > 0 ? unfit : checkArguments(args);
}

function checkArguments(args: CustomVnetWorkspaceArgs): Problem[] {
  const services = customVnetEndpoints(args).map(({ service }) => service);
  return [
    ...checkPrivateAccess(args.privateAccess, services),
    ...checkImageBuild(args),
    ...(args.serverlessComputeSubnetId === undefined
      ? []
      : checkArmId(args.serverlessComputeSubnetId, subnet, "serverlessComputeSubnetId")),
    ...checkDependencies(args),
    ...checkWorkspaceIdentity(args.identity),
    ...checkWorkspaceNames(args.names),
  ];
}

function checkImageBuild(args: CustomVnetWorkspaceArgs): Problem[] {
  const { imageBuild, prebuiltImages, containerRegistryId } = args;
  if (imageBuild === undefined) {
    return prebuiltImages === true || containerRegistryId !== undefined ? [] : [nobodyBuilds];
  }
  const both =
    prebuiltImages === true
      ? [{ path: "imageBuild", found: "beside `prebuiltImages`", expected: "one of them", fix: "remove one" }]
      : [];
  return [
    ...checkArmId(imageBuild.subnetId, subnet, "imageBuild.subnetId"),
    ...checkName("compute", imageBuild.name, "imageBuild.name"),
    ...both,
  ];
}

const nobodyBuilds: Problem = {
  path: "imageBuild",
  found: "nothing beside a closed registry",
  expected: "a compute cluster that builds images in the network",
  fix: "give `imageBuild.subnetId`, or say `prebuiltImages: true` if no image is ever built",
};

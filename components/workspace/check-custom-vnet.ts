/** Everything about a workspace in a network of one's own that can be refused before anything exists. */
import { Problem, quoted } from "../../azure/problem";
import { checkArmId } from "../check-arm-id";
import { checkDependencies, checkWorkspaceNames } from "../dependencies/check";
import { CustomVnetWorkspaceArgs } from "./custom-vnet-arguments";
import { checkWorkspaceIdentity } from "./identity";
import { customVnetEndpoints } from "./plan-custom-vnet";
import { checkPrivateAccess } from "./private-access";

const subnet = "Microsoft.Network/virtualNetworks/subnets";

export function checkCustomVnetWorkspace(args: CustomVnetWorkspaceArgs): Problem[] {
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

/** `Compute` of API version 2025-12-01: no hyphen with digits only behind it at the end. */
const computeName = /^[a-zA-Z](?![a-zA-Z0-9-]*-\d+$)[a-zA-Z0-9-]{2,23}$/;

function checkImageBuild(args: CustomVnetWorkspaceArgs): Problem[] {
  const { imageBuild, prebuiltImages, containerRegistryId } = args;
  if (imageBuild === undefined) {
    return prebuiltImages === true || containerRegistryId !== undefined ? [] : [nobodyBuilds];
  }
  const name = imageBuild.name;
  const form =
    name === undefined || computeName.test(name)
      ? []
      : [{ path: "imageBuild.name", found: quoted(name), expected: "3 to 24 letters, digits and `-`, a letter first" }];
  const both =
    prebuiltImages === true
      ? [{ path: "imageBuild", found: "beside `prebuiltImages`", expected: "one of them", fix: "remove one" }]
      : [];
  return [...checkArmId(imageBuild.subnetId, subnet, "imageBuild.subnetId"), ...form, ...both];
}

const nobodyBuilds: Problem = {
  path: "imageBuild",
  found: "nothing beside a closed registry",
  expected: "a compute cluster that builds images in the network",
  fix: "give `imageBuild.subnetId`, or say `prebuiltImages: true` if no image is ever built",
};

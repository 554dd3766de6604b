/** What can't be right about a grant to join a network. */
import { Problem, quoted } from "../../azure/problem";
import { checkArmId } from "../check-arm-id";
import { checkGiven } from "../check-given";
import { checkPlain } from "../check-plain";
import { checkPrincipal } from "./check-principal";
import { JoinRole, VirtualNetworkJoinAccessArgs } from "./join-access-arguments";

/** What the arguments' types require. */
const requiredArguments: readonly string[] = [
  "resourceGroupName",
  "virtualNetworkId",
  "subnetIds",
  "deployers",
  "deployers.*.principalId",
  "deployers.*.principalType",
];

/** What decides which resources there are. */
const plainArguments: readonly string[] = ["subnetIds", "deployers.*.principalType", "role"];

export function checkVirtualNetworkJoinAccess(args: VirtualNetworkJoinAccessArgs): Problem[] {
  const unfit = [...checkGiven(args, requiredArguments), ...checkPlain(args, plainArguments)];
  return unfit.length > 0 ? unfit : checkArguments(args);
}

function checkArguments(args: VirtualNetworkJoinAccessArgs): Problem[] {
  return [
    ...checkArmId(args.virtualNetworkId, "Microsoft.Network/virtualNetworks", "virtualNetworkId"),
    ...atLeastOne(args.subnetIds, "subnetIds", "subnet: whoever deploys joins one"),
    ...Object.entries(args.subnetIds).flatMap(([subnet, id]) =>
      checkArmId(id, "Microsoft.Network/virtualNetworks/subnets", `subnetIds.${subnet}`),
    ),
    ...atLeastOne(args.deployers, "deployers", "principal"),
    ...Object.entries(args.deployers).flatMap(([name, principal]) => checkPrincipal(principal, `deployers.${name}`)),
    ...checkRole(args),
  ];
}

function atLeastOne(map: object, path: string, what: string): Problem[] {
  return Object.keys(map).length > 0 ? [] : [{ path, found: "none", expected: `at least one ${what}` }];
}

function checkRole({ role = JoinRole.JoinOnly, roleName }: VirtualNetworkJoinAccessArgs): Problem[] {
  const allowed = Object.values(JoinRole);
  if (!allowed.includes(role)) {
    return [{ path: "role", found: quoted(role), expected: `one of ${allowed.join(", ")}` }];
  }
  if (role === JoinRole.NetworkContributor && roleName !== undefined) {
    const found = "a name beside the built-in role `NetworkContributor`";
    return [{ path: "roleName", found, expected: "a name only for the custom role", fix: "leave it out" }];
  }
  return [];
}

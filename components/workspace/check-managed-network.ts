/** Everything about a workspace with a managed network that can be refused before anything exists. */
import { Problem, quoted } from "../../azure/problem";
import { checkGiven } from "../check-given";
import { checkPlain } from "../check-plain";
import { checkDependencies, checkWorkspaceNames } from "../dependencies/check";
import { checkOutboundRules } from "./check-outbound-rules";
import { checkPrivateEndpointRules } from "./check-private-endpoint-rules";
import { checkWorkspaceIdentity, usesUserAssignedIdentity } from "./identity";
import { ManagedNetworkWorkspaceArgs } from "./managed-network-arguments";
import { ManagedNetworkIsolation } from "./outbound-rules";
import { managedNetworkEndpoints } from "./plan-managed-network";
import { checkPrivateAccess } from "./private-access";

/** What the arguments' types require. */
const requiredArguments: readonly string[] = [
  "resourceGroupName",
  "privateAccess.subnetId",
  "outboundRules.fqdn.*.destination",
  "outboundRules.serviceTag.*.serviceTag",
  "outboundRules.serviceTag.*.portRanges",
  "outboundRules.privateEndpoint.*.serviceResourceId",
  "outboundRules.privateEndpoint.*.subresourceTarget",
];

/** What decides which resources there are. */
const plainArguments: readonly string[] = [
  "isolationMode",
  "firewallSku",
  "managedNetworkKind",
  "provisionNetworkNow",
  "studioAccess",
  "outboundRules.*.*",
  "privateAccess.records",
  "identity.type",
  "storageAccount",
  "keyVault",
  "containerRegistry",
  "applicationInsights",
  "names",
];

export function checkManagedNetworkWorkspace(args: ManagedNetworkWorkspaceArgs): Problem[] {
  const unfit = [...checkGiven(args, requiredArguments), ...checkPlain(args, plainArguments)];
  return unfit.length > 0 ? unfit : checkArguments(args);
}

function checkArguments(args: ManagedNetworkWorkspaceArgs): Problem[] {
  const isolation = args.isolationMode ?? ManagedNetworkIsolation.AllowOnlyApprovedOutbound;
  return [
    ...checkIsolation(isolation),
    ...checkOutboundRules(args.outboundRules, isolation),
    ...checkPrivateEndpointRules(args),
    ...checkFirewall(args),
    ...checkApproval(args),
    ...checkDependencies(args),
    ...checkWorkspaceIdentity(args.identity),
    ...checkWorkspaceNames(args.names),
    ...(args.privateAccess === undefined
      ? []
      : checkPrivateAccess(
          args.privateAccess,
          managedNetworkEndpoints(args).map(({ service }) => service),
        )),
  ];
}

function checkIsolation(isolation: ManagedNetworkIsolation): Problem[] {
  const allowed = Object.values(ManagedNetworkIsolation);
  return allowed.includes(isolation)
    ? []
    : [
        {
          path: "isolationMode",
          found: quoted(isolation),
          expected: `one of ${allowed.join(", ")}`,
          fix: "a workspace in a network of your own is a CustomVnetWorkspace",
        },
      ];
}

function checkFirewall(args: ManagedNetworkWorkspaceArgs): Problem[] {
  if (args.firewallSku === undefined || Object.keys(args.outboundRules?.fqdn ?? {}).length > 0) {
    return [];
  }
  return [
    {
      path: "firewallSku",
      found: `${quoted(args.firewallSku)} without an fqdn rule`,
      expected: "a firewall only where an fqdn rule needs one",
      fix: "leave it out, or add the rule to `outboundRules.fqdn`",
    },
  ];
}

/** The workspace approves the endpoint while it is created, so the right to do so has to be older than the workspace. */
function checkApproval(args: ManagedNetworkWorkspaceArgs): Problem[] {
  const rules = Object.keys(args.outboundRules?.privateEndpoint ?? {});
  if (rules.length === 0 || usesUserAssignedIdentity(args.identity)) {
    return [];
  }
  return [
    {
      path: "identity.type",
      found: "a system-assigned identity beside privateEndpoint rules",
      expected: "an identity that can be allowed to approve the endpoints before the workspace exists",
      fix: "set `identity.type` to `UserAssigned`",
    },
  ];
}

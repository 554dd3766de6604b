/**
 * Which private endpoint rules of a managed network Azure would refuse, or makes itself.
 * https://learn.microsoft.com/azure/machine-learning/how-to-managed-network, "Private endpoints"
 */
import { isScope, parseScope, sameScope, Scope } from "../../azure/access/scope";
import { privateLinkGroups } from "../../azure/facts/private-link";
import { isKnown } from "../../azure/known";
import { Problem, quoted } from "../../azure/problem";
import { knownInput } from "../known-input";
import { ManagedNetworkWorkspaceArgs } from "./managed-network-arguments";
import { PrivateEndpointOutboundRuleArgs } from "./outbound-rules";

export function checkPrivateEndpointRules(args: ManagedNetworkWorkspaceArgs): Problem[] {
  return Object.entries(args.outboundRules?.privateEndpoint ?? {}).flatMap(([name, rule]) => {
    const path = `outboundRules.privateEndpoint.${name}`;
    return [...checkPrivateEndpointRule(rule, path), ...checkDefaultDependency(rule, path, args)];
  });
}

/** The target is an id, and the group one that its type has. Groups of a type that the facts do not hold are not judged. */
export function checkPrivateEndpointRule(rule: PrivateEndpointOutboundRuleArgs, path: string): Problem[] {
  const id = knownInput(rule.serviceResourceId);
  if (!isKnown(id)) {
    return [];
  }
  const scope = parseScope(id);
  const type = isScope(scope) ? resourceType(scope) : undefined;
  if (type === undefined) {
    const expected = "the ARM id of a resource";
    const fix = "/subscriptions/<id>/resourceGroups/<name>/providers/<namespace>/<type>/<name>";
    return [{ path: `${path}.serviceResourceId`, found: quoted(id), expected, fix }];
  }
  const groups = privateLinkGroups.filter((row) => row.resourceType.toLowerCase() === type.toLowerCase());
  const group = knownInput(rule.subresourceTarget);
  const allowed = groups.map((row) => row.groupId);
  return groups.length === 0 || !isKnown(group) || allowed.some((one) => one.toLowerCase() === group.toLowerCase())
    ? []
    : [{ path: `${path}.subresourceTarget`, found: quoted(group), expected: `${allowed.join(", ")} for a ${type}` }];
}

/** `Microsoft.Search/searchServices` of an id in a resource group; undefined for a scope that is none. */
function resourceType(scope: Scope): string | undefined {
  const [subscriptions, , groups, , providers, namespace, ...rest] = scope.map(String);
  const words = [subscriptions, groups, providers].join("/").toLowerCase();
  return words === "subscriptions/resourcegroups/providers" && rest.length >= 2
    ? [namespace, ...rest.filter((_, index) => index % 2 === 0)].join("/")
    : undefined;
}

/** Which groups of the workspace's own dependencies Azure serves by itself. */
const ownGroups = ["blob", "file", "vault", "registry"];

function checkDefaultDependency(
  rule: PrivateEndpointOutboundRuleArgs,
  path: string,
  args: ManagedNetworkWorkspaceArgs,
): Problem[] {
  const [id, group] = [knownInput(rule.serviceResourceId), knownInput(rule.subresourceTarget)];
  const dependencies = [args.storageAccountId, args.keyVaultId, args.containerRegistryId];
  const own = isKnown(id) && dependencies.some((dependency) => dependency !== undefined && isSame(id, dependency));
  if (!own || !isKnown(group) || !ownGroups.includes(group.toLowerCase())) {
    return [];
  }
  return [
    {
      path,
      found: `a second way to ${group} of the workspace's own ${id.split("/").at(-1)}`,
      expected: "resources that the workspace does not depend on anyway",
      fix: "leave it out: Azure makes this endpoint itself",
    },
  ];
}

function isSame(id: string, dependency: Parameters<typeof knownInput<string>>[0]): boolean {
  const other = knownInput(dependency);
  const [one, two] = [parseScope(id), isKnown(other) ? parseScope(other) : undefined];
  return isScope(one) && two !== undefined && isScope(two) && sameScope(one, two) === "yes";
}

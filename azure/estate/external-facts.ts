/**
 * What exists outside a stack, in the one vocabulary that components (adopted ids) and the policy pack (its
 * configuration) share. Every id is a full ARM id.
 */
import { DenyAssignment } from "../access/deny-assignment";
import { Grant } from "../access/grant";
import { isScope, parseScope, sameScope, Scope } from "../access/scope";
import { findRole } from "../facts/roles";
import { Maybe, unknown } from "../known";
import { readSecurityRule } from "../network/read-security-rule";
import { Problem, quoted } from "../problem";
import {
  Dependency,
  EstateGrant,
  Origin,
  PrivateEndpoint,
  Registry,
  SecurityGroup,
  Subnet,
  Thing,
  VirtualNetwork,
  Workspace,
} from "./estate";
import { Link, linkTo, noLink, unknownLink } from "./link";
import { unstatedNetwork } from "./unstated";

export interface ExternalFacts {
  /** Subscription of the default provider, where the program leaves it to the environment. */
  readonly subscriptionId?: string;
  readonly roleAssignments?: readonly RoleAssignmentFact[];
  readonly denyAssignments?: readonly DenyAssignmentFact[];
  readonly subnets?: readonly SubnetFact[];
  readonly networkSecurityGroups?: readonly SecurityGroupFact[];
  readonly registries?: readonly RegistryFact[];
  readonly workspaces?: readonly WorkspaceFact[];
  readonly privateEndpoints?: readonly PrivateEndpointFact[];
}

export interface RoleAssignmentFact {
  readonly principalId: string;
  /** User, Group, ServicePrincipal, ForeignGroup or Device. */
  readonly principalType?: string;
  /** Name or GUID of a built-in role; for a custom role its name, with `actions` beside it. */
  readonly role: string;
  readonly scope: string;
  /** Actions of a custom role. */
  readonly actions?: readonly string[];
  /** Subtracted from `actions`. */
  readonly notActions?: readonly string[];
}

/** What a deployment stack or managed application forbids. */
export interface DenyAssignmentFact {
  readonly name: string;
  /** Object ids; the zero GUID stands for everybody. A group's members are not known, so it may hit anybody. */
  readonly principalIds: readonly string[];
  /** Whom it spares. */
  readonly excludedPrincipalIds?: readonly string[];
  readonly actions: readonly string[];
  /** Subtracted from `actions`. */
  readonly notActions?: readonly string[];
  readonly scope: string;
}

export interface SubnetFact {
  readonly id: string;
  readonly addressPrefixes?: readonly string[];
  /** Absent: not stated. Empty text: the subnet has none. */
  readonly networkSecurityGroupId?: string;
}

export interface SecurityGroupFact {
  readonly id: string;
  /** The rules as ARM returns them, `properties` flattened or not. */
  readonly securityRules: readonly Readonly<Record<string, unknown>>[];
}

export interface RegistryFact {
  readonly id: string;
  readonly location: string;
  readonly replicas?: readonly string[];
  /** Absent: not stated. */
  readonly dataEndpointEnabled?: boolean;
}

export interface WorkspaceFact {
  readonly id: string;
  readonly location: string;
  /** Absent: not stated. Empty text: it has none yet. */
  readonly containerRegistryId?: string;
  readonly storageAccountId?: string;
  readonly keyVaultId?: string;
  /** Absent: it is none of high business impact. */
  readonly hbiWorkspace?: boolean;
}

export interface PrivateEndpointFact {
  readonly id: string;
  readonly subnetId: string;
  /** What it leads to: a registry, workspace, storage account or key vault that is stated here or in the stack. */
  readonly targetId: string;
  /** For instance `registry` or `blob`. */
  readonly groupIds: readonly string[];
}

/** The facts as things of the estate, and what is wrong with them. */
export interface ReadFacts {
  readonly grants: readonly EstateGrant[];
  readonly denyAssignments: readonly DenyAssignment[];
  readonly virtualNetworks: readonly VirtualNetwork[];
  readonly subnets: readonly Subnet[];
  readonly securityGroups: readonly SecurityGroup[];
  readonly registries: readonly Registry[];
  readonly workspaces: readonly Workspace[];
  /** Storage accounts and key vaults of those workspaces. */
  readonly dependencies: readonly Dependency[];
  readonly problems: readonly Problem[];
}

/** Reads the facts; `path` is where they are written, for instance `externalFacts`. */
export function readExternalFacts(facts: ExternalFacts, path: string): ReadFacts {
  const problems: Problem[] = [];
  const at = (list: string, index: number) => `${path}.${list}[${index}]`;
  const securityGroups = (facts.networkSecurityGroups ?? []).map((fact, index) =>
    readSecurityGroup(fact, at("networkSecurityGroups", index), problems),
  );
  const registries = (facts.registries ?? []).map((fact, index) =>
    readRegistry(fact, at("registries", index), problems),
  );
  const virtualNetworks = new Map<string, VirtualNetwork>();
  const dependencies = new Map<string, Dependency>();
  return {
    grants: (facts.roleAssignments ?? []).map((fact, index) =>
      readRoleAssignment(fact, at("roleAssignments", index), problems),
    ),
    denyAssignments: (facts.denyAssignments ?? []).map((fact, index) =>
      readDenyAssignment(fact, at("denyAssignments", index), problems),
    ),
    subnets: (facts.subnets ?? []).map((fact, index) =>
      readSubnet(fact, at("subnets", index), { securityGroups, virtualNetworks, problems }),
    ),
    virtualNetworks: [...virtualNetworks.values()],
    securityGroups,
    registries,
    workspaces: (facts.workspaces ?? []).map((fact, index) =>
      readWorkspace(fact, at("workspaces", index), { registries, dependencies, problems }),
    ),
    dependencies: [...dependencies.values()],
    problems,
  };
}

function readRoleAssignment(fact: RoleAssignmentFact, path: string, problems: Problem[]): EstateGrant {
  const known = findRole(fact.role);
  const custom = fact.actions !== undefined;
  if (known === undefined && !custom) {
    problems.push({
      path: `${path}.role`,
      found: quoted(fact.role),
      expected: "the name or GUID of a role that this pack knows, or a custom role with its actions",
      fix: "add `actions` (and `notActions`) as the role definition lists them",
    });
  }
  const role: Grant["role"] = custom
    ? { name: fact.role, permissions: [{ actions: fact.actions, notActions: fact.notActions ?? [] }] }
    : (known ?? unknown(`the actions of role ${quoted(fact.role)}`));
  return {
    from: "fact",
    name: path,
    principalId: fact.principalId,
    principalType: fact.principalType,
    role,
    scope: readId(fact.scope, `${path}.scope`, problems),
  };
}

function readDenyAssignment(fact: DenyAssignmentFact, path: string, problems: Problem[]): DenyAssignment {
  return {
    name: fact.name,
    principals: fact.principalIds.map((id) => ({ id })),
    excludedPrincipals: (fact.excludedPrincipalIds ?? []).map((id) => ({ id })),
    permissions: [{ actions: fact.actions, notActions: fact.notActions ?? [] }],
    scope: readId(fact.scope, `${path}.scope`, problems),
  };
}

function readSecurityGroup(fact: SecurityGroupFact, path: string, problems: Problem[]): SecurityGroup {
  const read = fact.securityRules.map((rule, index) => {
    const properties = typeof rule.properties === "object" && rule.properties !== null ? rule.properties : {};
    return readSecurityRule({ ...rule, ...properties }, `${path}.securityRules[${index}]`);
  });
  const wrong = read.flatMap((one) => one.problems);
  problems.push(...wrong);
  const notes = read.flatMap((one) => one.notes);
  return { ...external(fact.id, path, problems), rules: read.map((one) => one.rule), problems: wrong, notes };
}

function readRegistry(fact: RegistryFact, path: string, problems: Problem[]): Registry {
  const registry = external(fact.id, path, problems);
  return {
    ...registry,
    location: fact.location,
    replicas: fact.replicas ?? [],
    dataEndpoint:
      fact.dataEndpointEnabled === undefined
        ? unknown(`whether ${registry.origin.name} has dedicated data endpoints, which is not stated`)
        : fact.dataEndpointEnabled
          ? "enabled"
          : "disabled",
  };
}

interface WorkspaceSurroundings {
  readonly registries: readonly Registry[];
  readonly dependencies: Map<string, Dependency>;
  readonly problems: Problem[];
}

function readWorkspace(fact: WorkspaceFact, path: string, surroundings: WorkspaceSurroundings): Workspace {
  const { registries, problems } = surroundings;
  const workspace = external(fact.id, path, problems);
  const name = workspace.origin.name;
  const dependency = (id: string | undefined, property: string, what: string): Link<Dependency> =>
    id === undefined
      ? unknownLink(`the ${what} of ${name} is not stated in the external facts`)
      : linkTo(readDependency(id, fact.location, `${path}.${property}`, surroundings));
  return {
    ...workspace,
    location: fact.location,
    registry: linkById(fact.containerRegistryId, registries, `the container registry of ${name}`),
    storageAccount: dependency(fact.storageAccountId, "storageAccountId", "storage account"),
    keyVault: dependency(fact.keyVaultId, "keyVaultId", "key vault"),
    businessImpact: fact.hbiWorkspace === true ? "high" : "default",
  };
}

/** A dependency outside the stack comes into being from its id, once for all its workspaces; it lies where they do. */
function readDependency(
  id: string,
  location: string,
  path: string,
  { dependencies, problems }: WorkspaceSurroundings,
): Dependency {
  const known = dependencies.get(id.toLowerCase());
  if (known !== undefined) {
    return known;
  }
  const origin = { name: id.split("/").at(-1) ?? id, path: "" };
  const dependency = { origin, id: readId(id, path, problems), location };
  dependencies.set(id.toLowerCase(), dependency);
  return dependency;
}

/** Endpoints outside the stack. They may lie in its subnets and lead to its resources, so they are read last. */
export function readPrivateEndpoints(
  facts: readonly PrivateEndpointFact[],
  path: string,
  subnets: readonly Subnet[],
  targets: readonly Thing[],
): { readonly privateEndpoints: readonly PrivateEndpoint[]; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const privateEndpoints = facts.map((fact, index): PrivateEndpoint => {
    const endpoint = external(fact.id, `${path}[${index}]`, problems);
    const name = endpoint.origin.name;
    return {
      ...endpoint,
      groupIds: fact.groupIds,
      subnet: linkById(fact.subnetId, subnets, `the subnet of private endpoint ${name}`),
      target: linkById(fact.targetId, targets, `what private endpoint ${name} leads to`),
    };
  });
  return { privateEndpoints, problems };
}

interface SubnetSurroundings {
  readonly securityGroups: readonly SecurityGroup[];
  readonly virtualNetworks: Map<string, VirtualNetwork>;
  readonly problems: Problem[];
}

/** A subnet outside the stack; its virtual network comes into being from the id, once for all its subnets. */
function readSubnet(fact: SubnetFact, path: string, surroundings: SubnetSurroundings): Subnet {
  const subnet = external(fact.id, path, surroundings.problems);
  const name = subnet.origin.name;
  return {
    ...subnet,
    name,
    virtualNetwork: networkOfSubnet(subnet.id, surroundings.virtualNetworks),
    addressPrefixes: fact.addressPrefixes ?? unknown(`the address prefixes of subnet ${name}`),
    securityGroup: linkById(
      fact.networkSecurityGroupId,
      surroundings.securityGroups,
      `the network security group of subnet ${name}`,
    ),
    routeTable: unknownLink(`the route table of subnet ${name} is not stated in the external facts`),
    cloud: unknown(`the cloud of subnet ${name}`),
  };
}

function networkOfSubnet(id: Maybe<Scope>, seen: Map<string, VirtualNetwork>): Link<VirtualNetwork> {
  const network = unstatedNetwork(id);
  if (network === undefined) {
    return unknownLink("the subnet's id does not say in which virtual network it lies");
  }
  const key = JSON.stringify(network.id).toLowerCase();
  seen.set(key, seen.get(key) ?? network);
  return linkTo(seen.get(key) ?? network);
}

/** Absent: not stated. Empty: there is none. Otherwise the fact with that id, if there is one. */
function linkById<T extends { readonly id: Maybe<Scope> }>(
  id: string | undefined,
  facts: readonly T[],
  what: string,
): Link<T> {
  if (id === "") {
    return noLink;
  }
  const wanted = id === undefined ? undefined : parseScope(id);
  const found = wanted && isScope(wanted) ? facts.find((fact) => sameScope(fact.id, wanted) === "yes") : undefined;
  return found === undefined ? unknownLink(`${what} is not stated in the external facts`) : linkTo(found);
}

function external(id: string, path: string, problems: Problem[]): { origin: Origin; id: Maybe<Scope> } {
  const name = id.split("/").at(-1) ?? id;
  return { origin: { name, path: "" }, id: readId(id, `${path}.id`, problems) };
}

function readId(id: string, path: string, problems: Problem[]): Maybe<Scope> {
  const scope = parseScope(id);
  if (!isScope(scope)) {
    problems.push({ ...scope, path });
    return unknown(`the id at ${path}`);
  }
  return scope;
}

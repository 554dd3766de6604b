/** The shape of the settings, which the engine checks when it loads the pack. Public: changing it breaks configurations. */
import {
  DenyAssignmentFact,
  ExternalFacts,
  PrivateEndpointFact,
  RegistryFact,
  RoleAssignmentFact,
  SecurityGroupFact,
  SubnetFact,
  WorkspaceFact,
} from "../azure/estate/external-facts";
import { Deployer } from "../azure/estate/join-rights";
import { Exemption } from "./exemptions";
import { Profile } from "./rules/rule";
import { Schema } from "./schema";

const text = { type: "string" } as const;
const filled = { type: "string", minLength: 1 } as const;
const texts = { type: "array", items: text } as const;
const flag = { type: "boolean" } as const;
const profiles: readonly Profile[] = ["baseline", "strict", "audit"];

/** A closed object with every key of `T`: a fact that the estate learns is a fact that can be configured. */
function record<T>(properties: Readonly<Record<keyof Required<T>, Schema>>, required: readonly (keyof T & string)[]) {
  return { type: "object", properties, required, additionalProperties: false } as const;
}

function listOf(items: Schema) {
  return { type: "array", items } as const;
}

const roleAssignment = record<RoleAssignmentFact>(
  { principalId: text, principalType: text, role: text, scope: text, actions: texts, notActions: texts },
  ["principalId", "role", "scope"],
);

const denyAssignment = record<DenyAssignmentFact>(
  {
    name: text,
    principalIds: texts,
    excludedPrincipalIds: texts,
    actions: texts,
    notActions: texts,
    scope: text,
  },
  ["name", "principalIds", "actions", "scope"],
);

const workspace = record<WorkspaceFact>(
  {
    id: text,
    location: text,
    containerRegistryId: text,
    storageAccountId: text,
    keyVaultId: text,
    hbiWorkspace: flag,
  },
  ["id", "location"],
);

const externalFacts = record<ExternalFacts>(
  {
    subscriptionId: text,
    roleAssignments: listOf(roleAssignment),
    denyAssignments: listOf(denyAssignment),
    subnets: listOf(record<SubnetFact>({ id: text, addressPrefixes: texts, networkSecurityGroupId: text }, ["id"])),
    networkSecurityGroups: listOf(
      record<SecurityGroupFact>({ id: text, securityRules: listOf({ type: "object" }) }, ["id", "securityRules"]),
    ),
    registries: listOf(
      record<RegistryFact>({ id: text, location: text, replicas: texts, dataEndpointEnabled: flag }, [
        "id",
        "location",
      ]),
    ),
    workspaces: listOf(workspace),
    privateEndpoints: listOf(
      record<PrivateEndpointFact>({ id: text, subnetId: text, targetId: text, groupIds: texts }, [
        "id",
        "subnetId",
        "targetId",
        "groupIds",
      ]),
    ),
  },
  [],
);

const exemption = record<Exemption>(
  {
    rule: filled,
    resource: filled,
    reason: filled,
    owner: filled,
    expires: { type: "string", pattern: "^\\d{4}-\\d{2}-\\d{2}$" },
  },
  ["rule", "resource", "reason", "owner", "expires"],
);

/** Of each setting. A setting that is not here the engine passes over, so that is told by the pack itself. */
export const settingsSchema = {
  properties: {
    deployer: {
      ...record<Deployer>({ principalIds: texts, assignmentsComplete: flag, mayAssignRoles: flag }, ["principalIds"]),
      description:
        "Who runs the deployment: object ids. assignmentsComplete: no assignment outside the stack and the facts " +
        "matters. mayAssignRoles: grants that the stack makes count.",
    },
    inferencingSubnets: {
      ...texts,
      description: "Ids or names of further subnets that carry inferencing.",
    },
    externalFacts: { ...externalFacts, description: "What exists outside the stack and matters for it." },
    exemptions: {
      ...listOf(exemption),
      description:
        "Findings that are accepted, for how long and why. resource: name or URN as a finding tells it, from " +
        "beginning to end, * for any text; upper and lower case differ. expires: the last day, UTC.",
    },
    profile: {
      type: "string" as const,
      enum: profiles,
      description:
        "baseline: what cannot be decided is advisory. strict: it has the rule's own level. audit: everything is advisory.",
    },
  },
};

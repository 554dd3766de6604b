/**
 * The pack-wide settings: the properties of the policy named `settings`. The engine checks their shape against the
 * schema below when it loads the pack; what a schema cannot say is checked here, every problem at once.
 */
import { ExternalFacts, readExternalFacts } from "../azure/estate/external-facts";
import { Deployer } from "../azure/estate/join-rights";
import { Problem } from "../azure/problem";
import { Exemption, exemptionSchema } from "./exemptions";
import { Profile } from "./rules/rule";
import { checkSchema, Schema, unknownKey } from "./schema";

export interface Settings {
  readonly deployer?: Deployer;
  readonly inferencingSubnets: readonly string[];
  readonly externalFacts: ExternalFacts;
  readonly exemptions: readonly Exemption[];
  readonly profile: Profile;
}

export const defaultSettings: Settings = {
  inferencingSubnets: [],
  externalFacts: {},
  exemptions: [],
  profile: "baseline",
};

/** As the engine hands it over: checked against the schema, nothing else. */
type Raw = Partial<Omit<Settings, "deployer">> & { readonly deployer?: Partial<Deployer> };

export function readSettings(raw: Raw): Settings {
  return {
    deployer: raw.deployer?.principalIds && {
      principalIds: raw.deployer.principalIds,
      assignmentsComplete: raw.deployer.assignmentsComplete ?? false,
      mayAssignRoles: raw.deployer.mayAssignRoles ?? false,
    },
    inferencingSubnets: raw.inferencingSubnets ?? defaultSettings.inferencingSubnets,
    externalFacts: raw.externalFacts ?? defaultSettings.externalFacts,
    exemptions: raw.exemptions ?? defaultSettings.exemptions,
    profile: raw.profile ?? defaultSettings.profile,
  };
}

/** What the engine refuses when it loads the pack, before anybody reads these settings. */
export function checkShape(raw: Readonly<Record<string, unknown>>): readonly Problem[] {
  return checkSchema({ type: "object", ...settingsSchema }, raw, "");
}

/** What is wrong with the settings, as far as they alone tell. */
export function checkSettings(raw: Readonly<Record<string, unknown>>): readonly Problem[] {
  const shape = checkShape(raw);
  if (shape.length > 0) {
    return shape;
  }
  const keys = Object.keys(settingsSchema.properties);
  return [
    ...Object.keys(raw)
      .filter((key) => !keys.includes(key))
      .map((key) => unknownKey("", key, keys)),
    ...readExternalFacts(readSettings(raw as Raw).externalFacts, "externalFacts").problems,
  ];
}

const text = { type: "string" } as const;
const texts = { type: "array", items: text } as const;
const flag = { type: "boolean" } as const;

function record(properties: Readonly<Record<string, Schema>>, required: readonly string[] = []) {
  return { type: "object", properties, required, additionalProperties: false } as const;
}

function listOf(items: Schema) {
  return { type: "array", items } as const;
}

/** Of each setting. A setting that is not here the engine passes over, so that is told by the pack itself. */
export const settingsSchema = {
  properties: {
    deployer: {
      ...record({ principalIds: texts, assignmentsComplete: flag, mayAssignRoles: flag }, ["principalIds"]),
      description:
        "Who runs the deployment: object ids. assignmentsComplete: no assignment outside the stack and the facts " +
        "matters. mayAssignRoles: grants that the stack makes count.",
    },
    inferencingSubnets: {
      ...texts,
      description: "Ids or names of further subnets that carry inferencing.",
    },
    externalFacts: {
      ...record({
        subscriptionId: text,
        roleAssignments: listOf(
          record(
            {
              principalId: text,
              principalType: text,
              role: text,
              scope: text,
              actions: texts,
              notActions: texts,
            },
            ["principalId", "role", "scope"],
          ),
        ),
        subnets: listOf(record({ id: text, addressPrefixes: texts, networkSecurityGroupId: text }, ["id"])),
        networkSecurityGroups: listOf(
          record({ id: text, securityRules: listOf({ type: "object" }) }, ["id", "securityRules"]),
        ),
        registries: listOf(
          record({ id: text, location: text, replicas: texts, dataEndpointEnabled: flag }, ["id", "location"]),
        ),
        workspaces: listOf(
          record(
            {
              id: text,
              location: text,
              containerRegistryId: text,
              storageAccountId: text,
              keyVaultId: text,
              hbiWorkspace: flag,
            },
            ["id", "location"],
          ),
        ),
        privateEndpoints: listOf(
          record({ id: text, subnetId: text, targetId: text, groupIds: texts }, [
            "id",
            "subnetId",
            "targetId",
            "groupIds",
          ]),
        ),
      }),
      description: "What exists outside the stack and matters for it.",
    },
    exemptions: { ...listOf(exemptionSchema), description: "Findings that are accepted, for how long and why." },
    profile: {
      type: "string" as const,
      enum: ["baseline", "strict", "audit"],
      description:
        "baseline: what cannot be decided is advisory. strict: it has the rule's own level. audit: everything is advisory.",
    },
  },
};

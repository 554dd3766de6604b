/**
 * The pack-wide settings: the properties of the policy named `settings`. The engine checks their shape when it loads
 * the pack; what a schema cannot say is checked here, every problem at once.
 */
import { isScope, parseScope } from "../azure/access/scope";
import { ExternalFacts, readExternalFacts, readPrivateEndpoints } from "../azure/estate/external-facts";
import { Deployer } from "../azure/estate/join-rights";
import { Problem, quoted } from "../azure/problem";
import { Exemption } from "./exemptions";
import { Profile } from "./rules/rule";
import { checkSchema, unknownKey } from "./schema";
import { settingsSchema } from "./settings-schema";

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
    deployer: readDeployer(raw.deployer),
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
  const { deployer, inferencingSubnets = [], externalFacts = {} } = raw as Raw;
  const endpoints = externalFacts.privateEndpoints ?? [];
  return [
    ...Object.keys(raw)
      .filter((key) => !keys.includes(key))
      .map((key) => unknownKey("", key, keys)),
    ...(deployer?.principalIds?.length === 0 ? [nobody] : []),
    ...inferencingSubnets.flatMap((subnet, index) => checkSubnet(subnet, `inferencingSubnets[${index}]`)),
    ...readExternalFacts(externalFacts, "externalFacts").problems,
    ...readPrivateEndpoints(endpoints, "externalFacts.privateEndpoints", [], []).problems,
  ];
}

/** What is surely not meant, and what nothing but the reader can mend: it is told and fails nothing. */
export function adviseSettings({ deployer, externalFacts }: Settings): readonly Problem[] {
  return [
    ...(deployer?.principalIds ?? []).flatMap((id, index) => checkObjectId(id, `deployer.principalIds[${index}]`)),
    ...(externalFacts.roleAssignments ?? []).flatMap(({ principalId }, index) =>
      checkObjectId(principalId, `externalFacts.roleAssignments[${index}].principalId`),
    ),
  ];
}

/** Nobody is no deployer: every right would be held by all of them. */
function readDeployer(raw: Partial<Deployer> | undefined): Deployer | undefined {
  const { principalIds = [], assignmentsComplete = false, mayAssignRoles = false } = raw ?? {};
  return principalIds.length === 0 ? undefined : { principalIds, assignmentsComplete, mayAssignRoles };
}

const nobody: Problem = {
  path: "deployer.principalIds",
  found: "an empty list",
  expected: "the object ids of who deploys",
  fix: "leave out deployer if that is not known",
};

/** What has a slash is no name, and an id of anything but a subnet names none. */
function checkSubnet(subnet: string, path: string): readonly Problem[] {
  const scope = parseScope(subnet);
  const isId = isScope(scope) && `${scope.at(-2)}`.toLowerCase() === "subnets";
  const isName = subnet.trim() !== "" && !subnet.includes("/");
  return isId || isName ? [] : [{ path, found: quoted(subnet), expected: "the name or the full id of a subnet" }];
}

/** An object id is a GUID; a name that people sign in with never is. https://learn.microsoft.com/graph/api/resources/user */
function checkObjectId(id: string, path: string): readonly Problem[] {
  if (!id.includes("@") && id.trim() !== "") {
    return [];
  }
  const fix = "az ad user show --id <name> --query id tells it";
  return [{ path, found: quoted(id), expected: "the object id of a principal, a GUID", fix }];
}

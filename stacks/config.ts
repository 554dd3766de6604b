/**
 * The configuration of an environment, read once: every wrong key, value or combination is found before anything
 * exists, and all of them are said together.
 */
import {
  checkArmId,
  checkAddressPrefix,
  checkPrincipal,
  checkRegion,
  ManagedNetworkIsolation,
  type PrincipalArgs,
  type PrincipalType,
  type Problem,
  suggestion,
} from "../index";
import { ConfigurationReader, ConfigurationValues } from "./configuration-reader";

export const namespace = "azureml-secure-inference";

/** The roads of the article: managed online endpoints in a managed network, a network of one's own, a private cluster in it. */
export const roads = ["managed-network", "custom-network", "private-cluster"] as const;
export type Road = (typeof roads)[number];

/** What every environment says. */
export interface EnvironmentConfiguration {
  readonly location: string;
  /** Addresses of the environment's virtual network. */
  readonly addressPrefix: string;
  readonly tags: Readonly<Record<string, string>>;
  /** Zones of a central subscription by zone name; absent: the environment makes its own, where its road does. */
  readonly privateDnsZoneIds?: Readonly<Record<string, string>>;
}

/** A model behind an endpoint. */
export interface DeploymentConfiguration {
  /** ARM or asset id of the model. */
  readonly model: string;
  /** ARM or asset id of the environment, which names the image. */
  readonly environment: string;
  readonly instanceType: string;
  readonly instanceCount: number;
}

export interface ManagedNetworkConfiguration extends EnvironmentConfiguration {
  readonly road: "managed-network";
  readonly subnets: { readonly endpoints: string };
  readonly isolationMode: ManagedNetworkIsolation;
  /** Absent: a workspace only. */
  readonly deployment?: DeploymentConfiguration;
  /** Who may call the endpoint, by a name for each; only beside a deployment. */
  readonly scorers: Readonly<Record<string, PrincipalArgs>>;
}

export interface CustomNetworkConfiguration extends EnvironmentConfiguration {
  readonly road: "custom-network";
  readonly subnets: { readonly compute: string; readonly endpoints: string };
  readonly registryId: string;
  readonly applicationInsightsId?: string;
  /** Who deploys into the network, by a name for each. */
  readonly deployers: Readonly<Record<string, PrincipalArgs>>;
}

export interface PrivateClusterConfiguration extends EnvironmentConfiguration {
  readonly road: "private-cluster";
  readonly subnets: { readonly nodes: string; readonly endpoints: string };
  readonly applicationInsightsId?: string;
  /** Host name on the endpoints' certificate. */
  readonly hostName: string;
  /** Kubernetes secret in the namespace `azureml` that holds the certificate. */
  readonly certificateSecret: string;
  readonly deployment: DeploymentConfiguration;
}

export type StackConfiguration = ManagedNetworkConfiguration | CustomNetworkConfiguration | PrivateClusterConfiguration;

/** The configuration, or everything that is wrong with it. */
export type ConfigurationResult =
  { readonly configuration: StackConfiguration } | { readonly problems: readonly Problem[] };

/** `secretKeys` are the keys whose values are never repeated, as the engine knows them. */
export function readConfiguration(
  values: ConfigurationValues,
  secretKeys: ReadonlySet<string> = new Set(),
): ConfigurationResult {
  const reader = new ConfigurationReader(values, namespace);
  const road = readRoad(reader);
  const common = readCommon(reader);
  const configuration = road === undefined ? undefined : readRoadOf(reader, road, common);
  refuseLeftOver(reader, road);
  if (configuration === undefined || reader.problems.length > 0) {
    return { problems: reader.problems.map((problem) => withoutSecret(problem, secretKeys)) };
  }
  return { configuration };
}

/** Not even a part of a secret, nor the names of its fields. */
function withoutSecret(problem: Problem, secretKeys: ReadonlySet<string>): Problem {
  const key = [...secretKeys].find((each) => problem.path === each || problem.path.startsWith(`${each}.`));
  return key === undefined ? problem : { path: key, found: "a secret value", expected: problem.expected };
}

/** Which keys belong to which roads; a key of another road is refused by that reason. */
const keys: Readonly<Record<string, readonly Road[]>> = {
  road: roads,
  addressPrefix: roads,
  subnets: roads,
  tags: roads,
  privateDnsZoneIds: roads,
  isolationMode: ["managed-network"],
  deployment: ["managed-network", "private-cluster"],
  registryId: ["custom-network"],
  applicationInsightsId: ["custom-network", "private-cluster"],
  deployers: ["custom-network"],
  scorers: ["managed-network"],
  hostName: ["private-cluster"],
  certificateSecret: ["private-cluster"],
};

function readRoad(reader: ConfigurationReader): Road | undefined {
  const expected = `one of ${roads.join(", ")}`;
  const road = reader.requiredText("road", expected);
  const found = roads.find((each) => each === road);
  if (found === undefined && road !== "") {
    reader.wrong("road", road, expected);
  }
  return found;
}

function readCommon(reader: ConfigurationReader): EnvironmentConfiguration {
  const location = reader.requiredText("azure-native:location", "an Azure region, for instance `westeurope`");
  if (location !== "") {
    reader.problems.push(...checkRegion(location, "azure-native:location"));
  }
  const addressPrefix = reader.requiredText("addressPrefix", "a range in CIDR notation, for instance `10.20.0.0/22`");
  if (addressPrefix !== "") {
    reader.problems.push(...checkAddressPrefix(addressPrefix, reader.path("addressPrefix")));
  }
  return {
    location,
    addressPrefix,
    tags: readTexts(reader, "tags") ?? {},
    privateDnsZoneIds: readTexts(reader, "privateDnsZoneIds"),
  };
}

function readRoadOf(reader: ConfigurationReader, road: Road, common: EnvironmentConfiguration): StackConfiguration {
  switch (road) {
    case "managed-network":
      return {
        ...common,
        road,
        subnets: readSubnets(reader, ["endpoints"]),
        isolationMode: reader.oneOf(
          "isolationMode",
          Object.values(ManagedNetworkIsolation),
          ManagedNetworkIsolation.AllowOnlyApprovedOutbound,
        ),
        ...readEndpoint(reader),
      };
    case "custom-network":
      return {
        ...common,
        road,
        subnets: readSubnets(reader, ["compute", "endpoints"]),
        registryId: readId(reader, "registryId", "Microsoft.ContainerRegistry/registries", "required"),
        ...readInsights(reader),
        deployers: readPrincipals(reader, "deployers", "required"),
      };
    case "private-cluster":
      return {
        ...common,
        road,
        subnets: readSubnets(reader, ["nodes", "endpoints"]),
        ...readInsights(reader),
        hostName: readHostName(reader),
        certificateSecret: reader.requiredText("certificateSecret", "the name of a Kubernetes secret"),
        deployment: readDeployment(reader) ?? missingDeployment(reader),
      };
  }
}

/** Address ranges by subnet; the names are those that Azure gets and that the policy pack's configuration uses. */
function readSubnets<Name extends string>(reader: ConfigurationReader, names: readonly Name[]): Record<Name, string> {
  const key = "subnets";
  const expected = `an object with the address range of ${names.join(" and ")}`;
  const object = reader.object(key, expected);
  if (reader.text(key) === undefined) {
    reader.problems.push({ path: reader.path(key), found: "nothing", expected });
  }
  if (object !== undefined) {
    reader.onlyFields(key, object, names);
  }
  const ranges = names.map((name) => {
    const range = object === undefined ? "" : reader.field(key, object, name, "a range in CIDR notation");
    const problems = range === "" ? [] : checkAddressPrefix(range, `${reader.path(key)}.${name}`, 29);
    reader.problems.push(...problems);
    return [name, range];
  });
  return Object.fromEntries(ranges) as Record<Name, string>;
}

function readInsights(reader: ConfigurationReader): { applicationInsightsId?: string } {
  const id = readId(reader, "applicationInsightsId", "Microsoft.Insights/components", "optional");
  return id === "" ? {} : { applicationInsightsId: id };
}

function readId(reader: ConfigurationReader, key: string, type: string, need: "required" | "optional"): string {
  const id = need === "required" ? reader.requiredText(key, `the ARM id of a ${type}`) : (reader.text(key) ?? "");
  if (id !== "") {
    reader.problems.push(...checkArmId(id, type, reader.path(key)));
  }
  return id;
}

const hostName = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/;

function readHostName(reader: ConfigurationReader): string {
  const expected = "a host name in lower case, for instance `inference.example.com`";
  const found = reader.requiredText("hostName", expected);
  if (found !== "" && !hostName.test(found)) {
    reader.wrong("hostName", found, expected);
  }
  return found;
}

const deploymentFields = ["model", "environment", "instanceType", "instanceCount"];

function readDeployment(reader: ConfigurationReader): DeploymentConfiguration | undefined {
  const key = "deployment";
  const object = reader.object(key, `an object with ${deploymentFields.join(", ")}`);
  if (object === undefined) {
    return undefined;
  }
  reader.onlyFields(key, object, deploymentFields);
  return {
    model: reader.field(key, object, "model", "the id of a model"),
    environment: reader.field(key, object, "environment", "the id of an environment"),
    instanceType: reader.field(key, object, "instanceType", "the name of an instance type"),
    instanceCount: reader.count(key, object, "instanceCount", { from: 1, to: 50, fallback: 1 }),
  };
}

/** Only stands in for the value until the problem that it brings refuses the whole. */
function missingDeployment(reader: ConfigurationReader): DeploymentConfiguration {
  if (reader.text("deployment") === undefined) {
    const expected = `an object with ${deploymentFields.join(", ")}`;
    reader.problems.push({ path: reader.path("deployment"), found: "nothing", expected });
  }
  return { model: "", environment: "", instanceType: "", instanceCount: 1 };
}

/** Scorers without an endpoint are a combination that can't be meant. */
function readEndpoint(reader: ConfigurationReader) {
  const deployment = readDeployment(reader);
  const scorers = readPrincipals(reader, "scorers", "optional");
  if (deployment === undefined && reader.text("deployment") === undefined && Object.keys(scorers).length > 0) {
    const expected = "scorers only beside a deployment";
    const fix = `set ${reader.path("deployment")}, or remove them`;
    reader.problems.push({ path: reader.path("scorers"), found: "scorers without an endpoint", expected, fix });
  }
  return { deployment, scorers };
}

function readPrincipals(
  reader: ConfigurationReader,
  key: string,
  need: "required" | "optional",
): Record<string, PrincipalArgs> {
  const expected = "an object of `{principalId, principalType}` by name";
  const object = reader.object(key, expected);
  const missing = object === undefined ? reader.text(key) === undefined : Object.keys(object).length === 0;
  if (missing && need === "required") {
    reader.problems.push({ path: reader.path(key), found: "nothing", expected: `${expected}, at least one` });
  }
  return Object.fromEntries(
    Object.entries(object ?? {}).map(([name, value]) => [name, readPrincipal(reader, key, name, value)]),
  );
}

function readPrincipal(reader: ConfigurationReader, key: string, name: string, value: unknown): PrincipalArgs {
  const path = `${reader.path(key)}.${name}`;
  const object = typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  reader.onlyFields(key, object, ["principalId", "principalType"], path);
  const principal = {
    principalId: typeof object.principalId === "string" ? object.principalId : "",
    principalType: object.principalType as PrincipalType,
  };
  reader.problems.push(...checkPrincipal(principal, path));
  return principal;
}

function readTexts(reader: ConfigurationReader, key: string): Record<string, string> | undefined {
  const object = reader.object(key, "an object of texts");
  if (object === undefined) {
    return undefined;
  }
  return Object.fromEntries(Object.keys(object).map((name) => [name, reader.field(key, object, name, "a text")]));
}

/** Without a road, a key of any road may be meant. */
function refuseLeftOver(reader: ConfigurationReader, road: Road | undefined): void {
  for (const path of reader.leftOver()) {
    const key = path.slice(namespace.length + 1);
    const of = keys[key];
    if (of === undefined) {
      const fix = suggestion(key, Object.keys(keys));
      const expected = `one of ${Object.keys(keys).join(", ")}`;
      reader.problems.push({ path, found: "an unknown key", expected, ...(fix === undefined ? {} : { fix }) });
    } else if (road !== undefined) {
      const found = `a key of road ${of.map((each) => `\`${each}\``).join(", ")}`;
      reader.problems.push({ path, found, expected: `only keys of road \`${road}\``, fix: "remove it" });
    }
  }
}

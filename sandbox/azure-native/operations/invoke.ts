// Functions: who is signed in, look-ups in the sandbox's Azure, and lists of keys.

import type { Declarations } from "../../declarations/package";
import type { ObjectShape, Shape } from "../../declarations/shape";
import { type InvokeRequest, Refused } from "../../provider/resource-provider";
import { member, type PropertyMap, Secret, text, type Value } from "../../provider/value";
import { parseToken, type ResourceModel, resourceModel } from "../schema/resource-model";
import type { StoredResource } from "../state/resource-manager";
import { inventedAddress, inventedGuid, inventedKey } from "../../provider/invented";
import { resourceId } from "./resource-id";
import type { Cloud } from "./write";

const guide = "docs/sandbox.md";

export function invoke(declarations: Declarations, request: InvokeRequest, cloud: Cloud): PropertyMap {
  const { token, args } = request;
  switch (token) {
    case "azure-native:authorization:getClientConfig":
      return clientConfig(cloud);
    case "azure-native:authorization:getClientToken":
      return { token: new Secret(inventedKey(cloud.subscriptionId, "token")) };
    default:
      return lookUp(declarations, token, args, cloud);
  }
}

/** The person who is signed in, as made up as everything else. */
function clientConfig({ subscriptionId, tenantId }: Cloud): PropertyMap {
  return {
    clientId: inventedGuid(tenantId, "client"),
    objectId: inventedGuid(tenantId, "object"),
    subscriptionId,
    tenantId,
  };
}

function lookUp(declarations: Declarations, token: string, args: PropertyMap, cloud: Cloud): PropertyMap {
  const parsed = parseToken(token);
  const plainToken = parsed === undefined ? token : `azure-native:${parsed.module}:${parsed.member}`;
  const shape = declarations.function(plainToken);
  if (parsed === undefined || shape === undefined) {
    throw new Refused(`${token} is no function of ${declarations.name} ${declarations.version}`);
  }
  const missing = [...shape.inputs.properties].find(
    ([name, { required }]) => required && member(args, name) === undefined,
  );
  if (missing !== undefined) {
    throw new Refused(`missing required property '${missing[0]}'`);
  }
  const [, verb = "", subject = ""] = /^(get|list)(\w+)$/.exec(parsed.member) ?? [];
  const model = verb === "get" ? resourceModel(declarations, `azure-native:${parsed.module}:${subject}`) : undefined;
  if (model !== undefined) {
    const id = resourceId(model, args, cloud.subscriptionId);
    const found = cloud.azure.get(id);
    if (found === undefined) {
      throw new Refused(notFound(token, id));
    }
    return {
      ...only({ ...addedOnLookUp(model, found), ...found.properties }, shape.outputs),
      ...(shape.outputs.properties.has("id") ? { id: found.id } : {}),
    };
  }
  if (/Keys?$|Credentials?$|Secrets?$|ConnectionStrings?$|Token$|SAS$/.test(parsed.member)) {
    const owner = ownerId(declarations, parsed.module, subject, args, cloud);
    if (owner !== undefined && !cloud.azure.exists(owner)) {
      throw new Refused(notFound(token, owner));
    }
    return keys(shape.outputs, `${token} ${JSON.stringify(args)}`, args);
  }
  throw new Refused(
    `${token} is not modelled by the sandbox (arguments: ${Object.keys(args).join(", ") || "none"}). ` +
      `Add it in sandbox/azure-native/operations/invoke.ts, or give the program its result by configuration; see ${guide}`,
  );
}

/** The id of what `listStorageAccountKeys` is asked of; undefined when no class, or no certain path, says which it is. */
function ownerId(
  declarations: Declarations,
  module: string,
  subject: string,
  args: PropertyMap,
  { subscriptionId }: Cloud,
): string | undefined {
  const words = subject.match(/[A-Z][a-z0-9]*/g) ?? [];
  const models = words.flatMap((_, index) => {
    const className = words.slice(0, words.length - index).join("");
    return resourceModel(declarations, `azure-native:${module}:${className}`) ?? [];
  });
  const owner = models.find(({ pathInputs }) => pathInputs.every((input) => text(member(args, input)) !== undefined));
  return owner?.isPathKnown === true ? resourceId(owner, args, subscriptionId) : undefined;
}

/** A dynamic public address is there once something uses it, which is why a program looks it up. */
function addedOnLookUp({ token }: ResourceModel, { id }: StoredResource): PropertyMap {
  return token === "azure-native:network:PublicIPAddress" ? { ipAddress: inventedAddress(id) } : {};
}

function notFound(token: string, id: string): string {
  return (
    `Status=404 Code="ResourceNotFound" Message="The Resource '${id}' was not found." ` +
    `(${token} sees only what stacks on this sandbox have made: create it in one, with the same state folder; see ${guide})`
  );
}

function only(properties: PropertyMap, shape: ObjectShape): PropertyMap {
  return Object.fromEntries(Object.entries(properties).filter(([name]) => shape.properties.has(name)));
}

/** A result made of secrets: every text is one, and lists have the two entries that keys come in. */
function keys(shape: ObjectShape, seed: string, args: PropertyMap): PropertyMap {
  return Object.fromEntries(
    [...shape.properties]
      .filter(([, { required }]) => required || shape.properties.size <= 4)
      .map(([name, property]) => [name, keyValue(name, property.shape, seed, args)]),
  );
}

function keyValue(name: string, shape: Shape, seed: string, args: PropertyMap, position = 1): Value {
  switch (shape.kind) {
    case "array":
      return [1, 2].map((index) => keyValue(name, shape.items, `${seed} ${index}`, args, index));
    case "object": {
      const members = [...shape.members().properties];
      return Object.fromEntries(
        members.map(([inner, { shape: of }]) => [inner, keyValue(inner, of, seed, args, position)]),
      );
    }
    case "constant":
      return shape.value;
    case "enum":
      return shape.values()[0] ?? "";
    case "number":
      return 0;
    case "boolean":
      return false;
    case "string":
      return keyText(name, seed, args, position);
    default:
      return {};
  }
}

function keyText(name: string, seed: string, args: PropertyMap, position: number): Value {
  switch (name) {
    case "keyName":
    case "name":
      return `key${position}`;
    case "permissions":
      return "FULL";
    case "creationTime":
      return "2026-01-01T00:00:00Z";
    case "username":
      return text(member(args, "registryName")) ?? "user";
    case "accountSasToken":
    case "serviceSasToken":
      return new Secret(`sv=2024-11-04&sig=${encodeURIComponent(inventedKey(seed, name).slice(0, 43))}%3D`);
    case "value":
      return new Secret(seed.includes("listManagedCluster") ? kubeconfig(seed) : inventedKey(seed, name));
    default:
      return new Secret(inventedKey(seed, name));
  }
}

/** Programs parse it, so it has the form; its server is nowhere. */
function kubeconfig(seed: string): string {
  const [cluster, user] = ["sandbox", "clusterUser"];
  const config = {
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name: cluster, cluster: { server: "https://kubernetes.sandbox.invalid:443" } }],
    contexts: [{ name: cluster, context: { cluster, user } }],
    "current-context": cluster,
    users: [{ name: user, user: { token: inventedKey(seed, "token") } }],
  };
  // JSON is YAML too.
  return Buffer.from(JSON.stringify(config)).toString("base64");
}

// A provider for any package that has no model of its own (random, tls, azuread …): it takes what the
// installed SDK declares, gives back what the SDK declares, and makes up what the real one would compute.

import { findingsOf, noLimits } from "../declarations/findings";
import { type Declarations, readDeclarations } from "../declarations/package";
import type { ClassShape, ObjectShape, Shape } from "../declarations/shape";
import { differencesOf } from "../provider/differences";
import { inventedGuid, inventedHex } from "../provider/invented";
import {
  type CheckRequest,
  type CheckResult,
  type CreateRequest,
  type CreateResult,
  type DeleteRequest,
  type DiffRequest,
  type DiffResult,
  type InvokeRequest,
  parseUrn,
  type ReadRequest,
  type ReadResult,
  Refused,
  type ResourceProvider,
  type UpdateRequest,
} from "../provider/resource-provider";
import { packageSchema } from "../declarations/package-schema";
import type { Store } from "../provider/store";
import { member, type PropertyMap, Secret, text, unknown, type Value } from "../provider/value";
import { computedBy } from "./computed";

/** `sdkFolder` is the package's folder inside node_modules. */
export function otherPackage(store: Store, sdkFolder: string): ResourceProvider {
  return new OtherPackage(store, sdkFolder);
}

class OtherPackage implements ResourceProvider {
  private readonly declarations: Declarations;

  constructor(
    private readonly store: Store,
    sdkFolder: string,
  ) {
    this.declarations = readDeclarations(sdkFolder);
  }

  get name(): string {
    return this.declarations.name;
  }

  get version(): string {
    return this.declarations.version;
  }

  useProgramDirectory(): void {
    // The folder was named at the start.
  }

  configure(): void {
    // Whatever the real provider is told to connect to, this one does not.
  }

  check(request: CheckRequest): CheckResult {
    const shape = this.shape(request.urn);
    const inputs = { ...request.news, ...this.autoName(shape, request) };
    return { inputs, ...findingsOf(shape.inputs, inputs, noLimits) };
  }

  diff(request: DiffRequest): DiffResult {
    const differences = differencesOf(request.oldInputs, request.news, {
      replacing: this.replacing(this.shape(request.urn)),
      same: () => false,
    });
    const isGiven = Object.hasOwn(request.oldInputs, "name") && !Object.hasOwn(request.oldInputs, "__autonamed");
    return { differences, deleteBeforeReplace: isGiven };
  }

  create(request: CreateRequest): CreateResult {
    const shape = this.shape(request.urn);
    if (request.preview) {
      return { id: "", properties: previewed(request.inputs, shape.outputs) };
    }
    const properties = this.computed(request.urn, shape, request.inputs);
    const id = text(member(properties, "id")) ?? inventedGuid(request.urn, JSON.stringify(request.inputs));
    if (!this.store.create(this.path(request.urn, id), { id, properties })) {
      throw new Refused(`${parseUrn(request.urn).type} '${id}' exists already`);
    }
    return { id, properties };
  }

  read(request: ReadRequest): ReadResult | undefined {
    const stored = this.store.read(this.path(request.urn, request.id));
    if (stored === undefined) {
      return undefined;
    }
    const properties = stored["properties"] as PropertyMap;
    const shape = this.shape(request.urn);
    const inputs = request.oldInputs ?? only(properties, shape.inputs);
    return { id: request.id, properties, inputs };
  }

  update(request: UpdateRequest): PropertyMap {
    const shape = this.shape(request.urn);
    const computed = { ...this.computed(request.urn, shape, request.news) };
    // What was computed at the start stays as it was.
    const kept = Object.entries(request.olds).filter(([name]) => !shape.inputs.properties.has(name));
    const properties = { ...computed, ...Object.fromEntries(kept) };
    if (!request.preview) {
      this.store.write(this.path(request.urn, request.id), { id: request.id, properties });
    }
    return properties;
  }

  delete(request: DeleteRequest): void {
    this.store.remove(this.path(request.urn, request.id));
  }

  invoke({ token }: InvokeRequest): PropertyMap {
    if (token === "azuread:index/getClientConfig:getClientConfig") {
      return {
        id: "client",
        clientId: inventedGuid(token, "client"),
        objectId: inventedGuid(token, "object"),
        tenantId: inventedGuid(token, "tenant"),
      };
    }
    throw new Refused(
      `${token} is not modelled by the sandbox: only its own package knows the answer. ` +
        `Give the program the result by configuration; see docs/sandbox.md`,
    );
  }

  schema(): string {
    return packageSchema(this.declarations);
  }

  private shape(urn: string): ClassShape {
    const { type } = parseUrn(urn);
    const shape = this.declarations.resource(type);
    if (shape === undefined) {
      throw new Refused(`${type} is no resource of ${this.name} ${this.version}`);
    }
    return shape;
  }

  /** A package that always returns a name which it doesn't ask for makes one up, as bridged providers do. */
  private autoName(shape: ClassShape, request: CheckRequest): PropertyMap {
    const isAutomatic =
      shape.inputs.properties.get("name")?.required === false &&
      shape.outputs.properties.get("name")?.required === true;
    if (!isAutomatic || member(request.news, "name") !== undefined) {
      return {};
    }
    const old = request.olds === undefined ? undefined : member(request.olds, "name");
    const seed = Buffer.from(request.randomSeed).toString("hex");
    return { name: old ?? `${parseUrn(request.urn).name}-${inventedHex(7, seed, request.urn)}`, __autonamed: true };
  }

  private replacing(shape: ClassShape): Set<string> {
    const names = [...shape.inputs.properties]
      .filter(
        ([, { documentation }]) =>
          this.name === "random" ||
          this.name === "tls" ||
          /forces? (a )?(new|replacement)|recreat/i.test(documentation),
      )
      .map(([name]) => name);
    return new Set(names);
  }

  private computed(urn: string, shape: ClassShape, inputs: PropertyMap): PropertyMap {
    const known = computedBy(shape.token, inputs, urn);
    const outputs: PropertyMap = { ...known };
    for (const [name, property] of shape.outputs.properties) {
      const given = member(inputs, name);
      if (given !== undefined) {
        outputs[name] = given;
        continue;
      }
      if (property.required && !Object.hasOwn(known, name)) {
        outputs[name] = invented(name, property.shape, urn);
      }
    }
    return outputs;
  }

  private path(urn: string, id: string): string {
    return `/packages/${this.name}/${encodeURIComponent(parseUrn(urn).type)}/${encodeURIComponent(id)}`;
  }
}

function only(properties: PropertyMap, shape: ObjectShape): PropertyMap {
  return Object.fromEntries(Object.entries(properties).filter(([name]) => shape.properties.has(name)));
}

function previewed(inputs: PropertyMap, shape: ObjectShape): PropertyMap {
  const names = [...shape.properties.keys()];
  return Object.fromEntries(names.map((name) => [name, member(inputs, name) ?? unknown]));
}

function invented(name: string, shape: Shape, urn: string): Value {
  switch (shape.kind) {
    case "constant":
      return shape.value;
    case "enum":
      return shape.values()[0] ?? "";
    case "number":
      return 0;
    case "boolean":
      return false;
    case "array":
      return [];
    case "map":
      return {};
    case "string":
      return inventedText(name, urn);
    default:
      return {};
  }
}

function inventedText(name: string, urn: string): Value {
  if (/(^id|Id)$/.test(name)) {
    return inventedGuid(urn, name);
  }
  const isSecret = /password|secret|privateKey|token/i.test(name);
  const value = `${name}-${inventedHex(12, urn, name)}`;
  return isSecret ? new Secret(value) : value;
}

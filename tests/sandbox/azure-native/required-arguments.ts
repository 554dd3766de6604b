// Arguments for any class of azure-native, made up from the SDK's declarations: only what is required, and within Azure's
// limits where they are known.

import type { Declarations } from "../../../sandbox/declarations/package";
import type { ObjectShape, Shape } from "../../../sandbox/declarations/shape";
import { type ArmNode, constrainedTokens } from "../../../sandbox/azure-native/schema/constraint";
import type { ResourceModel } from "../../../sandbox/azure-native/schema/resource-model";
import type { PropertyMap, Value } from "../../../sandbox/provider/value";

/** The modules in which some class has a constraint file. */
export function constrainedModules(): readonly string[] {
  return [...new Set(constrainedTokens().map((token) => token.split(":")[1] ?? ""))];
}

/** Tokens of all classes of a module. */
export function classesOf(declarations: Declarations, module: string): string[] {
  return declarations.files(module).flatMap((file) => {
    const members = [...new Set([file.charAt(0).toUpperCase() + file.slice(1), ...irregular])];
    const token = members
      .map((member) => `azure-native:${module}:${member}`)
      .find((each) => sameFile(each, file, declarations));
    return token === undefined ? [] : [token];
  });
}

/** Classes of these modules whose file's name has other capitals than the class. */
const irregular = ["JWTAuthenticator", "MHSMPrivateEndpointConnection", "Archife"];

function sameFile(token: string, file: string, declarations: Declarations): boolean {
  const member = token.slice(token.lastIndexOf(":") + 1);
  return member.toLowerCase() === file.toLowerCase() && declarations.resource(token) !== undefined;
}

/** Required by the SDK; and a location, optional there, where no resource group can lend its own. */
export function requiredArguments(model: ResourceModel): PropertyMap {
  const isInGroup = model.path.includes("/resourceGroups/{resourceGroupName}/");
  const location: PropertyMap = model.hasLocation && !isInGroup ? { location: "westeurope" } : {};
  return { ...requiredBySdk(model), ...location };
}

function requiredBySdk(model: ResourceModel): PropertyMap {
  return required(model.shape.inputs, (name) => model.nameLimits.get(name) ?? model.arm?.root(name), model);
}

function required(
  shape: ObjectShape,
  limitsOf: (name: string) => ArmNode | undefined,
  model: ResourceModel,
): PropertyMap {
  const needed = [...shape.properties].filter(([, property]) => property.required);
  return Object.fromEntries(
    needed.map(([name, property]) => [name, example(name, property.shape, limitsOf(name), model)]),
  );
}

function example(name: string, shape: Shape, limits: ArmNode | undefined, model: ResourceModel): Value {
  const node = model.arm?.resolve(limits) ?? limits;
  switch (shape.kind) {
    case "constant":
      return shape.value;
    case "enum":
      return shape.values()[0] ?? "any";
    case "string":
      return exampleText(name, node);
    case "number":
      return node?.min ?? node?.max ?? 1;
    case "boolean":
      return true;
    case "array":
      return Array.from({ length: node?.itemMin ?? 0 }, () => example(name, shape.items, node?.items, model));
    case "map":
    case "any":
      return {};
    case "object":
      return required(shape.members(), (inner) => model.arm?.nested(shape.name, inner), model);
    case "union":
      return example(name, shape.of[0] ?? { kind: "any" }, node, model);
  }
}

/** The first of a few texts that the limits allow; a property whose pattern needs another is listed here. */
function exampleText(name: string, node: ArmNode | undefined): string {
  const candidates = [
    "example",
    "example1",
    "10.0.0.0/24",
    `/subscriptions/s/resourceGroups/g/providers/N/t/${name}`,
    "00000000-0000-0000-0000-000000000000",
  ];
  const fits = (text: string): boolean =>
    text.length >= (node?.minLength ?? 0) &&
    text.length <= (node?.maxLength ?? Infinity) &&
    (node?.pattern === undefined || new RegExp(node.pattern).test(text));
  return candidates.find(fits) ?? "example";
}

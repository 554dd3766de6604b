// The forms of TypeScript that generated declarations consist of. Each row is a line as the SDKs of
// azure-native 3.28, kubernetes 4.34 and random 4.21 ship them.

import assert from "node:assert/strict";
import type { Shape } from "../../../sandbox/declarations/shape";
import { readMembers, readType, type References } from "../../../sandbox/declarations/type-expression";

const references: References = {
  object: (path) => ({
    kind: "object",
    side: "inputs",
    name: path,
    members: () => ({ name: path, properties: new Map() }),
  }),
  enumeration: (path) => ({ kind: "enum", name: path, open: false, values: () => [] }),
};

const rows: [source: string, shape: string, optional: boolean][] = [
  ["pulumi.Input<string>", "string", false],
  ["pulumi.Input<string | undefined>", "string", true],
  ["pulumi.Output<string[] | undefined>", "string[]", true],
  ["pulumi.Input<pulumi.Input<number>[] | undefined>", "number[]", true],
  ["pulumi.Input<pulumi.Input<pulumi.Input<number>[]>[] | undefined>", "number[][]", true],
  ["pulumi.Input<string | enums.network.Access>", "open network.Access", false],
  ["pulumi.Input<enums.network.Access | undefined>", "closed network.Access", true],
  ["(string | enums.network.Access)[]", "open network.Access[]", false],
  ["pulumi.Input<inputs.network.SubnetArgs | undefined>", "{inputs.network.SubnetArgs}", true],
  ["pulumi.Input<pulumi.Input<inputs.A.XArgs | inputs.A.YArgs>[]>", "({inputs.A.XArgs}|{inputs.A.YArgs})[]", false],
  ['pulumi.Input<"ManagedIdentity">', '"ManagedIdentity"', false],
  ['pulumi.Input<"apps/v1" | undefined>', '"apps/v1"', true],
  ["pulumi.Input<{\n        [key: string]: pulumi.Input<string>;\n    } | undefined>", "map of string", true],
  ["{\n        [key: string]: outputs.network.X;\n    }", "map of {outputs.network.X}", false],
  ["any | undefined", "any", true],
  ["pulumi.Input<number | string>", "(number|string)", false],
  ["pulumi.Input<pulumi.asset.Asset | pulumi.asset.Archive | undefined>", "(any|any)", true],
];

describe("sandbox declarations: types", () => {
  for (const [source, shape, optional] of rows) {
    it(source.replace(/\s+/g, " "), () => {
      const read = readType(source, references);
      assert.equal(show(read.shape), shape);
      assert.equal(read.optional, optional);
    });
  }

  it("reads the members of an interface, with what their documentation says", () => {
    const source = `
    /**
     * Name of it; a } and a ; mean nothing here.
     */
    name: pulumi.Input<string>;
    readonly "odata.type"?: string;
    tags?: pulumi.Input<{
        [key: string]: pulumi.Input<string>;
    } | undefined>;
`;
    const { properties } = readMembers("XArgs", source, references);
    assert.deepEqual([...properties.keys()], ["name", "odata.type", "tags"]);
    assert.equal(properties.get("name")?.required, true);
    assert.match(properties.get("name")?.documentation ?? "", /Name of it/);
    assert.equal(properties.get("odata.type")?.required, false);
    assert.equal(properties.get("odata.type")?.documentation, "");
    assert.equal(properties.get("tags")?.required, false);
  });

  it("says where it can't go on", () => {
    assert.throws(() => readMembers("X", "12: string;", references), /unreadable declaration at: 12: string/);
  });
});

function show(shape: Shape): string {
  switch (shape.kind) {
    case "constant":
      return JSON.stringify(shape.value);
    case "enum":
      return `${shape.open ? "open" : "closed"} ${shape.name}`;
    case "array":
      return `${show(shape.items)}[]`;
    case "map":
      return `map of ${show(shape.values)}`;
    case "object":
      return `{${shape.name}}`;
    case "union":
      return `(${shape.of.map(show).join("|")})`;
    default:
      return shape.kind;
  }
}

/** A pack that somebody builds of our rules and of policies of their own: theirs see what any pack's would. */
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { build } from "esbuild";
import { PackProcess, StackAnswer } from "./pack-process";
import { denyInternet, stack } from "./stack";

const root = path.resolve(__dirname, "../../..");

/** Each policy of theirs tells what it sees, and how often the SDK has decoded a resource until then. */
const source = `
import { PolicyPack, StackValidationArgs } from "@pulumi/policy";
import * as protocol from "@pulumi/pulumi/proto/analyzer_pb";
import { Judge } from ${JSON.stringify(path.join(root, "policies/judge"))};
import { createPolicies } from ${JSON.stringify(path.join(root, "policies/pack"))};

let decoded = 0;
const original = protocol.AnalyzerResource.prototype.getProperties;
protocol.AnalyzerResource.prototype.getProperties = function () {
  decoded += 1;
  return original.call(this);
};

const tell = (name: string) => ({
  name,
  description: name,
  enforcementLevel: "advisory" as const,
  validateStack: async (args: StackValidationArgs, report: (message: string) => void) => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    const group = args.resources.find((one) => one.name === "nsg");
    const guarded = args.resources.find((one) => one.name === "inference")?.propertyDependencies.networkSecurityGroup;
    report(JSON.stringify({ seen: args.resources.length, rules: group?.props.securityRules?.length,
      linked: guarded?.[0] === group && group !== undefined, decoded }));
  },
});
const typed = tell("typed");
Object.assign(typed.validateStack, { __pulumiType: "azure-native:network:Subnet" });
const absent = tell("absent");
Object.assign(absent.validateStack, { __pulumiType: "azure-native:network:Bastion" });
const other = { name: "capture-less", description: "d", enforcementLevel: "advisory" as const,
  validateResource: (args, report) => { if (args.type.endsWith(":Subnet")) { report(args.props.subnetName); } } };

const judge = new Judge();
void judge.listen();
const [settings, ...rules] = createPolicies(judge);
new PolicyPack("mixed", { policies: [tell("first"), settings, typed, rules[0], tell("middle"), ...rules.slice(1),
  absent, other, tell("last")] });
`;

describe("a pack of our rules and of somebody else's", function () {
  this.timeout(60_000);
  const folder = mkdtempSync(path.join(tmpdir(), "mixed-pack-"));
  const resources = stack([denyInternet]).map((one) => ({
    ...one,
    outputs: { ...one.inputs, id: `/ids/${one.name}` },
  }));
  let pack: PackProcess;
  let answer: StackAnswer;

  before(async () => {
    mkdirSync(path.join(folder, "dist"));
    writeFileSync(
      path.join(folder, "PulumiPolicy.yaml"),
      "runtime: { name: nodejs, options: { typescript: false } }\n",
    );
    writeFileSync(
      path.join(folder, "package.json"),
      '{ "name": "mixed", "version": "1.0.0", "main": "dist/index.js" }',
    );
    writeFileSync(path.join(folder, "index.ts"), source);
    symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"));
    await build({
      entryPoints: [path.join(folder, "index.ts")],
      outfile: path.join(folder, "dist/index.js"),
      bundle: true,
      platform: "node",
      target: "node20",
      format: "cjs",
      external: ["@pulumi/*"],
      logLevel: "silent",
    });
    pack = await PackProcess.start(folder);
    answer = await pack.analyze(resources);
  });

  after(() => {
    pack.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const told = (policy: string) => {
    const [line = "null"] = answer.diagnostics.filter((one) => one.policy === policy).map(({ message }) => message);
    return JSON.parse(line.split("\n").at(-1) ?? "null") as Readonly<Record<string, unknown>>;
  };

  it("gives every policy of theirs all resources, with properties and links, wherever it stands in the pack", () => {
    for (const policy of ["first", "typed", "middle", "last"]) {
      const { seen, rules, linked } = told(policy);
      assert.deepEqual({ seen, rules, linked }, { seen: resources.length, rules: 1, linked: true }, policy);
    }
  });

  it("has the SDK decode the resources for each of theirs, and never for one of ours", () => {
    const counts = ["first", "typed", "middle", "last"].map((policy) => Number(told(policy)["decoded"]));
    const between = counts.slice(1).map((count, index) => count - (counts[index] ?? 0));
    assert.deepEqual(between, [resources.length, resources.length, resources.length]);
  });

  it("still tells which policies do not apply, theirs by type and ours by what they judge", () => {
    assert.ok(answer.notApplicable.includes("absent"));
    assert.ok(!answer.notApplicable.includes("typed"));
    assert.ok(!answer.notApplicable.includes("nsg-acr-tag"));
  });

  it("finds with our rules what the pack itself finds", async () => {
    const own = await PackProcess.start();
    const alone = await own.analyze(resources);
    own.stop();
    const theirs = new Set(["first", "typed", "middle", "last"]);
    assert.deepEqual(
      answer.diagnostics.filter(({ policy }) => !theirs.has(policy)),
      alone.diagnostics,
    );
    assert.ok(alone.diagnostics.length > 0);
    assert.deepEqual(
      answer.notApplicable.filter((name) => name !== "absent"),
      alone.notApplicable,
    );
  });

  it("gives theirs everything in a second pass and where ours are disabled", async () => {
    const levels = Object.fromEntries((await pack.policies()).map(({ name }) => [name, "disabled" as const]));
    await pack.configure({ ...levels, middle: "advisory", "nsg-acr-tag": "mandatory" });
    const again = await pack.analyze(resources);
    assert.deepEqual(
      again.diagnostics.map(({ policy }) => policy),
      ["nsg-acr-tag", "middle"],
    );
    assert.equal((JSON.parse(again.diagnostics[1]?.message.split("\n").at(-1) ?? "") as { seen: number }).seen, 6);
  });
});

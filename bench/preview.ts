/**
 * What the policy pack adds to a warm preview: seconds and peak memory of the whole engine, with our pack, with an
 * empty pack (the floor), and without one, in turn within one run. Prints a table in Markdown.
 *
 * `npm run bench [environment] [rounds]`
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { runOperation } from "../sandbox/engine/operation";
import { readProgram } from "../sandbox/engine/program";
import { residentMemory } from "./process-tree";

const root = path.resolve(__dirname, "..");
const scratch = mkdtempSync(path.join(tmpdir(), "bench-"));

interface Variant {
  readonly name: string;
  readonly packs: readonly string[];
  readonly configs: readonly string[];
}

interface Measured {
  readonly seconds: number;
  readonly firstResource: number;
  readonly peak: number;
}

async function main(environment: string, rounds: number): Promise<void> {
  const variants: readonly Variant[] = [
    { name: "no pack", packs: [], configs: [] },
    { name: "an empty pack", packs: [emptyPack()], configs: [] },
    {
      name: "our pack",
      packs: [path.join(root, "policies")],
      configs: [path.join(root, `stacks/policy-config.${environment}.json`)],
    },
  ];
  const measured = new Map<string, Measured[]>(variants.map(({ name }) => [name, []]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const variant of variants) {
      const one = await measure(environment, variant);
      // The first round warms the caches of the disk.
      if (round > 0) {
        measured.get(variant.name)?.push(one);
      }
    }
  }
  print(environment, rounds, measured);
}

async function measure(environment: string, variant: Variant): Promise<Measured> {
  const folder = mkdtempSync(path.join(scratch, "stack-"));
  const eventLog = path.join(folder, "events.json");
  const state = path.join(folder, "stack");
  let peak = 0;
  let started = 0;
  let firstResource = Number.NaN;
  let watch: NodeJS.Timeout | undefined;
  const code = await runOperation(
    {
      name: "preview",
      program: readProgram(root),
      stack: environment,
      stackFolder: state,
      policyPacks: variant.packs,
      policyPackConfigs: variant.configs,
      eventLog,
      engineArguments: ["--suppress-progress"],
    },
    "ignore",
    (child) => {
      started = performance.now();
      watch = setInterval(() => {
        peak = Math.max(peak, residentMemory(child.pid ?? 0));
        if (Number.isNaN(firstResource) && registered(eventLog)) {
          firstResource = (performance.now() - started) / 1000;
        }
      }, 50);
    },
  );
  const seconds = (performance.now() - started) / 1000;
  clearInterval(watch);
  rmSync(folder, { recursive: true, force: true });
  if (code !== 0) {
    throw new Error(`preview of ${environment} with ${variant.name} ended with ${code}`);
  }
  return { seconds, firstResource, peak };
}

/** Whether the engine has begun with a resource of Azure's. */
function registered(eventLog: string): boolean {
  try {
    return readFileSync(eventLog, "utf8").includes('"type":"azure-native:');
  } catch {
    return false;
  }
}

function emptyPack(): string {
  const folder = path.join(scratch, "empty-pack");
  mkdirSync(folder);
  writeFileSync(path.join(folder, "PulumiPolicy.yaml"), "runtime:\n  name: nodejs\n  options: { typescript: false }\n");
  writeFileSync(path.join(folder, "package.json"), '{ "name": "empty", "version": "1.0.0", "main": "index.js" }\n');
  writeFileSync(
    path.join(folder, "index.js"),
    'new (require("@pulumi/policy").PolicyPack)("empty", { policies: [] });\n',
  );
  symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"));
  return folder;
}

function print(environment: string, rounds: number, measured: ReadonlyMap<string, readonly Measured[]>): void {
  const floor = measured.get("an empty pack") ?? [];
  const rows = [...measured].map(([name, all]) => {
    const own = { seconds: median(all, "seconds"), peak: median(all, "peak") };
    const ratio = (figure: "seconds" | "peak") => (median(all, figure) / median(floor, figure)).toFixed(2);
    const cells = [name, own.seconds.toFixed(2), ratio("seconds"), own.peak.toFixed(0), ratio("peak")];
    return `| ${[...cells, median(all, "firstResource").toFixed(2)].join(" | ")} |`;
  });
  process.stdout.write(
    [
      `Preview of ${environment}, warm, median of ${rounds}; ratios to an empty pack in the same run.`,
      "",
      "| with | seconds | ratio | peak MiB | ratio | first resource, s |",
      "| --- | --- | --- | --- | --- | --- |",
      ...rows,
      "",
    ].join("\n"),
  );
}

function median(all: readonly Measured[], figure: keyof Measured): number {
  const sorted = all.map((one) => one[figure]).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

const [environment = "prod", rounds = "5"] = process.argv.slice(2);
main(environment, Number(rounds)).finally(() => rmSync(scratch, { recursive: true, force: true }));

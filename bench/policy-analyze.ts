/**
 * What the policy pack adds to judging a finished stack: processor seconds and peak memory of `pulumi policy analyze`
 * and of everything it starts, with an empty pack (the floor) and with ours, in turn within one run, by number of
 * resources. Some ten rules fail. Beside them our own `audit`, which needs no engine. Prints a table in Markdown.
 *
 * `npm run bench:analyze [rounds] [number of resources, …]`
 */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { engineEnvironment, readEngine } from "../sandbox/engine/engine-environment";
import { benchConfig, stateOf } from "./policy-state";
import { processTree } from "./process-tree";

const root = path.resolve(__dirname, "..");
const scratch = mkdtempSync(path.join(tmpdir(), "bench-analyze-"));

interface Variant {
  readonly name: string;
  /** The command that judges a state file. */
  readonly command: (state: string) => readonly string[];
}

interface Measured {
  /** Processor time in seconds, user and system, of all processes. */
  readonly cpu: number;
  /** MiB. */
  readonly peak: number;
  readonly failing: number;
}

async function main(rounds: number, sizes: readonly number[]): Promise<void> {
  const lines: string[] = [];
  const all = variants();
  for (const size of sizes) {
    const state = path.join(scratch, `state-${size}.json`);
    writeFileSync(state, stateOf(size));
    const measured = new Map<string, Measured[]>(all.map(({ name }) => [name, []]));
    for (let round = 0; round < rounds; round += 1) {
      for (const variant of all) {
        measured.get(variant.name)?.push(await measure(variant.command(state)));
      }
    }
    lines.push(...rows(size, measured));
  }
  process.stdout.write(
    [
      `\`pulumi policy analyze\` and \`audit\`, median of ${rounds}; ratios to an empty pack in the same run.`,
      "",
      "| resources | with | CPU s | ratio | peak MiB | ratio | rules that found something |",
      "| --- | --- | --- | --- | --- | --- | --- |",
      ...lines,
      "",
    ].join("\n"),
  );
}

const floor = "an empty pack";

/** `BENCH_PACK`: another build of the pack to measure. */
function variants(): readonly Variant[] {
  const config = path.join(scratch, "policy-config.json");
  writeFileSync(config, JSON.stringify(benchConfig));
  const ours = process.env["BENCH_PACK"] ?? path.join(root, "policies");
  const empty = emptyPack();
  const analyze = (state: string, pack: string) => {
    return [readEngine().pulumi, "policy", "analyze", "--file", state, "--policy-pack", pack, "--json"];
  };
  const command = path.join(ours, "dist/command.js");
  return [
    { name: floor, command: (state) => analyze(state, empty) },
    { name: "our pack", command: (state) => [...analyze(state, ours), "--policy-pack-config", config] },
    {
      name: "`audit`",
      command: (state) => [process.execPath, command, "audit", state, "--config", config, "--json"],
    },
  ];
}

function measure([program = "", ...words]: readonly string[]): Promise<Measured> {
  const folders = { backend: path.join(scratch, "backend"), azure: path.join(scratch, "azure") };
  mkdirSync(folders.backend, { recursive: true });
  // What a process took that came to its own end, however short it was, the shell is told and Node.js is not.
  const child = spawn("sh", ["-c", '"$@"; times', "sh", program, ...words], {
    cwd: scratch,
    env: engineEnvironment(readEngine(), folders),
    stdio: ["ignore", "pipe", "ignore"],
  });
  let output = "";
  let peak = 0;
  // By process, since the engine kills its plugins without waiting for them: nobody is told what they took.
  const cpu = new Map<number, number>();
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const watch = setInterval(() => {
    const tree = processTree(child.pid ?? 0);
    peak = Math.max(peak, total([...tree.values()].map(({ resident }) => resident)));
    tree.forEach((usage, process) => cpu.set(process, Math.max(usage.cpu, cpu.get(process) ?? 0)));
  }, 50);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", () => {
      clearInterval(watch);
      const seen = total([...cpu.values()]);
      const { printed, waited } = withoutTimes(output);
      resolve({ cpu: Math.max(seen, waited), peak, failing: failingRules(printed).size });
    });
  });
}

/** The last line of `times` is what the shell waited for, as `0m1.234s 0m0.567s`: user and system. */
function withoutTimes(output: string): { readonly printed: string; readonly waited: number } {
  const lines = output.trimEnd().split("\n");
  const times = [...(lines.at(-1) ?? "").matchAll(/(\d+)m([\d.]+)s/g)];
  if (times.length !== 2) {
    throw new Error(`it did not come to an end: ${output.slice(-500)}`);
  }
  const waited = total(times.map(([, minutes, seconds]) => Number(minutes) * 60 + Number(seconds)));
  return { printed: lines.slice(0, -2).join("\n"), waited };
}

function total(figures: readonly number[]): number {
  return figures.reduce((sum, figure) => sum + figure, 0);
}

/** Of the audit's own JSON, or of the engine's events, one a line. */
function failingRules(output: string): ReadonlySet<string> {
  if (output.startsWith("{\n")) {
    const { findings } = JSON.parse(output) as { readonly findings: readonly { readonly policy: string }[] };
    return new Set(findings.map(({ policy }) => policy));
  }
  const events = output
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line) as { readonly policyEvent?: { readonly policyName: string } });
  return new Set(events.flatMap(({ policyEvent }) => policyEvent?.policyName ?? []));
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

function rows(size: number, measured: ReadonlyMap<string, readonly Measured[]>): readonly string[] {
  return [...measured].map(([name, all]) => {
    const ratio = (figure: keyof Measured) => {
      return (median(all, figure) / median(measured.get(floor) ?? [], figure)).toFixed(2);
    };
    const cells = [`${size}`, name, median(all, "cpu").toFixed(2), ratio("cpu")];
    const memory = [median(all, "peak").toFixed(0), ratio("peak"), `${median(all, "failing")}`];
    return `| ${[...cells, ...memory].join(" | ")} |`;
  });
}

function median(all: readonly Measured[], figure: keyof Measured): number {
  const sorted = all.map((one) => one[figure]).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

const [rounds = "3", ...sizes] = process.argv.slice(2);
main(Number(rounds), sizes.length === 0 ? [500, 1000, 2000, 5000] : sizes.map(Number)).finally(() =>
  rmSync(scratch, { recursive: true, force: true }),
);

// How tests use the real engine: the same runner as `npm run sandbox`, on a state of the test's own, with the engine's
// events parsed. When the sandbox is not set up, the test fails; none is skipped.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { type EngineEvent, type PolicyEvent, readEvents, type Step } from "../../sandbox/engine/events";
import { type OperationName, runOperationQuietly } from "../../sandbox/engine/operation";
import { type Program, readProgram } from "../../sandbox/engine/program";

export const root = path.resolve(__dirname, "../..");

export interface RunOptions {
  /** Absolute path of a policy pack to enforce. */
  readonly policyPack?: string;
  /** Configuration of the pack; written to a file for the engine. */
  readonly policyConfig?: Readonly<Record<string, unknown>>;
  /** Further arguments of the engine's command, for instance `--expect-no-changes`. */
  readonly arguments?: readonly string[];
  readonly environment?: NodeJS.ProcessEnv;
}

export interface EngineRun {
  readonly exitCode: number;
  /** What the engine wrote to stdout and stderr, without colours. */
  readonly output: string;
  readonly events: readonly EngineEvent[];
  /** Violations, as the engine reports them. */
  readonly policyEvents: readonly PolicyEvent[];
  /** Names of policies that passed somewhere and failed nowhere; failed ones, undecided ones among them. */
  readonly policies: { readonly passed: readonly string[]; readonly failed: readonly string[] };
  /** Messages of diagnostics of severity error, as they came. */
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
  /** One a resource, in the engine's order; providers and the stack itself are left out. */
  readonly steps: readonly ResourceStep[];
  /** Count of steps by operation, from the engine's summary; undefined when it did not come to one. */
  readonly changes: Readonly<Record<string, number>> | undefined;
  /** Outputs of the stack; unknown ones are missing, secrets are `[secret]`. */
  readonly outputs: Readonly<Record<string, unknown>>;
}

export interface ResourceStep {
  readonly op: string;
  readonly type: string;
  readonly name: string;
  readonly urn: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, unknown>>;
  /** Properties that changed. */
  readonly diffs: readonly string[];
}

/** One stack of one program, whose engine state and Azure last from run to run until `remove`. */
export class EngineStack {
  /** Holds `backend/`, `azure/` and `config/`. */
  public readonly folder = mkdtempSync(path.join(tmpdir(), "engine-stack-"));

  /** @param program folder with a Pulumi.yaml @param stack also names the configuration: Pulumi.<stack>.yaml */
  public constructor(
    public readonly program: string,
    public readonly stack = "test",
  ) {}

  public preview(options?: RunOptions): Promise<EngineRun> {
    return this.run("preview", options);
  }

  public up(options?: RunOptions): Promise<EngineRun> {
    return this.run("up", options);
  }

  public refresh(options?: RunOptions): Promise<EngineRun> {
    return this.run("refresh", options);
  }

  /** Afterwards the state is gone. */
  public destroy(options?: RunOptions): Promise<EngineRun> {
    return this.run("destroy", options);
  }

  /** Removes what is left on disk; to be called after the test, whatever came of it. */
  public remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async run(name: OperationName, options: RunOptions = {}): Promise<EngineRun> {
    const logs = mkdtempSync(path.join(tmpdir(), "engine-run-"));
    try {
      const eventLog = path.join(logs, "events.json");
      const policyConfig = path.join(logs, "policy-config.json");
      if (options.policyConfig !== undefined) {
        writeFileSync(policyConfig, JSON.stringify(options.policyConfig));
      }
      const program = readProgram(this.program);
      prepare(program, options);
      const { exitCode, output } = await runOperationQuietly({
        name,
        program,
        stack: this.stack,
        stackFolder: path.join(this.folder, "stack"),
        policyPacks: options.policyPack === undefined ? [] : [options.policyPack],
        policyPackConfigs: options.policyConfig === undefined ? [] : [policyConfig],
        eventLog,
        engineArguments: ["--color", "never", "--suppress-progress", ...(options.arguments ?? [])],
        ...(options.environment === undefined ? {} : { environment: options.environment }),
      });
      return readRun(exitCode, output, readEvents(eventLog));
    } finally {
      rmSync(logs, { recursive: true, force: true });
    }
  }
}

/**
 * A program in a folder of its own, from the text of its files, with this repository's dependencies.
 * @param files by relative path; Pulumi.yaml is for TypeScript run by tsx, unless it is given
 * @returns the folder; whoever asked for it removes it
 */
export function temporaryProgram(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(path.join(tmpdir(), "engine-program-"));
  const all = { "Pulumi.yaml": typescriptProject, ...files };
  for (const [file, text] of Object.entries(all)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
  if (!("node_modules" in files)) {
    symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"));
  }
  return folder;
}

/** Fails with everything the engine said, unless the run ended well. */
export function assertSucceeded(run: EngineRun): void {
  assert.equal(run.exitCode, 0, run.output);
}

const typescriptProject = `name: test-program
main: index.ts
runtime:
  name: nodejs
  options: { typescript: false, nodeargs: "--import tsx" }
`;

const prepared = new Set<string>();

/** What the clone lacks, or has of older sources, is made before the first run: once a process for each need. */
function prepare(program: Program, { policyPack }: RunOptions): void {
  const usesBuild = [program.folder, ...program.localPackages, policyPack ?? ""].some(
    (folder) => folder === root || folder === path.join(root, "policies"),
  );
  const needs = [...(usesBuild ? [] : ["--engine"]), ...(program.runtime === "yaml" ? ["--yaml"] : [])];
  if (!prepared.has(needs.join())) {
    const made = spawnSync(process.execPath, [path.join(root, "sandbox/prepare.mjs"), "--quiet", ...needs], {
      encoding: "utf8",
    });
    assert.equal(made.status, 0, made.stdout + made.stderr);
    prepared.add(needs.join());
  }
}

function readRun(exitCode: number, output: string, events: readonly EngineEvent[]): EngineRun {
  const summaries = events.flatMap(
    (event) => event.policyAnalyzeSummaryEvent ?? event.policyAnalyzeStackSummaryEvent ?? [],
  );
  const failed = new Set(summaries.flatMap((summary) => summary.failed ?? []));
  const passed = new Set(summaries.flatMap((summary) => summary.passed ?? []).filter((name) => !failed.has(name)));
  const summary = events.flatMap((event) => event.summaryEvent ?? []).at(-1);
  return {
    exitCode,
    output,
    events,
    policyEvents: events.flatMap((event) => event.policyEvent ?? []),
    policies: { passed: [...passed].sort(), failed: [...failed].sort() },
    errors: messages(events, "error"),
    warnings: messages(events, "warning"),
    steps: events.flatMap((event) => (event.resourcePreEvent ? resourceStep(event.resourcePreEvent.metadata) : [])),
    changes: summary === undefined ? undefined : (summary.resourceChanges ?? {}),
    outputs: stackOutputs(events),
  };
}

function messages(events: readonly EngineEvent[], severity: "error" | "warning"): string[] {
  return events.flatMap(({ diagnosticEvent }) =>
    diagnosticEvent?.severity === severity ? [diagnosticEvent.message] : [],
  );
}

function resourceStep(step: Step): ResourceStep[] {
  if (step.type === "pulumi:pulumi:Stack" || step.type.startsWith("pulumi:providers:")) {
    return [];
  }
  const state = step.new ?? step.old;
  return [
    {
      op: step.op,
      type: step.type,
      name: step.urn.split("::").at(-1) ?? "",
      urn: step.urn,
      inputs: state?.inputs ?? {},
      outputs: state?.outputs ?? {},
      diffs: step.diffs ?? [],
    },
  ];
}

function stackOutputs(events: readonly EngineEvent[]): Readonly<Record<string, unknown>> {
  const ends = events.flatMap((event) => event.resOutputsEvent?.metadata ?? []);
  return ends.filter((step) => step.type === "pulumi:pulumi:Stack").at(-1)?.new?.outputs ?? {};
}

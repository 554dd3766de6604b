// The engine's events, as `--event-log` writes them: one JSON object a line, of type apitype.EngineEvent
// (sdk/go/common/apitype/events.go of github.com/pulumi/pulumi). Only what the sandbox and its tests read is typed.

import { existsSync, readFileSync } from "node:fs";

export interface EngineEvent {
  readonly sequence: number;
  readonly diagnosticEvent?: DiagnosticEvent;
  readonly summaryEvent?: SummaryEvent;
  readonly resourcePreEvent?: { readonly metadata: Step };
  readonly resOutputsEvent?: { readonly metadata: Step };
  readonly resOpFailedEvent?: { readonly metadata: Step };
  readonly policyEvent?: PolicyEvent;
  /** Of one resource. */
  readonly policyAnalyzeSummaryEvent?: PolicySummary;
  /** Of the whole stack, at its end. */
  readonly policyAnalyzeStackSummaryEvent?: PolicySummary;
  readonly errorEvent?: { readonly error: string };
}

export interface DiagnosticEvent {
  readonly urn?: string;
  readonly message: string;
  readonly severity: "debug" | "info" | "info#err" | "warning" | "error";
  readonly ephemeral?: boolean;
}

export interface SummaryEvent {
  /** Count of steps by operation; absent when there were none. */
  readonly resourceChanges?: Readonly<Record<string, number>>;
  readonly isPreview: boolean;
  readonly result?: "succeeded" | "failed" | "canceled";
}

export interface Step {
  /** `create`, `update`, `same`, `delete`, `replace`, `create-replacement`, `read`, `refresh`, … */
  readonly op: string;
  readonly urn: string;
  readonly type: string;
  readonly old: StepState | null;
  readonly new: StepState | null;
  /** Properties that changed. */
  readonly diffs?: readonly string[];
  readonly detailedDiff: Readonly<Record<string, { readonly diffKind: string; readonly inputDiff: boolean }>> | null;
}

export interface StepState {
  readonly custom?: boolean;
  readonly id: string;
  readonly parent: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, unknown>>;
}

export interface PolicyEvent {
  readonly resourceUrn?: string;
  readonly message: string;
  readonly policyName: string;
  readonly policyPackName: string;
  readonly enforcementLevel: "advisory" | "mandatory" | "remediate" | "disabled";
  readonly severity?: "low" | "medium" | "high" | "critical";
}

export interface PolicySummary {
  readonly resourceUrn?: string;
  readonly policyPackName: string;
  readonly passed?: readonly string[];
  /** Also lists policies that reported `undecided:`. */
  readonly failed?: readonly string[];
}

/** Empty when the engine ended before it wrote anything. */
export function readEvents(file: string): EngineEvent[] {
  return existsSync(file) ? parseEvents(readFileSync(file, "utf8")) : [];
}

/** A last line that a killed engine left unfinished is passed over. */
export function parseEvents(text: string): EngineEvent[] {
  const lines = text.split("\n");
  return lines.flatMap((line, index) => {
    try {
      return line === "" ? [] : [JSON.parse(line) as EngineEvent];
    } catch (error) {
      if (index === lines.length - 1) {
        return [];
      }
      throw error;
    }
  });
}

// What `npm start` prints of the verdicts: a row an environment, then every finding whole. Pure.

import type { EnvironmentVerdict, PolicyFinding } from "./gate";

/** Plain text of at most the terminal's usual width; numbers stand right. */
export function renderTable(verdicts: readonly EnvironmentVerdict[]): string {
  const rows = [head, ...verdicts.map(row)];
  const widths = head.map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)));
  const lines = rows.map((cells) =>
    cells
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return column < textColumns ? cell.padEnd(width) : cell.padStart(width);
      })
      .join("  ")
      .trimEnd(),
  );
  const rule = widths.map((width) => "-".repeat(width)).join("  ");
  return [lines[0], rule, ...lines.slice(1)].join("\n");
}

/** Faults first, then what failed, then what is undecided, an environment after the other; empty when there is nothing. */
export function renderFindings(verdicts: readonly EnvironmentVerdict[]): string {
  return verdicts
    .flatMap((verdict) => [
      ...(verdict.fault === undefined ? [] : [`${verdict.environment}  did not run\n${indented(verdict.fault)}`]),
      ...(["failed", "undecided"] as const).flatMap((kind) =>
        verdict.findings.filter((finding) => finding.verdict === kind).map((finding) => section(verdict, finding)),
      ),
    ])
    .join("\n\n");
}

/** One sentence: what the gate decided, and why. */
export function renderDecision(verdicts: readonly EnvironmentVerdict[]): string {
  const named = (chosen: readonly EnvironmentVerdict[]) => chosen.map(({ environment }) => environment).join(", ");
  const refused = verdicts.filter(({ findings }) => findings.some(({ level }) => level === "mandatory"));
  const broken = verdicts.filter(({ fault }) => fault !== undefined);
  if (refused.length > 0) {
    return `refused: a mandatory policy is violated in ${named(refused)}`;
  }
  if (broken.length > 0) {
    return `not decided: ${named(broken)} could not be previewed`;
  }
  return verdicts.length === 0 ? "not decided: there is no environment" : `accepted: ${named(verdicts)}`;
}

const head = ["environment", "road", "resources", "passed", "failed", "undecided", "not applicable", "seconds"];
const textColumns = 2;

function row(verdict: EnvironmentVerdict): string[] {
  const { environment, road, fault } = verdict;
  const seconds = verdict.seconds.toFixed(1);
  if (fault !== undefined && verdict.passed.length + verdict.failed.length + verdict.undecided.length === 0) {
    return [environment, road, "did not run", "-", "-", "-", "-", seconds];
  }
  return [
    environment,
    road,
    fault === undefined ? String(verdict.resources) : "did not run",
    String(verdict.passed.length),
    failedCell(verdict),
    String(verdict.undecided.length),
    verdict.notApplicable === undefined ? "?" : String(verdict.notApplicable.length),
    seconds,
  ];
}

/** An advisory failure does not refuse anything, so it is told apart. */
function failedCell({ failed, findings }: EnvironmentVerdict): string {
  const mandatory = failed.filter((policy) =>
    findings.some((finding) => finding.policy === policy && finding.level === "mandatory"),
  );
  if (mandatory.length === failed.length) {
    return String(failed.length);
  }
  return `${failed.length} (${failed.length - mandatory.length} advisory)`;
}

function section(verdict: EnvironmentVerdict, finding: PolicyFinding): string {
  const heading = [verdict.environment, finding.policy, finding.verdict, finding.level, finding.resource];
  return `${heading.filter((part) => part !== "").join("  ")}\n${indented(finding.message)}`;
}

function indented(text: string): string {
  return text
    .split("\n")
    .map((line) => `    ${line}`.trimEnd())
    .join("\n");
}

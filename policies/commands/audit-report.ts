/** An audit as text for people and as JSON for programs. The JSON is public: what it has stays. */
import { describeProblem, Problem } from "../../azure/problem";
import { Audit, AuditFinding, fails } from "./audit";

export function auditText(audit: Audit): string {
  const { findings, passed, notApplicable, disabled } = audit;
  const failing = findings.filter(fails).length;
  const counts = [
    `${failing} mandatory`,
    `${findings.length - failing} advisory or excepted`,
    `policies: ${passed.length} passed`,
    `${new Set(findings.map(({ policy }) => policy)).size} found something`,
    `${notApplicable.length} not applicable`,
    `${disabled.length} disabled`,
  ];
  return [...findings.map(findingText), `findings: ${counts.join(", ")}`, ""].join("\n");
}

export function auditJson(audit: Audit): string {
  const { findings, passed, notApplicable, disabled, warnings } = audit;
  return `${JSON.stringify({ version: 1, findings, passed, notApplicable, disabled, warnings }, undefined, 2)}\n`;
}

export function refusalJson(problems: readonly Problem[]): string {
  return `${JSON.stringify({ version: 1, problems }, undefined, 2)}\n`;
}

/** A file may be wrong in thousands of places; the first tell what kind of file it is. */
const mostListed = 50;

export function problemsText(problems: readonly Problem[]): string {
  const more = problems.length - mostListed;
  const lines = problems.slice(0, mostListed).map(describeProblem);
  return [...lines, ...(more > 0 ? [`and ${more} more`] : []), ""].join("\n");
}

function findingText({ policy, level, urn, message, exceptions }: AuditFinding): string {
  const excepted = exceptions.length === 0 ? "" : `, excepted by ${exceptions.join(", ")}`;
  const [first = "", ...rest] = message.split("\n");
  const head = `${policy}  ${level}${excepted}  ${urn ?? ""}`.trimEnd();
  return printable([head, `  ${first}`, ...rest.map((line) => `    ${line}`), ""].join("\n"));
}

/** Names in a state may hold anything, also what a terminal obeys. */
function printable(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g, " ");
}

/** A finding as the text that Pulumi prints under a policy's name. */
import { Fault, Finding } from "../rules/rule";

/** Undecided messages begin with this word: gates tell them apart by it. */
const undecidedPrefix = "undecided:";

type Told = Exclude<Finding, { verdict: "pass" }>;

export function describeFinding(finding: Told): string {
  return finding.verdict === "fail" ? describeFault(finding.fault) : describeUndecided(finding);
}

function describeFault(fault: Fault): string {
  const [label, text] = fault.witness;
  const rows: readonly (readonly [string, string])[] = [
    [label, text],
    ["decided by", fault.decidedBy],
    ["therefore", fault.consequence],
    ["fix", fault.fix],
    ...(fault.asOf === undefined ? [] : [["as of", `the service tags that were published on ${fault.asOf}`] as const]),
    ...(fault.note === undefined ? [] : [["note", fault.note] as const]),
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return [fault.who, ...rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`)].join("\n");
}

function describeUndecided(finding: Extract<Finding, { verdict: "undecided" }>): string {
  const unknowns = finding.unknowns.length === 0 ? "" : `; not known: ${listed(finding.unknowns)}`;
  const fix = finding.fix === undefined ? "" : ` (${finding.fix})`;
  return `${undecidedPrefix} ${finding.question}${unknowns}${fix}`;
}

/** A security group may have thousands of rules that are not known; a message that nobody reads tells nothing. */
const mostListed = 5;

function listed(unknowns: readonly string[]): string {
  const more = unknowns.length - mostListed;
  return `${unknowns.slice(0, mostListed).join("; ")}${more > 0 ? `; and ${more} more` : ""}`;
}

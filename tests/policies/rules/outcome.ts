/** What all findings of a rule together are worth, whether it speaks of a group, a subnet or a grant. */
import assert from "node:assert/strict";
import { Fault, Finding } from "../../../policies/rules/rule";
import { said, Verdict } from "../said";

/** `advisory` is a fail that a rule lowers below its own level. */
export type Outcome = Verdict | "advisory" | "not applicable";

const worstFirst: readonly Outcome[] = ["fail", "advisory", "undecided", "pass"];

export function outcome(findings: readonly Finding[]): Outcome {
  const found: readonly Outcome[] = findings.map((one) =>
    one.verdict === "fail" && one.level === "advisory" ? "advisory" : one.verdict,
  );
  return worstFirst.find((one) => found.includes(one)) ?? "not applicable";
}

export function assertOutcome(findings: readonly Finding[], expected: Outcome): void {
  assert.equal(outcome(findings), expected, findings.map(said).join("\n"));
}

/** For what an unknown may do: a fail may become undecided, never a pass, nor the other way round. */
export function assertNever(findings: readonly Finding[], ...forbidden: readonly Outcome[]): void {
  assert.ok(!forbidden.includes(outcome(findings)), findings.map(said).join("\n") || "not applicable");
}

/** The fault of the one fail there must be, among findings that aren't fails. */
export function faultAmong(findings: readonly Finding[]): Fault {
  const fails = findings.flatMap((one) => (one.verdict === "fail" ? [one.fault] : []));
  const [fault] = fails;
  assert.ok(fault !== undefined && fails.length === 1, `one fail was expected, found ${findings.map(said).join("\n")}`);
  return fault;
}

/** All that a reader is shown of a fault. */
export function tells(fault: Fault): string {
  return [fault.who, ...fault.witness, fault.decidedBy, fault.consequence, fault.fix, fault.note ?? ""].join("; ");
}

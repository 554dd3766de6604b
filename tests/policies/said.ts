/** What a finding says, for tests that ask whether the reader is told what they need. */
import assert from "node:assert/strict";
import { Fault, Finding } from "../../policies/rules/rule";

export type Verdict = Finding["verdict"];

/** The one finding there must be. */
export function only(findings: readonly Finding[]): Finding {
  const [finding] = findings;
  assert.equal(findings.length, 1, `one finding was expected, found ${JSON.stringify(findings)}`);
  assert.ok(finding);
  return finding;
}

/** The fault of the one finding there must be, which must be a fail. */
export function onlyFault(findings: readonly Finding[]): Fault {
  const finding = only(findings);
  assert.equal(finding.verdict, "fail", said(finding));
  assert.ok(finding.verdict === "fail");
  return finding.fault;
}

/** What the one finding there must be, which must be undecided, does not know. */
export function onlyUnknowns(findings: readonly Finding[]): string {
  const finding = only(findings);
  assert.equal(finding.verdict, "undecided", said(finding));
  assert.ok(finding.verdict === "undecided");
  return finding.unknowns.join("; ");
}

/** All of it as one text: what fails a test should show what was found. */
export function said(finding: Finding): string {
  return `${finding.verdict} at ${JSON.stringify(finding.subject)}: ${JSON.stringify({ ...finding, subject: undefined })}`;
}

/** Judges a row and compares; the message shows the finding. */
export function assertVerdict(findings: readonly Finding[], expected: Verdict): void {
  const finding = only(findings);
  assert.equal(finding.verdict, expected, said(finding));
}

/** Several findings on one way, for instance one a region: the worst of them is what the way is worth. */
export function assertWorst(findings: readonly Finding[], expected: Verdict): void {
  const order: readonly Verdict[] = ["fail", "undecided", "pass"];
  const worst = order.find((verdict) => findings.some((finding) => finding.verdict === verdict));
  assert.equal(worst, expected, findings.map(said).join("\n"));
}

/** Each text stands in the whole. */
export function assertSays(whole: string, ...texts: readonly (string | RegExp)[]): void {
  for (const text of texts) {
    const found = typeof text === "string" ? whole.includes(text) : text.test(whole);
    assert.ok(found, `${String(text)} is not said in: ${whole}`);
  }
}

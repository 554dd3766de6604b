/**
 * An exemption accepts one rule's findings on some resources, for a reason, until a day. It lowers what it covers and
 * touches nothing else: another rule's finding on the same resource, and the same rule's on another, are what they were.
 */
import { Origin } from "../azure/estate/estate";
import { Problem, quoted } from "../azure/problem";
import { registeredUrn } from "./convert/template";
import { EstateRule, Finding } from "./rules/rule";
import { didYouMean } from "./schema";

export interface Exemption {
  readonly rule: string;
  /**
   * Name or URN of the resource, as a finding tells it, from beginning to end; `*` stands for any text, also none.
   * Upper and lower case differ, as they do in Pulumi's names.
   */
  readonly resource: string;
  readonly reason: string;
  readonly owner: string;
  /** Last day on which it holds, `YYYY-MM-DD`, UTC. */
  readonly expires: string;
}

/** What was judged in one run, as far as exemptions look at it. */
export interface JudgedRun {
  readonly settings: { readonly exemptions: readonly Exemption[] };
  readonly resources: readonly { readonly urn: string }[];
  of(rule: EstateRule): { readonly findings: readonly Finding[]; readonly isBroken: boolean };
}

/** The first exemption in force that covers a finding of `rule` on `subject`. `today`: `YYYY-MM-DD`. */
export function exemptionFor(
  exemptions: readonly Exemption[],
  rule: string,
  subject: Origin,
  today: string,
): Exemption | undefined {
  return exemptions.find((one) => one.rule === rule && isInForce(one, today) && covers(one.resource, subject));
}

/** Exemptions that cannot do what they are meant for: of an unknown rule, expired, or without what they must have. */
export function checkExemptions(
  exemptions: readonly Exemption[],
  rules: readonly string[],
  today: string,
): readonly Problem[] {
  return exemptions.flatMap((exemption, index) => {
    const path = `exemptions[${index}]`;
    return [
      ...checkRule(exemption, path, rules),
      ...checkTexts(exemption, path),
      ...checkExpiry(exemption, path, today),
    ];
  });
}

/**
 * Exemptions in force that covered nothing: no finding of their rule in this run. Nothing is said of a rule that was
 * not judged or could not be, and of a URN that can be none of this stack's: many stacks share one configuration.
 */
export function unusedExemptions(
  judgement: JudgedRun,
  rules: readonly EstateRule[],
  today: string,
): readonly Problem[] {
  return judgement.settings.exemptions.flatMap((exemption, index): readonly Problem[] => {
    const rule = rules.find(({ id }) => id === exemption.rule);
    const mayHit = judgement.resources.some(({ urn }) => mayBeIn(exemption.resource, urn));
    if (rule === undefined || !isInForce(exemption, today) || !mayHit) {
      return [];
    }
    const { findings, isBroken } = judgement.of(rule);
    const subjects = findings.filter(({ verdict }) => verdict !== "pass").map(({ subject }) => subject);
    if (isBroken || subjects.some((subject) => covers(exemption.resource, subject))) {
      return [];
    }
    return [unused(exemption, `exemptions[${index}].resource`, subjects)];
  });
}

function unused({ rule, resource, owner }: Exemption, path: string, subjects: readonly Origin[]): Problem {
  const names = [...new Set(subjects.map(({ name }) => name))];
  const inOtherCase = names.find((name) => matches(resource.toLowerCase(), name.toLowerCase()));
  const meant = inOtherCase === undefined ? didYouMean(resource, names) : `did you mean \`${inOtherCase}\`?`;
  return {
    path,
    found: quoted(resource),
    expected: `a resource on which ${rule} finds something; in this run there is none`,
    fix: meant ?? `remove the exemption if it is needed nowhere else (owner: ${owner})`,
  };
}

function checkRule({ rule }: Exemption, path: string, rules: readonly string[]): readonly Problem[] {
  if (rules.includes(rule)) {
    return [];
  }
  const expected = `one of ${rules.join(", ")}`;
  return [{ path: `${path}.rule`, found: quoted(rule), expected, fix: didYouMean(rule, rules) }];
}

function checkTexts(exemption: Exemption, path: string): readonly Problem[] {
  return (["resource", "reason", "owner"] as const)
    .filter((key) => exemption[key].trim() === "")
    .map((key) => ({ path: `${path}.${key}`, found: quoted(exemption[key]), expected: "text that says something" }));
}

function checkExpiry({ expires, owner }: Exemption, path: string, today: string): readonly Problem[] {
  const at = { path: `${path}.expires`, found: quoted(expires) };
  if (!isDay(expires)) {
    return [{ ...at, expected: "a day of the calendar, YYYY-MM-DD" }];
  }
  if (expires < today) {
    const fix = `mend the finding or renew the exemption (owner: ${owner})`;
    return [{ ...at, expected: `a day from ${today} on`, fix }];
  }
  return [];
}

/** A day that does not exist is no day until which anything holds. */
function isInForce({ expires }: Exemption, today: string): boolean {
  return isDay(expires) && expires >= today;
}

function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text;
}

/** A resource in a template is known to the engine, and to who reads its messages, as the deployment. */
function covers(pattern: string, { name, urn }: Origin): boolean {
  const names = urn === undefined ? [name] : [name, urn, registeredUrn(urn)];
  return names.some((one) => matches(pattern, one));
}

/** In one pass from left to right: what a pattern costs does not depend on how it is written. */
function matches(pattern: string, text: string): boolean {
  const [first = "", ...parts] = pattern.split("*");
  const last = parts.pop();
  if (last === undefined) {
    return text === first;
  }
  let position = first.length;
  for (const part of parts) {
    const found = text.indexOf(part, position);
    if (found < 0) {
      return false;
    }
    position = found + part.length;
  }
  return text.startsWith(first) && text.endsWith(last) && text.length - last.length >= position;
}

/** Whether a pattern can mean anything in the stack of a resource: a name can anywhere, a URN says whose it is. */
function mayBeIn(pattern: string, urn: string): boolean {
  const literal = pattern.split("*")[0] ?? "";
  const stack = `${urn.split("::").slice(0, 2).join("::")}::`;
  return !literal.startsWith("urn:") || literal.startsWith(stack) || stack.startsWith(literal);
}

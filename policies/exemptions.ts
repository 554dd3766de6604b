/** An exemption accepts one rule's findings on some resources, for a reason, until a day. */
import { Origin } from "../azure/estate/estate";
import { Problem, quoted } from "../azure/problem";

export interface Exemption {
  readonly rule: string;
  /** Name or URN of the resource; `*` stands for any text. */
  readonly resource: string;
  readonly reason: string;
  readonly owner: string;
  /** Last day on which it holds, `YYYY-MM-DD`. */
  readonly expires: string;
}

const text = { type: "string", minLength: 1 } as const;

export const exemptionSchema = {
  type: "object",
  properties: {
    rule: text,
    resource: text,
    reason: text,
    owner: text,
    expires: { type: "string", pattern: "^\\d{4}-\\d{2}-\\d{2}$" },
  },
  required: ["rule", "resource", "reason", "owner", "expires"],
  additionalProperties: false,
} as const;

/** The first exemption in force that covers a finding of `rule` on `subject`. `today`: `YYYY-MM-DD`. */
export function exemptionFor(
  exemptions: readonly Exemption[],
  rule: string,
  subject: Origin,
  today: string,
): Exemption | undefined {
  return exemptions.find(
    (one) => one.rule === rule && one.expires >= today && (covers(one, subject.name) || covers(one, subject.urn)),
  );
}

/** Exemptions that cannot do what they are meant for: of an unknown rule, or expired. */
export function checkExemptions(
  exemptions: readonly Exemption[],
  rules: readonly string[],
  today: string,
): readonly Problem[] {
  return exemptions.flatMap((exemption, index): readonly Problem[] => {
    const path = `exemptions[${index}]`;
    if (!rules.includes(exemption.rule)) {
      return [{ path: `${path}.rule`, found: quoted(exemption.rule), expected: `one of ${rules.join(", ")}` }];
    }
    if (exemption.expires < today) {
      const fix = `mend the finding or renew the exemption (owner: ${exemption.owner})`;
      return [{ path: `${path}.expires`, found: quoted(exemption.expires), expected: `a day from ${today} on`, fix }];
    }
    return [];
  });
}

function covers(exemption: Exemption, name: string | undefined): boolean {
  if (name === undefined) {
    return false;
  }
  const literal = exemption.resource.split("*").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${literal.join(".*")}$`).test(name);
}

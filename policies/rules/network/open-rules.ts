/** Security rules that open something, as far as they take effect: an Allow that never decides a packet opens nothing. */
import { Estate, SecurityGroup } from "../../../azure/estate/estate";
import { acceptedRules, askGuards, SubnetFlow } from "../../../azure/estate/guards";
import { InferencingSubnet } from "../../../azure/estate/inferencing-subnets";
import { reachable } from "../../../azure/estate/link";
import { isUnknown, Maybe } from "../../../azure/known";
import { SecurityRuleProblemKind } from "../../../azure/network/read-security-rule";
import { AddressTerm, Direction, Protocol, SecurityRule } from "../../../azure/network/security-rule";
import { Finding } from "../rule";
import { nameInferencingSubnet, nameSecurityRule, nameTerms } from "../words";

export interface Opening {
  readonly direction: Direction;
  /** Which ends of a rule are meant: destinations of an outbound one, sources of an inbound one. */
  readonly opens: (terms: readonly AddressTerm[]) => "yes" | "no";
  /** The packets by which an opening shows: of `*`, for instance, those to public addresses. */
  readonly peer: (terms: readonly AddressTerm[]) => readonly AddressTerm[];
  /** The traffic in question, where it is less than all that the rule says. */
  readonly only?: Pick<SubnetFlow, "protocol" | "ports">;
}

/** A rule that a person wrote, opens what is asked about, and decides packets of the subnet. */
interface OpenRule {
  readonly rule: SecurityRule;
  readonly group: SecurityGroup;
  /** `unknown`: something that is not known decides whether it does. */
  readonly effect: Maybe<"surely">;
}

/** How a rule tells what it finds. */
export interface OpeningWords {
  /** Completes "whether … opens subnet …", for instance "to the internet". */
  readonly what: string;
  /** For instance "is open to". */
  readonly label: string;
  /** To whom, where it is not what the rule names. */
  readonly witness?: string;
  readonly consequence: string;
  readonly fix: (rule: SecurityRule) => string;
}

/** Every opening of every inferencing subnet that a security group guards. No group: there is no rule to judge. */
export function judgeOpenings(
  estate: Estate,
  subnets: readonly InferencingSubnet[],
  opening: Opening,
  words: OpeningWords,
): readonly Finding[] {
  return subnets
    .filter(({ subnet }) => subnet.securityGroup.link !== "none")
    .flatMap((inferencing) => judgeSubnet(estate, inferencing, opening, words));
}

function judgeSubnet(
  estate: Estate,
  inferencing: InferencingSubnet,
  opening: Opening,
  words: OpeningWords,
): readonly Finding[] {
  const subject = inferencing.subnet.origin;
  const unseen = unseenRules(inferencing);
  if (unseen !== undefined) {
    const question = `whether ${nameInferencingSubnet(inferencing)} is open ${words.what}`;
    return [{ verdict: "undecided", subject, question, unknowns: [unseen] }];
  }
  const findings = openRules(estate, inferencing, opening).map((of) => tellOpening(of, inferencing, words));
  return findings.length > 0 ? findings : [{ verdict: "pass", subject }];
}

function unseenRules({ subnet }: InferencingSubnet): string | undefined {
  const { securityGroup } = subnet;
  const hidden = reachable(securityGroup)
    .map((group) => group.rules)
    .find(isUnknown);
  return securityGroup.link === "unknown" ? securityGroup.because : hidden?.unknown;
}

function tellOpening({ effect, group, rule }: OpenRule, inferencing: InferencingSubnet, words: OpeningWords): Finding {
  const subject = group.origin;
  if (isUnknown(effect)) {
    const question = `whether ${nameSecurityRule(rule)} opens ${nameInferencingSubnet(inferencing)} ${words.what}`;
    return { verdict: "undecided", subject, question, unknowns: [effect.unknown] };
  }
  const named = rule.direction === "Inbound" ? rule.sources : rule.destinations;
  return {
    verdict: "fail",
    subject,
    fault: {
      who: nameInferencingSubnet(inferencing),
      witness: [words.label, words.witness ?? nameTerms(named)],
      decidedBy: `\`${group.origin.name}\`, ${nameSecurityRule(rule)}`,
      consequence: words.consequence,
      fix: words.fix(rule),
    },
  };
}

function openRules(estate: Estate, { subnet, carries }: InferencingSubnet, opening: Opening): readonly OpenRule[] {
  const certain = carries === "surely" && subnet.securityGroup.link === "known";
  return reachable(subnet.securityGroup).flatMap((group) =>
    acceptedRules(group).flatMap((rule): readonly OpenRule[] => {
      const opens = mayOpen(rule, opening);
      // What Azure refuses opens nothing; other rules say what is wrong with it.
      if (opens === "no" || isRefused(rule, group)) {
        return [];
      }
      const effects = flowsOf(rule, opening).map((flow) => effectOf(estate, subnet, flow, rule));
      const effect = effects.includes("surely") ? "surely" : effects.find(isUnknown);
      if (effect === undefined) {
        return [];
      }
      const doubt = opens === "yes" ? undefined : opens;
      const place = { unknown: `whether \`${group.origin.name}\` guards an inferencing subnet` };
      return [{ rule, group, effect: doubt ?? (certain || isUnknown(effect) ? effect : place) }];
    }),
  );
}

function isRefused(rule: SecurityRule, group: SecurityGroup): boolean {
  return group.problems.some((problem) => problem.path.startsWith(`${rule.path}.`) && refusals.includes(problem.kind));
}

const refusals: readonly SecurityRuleProblemKind[] = [
  "address",
  "forms",
  "port",
  "word",
  "service-tag",
  "service-tag-part",
  "service-tag-in-list",
];

function mayOpen(rule: SecurityRule, { direction, opens }: Opening): Maybe<"yes"> | "no" {
  if (rule.access === "Deny" || (!isUnknown(rule.direction) && rule.direction !== direction)) {
    return "no";
  }
  const terms = direction === "Outbound" ? rule.destinations : rule.sources;
  if (isUnknown(terms)) {
    return terms;
  }
  const known = terms.filter((term): term is AddressTerm => !isUnknown(term));
  const hidden = [...terms, rule.access, rule.direction].find(isUnknown);
  if (opens(known) === "no") {
    return terms.find(isUnknown) ?? "no";
  }
  return hidden !== undefined && (isUnknown(rule.access) || isUnknown(rule.direction)) ? hidden : "yes";
}

/** The traffic by which the rule would show. */
function flowsOf(rule: SecurityRule, opening: Opening): readonly SubnetFlow[] {
  const { direction, only } = opening;
  const terms = direction === "Outbound" ? rule.destinations : rule.sources;
  const peer = opening.peer(isUnknown(terms) ? [] : terms.flatMap((term) => (isUnknown(term) ? [] : [term])));
  if (only !== undefined) {
    return [{ direction, peer, ...only }];
  }
  const ports = isUnknown(rule.destinationPorts) ? undefined : rule.destinationPorts.filter((one) => !isUnknown(one));
  const known = ports?.flatMap((one) => (isUnknown(one) ? [] : [one]));
  return protocolsOf(rule).map((protocol) => ({ direction, protocol, peer, ...(known && { ports: known }) }));
}

function protocolsOf({ protocol }: SecurityRule): readonly Protocol[] {
  return isUnknown(protocol) || protocol === "*" ? ["Tcp", "Udp", "Icmp"] : [protocol];
}

function effectOf(
  estate: Estate,
  subnet: InferencingSubnet["subnet"],
  flow: SubnetFlow,
  rule: SecurityRule,
): Maybe<"surely"> | undefined {
  const answers = askGuards(estate, subnet, flow).answers;
  const deciding = answers
    .flatMap((answer) => answer.decision?.decidedBy ?? [])
    .filter((one) => one.rule === rule && one.access === "Allow");
  if (deciding.length === 0) {
    return undefined;
  }
  return deciding.some((one) => one.decides === "surely")
    ? "surely"
    : { unknown: `whether any packet comes as far as ${nameSecurityRule(rule)}` };
}

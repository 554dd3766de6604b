import { Estate } from "../../../azure/estate/estate";
import { AddressTerm } from "../../../azure/network/security-rule";
import { Circumstances, estateRule, Finding } from "../rule";
import { nameWrittenRule } from "../words";
import { holdsInternet, internet } from "./nsg-in-open";
import { judgeOpenings, Opening, OpeningWords } from "./open-rules";

/** For whoever wants outbound traffic limited to what is needed: profile `strict`. */
export const nsgAllowInternet = estateRule({
  id: "nsg-allow-internet",
  title: "outbound traffic to all of the internet or all of Azure",
  level: "mandatory",
  severity: "high",
  source: { document: "how-to-prevent-data-loss-exfiltration", read: "2026-11-24" },
  page: {
    fault:
      "Under profile `strict`, a security rule of an inferencing subnet allows outbound traffic to `Internet`, `*`, `0.0.0.0/0` or `AzureCloud`, and takes effect. Other profiles do not ask.",
    consequence: "Data can leave to any address there, also to somebody else's subscription.",
    remedy: "Allow the tags that the subnet needs, one rule each; docs/reference/required-flows.md lists them.",
    undecided: "the destination of an allowing rule, or an earlier rule, is not known in the preview.",
  },
  judge,
});

const opening: Opening = { direction: "Outbound", opens: holdsTooMuch, peer: publicSide };

/** What a rule opens in public; `*` holds private addresses as well, and those are not meant. */
function publicSide(terms: readonly AddressTerm[]): readonly AddressTerm[] {
  const azure = terms.filter(isAzureCloud);
  return azure.length > 0 ? azure : internet();
}

function isAzureCloud(term: AddressTerm): boolean {
  return term.kind === "service-tag" && /^AzureCloud(\.|$)/.test(term.tag);
}

function holdsTooMuch(terms: readonly AddressTerm[]): "yes" | "no" {
  return terms.some(isAzureCloud) ? "yes" : holdsInternet(terms);
}

function judge(estate: Estate, { inferencingSubnets, profile }: Circumstances): readonly Finding[] {
  const subnets = profile === "strict" ? inferencingSubnets : [];
  return judgeOpenings(estate, subnets, opening, words);
}

const words: OpeningWords = {
  what: "to all of the internet",
  label: "may send to",
  consequence: "data can leave to any address there",
  fix: (rule) => `replace ${nameWrittenRule(rule)} by one rule for each service tag that is needed`,
};

import { Estate } from "../../../azure/estate/estate";
import { AddressTerm } from "../../../azure/network/security-rule";
import { Circumstances, estateRule, Finding } from "../rule";
import { nameTerms, nameWrittenRule } from "../words";
import { judgeOpenings, Opening, OpeningWords } from "./open-rules";

/** Two tags that let data go to anybody's account: Microsoft's own page on data loss names them. */
export const nsgExfil = estateRule({
  id: "nsg-exfil",
  title: "outbound traffic to anybody's storage or front door",
  level: "advisory",
  severity: "medium",
  source: { document: "how-to-prevent-data-loss-exfiltration", read: "2026-11-24" },
  page: {
    fault:
      "A security rule of an inferencing subnet allows outbound traffic to `Storage` of every region or to `AzureFrontDoor.Frontend`, and takes effect.",
    consequence: "Data can be written to a storage account, or sent through a front door, of another tenant.",
    remedy:
      "Use the tag of one region with a service endpoint policy, or private endpoints; instead of `AzureFrontDoor.Frontend`, let a firewall allow the two hosts that the studio needs.",
    undecided: "the destination of an allowing rule, or an earlier rule, is not known in the preview.",
  },
  judge,
});

const leaks: readonly AddressTerm[] = [
  { kind: "service-tag", tag: "Storage" },
  { kind: "service-tag", tag: "AzureFrontDoor.Frontend" },
];

/** Of a rule whose destinations are not known, all that it might leak to. */
const opening: Opening = {
  direction: "Outbound",
  opens: (terms) => (leaksOf(terms).length > 0 ? "yes" : "no"),
  peer: (terms) => (leaksOf(terms).length > 0 ? leaksOf(terms) : leaks),
};

function leaksOf(terms: readonly AddressTerm[]): readonly AddressTerm[] {
  return terms.filter((term) => leaks.some((leak) => JSON.stringify(leak) === JSON.stringify(term)));
}

function judge(estate: Estate, { inferencingSubnets }: Circumstances): readonly Finding[] {
  return judgeOpenings(estate, inferencingSubnets, opening, words);
}

const words: OpeningWords = {
  what: "to anybody's storage",
  label: "may send to",
  consequence: "data can leave to an account of another tenant",
  fix: (rule) =>
    nameTerms(rule.destinations).includes("Storage")
      ? `in ${nameWrittenRule(rule)} write Storage.<region>, or use private endpoints`
      : `remove ${nameWrittenRule(rule)} and let a firewall allow the hosts of the studio`,
};

import { Estate } from "../../../azure/estate/estate";
import { AddressSet } from "../../../azure/network/address-set";
import { AddressTerm } from "../../../azure/network/security-rule";
import { Circumstances, estateRule, Finding } from "../rule";
import { nameWrittenRule } from "../words";
import { judgeOpenings, Opening, OpeningWords } from "./open-rules";

/** An Allow that lets anybody in. What an earlier Deny takes first does not count. */
export const nsgInOpen = estateRule({
  id: "nsg-in-open",
  title: "inferencing subnet open to the internet",
  level: "mandatory",
  severity: "critical",
  source: { document: "network-security-groups-overview", section: "Security rules", read: "2026-11-24" },
  page: {
    fault:
      "A security rule of an inferencing subnet allows inbound traffic from `*`, `Internet` or `0.0.0.0/0`, and takes effect: no earlier rule denies all of it.",
    consequence: "Whoever finds the address can call the endpoint, and everything beside it in the subnet.",
    remedy: "Name the clients: `VirtualNetwork`, their prefixes or their application security group.",
    undecided: "the source of an allowing rule, or an earlier rule, is not known in the preview.",
  },
  judge,
});

/** Sources that hold all of the internet's addresses. */
export function holdsInternet(terms: readonly AddressTerm[]): "yes" | "no" {
  const named = terms.some(
    (term) => term.kind === "everything" || (term.kind === "service-tag" && term.tag === "Internet"),
  );
  const prefixes = terms.flatMap((term) => (term.kind === "prefix" ? [term.prefix] : []));
  return named || everyIpv4.isSubsetOf(AddressSet.from(prefixes)) ? "yes" : "no";
}

const everyIpv4 = AddressSet.of("0.0.0.0/0");

export function internet(): readonly AddressTerm[] {
  return [{ kind: "service-tag", tag: "Internet" }];
}

const opening: Opening = { direction: "Inbound", opens: holdsInternet, peer: internet };

function judge(estate: Estate, { inferencingSubnets }: Circumstances): readonly Finding[] {
  return judgeOpenings(estate, inferencingSubnets, opening, words);
}

const words: OpeningWords = {
  what: "to the internet",
  label: "is open to",
  consequence: "anybody on the internet may call what stands in the subnet",
  fix: (rule) => `in ${nameWrittenRule(rule)} name the clients as source, for instance VirtualNetwork`,
};

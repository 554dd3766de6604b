import assert from "node:assert/strict";
import { describeFinding } from "../../../policies/report/message";

const subject = { name: "nsg", path: "" };

describe("the text of a finding", () => {
  it("of a fault is its rows, with the labels under one another", () => {
    const fault = {
      who: "cluster `aks`, subnet `nodes` (10.0.2.0/24)",
      witness: ["cannot reach", "AzureContainerRegistry.WestEurope, tcp 443"] as const,
      decidedBy: "`nsg`, rule `DenyInternet`, priority 200   securityRules[0]",
      consequence: "the deployment cannot pull its image",
      fix: "add a rule",
      asOf: "2025-10-28",
      note: "nsg-acr-tag reports the same fault",
    };
    assert.equal(
      describeFinding({ verdict: "fail", subject, fault }),
      [
        "cluster `aks`, subnet `nodes` (10.0.2.0/24)",
        "  cannot reach  AzureContainerRegistry.WestEurope, tcp 443",
        "  decided by    `nsg`, rule `DenyInternet`, priority 200   securityRules[0]",
        "  therefore     the deployment cannot pull its image",
        "  fix           add a rule",
        "  as of         the service tags that were published on 2025-10-28",
        "  note          nsg-acr-tag reports the same fault",
      ].join("\n"),
    );
  });

  it("of an undecided begins with the word that gates look for, and names what is not known", () => {
    const question = "whether it works";
    assert.equal(
      describeFinding({ verdict: "undecided", subject, question, unknowns: ["a", "b"], fix: "say so" }),
      "undecided: whether it works; not known: a; b (say so)",
    );
    assert.equal(
      describeFinding({ verdict: "undecided", subject, question, unknowns: [] }),
      "undecided: whether it works",
    );
  });

  it("lists five unknowns at most, and counts the rest", () => {
    const unknowns = Array.from({ length: 1000 }, (_, index) => `u${index}`);
    const text = describeFinding({ verdict: "undecided", subject, question: "q", unknowns });
    assert.equal(text, "undecided: q; not known: u0; u1; u2; u3; u4; and 995 more");
  });
});

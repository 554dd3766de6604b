/**
 * nsg-tag-kv: computes of a workspace of high business impact read secrets from its key vault on TCP 443, by the tag
 * of the vault's region or by private endpoint.
 */
import { Value } from "../../../policies/capture/wire-value";
import { declare, notYet } from "../../estates/captured";
import { changed } from "../../estates/change";
import { outboundRules } from "../../estates/outbound-rules";
import { privateCompute } from "../../estates/private-compute";
import { endpointsTo, networkElsewhere, withVault } from "../../estates/workspace-dependencies";
import { judged } from "../judged";
import { assertNever, assertOutcome, Outcome } from "./outcome";
import { closed, itIsRequired, rowsOf } from "./required-tag";
import { ruleNamed } from "./rule-named";

type Estate = ReturnType<typeof privateCompute>;

const highImpact = (estate: Estate, hbiWorkspace: Value = true, location = "westeurope") => {
  const { resources, target } = withVault(estate, { location });
  return { resources: changed(resources, estate.workspace, { inputs: { hbiWorkspace } }), target };
};

const required = {
  id: "nsg-tag-kv",
  tag: "AzureKeyVault.WestEurope",
  stack: (estate: Estate) => highImpact(estate).resources,
};
const rule = ruleNamed(required.id);

itIsRequired(required);

rowsOf(required)("what contains the tag, and what does not", [
  ["vaults of all regions allowed", ["190 allow * * -> AzureKeyVault:443", closed], "pass"],
  ["vaults of another region allowed", ["190 allow * * -> AzureKeyVault.NorthEurope:443", closed], "fail"],
  ["all of Azure allowed", ["190 allow * * -> AzureCloud:443", closed], "pass"],
  ["Azure in the region allowed", ["190 allow * * -> AzureCloud.westeurope:443", closed], "pass"],
  ["vaults of all regions denied", ["200 deny * * -> AzureKeyVault:443"], "fail"],
  ["vaults of another region denied", ["200 deny * * -> AzureKeyVault.NorthEurope:443"], "pass"],
]);

rowsOf({ ...required, stack: (estate) => highImpact(estate, true, "northeurope").resources })(
  "the region is the vault's",
  [
    ["the network's", ["190 allow * * -> AzureKeyVault.WestEurope:443", closed], "fail"],
    ["the vault's", ["190 allow * * -> AzureKeyVault.NorthEurope:443", closed], "pass"],
  ],
);

describe("nsg-tag-kv: a tag by the name that one document gives it", () => {
  it("Keyvault.westeurope is no tag: never a pass", () => {
    const estate = privateCompute({ securityRules: outboundRules("190 allow * * -> Keyvault.westeurope:443", closed) });
    assertNever(judged(rule, highImpact(estate).resources), "pass", "not applicable");
  });
});

describe("nsg-tag-kv: only a workspace of high business impact", () => {
  const judge = (hbiWorkspace: Value | undefined, ...rules: readonly string[]) => {
    const estate = privateCompute({ securityRules: outboundRules(...rules) });
    return judged(
      rule,
      hbiWorkspace === undefined ? withVault(estate).resources : highImpact(estate, hbiWorkspace).resources,
    );
  };
  for (const [title, value] of [
    ["not said", undefined],
    ["false", false],
    ["null", null],
  ] as const) {
    it(`${title}: nothing to say`, () => assertNever(judge(value, closed), "fail", "advisory", "undecided"));
  }
  it("not known yet, closed: undecided", () => assertOutcome(judge(notYet, closed), "undecided"));
  it("not known yet, open: never a fail", () => assertNever(judge(notYet), "fail", "advisory"));
});

describe("nsg-tag-kv: a private endpoint instead", () => {
  const judge = (groups: readonly string[], where: "here" | "elsewhere" = "here") => {
    const estate = privateCompute({ securityRules: outboundRules(closed) });
    const { resources, target } = highImpact(estate);
    const other = networkElsewhere();
    const network = where === "here" ? estate.network : other;
    return judged(rule, [...resources, other, ...endpointsTo(target, network, ...groups)]);
  };
  const table: readonly (readonly [string, readonly string[], Outcome])[] = [
    ["in the network", ["vault"], "pass"],
    ["none", [], "fail"],
  ];
  for (const [title, groups, expected] of table) {
    it(`${title}: ${expected}`, () => assertOutcome(judge(groups), expected));
  }
  it("in another network: never a pass", () => assertNever(judge(["vault"], "elsewhere"), "pass", "not applicable"));
  it("of another vault: fail", () => {
    const estate = privateCompute({ securityRules: outboundRules(closed) });
    const { resources } = highImpact(estate);
    const other = declare("azure-native:keyvault:Vault", "other", { vaultName: "kv-other", location: "westeurope" });
    assertOutcome(judged(rule, [...resources, other, ...endpointsTo(other, estate.network, "vault")]), "fail");
  });
});

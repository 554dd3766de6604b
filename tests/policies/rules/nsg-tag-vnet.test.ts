/**
 * nsg-tag-vnet: where private endpoints are used, TCP 443 inside VirtualNetwork is needed: the platform's rule 65000
 * allows it, a rule of one's own before that may take it away.
 */
import { Properties } from "../../../policies/capture/wire-value";
import { notYet } from "../../estates/captured";
import { changed, without } from "../../estates/change";
import { outbound, outboundRules } from "../../estates/outbound-rules";
import { privateCompute } from "../../estates/private-compute";
import { endpointsTo, withStorage } from "../../estates/workspace-dependencies";
import { judged } from "../judged";
import { assertSays } from "../said";
import { assertNever, assertOutcome, faultAmong, Outcome, tells } from "./outcome";
import { ruleNamed } from "./rule-named";

const rule = ruleNamed("nsg-tag-vnet");

/** The registry and the storage account are reached by private endpoints in 10.0.5.0/24. */
function estate(securityRules: readonly Properties[]) {
  const base = privateCompute({ securityRules });
  const { resources, target } = withStorage(base);
  const subnetAndEndpoints = endpointsTo(target, base.network, "blob", "file");
  const [subnet] = subnetAndEndpoints;
  const [, registryEndpoint] = endpointsTo(base.registry, base.network, "registry");
  const own = subnet === undefined || registryEndpoint === undefined ? [] : [registryEndpoint];
  return { ...base, resources: [...resources, ...subnetAndEndpoints, ...own] };
}

const judge = (...rules: readonly string[]) => judged(rule, estate(outboundRules(...rules)).resources);

function rows(fact: string, table: readonly (readonly [string, readonly string[], Outcome])[]): void {
  describe(`nsg-tag-vnet: ${fact}`, () => {
    for (const [title, rules, expected] of table) {
      it(`${title}: ${expected}`, () => assertOutcome(judge(...rules), expected));
    }
  });
}

rows("a deny before any allow", [
  ["no rule of one's own", [], "pass"],
  ["the Internet denied", ["200 deny * * -> Internet:*"], "pass"],
  ["the virtual network denied", ["200 deny * * -> VirtualNetwork:*"], "fail"],
  ["the virtual network denied on 443", ["200 deny tcp * -> VirtualNetwork:443"], "fail"],
  ["the virtual network denied on another port", ["200 deny tcp * -> VirtualNetwork:22"], "pass"],
  ["the virtual network denied for UDP", ["200 deny udp * -> VirtualNetwork:443"], "pass"],
  ["everything denied", ["4096 deny * * -> *:*"], "fail"],
  [
    "everything denied after the virtual network",
    ["190 allow tcp * -> VirtualNetwork:443", "200 deny * * -> *:*"],
    "pass",
  ],
  [
    "the virtual network after everything denied",
    ["200 deny * * -> *:*", "210 allow tcp * -> VirtualNetwork:443"],
    "fail",
  ],
  ["allowed on another port only", ["190 allow tcp * -> VirtualNetwork:445", "200 deny * * -> *:*"], "fail"],
  ["denied for another subnet only", ["200 deny * 10.0.3.0/24 -> VirtualNetwork:*"], "pass"],
  ["the endpoints' subnet denied", ["200 deny * * -> 10.0.5.0/24:443"], "fail"],
  ["a public prefix denied", ["200 deny * * -> 20.0.0.0/8:*"], "pass"],
  ["an unknown destination denied", ["200 deny * * -> ?:*"], "undecided"],
  [
    "an unknown destination denied after the allow",
    ["190 allow * * -> VirtualNetwork:*", "200 deny * * -> ?:*"],
    "pass",
  ],
  ["an unknown access", ["200 ? * * -> VirtualNetwork:*"], "undecided"],
]);

describe("nsg-tag-vnet: the way out of the whole subnet", () => {
  it("allowed for half of the subnet: never a pass", () => {
    assertNever(judge("190 allow tcp 10.0.2.0/25 -> VirtualNetwork:443", "200 deny * * -> *:*"), "pass");
  });
});

describe("nsg-tag-vnet: where it applies", () => {
  const shut = outboundRules("200 deny * * -> VirtualNetwork:*");

  it("no private endpoints: nothing to say", () => {
    const { resources } = privateCompute({ securityRules: shut });
    assertNever(judged(rule, resources), "fail", "advisory", "undecided");
  });
  it("a subnet that nobody uses for inferencing: not applicable", () => {
    const { resources, compute } = estate(shut);
    assertOutcome(judged(rule, without(resources, compute)), "not applicable");
  });
  it("no group: pass", () => {
    const { resources, subnet } = estate(shut);
    assertOutcome(judged(rule, changed(resources, subnet, { without: ["networkSecurityGroup"] })), "pass");
  });
  it("a group of another stack: undecided", () => {
    const { resources, subnet } = estate(shut);
    assertOutcome(judged(rule, changed(resources, subnet, { from: { networkSecurityGroup: [] } })), "undecided");
  });
});

describe("nsg-tag-vnet: any single value that is not known", () => {
  const allow = outbound("190 allow tcp 10.0.2.0/24 -> VirtualNetwork:443");
  const deny = outbound("200 deny * * -> *:*");
  for (const key of Object.keys(deny).filter((one) => one !== "name")) {
    it(`${key} of the deny alone: never a pass`, () => {
      assertNever(judged(rule, estate([{ ...deny, [key]: notYet }]).resources), "pass", "not applicable");
    });
    it(`${key} of the allow before the deny: never a fail`, () => {
      assertNever(judged(rule, estate([{ ...allow, [key]: notYet }, deny]).resources), "fail", "not applicable");
    });
  }
});

describe("nsg-tag-vnet: what it says", () => {
  const fault = () => faultAmong(judge("300 allow tcp * -> Sql:1433", "200 deny * * -> *:*"));
  it("who, what and where", () => {
    assertSays(tells(fault()), "`inference`", "10.0.2.0/24", "443");
    assertSays(fault().decidedBy, "`deny-200`", "priority 200", "securityRules[1]");
  });
  it("what to add, before the deny", () => assertSays(fault().fix, /Allow/, /443/, /priority 1\d\d\b/));
});

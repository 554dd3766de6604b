/**
 * What holds for every service that an inferencing subnet must reach by its tag on TCP 443: first match, supersets,
 * ports, protocols, sources, unknowns, guards. Rows from azure-docs on security groups; the subnet is 10.0.2.0/24.
 */
import { CapturedResource } from "../../../policies/capture/captured-stack";
import { Properties } from "../../../policies/capture/wire-value";
import { declare, notYet } from "../../estates/captured";
import { changed, without } from "../../estates/change";
import { instead, outbound, outboundRules } from "../../estates/outbound-rules";
import { PrivateCompute, privateCompute } from "../../estates/private-compute";
import { judged } from "../judged";
import { assertSays, onlyUnknowns } from "../said";
import { assertNever, assertOutcome, faultAmong, Outcome, tells } from "./outcome";
import { ruleNamed } from "./rule-named";

export interface RequiredTag {
  readonly id: string;
  /** Destination that has to be open, for instance `AzureResourceManager`. */
  readonly tag: string;
  /** What the estate has besides, for instance the vault that is to be reached. */
  readonly stack?: (estate: PrivateCompute) => readonly CapturedResource[];
}

export type Row = readonly [title: string, rules: readonly string[], outcome: Outcome];

export const closed = "200 deny * * -> Internet:*";

export function judgeRules(required: RequiredTag, securityRules: readonly Properties[]) {
  const estate = privateCompute({ securityRules });
  return judged(ruleNamed(required.id), required.stack?.(estate) ?? estate.resources);
}

export function rowsOf(required: RequiredTag) {
  return (fact: string, table: readonly Row[]): void => {
    describe(`${required.id}: ${fact}`, () => {
      for (const [title, rules, expected] of table) {
        it(`${title}: ${expected}`, () => assertOutcome(judgeRules(required, outboundRules(...rules)), expected));
      }
    });
  };
}

export function itIsRequired(required: RequiredTag): void {
  limitsAndSupersets(required);
  portsProtocolsSources(required);
  unknowns(required);
  unknownInjection(required);
  guards(required);
  messages(required);
}

function limitsAndSupersets(required: RequiredTag): void {
  const { tag } = required;
  const rows = rowsOf(required);
  rows("outbound is open by default, and limited by what comes before", [
    ["no rule of one's own", [], "pass"],
    ["Internet denied", [closed], "fail"],
    ["everything denied", ["4096 deny * * -> *:*"], "fail"],
    ["everything denied by two halves", ["300 deny * * -> 0.0.0.0/1:*", "310 deny * * -> 128.0.0.0/1:*"], "fail"],
    ["the tag itself denied", [`200 deny * * -> ${tag}:*`], "fail"],
    ["the tag denied on 443", [`200 deny tcp * -> ${tag}:443`], "fail"],
    ["the tag denied on another port", [`200 deny tcp * -> ${tag}:8080`], "pass"],
    ["only UDP denied", ["200 deny udp * -> Internet:8080"], "pass"],
    ["only another subnet's traffic denied", ["200 deny * 10.0.3.0/24 -> Internet:*"], "pass"],
    ["one address of the subnet denied: not the whole subnet gets out", ["200 deny * 10.0.2.4 -> Internet:*"], "fail"],
    ["only private destinations denied", ["200 deny * * -> 192.168.0.0/16:*"], "pass"],
  ]);
  rows("the first match ends it", [
    ["the tag before the deny", [`199 allow * * -> ${tag}:443`, closed], "pass"],
    ["the tag after the deny", [closed, `201 allow * * -> ${tag}:443`], "fail"],
    ["the tag denied before its allow", [`180 deny * * -> ${tag}:*`, `190 allow * * -> ${tag}:443`], "fail"],
    ["the order of the list says nothing", [closed, `100 allow * * -> ${tag}:443`], "pass"],
  ]);
  rows("an allow helps where its destination contains the tag", [
    ["the Internet", ["190 allow * * -> Internet:443", closed], "pass"],
    ["a star", ["190 allow * * -> *:443", closed], "pass"],
    ["every prefix", ["190 allow * * -> 0.0.0.0/0:443", closed], "pass"],
    ["the tag in lower case", [`190 allow * * -> ${tag.toLowerCase()}:443`, closed], "pass"],
    ["another service's tag", ["190 allow * * -> Sql:443", closed], "fail"],
    ["the virtual network", ["190 allow * * -> VirtualNetwork:443", closed], "fail"],
  ]);
}

function portsProtocolsSources(required: RequiredTag): void {
  const { tag } = required;
  rowsOf(required)("TCP 443, from the whole subnet", [
    ["every protocol and port", [`190 allow * * -> ${tag}:*`, closed], "pass"],
    ["only UDP", [`190 allow udp * -> ${tag}:443`, closed], "fail"],
    ["port 80", [`190 allow * * -> ${tag}:80`, closed], "fail"],
    ["ports that end before 443", [`190 allow * * -> ${tag}:400-442`, closed], "fail"],
    ["ports that end with 443", [`190 allow * * -> ${tag}:400-443`, closed], "pass"],
    ["ports that begin with 443", [`190 allow * * -> ${tag}:443-500`, closed], "pass"],
    ["ports that begin after 443", [`190 allow * * -> ${tag}:444-500`, closed], "fail"],
    ["from the virtual network", [`190 allow * VirtualNetwork -> ${tag}:443`, closed], "pass"],
    ["from the subnet", [`190 allow * 10.0.2.0/24 -> ${tag}:443`, closed], "pass"],
    ["from half of the subnet", [`190 allow * 10.0.2.0/25 -> ${tag}:443`, closed], "fail"],
    [
      "from both halves of the subnet",
      [`190 allow * 10.0.2.0/25 -> ${tag}:443`, `191 allow * 10.0.2.128/25 -> ${tag}:443`, closed],
      "pass",
    ],
    ["from another subnet", [`190 allow * 10.0.3.0/24 -> ${tag}:443`, closed], "fail"],
  ]);
}

function unknowns(required: RequiredTag): void {
  const { tag } = required;
  rowsOf(required)("what is not known decides nothing", [
    [
      "an unknown destination denied before the allow",
      ["150 deny * * -> ?:*", `190 allow * * -> ${tag}:443`],
      "undecided",
    ],
    ["an unknown destination denied, nothing else", ["150 deny * * -> ?:*"], "undecided"],
    ["an unknown destination allowed before the deny", ["190 allow * * -> ?:443", closed], "undecided"],
    ["an unknown destination allowed after the deny", [closed, "210 allow * * -> ?:443"], "fail"],
    ["an unknown destination denied after the allow", [`190 allow * * -> ${tag}:443`, "195 deny * * -> ?:*"], "pass"],
    ["an unknown access", ["150 ? * * -> Internet:*"], "undecided"],
    ["an unknown priority of the allow", [`? allow * * -> ${tag}:443`, closed], "undecided"],
    ["an unknown source of the deny", ["200 deny * ? -> Internet:*"], "undecided"],
    [
      "a public prefix denied before the allow",
      ["150 deny * * -> 20.0.0.0/8:*", `190 allow * * -> ${tag}:443`],
      "undecided",
    ],
  ]);
}

/** Whatever of a rule is unknown: a fail never becomes a pass, a pass never a fail. */
function unknownInjection(required: RequiredTag): void {
  const allow = outbound(`190 allow * 10.0.2.0/24 -> ${required.tag}:443`);
  const deny = outbound(closed);
  describe(`${required.id}: any single value that is not known`, () => {
    for (const key of Object.keys(deny).filter((one) => one !== "name")) {
      it(`${key} of the deny alone: never a pass`, () => {
        assertNever(judgeRules(required, [{ ...deny, [key]: notYet }]), "pass", "not applicable");
      });
      it(`${key} of the allow before the deny: never a fail`, () => {
        assertNever(judgeRules(required, [{ ...allow, [key]: notYet }, deny]), "fail", "not applicable");
      });
    }
    it("a list of destinations of which one is not known, in the allow: never a fail", () => {
      const listed = instead(allow, "destinationAddressPrefix", {
        destinationAddressPrefixes: ["10.9.0.0/16", notYet],
      });
      assertNever(judgeRules(required, [listed, deny]), "fail");
    });
  });
}

function guards(required: RequiredTag): void {
  const rule = ruleNamed(required.id);
  const stackOf = (...rules: readonly string[]) => {
    const estate = privateCompute({ securityRules: outboundRules(...rules) });
    return { ...estate, resources: required.stack?.(estate) ?? estate.resources };
  };
  const alone = (text: string, guard: readonly CapturedResource[]) => {
    const { name, ...properties } = outbound(text);
    return declare(
      "azure-native:network:SecurityRule",
      String(name),
      { ...properties, securityRuleName: name ?? null, networkSecurityGroupName: notYet },
      { networkSecurityGroupName: guard },
    );
  };
  describe(`${required.id}: which group guards, and which rules it has`, () => {
    it("no group: pass", () => {
      const { resources, subnet } = stackOf(closed);
      assertOutcome(judged(rule, changed(resources, subnet, { without: ["networkSecurityGroup"] })), "pass");
    });
    it("a group of another stack: undecided", () => {
      const { resources, subnet } = stackOf(closed);
      const elsewhere = changed(resources, subnet, { from: { networkSecurityGroup: [] } });
      assertOutcome(judged(rule, elsewhere), "undecided");
    });
    it("a list of rules that is not known: undecided", () => {
      const { resources, guard } = stackOf();
      assertOutcome(judged(rule, changed(resources, guard, { inputs: { securityRules: notYet } })), "undecided");
    });
    it("a deny that is a resource of its own: fail", () => {
      const { resources, guard } = stackOf();
      assertOutcome(judged(rule, [...resources, alone(closed, [guard])]), "fail");
    });
    it("an allow that is a resource of its own, before the group's deny: pass", () => {
      const { resources, guard } = stackOf(closed);
      const allow = alone(`190 allow * * -> ${required.tag}:443`, [guard]);
      assertOutcome(judged(rule, [...resources, allow]), "pass");
    });
    it("a deny of nobody knows which group: undecided", () => {
      assertOutcome(judged(rule, [...stackOf().resources, alone(closed, [])]), "undecided");
    });
    it("a subnet that nobody uses for inferencing: not applicable", () => {
      const { resources, compute } = stackOf(closed);
      assertOutcome(judged(rule, without(resources, compute)), "not applicable");
    });
    it("a second subnet behind the same group, which the allow leaves out: fail, and it alone is named", () => {
      const { resources, network, guard, workspace } = stackOf(
        `190 allow * 10.0.2.0/24 -> ${required.tag}:443`,
        closed,
      );
      const findings = judged(rule, [...resources, ...secondCompute(network, guard, workspace)]);
      assertSays(tells(faultAmong(findings)), "10.0.7.0/24");
    });
  });
}

/** Another compute of the workspace, in a subnet of its own behind the given group: 10.0.7.0/24. */
function secondCompute(network: CapturedResource, guard: CapturedResource, workspace: CapturedResource) {
  const subnet = declare(
    "azure-native:network:Subnet",
    "scoring2",
    { virtualNetworkName: notYet, addressPrefix: "10.0.7.0/24", networkSecurityGroup: { id: notYet } },
    { virtualNetworkName: [network], networkSecurityGroup: [guard] },
  );
  const compute = declare(
    "azure-native:machinelearningservices:Compute",
    "second",
    { workspaceName: notYet, properties: { computeType: "AmlCompute", properties: { subnet: { id: notYet } } } },
    { workspaceName: [workspace], properties: [subnet] },
  );
  return [subnet, compute];
}

function messages(required: RequiredTag): void {
  describe(`${required.id}: what it says`, () => {
    const fault = () => faultAmong(judgeRules(required, outboundRules("300 allow tcp * -> Sql:1433", closed)));
    it("who is hurt", () => assertSays(fault().who, "`inference`", "10.0.2.0/24"));
    it("what cannot be reached", () => assertSays(fault().witness.join(" "), required.tag, "443"));
    it("what decided, and where it stands", () => {
      assertSays(fault().decidedBy, "`deny-200`", "priority 200", "securityRules[1]");
    });
    it("what to add, with a priority before the deny", () => {
      assertSays(fault().fix, `-> ${required.tag}:`, "443", /priority 1\d\d\b/);
    });
    it("what is not known", () => {
      assertSays(onlyUnknowns(judgeRules(required, outboundRules("150 deny * * -> ?:*"))), "destinationAddressPrefix");
    });
  });
}

/**
 * nsg-name-desc: a rule's name has at most 80 characters, begins with a letter or digit and ends with one or an
 * underscore, with dots, dashes and underscores between; a description has at most 140.
 */
import { Properties, Value } from "../../../policies/capture/wire-value";
import { notYet } from "../../estates/captured";
import { outbound } from "../../estates/outbound-rules";
import { privateCompute } from "../../estates/private-compute";
import { judged } from "../judged";
import { assertSays } from "../said";
import { assertNever, assertOutcome, faultAmong, Outcome, tells } from "./outcome";
import { ruleNamed } from "./rule-named";
import { itJudgesWhatGuards, judgeWritten, standalone } from "./written-rules";

const id = "nsg-name-desc";
const named = (name: Value, more: Properties = {}): Properties => ({
  ...outbound("190 allow tcp * -> Sql:1433"),
  name,
  ...more,
});
const described = (description: Value) => named("rule", { description });

const names: readonly (readonly [string, Value, Outcome])[] = [
  ["a word", "AllowRegistry", "pass"],
  ["one letter", "a", "pass"],
  ["a digit first", "1st", "pass"],
  ["dots, dashes and underscores between", "a.b-c_d", "pass"],
  ["an underscore last", "allow_", "pass"],
  ["80 characters", "a".repeat(80), "pass"],
  ["81 characters", "a".repeat(81), "fail"],
  ["a dash first", "-allow", "fail"],
  ["a dot first", ".allow", "fail"],
  ["a dash last", "allow-", "fail"],
  ["a dot last", "allow.", "fail"],
  ["a space", "allow registry", "fail"],
  ["a slash", "allow/registry", "fail"],
  ["a colon", "allow:443", "fail"],
  ["not known yet", notYet, "undecided"],
];

const descriptions: readonly (readonly [string, Value, Outcome])[] = [
  ["none", null, "pass"],
  ["empty", "", "pass"],
  ["140 characters", "d".repeat(140), "pass"],
  ["141 characters", "d".repeat(141), "fail"],
  ["any characters", "pulls images: registry & storage, 443/tcp", "pass"],
  ["not known yet", notYet, "undecided"],
];

describe(`${id}: names`, () => {
  for (const [title, name, expected] of names) {
    it(`${title}: ${expected}`, () => assertOutcome(judgeWritten(id, [named(name)]), expected));
  }
  it("the name of a rule that is a resource of its own: fail", () => {
    const { resources, guard } = privateCompute();
    assertOutcome(judged(ruleNamed(id), [...resources, standalone(named("allow registry"), [guard])]), "fail");
  });
  it("a resource of its own that has no name yet: never a fail", () => {
    const { resources, guard } = privateCompute();
    const own = standalone(named(null), [guard]);
    assertNever(judged(ruleNamed(id), [...resources, own]), "fail", "advisory");
  });
});

describe(`${id}: descriptions`, () => {
  for (const [title, description, expected] of descriptions) {
    it(`${title}: ${expected}`, () => assertOutcome(judgeWritten(id, [described(description)]), expected));
  }
});

describe(`${id}: what it says`, () => {
  it("the name and where it stands", () => {
    const fault = faultAmong(judgeWritten(id, [named("good"), { ...named("no good"), priority: 200 }]));
    assertSays(tells(fault), "no good", "securityRules[1]");
  });
  it("how long a description may be", () => {
    assertSays(tells(faultAmong(judgeWritten(id, [described("d".repeat(141))]))), "140");
  });
});

itJudgesWhatGuards(id, named("no good"), named("good"));

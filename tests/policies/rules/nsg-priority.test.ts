/**
 * nsg-priority: 100 to 4096, and no two rules of one direction with one number, inline and standalone together.
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

const id = "nsg-priority";
const named = (name: string, priority: Value, direction = "Outbound"): Properties => ({
  ...outbound("190 allow tcp * -> Sql:1433"),
  name,
  priority,
  direction,
});

const numbers: readonly (readonly [Value, Outcome])[] = [
  [-1, "fail"],
  [0, "fail"],
  [99, "fail"],
  [100, "pass"],
  [101, "pass"],
  [4095, "pass"],
  [4096, "pass"],
  [4097, "fail"],
  [65000, "fail"],
  [notYet, "undecided"],
];

describe(`${id}: the range`, () => {
  for (const direction of ["Outbound", "Inbound"]) {
    for (const [priority, expected] of numbers) {
      it(`${typeof priority === "number" ? priority : "not known"}, ${direction}: ${expected}`, () => {
        assertOutcome(judgeWritten(id, [named("one", priority, direction)]), expected);
      });
    }
  }
  it("no rules: never a fail", () => assertNever(judgeWritten(id, []), "fail", "advisory", "undecided"));
});

const sets: readonly (readonly [string, readonly Properties[], Outcome])[] = [
  ["two numbers", [named("a", 200), named("b", 201)], "pass"],
  ["one number twice, outbound", [named("a", 200), named("b", 200)], "fail"],
  ["one number twice, inbound", [named("a", 200, "Inbound"), named("b", 200, "Inbound")], "fail"],
  ["one number in each direction", [named("a", 200), named("b", 200, "Inbound")], "pass"],
  ["one number in one direction, written differently", [named("a", 200), named("b", 200, "outbound")], "fail"],
  ["one number twice, far apart", [named("a", 200), named("c", 300), named("d", 400), named("b", 200)], "fail"],
  ["one number twice and one not known", [named("a", 200), named("b", 200), named("c", notYet)], "fail"],
  ["a number and one that is not known", [named("a", 200), named("b", notYet)], "undecided"],
  [
    "one number twice, a direction not known",
    [named("a", 200), named("b", 200, "?")].map(unknownDirection),
    "undecided",
  ],
];

function unknownDirection(rule: Properties): Properties {
  return rule["direction"] === "?" ? { ...rule, direction: notYet } : rule;
}

describe(`${id}: no number twice`, () => {
  for (const [title, rules, expected] of sets) {
    it(`${title}: ${expected}`, () => assertOutcome(judgeWritten(id, rules), expected));
  }
});

describe(`${id}: inline and standalone rules together`, () => {
  const judge = (inline: Properties, own: Properties, group: "the same" | "unknown" = "the same") => {
    const { resources, guard } = privateCompute({ securityRules: [inline] });
    return judged(ruleNamed(id), [...resources, standalone(own, group === "unknown" ? [] : [guard])]);
  };
  it("one number in both: fail", () => assertOutcome(judge(named("a", 200), named("b", 200)), "fail"));
  it("two numbers: pass", () => assertOutcome(judge(named("a", 200), named("b", 210)), "pass"));
  it("one number in both, of nobody knows which group: undecided", () => {
    assertOutcome(judge(named("a", 200), named("b", 200), "unknown"), "undecided");
  });
  it("two standalone with one number: fail", () => {
    const { resources, guard } = privateCompute();
    const pair = [standalone(named("a", 200), [guard], "a"), standalone(named("b", 200), [guard], "b")];
    assertOutcome(judged(ruleNamed(id), [...resources, ...pair]), "fail");
  });
});

describe(`${id}: what it says`, () => {
  it("both rules and their number", () => {
    const fault = faultAmong(judgeWritten(id, [named("first", 300), named("left", 200), named("right", 200)]));
    assertSays(tells(fault), "left", "right", "200");
  });
  it("the number out of range, and the range", () => {
    assertSays(tells(faultAmong(judgeWritten(id, [named("late", 5000)]))), "late", "5000", "4096");
  });
});

itJudgesWhatGuards(id, named("wrong", 99), named("right", 400));

/**
 * What must not change a verdict: order, names, spelling of types, resources that have nothing to do with it. And what
 * an unknown may do: turn a pass or a fail into undecided, never into each other, never into silence.
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import { CapturedResource } from "../../policies/capture/captured-stack";
import { Properties, Value } from "../../policies/capture/wire-value";
import { rbacJoinSubnet } from "../../policies/rules/access/rbac-join-subnet";
import { rbacJoinVnet } from "../../policies/rules/access/rbac-join-vnet";
import { rbacNetRead } from "../../policies/rules/access/rbac-net-read";
import { nsgAcrPort } from "../../policies/rules/network/nsg-acr-port";
import { nsgAcrRegion } from "../../policies/rules/network/nsg-acr-region";
import { nsgAcrShadowed } from "../../policies/rules/network/nsg-acr-shadowed";
import { nsgAcrTag } from "../../policies/rules/network/nsg-acr-tag";
import { catalogue } from "../../policies/rules/catalogue";
import { isUnknown } from "../../azure/known";
import { asReported, notYet } from "../estates/captured";
import { RandomStack, randomStack } from "../estates/random-stack";
import { hubNetwork, storageAndVault, webApplication } from "../estates/unrelated";
import { runs } from "../oracle/seed";
import { judgedByAll, verdicts } from "./judged";
import { Verdict } from "./said";

const networkRules = [nsgAcrTag, nsgAcrShadowed, nsgAcrPort, nsgAcrRegion];
const rules = catalogue;
/** The mix of verdicts of these is asserted one by one; of the others that each verdict is seen. */
const counted = [...networkRules, rbacJoinSubnet, rbacJoinVnet, rbacNetRead];
/** For what finds its counterexamples by luck. */
const many = 500;
/** For what would fail at once. */
const few = 150;

const worstFirst: readonly Verdict[] = ["fail", "undecided", "pass"];

/** For each rule its worst verdict; `none` where it does not apply. */
type Verdicts = Readonly<Record<string, Verdict | "none">>;

function judgeAll(stack: RandomStack): Verdicts {
  const findings = judgedByAll(rules, stack.resources, stack.settings);
  return Object.fromEntries(
    [...findings].map(([id, of]) => [id, worstFirst.find((verdict) => verdicts(of).includes(verdict)) ?? "none"]),
  );
}

/** Counts what was seen, so that a generator that always gives the same proves nothing. */
class Tally {
  private readonly counts = new Map<string, number>();

  add(what: string): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1);
  }

  atLeast(expected: Readonly<Record<string, number>>): void {
    for (const [what, least] of Object.entries(expected)) {
      const count = this.counts.get(what) ?? 0;
      assert.ok(
        count >= least,
        `${what}: seen ${count} times, ${least} expected, in ${JSON.stringify([...this.counts])}`,
      );
    }
  }
}

/** `besides`: rules that the change is the matter of. */
function changesNothing(
  title: string,
  change: (stack: RandomStack, dice: number) => RandomStack,
  besides: readonly string[] = [],
): void {
  it(`${title}: no verdict changes`, () => {
    const others = (found: Verdicts) => Object.entries(found).filter(([id]) => !besides.includes(id));
    fc.assert(
      fc.property(randomStack(), fc.nat(), (stack, dice) => {
        assert.deepEqual(others(judgeAll(change(stack, dice))), others(judgeAll(stack)));
      }),
      runs(few),
    );
  }).timeout(120_000);
}

/** A permutation by a seed: small and its own, so that a counterexample is one number. */
function shuffled<T>(list: readonly T[], dice: number): readonly T[] {
  let state = dice + 1;
  const keyed = list.map((one) => {
    state = (state * 48271) % 2147483647;
    return { one, key: state };
  });
  return keyed.sort((a, b) => a.key - b.key).map(({ one }) => one);
}

function withInputs(
  stack: RandomStack,
  map: (inputs: Properties, resource: CapturedResource) => Properties,
): RandomStack {
  const resources = stack.resources.map((one) => ({ ...one, inputs: one.inputs && map(one.inputs, one) }));
  return { ...stack, resources };
}

function renamed(stack: RandomStack, dice: number): RandomStack {
  const name = (urn: string) => {
    const [last = "", ...rest] = urn.split("::").reverse();
    return [...rest.reverse(), `x${dice % 10}-${[...last].reverse().join("")}`].join("::");
  };
  const resources = stack.resources.map((one) => ({
    ...one,
    urn: name(one.urn),
    name: name(one.urn).split("::").at(-1) ?? one.name,
    dependencies: one.dependencies.map(name),
    propertyDependencies: new Map([...one.propertyDependencies].map(([key, on]) => [key, on.map(name)])),
  }));
  return { ...stack, resources };
}

const spellings: readonly ((module: string, kind: string) => string)[] = [
  (module, kind) => `azure-native:${module}/v20240501:${kind}`,
  (module, kind) => `azure-native:${module}/v20230401preview:${kind}`,
  (module, kind) => `azure-native_${module}_v20240501:${module}/v20240501:${kind}`,
];

function respelled(stack: RandomStack, dice: number): RandomStack {
  const resources = stack.resources.map((one, index) => {
    const [, module = "", kind = ""] = one.type.split(":");
    const spell = spellings[(dice + index) % (spellings.length + 1)];
    return { ...one, type: spell === undefined ? one.type : spell(module, kind) };
  });
  return { ...stack, resources };
}

describe("every rule", () => {
  it("judge the generator's stacks differently enough", () => {
    const seen = new Tally();
    fc.assert(
      fc.property(randomStack(), (stack) => {
        for (const [rule, verdict] of Object.entries(judgeAll(stack))) {
          seen.add(`${rule} ${verdict}`);
        }
      }),
      runs(many),
    );
    for (const { id } of rules) {
      seen.atLeast({ [`${id} pass`]: 5, [`${id} fail`]: 2 });
    }
    for (const rule of counted) {
      const reason = networkRules.includes(rule) && rule !== nsgAcrTag;
      const [pass, fail, undecided, none] = reason ? [100, 3, 15, 50] : [50, 15, 15, 50];
      seen.atLeast({
        [`${rule.id} pass`]: pass,
        [`${rule.id} fail`]: fail,
        [`${rule.id} undecided`]: undecided,
        [`${rule.id} none`]: none,
      });
    }
  }).timeout(120_000);

  changesNothing("the order of resources", (stack, dice) => ({
    ...stack,
    resources: shuffled(stack.resources, dice),
  }));

  changesNothing("the order of rules in their list", (stack, dice) =>
    withInputs(stack, (inputs) => {
      const list = inputs.securityRules;
      return Array.isArray(list) ? { ...inputs, securityRules: shuffled(list as readonly Value[], dice) } : inputs;
    }),
  );

  changesNothing("renaming in the program", renamed);

  changesNothing("the names of rules", (stack, dice) =>
    withInputs(stack, (inputs) => {
      const list = inputs.securityRules;
      const named = (rule: object, index: number) => ({ ...rule, name: `rule${(dice + index) % 97}-${index}` });
      return Array.isArray(list) ? { ...inputs, securityRules: list.map(named) } : inputs;
    }),
  );

  changesNothing("a versioned or parameterised type", respelled);

  changesNothing("unrelated resources", (stack, dice) => {
    const hub = hubNetwork();
    const others = [...webApplication(), ...hub.resources, ...storageAndVault(hub.shared)];
    return { ...stack, resources: shuffled([...others, ...stack.resources], dice) };
  });

  const recased = (stack: RandomStack, dice: number) =>
    withInputs(stack, (inputs, resource) => {
      const recase = (value: Value): Value =>
        typeof value === "string" ? (dice % 2 === 0 ? value.toLowerCase() : value.toUpperCase()) : value;
      const each = (rule: Properties) => ({
        ...rule,
        ...Object.fromEntries(
          ["access", "direction", "protocol", "destinationAddressPrefix", "sourceAddressPrefix"]
            .filter((key) => rule[key] !== undefined)
            .map((key) => [key, recase(rule[key] ?? null)]),
        ),
      });
      const list = inputs.securityRules;
      if (resource.type.endsWith(":SecurityRule")) {
        return each(inputs);
      }
      return Array.isArray(list) ? { ...inputs, securityRules: (list as readonly Properties[]).map(each) } : inputs;
    });
  changesNothing("the case of a tag, an access, a direction, a protocol", recased, ["nsg-tag-typo"]);
});

describe("the four rules on the way to the registry", () => {
  it("agree: the three reasons fail only where nsg-acr-tag fails, and are decided only where it is", () => {
    fc.assert(
      fc.property(randomStack(), (stack) => {
        const found = judgeAll(stack);
        const tag = found[nsgAcrTag.id];
        for (const reason of [nsgAcrShadowed, nsgAcrPort, nsgAcrRegion]) {
          const expected: readonly (Verdict | "none" | undefined)[] =
            tag === "fail" ? ["fail", "undecided", "pass"] : [tag];
          assert.ok(expected.includes(found[reason.id]), `${reason.id} ${found[reason.id]}, nsg-acr-tag ${tag}`);
        }
      }),
      runs(few),
    );
  }).timeout(120_000);
});

type Path = readonly (string | number)[];

/** Every place in a value at which something stands, the whole of it left out. */
function places(value: Value, at: Path = []): readonly Path[] {
  if (typeof value !== "object" || value === null || isUnknown(value)) {
    return at.length === 0 ? [] : [at];
  }
  const inner = Array.isArray(value)
    ? (value as readonly Value[]).flatMap((one, index) => places(one, [...at, index]))
    : Object.entries(value).flatMap(([key, one]) => places(one as Value, [...at, key]));
  return at.length === 0 ? inner : [at, ...inner];
}

function forgotten(value: Value, path: Path): Value {
  const [head, ...rest] = path;
  if (head === undefined) {
    return notYet;
  }
  if (Array.isArray(value)) {
    return (value as readonly Value[]).map((one, index) => (index === head ? forgotten(one, rest) : one));
  }
  const properties = value as Properties;
  return { ...properties, [head]: forgotten(properties[head] ?? null, rest) };
}

/** The stack with one input value that only the deployment will tell. */
function withOneUnknown(stack: RandomStack, dice: number): { readonly stack: RandomStack; readonly where: string } {
  const all = stack.resources.flatMap((one, index) => places(one.inputs ?? {}).map((path) => ({ index, path })));
  const chosen = all[dice % all.length];
  assert.ok(chosen);
  const resources = stack.resources.map((one, index) =>
    index === chosen.index
      ? {
          ...one,
          inputs: asReported(forgotten(one.inputs ?? {}, chosen.path) as Properties),
          propertyDependencies: computedFromSomething(one.propertyDependencies, String(chosen.path[0])),
        }
      : one,
  );
  const name = stack.resources[chosen.index]?.name ?? "";
  return { stack: { ...stack, resources }, where: `${name}: ${chosen.path.join(".")}` };
}

/** What the deployment will tell comes from some resource; only a provider's default comes from none. */
function computedFromSomething(
  dependencies: ReadonlyMap<string, readonly string[]>,
  property: string,
): ReadonlyMap<string, readonly string[]> {
  const something = "urn:pulumi:test::project::random:index:RandomPet::pet";
  return new Map([[property, [something]], ...dependencies]);
}

/** What a verdict may become when something is no longer known. */
const mayBecome: Readonly<Record<Verdict | "none", readonly (Verdict | "none")[]>> = {
  pass: ["pass", "undecided"],
  fail: ["fail", "undecided"],
  undecided: ["undecided"],
  // Whether something is needed may be unknown; where it is there anyway, that passes either way.
  none: ["none", "undecided", "pass"],
};

describe("one value that is not known", () => {
  it("turns pass or fail only into undecided, never into each other, never into silence", () => {
    const seen = new Tally();
    fc.assert(
      fc.property(randomStack(), fc.nat(), (stack, dice) => {
        const before = judgeAll(stack);
        const changed = withOneUnknown(stack, dice);
        const after = judgeAll(changed.stack);
        for (const { id } of rules) {
          const was = before[id] ?? "none";
          const is = after[id] ?? "none";
          seen.add(`${was} to ${is}`);
          assert.ok(mayBecome[was].includes(is), `${id}: ${was} became ${is} without ${changed.where}`);
        }
      }),
      runs(many),
    );
    seen.atLeast({ "pass to pass": 100, "fail to fail": 100, "pass to undecided": 20, "fail to undecided": 20 });
  }).timeout(120_000);
});

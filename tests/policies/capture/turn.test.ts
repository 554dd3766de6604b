/** What the SDK sees of a stack while it is the turn of one of ours, and when nothing may be hidden from it. */
import assert from "node:assert/strict";
import { Turn } from "../../../policies/capture/turn";

const stack = ["a", "b"];

interface Policy {
  readonly validateStack: (args: { readonly resources: readonly unknown[] }) => void;
}

type Answer = (error: unknown) => void;

/** An SDK of another make: its handler gets the policies and the list. */
function sdk(handle: (policies: readonly Policy[], list: unknown[]) => void) {
  return () => ({
    makeAnalyzeStackRpcFun:
      (_pack: string, _version: string, _level: string, policies: readonly Policy[]) =>
      (call: { request: { getResourcesList(): unknown[] } }, answer: Answer) => {
        handle(policies, call.request.getResourcesList());
        answer(undefined);
      },
  });
}

function hides(turn: Turn): boolean {
  const list = turn.list(stack);
  turn.begin();
  return [...list].length === 0;
}

describe("the turn of a policy", () => {
  it("hides nothing until the SDK was tried, and from the installed one afterwards", async () => {
    const turn = new Turn();
    assert.equal(hides(turn), false);
    await turn.check();
    assert.equal(hides(turn), true);
  });

  it("hides the list once for each look, and only from who goes through it", async () => {
    const turn = new Turn();
    await turn.check();
    const list = turn.list(stack);
    assert.deepEqual([...list], stack);
    turn.begin();
    turn.begin();
    assert.deepEqual([list.length, list.map((one) => one), list[1]], [2, stack, "b"]);
    assert.deepEqual([...list], []);
    assert.deepEqual([...list], stack, "somebody else's turn, after one of ours");
    turn.begin();
    turn.end();
    assert.deepEqual([...list], stack, "somebody else's turn, after one of ours has run");
    turn.begin();
    assert.deepEqual([...turn.list(stack)], stack, "another stack, after one in which nobody went through the list");
  });

  it("hides nothing from an SDK that collects once for all policies", async () => {
    const turn = new Turn();
    await turn.check(
      sdk((policies, list) => {
        const functions = policies.map((policy) => policy.validateStack);
        const resources = [...list];
        functions.forEach((validate) => validate({ resources }));
      }),
    );
    assert.equal(hides(turn), false);
  });

  it("hides nothing from an SDK that collects before it looks at a policy", async () => {
    const turn = new Turn();
    await turn.check(
      sdk((policies, list) => policies.forEach((policy) => policy.validateStack({ resources: [...list] }))),
    );
    // The arguments are evaluated after the function is looked up: this order is the SDK's own.
    assert.equal(hides(turn), true);
    await turn.check(
      sdk((policies, list) =>
        policies.forEach((policy) => {
          const resources = [...list];
          policy.validateStack({ resources });
        }),
      ),
    );
    assert.equal(hides(turn), false);
  });

  it("hides nothing from an SDK that has no such handler, or whose handler fails", async () => {
    for (const handlers of [
      () => ({}),
      () => undefined,
      sdk(() => {
        throw new Error("no");
      }),
    ]) {
      const turn = new Turn();
      await turn.check(handlers);
      assert.equal(hides(turn), false);
    }
  });
});

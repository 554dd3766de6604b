// Each refusal on both sides of its border: what Azure refuses, and its nearest neighbour that Azure takes.
// Sources stand in the refusals themselves; none was seen on real Azure by this project.

import assert from "node:assert/strict";
import { type RefusalCase, refusalCases } from "./refusal-cases";
import { azureNative } from "../../../sandbox/azure-native/provider";
import { refusals } from "../../../sandbox/azure-native/refusals";
import { memoryStore } from "../../../sandbox/provider/store";
import { clientOf, type ProviderClient, urn } from "../provider-client";

describe("sandbox refusals", () => {
  let client: ProviderClient;
  beforeEach(async () => {
    client = await clientOf(azureNative(memoryStore()));
  });
  afterEach(() => client.close());

  for (const { code } of refusals) {
    describe(code, () => {
      const cases = refusalCases[code] ?? [];
      it("has a case that is refused and one that is not", () => {
        assert.ok(cases.some(({ refused }) => refused !== undefined));
        assert.ok(cases.some(({ refused }) => refused === undefined));
      });

      for (const each of cases) {
        it(each.title, async () => {
          await play(client, each, code);
        });
      }
    });
  }
});

async function play(client: ProviderClient, { steps, refused }: RefusalCase, code: string): Promise<void> {
  const made = new Map<string, string>();
  for (const [index, step] of steps.entries()) {
    const isLast = index === steps.length - 1;
    const here = urn(step.token, step.name);
    const attempt = async (): Promise<void> => {
      if (step.operation === "delete") {
        await client.delete(here, made.get(here) ?? "");
        return;
      }
      const { inputs, failures } = await client.check(here, step.inputs);
      assert.deepEqual(failures, []);
      const id = made.get(here);
      if (id !== undefined) {
        await client.update(here, id, {}, inputs);
        return;
      }
      made.set(here, (await client.create(here, inputs)).id);
    };
    if (isLast && refused !== undefined) {
      await assert.rejects(attempt(), (error: Error) => {
        assert.match(error.message, new RegExp(`^Status=\\d+ Code="${code}" Message="`));
        assert.match(error.message, refused);
        return true;
      });
      continue;
    }
    await attempt();
  }
}

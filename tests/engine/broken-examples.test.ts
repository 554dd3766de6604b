/** Each broken example fails with exactly the findings that its README names: on the real engine, read from its events. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { EngineStack, root } from "./engine";

const folder = path.join(root, "examples/broken");
const examples = readdirSync(folder);

/** What each finding has to say, besides its rule's id. */
const told: Readonly<Record<string, readonly RegExp[]>> = {
  "registry-tag-missing": [
    /`DenyInternet`, priority 200/,
    /priority 190, Allow, .*AzureContainerRegistry\.WestEurope:443/,
  ],
  "registry-tag-shadowed": [
    /`DenyInternet`, priority 200/,
    /give rule `AllowRegistry` \(securityRules\[8\]\) priority 190/,
  ],
  "deployer-without-subnet-join": [
    /Microsoft\.Network\/virtualNetworks\/subnets\/join\/action/,
    /LinkedAuthorizationFailed|role `Private DNS Zone Contributor`, which does not grant/,
  ],
  "grant-misses-network-join": [/granted on subnet inference, needed on virtual network/],
};

describe("broken examples", function () {
  this.timeout(120_000);

  it("are those this test knows", () => {
    assert.deepEqual([...examples].sort(), Object.keys(told).sort());
  });

  for (const example of examples) {
    it(`${example} fails with exactly the findings of its README`, async () => {
      const program = path.join(folder, example);
      const readme = readFileSync(path.join(program, "README.md"), "utf8");
      const named = [...readme.matchAll(/^\* `([a-z-]+)` \((mandatory|advisory)\)/gm)].map(([, id, level]) => [
        id,
        level,
      ]);
      const policyConfig = JSON.parse(readFileSync(path.join(program, "policy-config.json"), "utf8")) as object;
      const stack = new EngineStack(program, "sandbox");
      try {
        const run = await stack.preview({ policyPack: path.join(root, "policies"), policyConfig: { ...policyConfig } });
        const found = run.policyEvents.map(({ policyName, enforcementLevel }) => [policyName, enforcementLevel]);
        assert.ok(named.length > 0, "the README names a finding");
        assert.deepEqual(found.sort(), named.sort(), run.output);
        assert.equal(run.exitCode, 1, "a mandatory policy failed");
        for (const { message } of run.policyEvents) {
          for (const expected of told[example] ?? []) {
            assert.match(message, expected);
          }
        }
      } finally {
        stack.remove();
      }
    });
  }
});

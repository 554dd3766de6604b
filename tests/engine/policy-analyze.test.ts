/** The pack on a finished stack's state, without its program: `pulumi policy analyze --file`, and our own `audit`. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import * as path from "node:path";
import { engineEnvironment, readEngine } from "../../sandbox/engine/engine-environment";
import { deployed, stateFile } from "../policies/commands/state-file";
import { assertSucceeded, EngineStack, root } from "./engine";

interface AnalyzeEvent {
  readonly policyEvent?: {
    readonly resourceUrn: string;
    readonly policyName: string;
    readonly enforcementLevel: string;
    readonly message: string;
  };
}

interface AuditFinding {
  readonly policy: string;
  readonly level: string;
  readonly urn: string;
  readonly message: string;
}

/** The engine's text without what it adds for the terminal. */
function comparable({ policy, level, urn, message }: AuditFinding): AuditFinding {
  return { policy, level, urn, message: message.replace(/<\{%reset%\}>/g, "").trimEnd() };
}

describe("pulumi policy analyze", function () {
  this.timeout(180_000);
  const program = path.join(root, "examples/broken/registry-tag-missing");
  const stack = new EngineStack(program, "sandbox");
  const folders = { backend: path.join(stack.folder, "stack/backend"), azure: path.join(stack.folder, "stack/azure") };

  const pulumi = (...words: readonly string[]) => {
    const engine = readEngine();
    const env = engineEnvironment(engine, folders);
    return spawnSync(engine.pulumi, words, { cwd: program, env, encoding: "utf8" });
  };

  after(() => stack.remove());

  it("finds in the state what a preview finds in the program", async () => {
    assertSucceeded(await stack.up());
    const exported = pulumi("stack", "export", "--stack", "sandbox");
    assert.equal(exported.status, 0, exported.stderr);
    const state = path.join(stack.folder, "state.json");
    writeFileSync(state, exported.stdout);
    const settings = path.join(program, "policy-config.json");

    const analyzed = pulumi(
      ...["policy", "analyze", "--file", state, "--policy-pack", path.join(root, "policies")],
      ...["--policy-pack-config", settings, "--json"],
    );
    assert.equal(analyzed.status, 1, analyzed.stdout + analyzed.stderr);
    const events = analyzed.stdout
      .split("\n")
      .filter((line) => line.startsWith("{"))
      .map((line) => JSON.parse(line) as AnalyzeEvent);
    const found = events.flatMap(({ policyEvent }) => policyEvent ?? []);
    assert.deepEqual(
      found
        .filter(({ policyName }) => policyName === "nsg-acr-tag")
        .map(({ policyName, enforcementLevel }) => [policyName, enforcementLevel]),
      [["nsg-acr-tag", "mandatory"]],
      analyzed.stdout,
    );
    const tag = found.find(({ policyName }) => policyName === "nsg-acr-tag");
    assert.match(tag?.message ?? "", /`DenyInternet`, priority 200/);

    const command = path.join(root, "policies/dist/command.js");
    const audited = spawnSync(process.execPath, [command, "audit", state, "--config", settings, "--json"], {
      encoding: "utf8",
    });
    assert.equal(audited.status, 1, audited.stdout + audited.stderr);
    assert.deepEqual(
      (JSON.parse(audited.stdout) as { findings: AuditFinding[] }).findings.map(comparable),
      found.map(({ policyName, enforcementLevel, resourceUrn, message }) =>
        comparable({ policy: policyName, level: enforcementLevel, urn: resourceUrn, message }),
      ),
      "the command judges as the pack in the engine",
    );
  });

  it("takes and refuses the same settings as the command", () => {
    const state = path.join(stack.folder, "small.json");
    writeFileSync(state, stateFile(deployed([])));
    const folder = "/subscriptions/s/resourceGroups/g/providers";
    const [network, registry] = [`${folder}/Microsoft.Network`, `${folder}/Microsoft.ContainerRegistry/registries/r`];
    const subnet = `${network}/virtualNetworks/v/subnets/n`;
    const facts = {
      subscriptionId: "s",
      roleAssignments: [{ principalId: "p", principalType: "User", role: "Reader", scope: "/subscriptions/s" }],
      denyAssignments: [{ name: "d", principalIds: ["p"], actions: ["*"], scope: "/subscriptions/s" }],
      subnets: [{ id: subnet, addressPrefixes: ["10.1.0.0/24"], networkSecurityGroupId: "" }],
      networkSecurityGroups: [{ id: `${network}/networkSecurityGroups/n`, securityRules: [] }],
      registries: [{ id: registry, location: "westeurope", dataEndpointEnabled: true }],
      workspaces: [],
      privateEndpoints: [
        { id: `${network}/privateEndpoints/e`, subnetId: subnet, targetId: registry, groupIds: ["registry"] },
      ],
    };
    const rows: readonly (readonly [accepted: boolean, settings: object])[] = [
      [true, { externalFacts: facts, inferencingSubnets: ["inference"], profile: "strict" }],
      [false, { profile: "stricter" }],
      [false, { externalFacts: { subnets: [{ id: 1 }] } }],
      [false, { externalFacts: { subnetz: [] } }],
      [false, { exemptions: [{ rule: "nsg-acr-tag" }] }],
    ];
    for (const [index, [accepted, settings]] of rows.entries()) {
      const config = path.join(stack.folder, `settings-${index}.json`);
      writeFileSync(config, JSON.stringify({ all: "advisory", settings }));
      const pack = ["--policy-pack", path.join(root, "policies"), "--policy-pack-config", config];
      const engine = pulumi("policy", "analyze", "--file", state, ...pack);
      const own = spawnSync(process.execPath, [
        path.join(root, "policies/dist/command.js"),
        "audit",
        state,
        "--config",
        config,
      ]);
      assert.equal(engine.status === 0, accepted, JSON.stringify(settings) + engine.stdout + engine.stderr);
      assert.equal(own.status, accepted ? 0 : 2, String(own.stderr));
    }
  });
});

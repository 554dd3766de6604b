/** The pack as the engine meets it: built, in its own process, over gRPC. */
import assert from "node:assert/strict";
import { catalogue } from "../../../policies/rules/catalogue";
import { Level, Levels, PackProcess, Registered, urnOf } from "./pack-process";
import { denyInternet, stack } from "./stack";

const secret = (value: unknown) => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  value,
});

const rules = catalogue.map(({ id }) => id);

function all(level: Level): Levels {
  return Object.fromEntries(["settings", ...rules].map((rule) => [rule, level]));
}

describe("the pack over its protocol", function () {
  this.timeout(30_000);
  let pack: PackProcess;

  beforeEach(async () => {
    pack = await PackProcess.start();
  });

  afterEach(() => {
    pack.stop();
    assert.deepEqual(pack.output, [], "the pack prints nothing: what it prints breaks the engine's reading of it");
  });

  it("lists the settings and every rule as stack policies with their levels", async () => {
    const [mandatory, advisory, stackPolicy] = [1, 0, 2];
    const listed = await pack.policies();
    assert.deepEqual(
      listed.map(({ name, level }) => [name, level]),
      [
        ["settings", mandatory],
        ...catalogue.map(({ id, level }) => [id, level === "mandatory" ? mandatory : advisory]),
      ],
    );
    assert.deepEqual([...new Set(listed.map(({ type }) => type))], [stackPolicy]);
    assert.deepEqual(
      listed.filter(({ schema }) => schema).map(({ name }) => name),
      ["settings"],
    );
  });

  it("finds a registry that security rules stop, in a preview that knows no id", async () => {
    const resources = stack([denyInternet]);
    const { diagnostics } = await pack.analyze(resources);
    const failed = diagnostics.filter(({ level, policy }) => level === "mandatory" && policy.startsWith("nsg-acr-"));
    assert.deepEqual(
      failed.map(({ policy, urn }) => [policy, urn]),
      [["nsg-acr-tag", urnOf(resources[1] as Registered)]],
    );
    for (const text of [
      "compute `scoring`, subnet `inference` (10.0.2.0/24)",
      "AzureContainerRegistry.WestEurope, tcp 443",
      "rule `DenyInternet`, priority 200   securityRules[0]",
      "priority 190, Allow, Outbound, Tcp, 10.0.2.0/24 -> AzureContainerRegistry.WestEurope:443",
    ]) {
      assert.ok(failed[0]?.message.includes(text), `${text} is missing in:\n${failed[0]?.message}`);
    }
  });

  it("says once for the stack that nobody declared the deployer, and fails nothing for it", async () => {
    const { diagnostics } = await pack.analyze(stack([]));
    const access = diagnostics.filter(({ policy }) => policy.startsWith("rbac-"));
    assert.deepEqual(
      ["rbac-join-subnet", "rbac-join-vnet", "rbac-net-read"].map(
        (rule) => access.filter(({ policy }) => policy === rule).length,
      ),
      [1, 1, 1],
    );
    assert.deepEqual([...new Set(access.map(({ level }) => level))], ["advisory"]);
    assert.ok(access.every(({ message }) => /\nundecided: /.test(message)));
  });

  it("fails what it cannot decide in profile strict, and nothing in profile audit", async () => {
    await pack.configure(all("mandatory"), { settings: { profile: "strict" } });
    const strict = await pack.analyze(stack([]));
    const undecided = strict.diagnostics.filter(({ message }) => /\nundecided: /.test(message));
    assert.ok(undecided.length >= 3);
    assert.deepEqual([...new Set(undecided.map(({ level }) => level))], ["mandatory"]);
    await pack.configure(all("mandatory"), { settings: { profile: "audit" } });
    const audit = await pack.analyze(stack([denyInternet]));
    assert.ok(audit.diagnostics.some(({ policy }) => policy === "nsg-acr-tag"));
    assert.deepEqual([...new Set(audit.diagnostics.map(({ level }) => level))], ["advisory"]);
  });

  it("judges as ever where one rule alone is enabled, whichever way the engine is told so", async () => {
    for (const others of ["disabled", "remediate"] as const) {
      await pack.configure({ ...all(others), "nsg-acr-tag": "mandatory", settings: "disabled" });
      const resources = stack([denyInternet]);
      for (const resource of resources) {
        await pack.remediate(resource);
        await pack.register(resource);
      }
      const { diagnostics } = await pack.analyzeStack(resources);
      const tag = diagnostics.filter(({ policy }) => policy === "nsg-acr-tag");
      assert.deepEqual(
        tag.map(({ level }) => level),
        ["mandatory"],
      );
      assert.equal(diagnostics.length === 1, others === "disabled");
    }
  });

  it("judges what the last pass registered, and nothing that only an earlier one did", async () => {
    await pack.configure({ ...all("disabled"), "nsg-acr-tag": "mandatory" });
    assert.equal((await pack.analyze(stack([denyInternet]))).diagnostics.length, 1);
    assert.equal((await pack.analyze(stack([]))).diagnostics.length, 0);
    const withoutCompute = stack([denyInternet]).filter(({ name }) => name !== "scoring");
    const answer = await pack.analyze(withoutCompute);
    assert.deepEqual([answer.diagnostics, answer.notApplicable], [[], ["nsg-acr-tag"]]);
  });

  it("says at the rule's own level that the settings it needs are disabled", async () => {
    await pack.configure({ ...all("mandatory"), settings: "disabled" });
    const { diagnostics } = await pack.analyze(stack([denyInternet]));
    const join = diagnostics.filter(({ policy }) => policy === "rbac-join-subnet");
    assert.deepEqual(
      join.map(({ level }) => level),
      ["mandatory"],
    );
    assert.match(
      join[0]?.message ?? "",
      /\nundecided: [\s\S]*\n {2}the policy `settings`, which would tell, is disabled/,
    );
    await pack.configure(all("mandatory"));
    const enabled = await pack.analyze(stack([denyInternet]));
    const undecided = enabled.diagnostics.filter(({ policy }) => policy === "rbac-join-subnet");
    assert.deepEqual(
      undecided.map(({ level }) => level),
      ["advisory"],
    );
    assert.doesNotMatch(undecided[0]?.message ?? "", /disabled/);
  });

  it("says so where nothing was captured, at the rule's own level", async () => {
    await pack.configure({ ...all("disabled"), "nsg-acr-tag": "mandatory" });
    const { diagnostics } = await pack.analyzeStack(stack([denyInternet]));
    assert.equal(diagnostics.length, 1);
    assert.equal(diagnostics[0]?.level, "mandatory");
    assert.match(diagnostics[0]?.message ?? "", /undecided: no inputs were captured/);
  });

  it("repeats no secret: a secret rule is undecided", async () => {
    const hidden = { ...denyInternet, name: secret("hunter2"), destinationAddressPrefix: secret("hunter2") };
    const { diagnostics } = await pack.analyze(stack([hidden]));
    const tag = diagnostics.filter(({ policy }) => policy === "nsg-acr-tag");
    assert.equal(tag.length, 1);
    assert.match(tag[0]?.message ?? "", /undecided: [\s\S]*is a secret and is not looked into/);
    assert.ok(diagnostics.every(({ message }) => !message.includes("hunter2")));
  });

  it("is silent where no Azure Machine Learning is, and counts its rules as not applicable", async () => {
    const resources = stack([denyInternet]).filter(({ type }) => !type.includes("machinelearning"));
    const answer = await pack.analyze(resources);
    assert.deepEqual(answer.diagnostics, []);
    assert.deepEqual([...answer.notApplicable].sort(), ["settings", ...rules].sort());
  });

  it("lowers an exempted finding and names who accepted it until when", async () => {
    const exemption = { rule: "nsg-acr-tag", resource: "nsg", reason: "images are baked", owner: "platform team" };
    await pack.configure(all("mandatory"), { settings: { exemptions: [{ ...exemption, expires: "2999-12-31" }] } });
    const { diagnostics } = await pack.analyze(stack([denyInternet]));
    const tag = diagnostics.find(({ policy }) => policy === "nsg-acr-tag");
    assert.equal(tag?.level, "advisory");
    assert.match(tag?.message ?? "", /accepted until 2999-12-31 by platform team: images are baked/);
  });

  it("advises against an exemption that covers nothing, and only where its rule was judged", async () => {
    const unused = { rule: "nsg-acr-tag", resource: "nsg", reason: "r", owner: "o", expires: "2999-12-31" };
    const told = async (levels: Levels, resources: readonly Registered[]) => {
      await pack.configure(levels, { settings: { exemptions: [unused] } });
      const { diagnostics } = await pack.analyze(resources);
      const ofSettings = diagnostics.filter(({ policy }) => policy === "settings");
      return ofSettings.map(({ level, message }) => [level, message.split("\n")[1]?.split(",")[0]]);
    };
    const advice = [["advisory", "exemptions[0].resource: found `nsg`"]];
    assert.deepEqual(await told(all("mandatory"), stack([])), advice);
    assert.deepEqual(await told(all("mandatory"), stack([denyInternet])), []);
    assert.deepEqual(await told({ ...all("disabled"), settings: "mandatory" }, stack([])), []);
    const others = stack([denyInternet]).filter(({ type }) => !type.includes("machinelearning"));
    assert.deepEqual(await told(all("mandatory"), others), []);
  });

  it("reports exemptions that are expired or name no rule, with the path", async () => {
    const exemptions = [
      { rule: "nsg-acr-tag", resource: "nsg", reason: "r", owner: "o", expires: "2020-01-01" },
      { rule: "nsg-arc-tag", resource: "nsg", reason: "r", owner: "o", expires: "2999-01-01" },
    ];
    await pack.configure(all("mandatory"), { settings: { exemptions } });
    const { diagnostics } = await pack.analyze(stack([denyInternet]));
    const told = diagnostics.filter(({ policy }) => policy === "settings").map(({ message }) => message);
    assert.equal(told.length, 2);
    assert.ok(told.some((message) => message.includes("exemptions[0].expires: found `2020-01-01`")));
    assert.ok(told.some((message) => message.includes("exemptions[1].rule: found `nsg-arc-tag`")));
    assert.equal(diagnostics.find(({ policy }) => policy === "nsg-acr-tag")?.level, "mandatory");
  });
});

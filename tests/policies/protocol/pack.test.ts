/** The pack as the engine meets it: built, in its own process, over gRPC. */
import assert from "node:assert/strict";
import { Levels, PackProcess, Registered, urnOf } from "./pack-process";

const unknownText = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const secret = (value: unknown) => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  value,
});

const rules = [
  "nsg-acr-tag",
  "nsg-acr-shadowed",
  "nsg-acr-port",
  "nsg-acr-region",
  "rbac-join-subnet",
  "rbac-join-vnet",
  "rbac-net-read",
];

function all(level: "advisory" | "mandatory" | "disabled"): Levels {
  return Object.fromEntries(["settings", ...rules].map((rule) => [rule, level]));
}

const denyInternet = {
  name: "DenyInternet",
  priority: 200,
  direction: "Outbound",
  access: "Deny",
  protocol: "*",
  sourceAddressPrefix: "*",
  sourcePortRange: "*",
  destinationAddressPrefix: "Internet",
  destinationPortRange: "*",
};

/** A compute in a subnet whose security group has these rules, as a first preview shows it. */
function stack(securityRules: readonly unknown[]): readonly Registered[] {
  const group: Registered = {
    type: "azure-native:resources:ResourceGroup",
    name: "rg",
    inputs: { resourceGroupName: "rg-ml", location: "westeurope" },
  };
  const on = { resourceGroupName: [group] };
  const named = { resourceGroupName: unknownText };
  const guard: Registered = {
    type: "azure-native:network:NetworkSecurityGroup",
    name: "nsg",
    inputs: { ...named, networkSecurityGroupName: "nsg-inference", location: "westeurope", securityRules },
    propertyDependencies: on,
  };
  const network: Registered = {
    type: "azure-native:network:VirtualNetwork",
    name: "vnet",
    inputs: { ...named, virtualNetworkName: "vnet", addressSpace: { addressPrefixes: ["10.0.0.0/16"] } },
    propertyDependencies: on,
  };
  const subnet: Registered = {
    type: "azure-native:network:Subnet",
    name: "inference",
    inputs: {
      ...named,
      virtualNetworkName: unknownText,
      subnetName: "inference",
      addressPrefix: "10.0.2.0/24",
      networkSecurityGroup: { id: unknownText },
    },
    propertyDependencies: { ...on, virtualNetworkName: [network], networkSecurityGroup: [guard] },
  };
  const workspace: Registered = {
    type: "azure-native:machinelearningservices:Workspace",
    name: "ml",
    inputs: { ...named, workspaceName: "ml", location: "westeurope" },
    propertyDependencies: on,
  };
  const compute: Registered = {
    type: "azure-native:machinelearningservices:Compute",
    name: "scoring",
    inputs: {
      ...named,
      workspaceName: unknownText,
      computeName: "scoring",
      properties: { computeType: "AmlCompute", properties: { subnet: { id: unknownText } } },
    },
    propertyDependencies: { ...on, workspaceName: [workspace], properties: [subnet] },
  };
  return [group, guard, network, subnet, workspace, compute];
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
        ["nsg-acr-tag", mandatory],
        ["nsg-acr-shadowed", mandatory],
        ["nsg-acr-port", mandatory],
        ["nsg-acr-region", mandatory],
        ["rbac-join-subnet", mandatory],
        ["rbac-join-vnet", mandatory],
        ["rbac-net-read", advisory],
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
    const failed = diagnostics.filter(({ level }) => level === "mandatory");
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
    assert.deepEqual(
      diagnostics.map(({ policy, level }) => [policy, level]),
      [
        ["rbac-join-subnet", "advisory"],
        ["rbac-join-vnet", "advisory"],
        ["rbac-net-read", "advisory"],
      ],
    );
    assert.ok(diagnostics.every(({ message }) => /\nundecided: /.test(message)));
  });

  it("fails what it cannot decide in profile strict, and nothing in profile audit", async () => {
    await pack.configure(all("mandatory"), { settings: { profile: "strict" } });
    const strict = await pack.analyze(stack([]));
    assert.deepEqual([...new Set(strict.diagnostics.map(({ level }) => level))], ["mandatory"]);
    await pack.configure(all("mandatory"), { settings: { profile: "audit" } });
    const audit = await pack.analyze(stack([denyInternet]));
    assert.ok(audit.diagnostics.some(({ policy }) => policy === "nsg-acr-tag"));
    assert.deepEqual([...new Set(audit.diagnostics.map(({ level }) => level))], ["advisory"]);
  });

  it("judges as ever where one rule alone is enabled", async () => {
    await pack.configure({ ...all("disabled"), "nsg-acr-tag": "mandatory" });
    const { diagnostics } = await pack.analyze(stack([denyInternet]));
    assert.deepEqual(
      diagnostics.map(({ policy, level }) => [policy, level]),
      [["nsg-acr-tag", "mandatory"]],
    );
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

import assert from "node:assert/strict";
import { adviseSettings, checkSettings, checkShape, readSettings } from "../../policies/settings";

describe("settings", () => {
  it("have defaults that decide nothing in anybody's favour", () => {
    assert.deepEqual(readSettings({}), {
      deployer: undefined,
      inferencingSubnets: [],
      externalFacts: {},
      exemptions: [],
      profile: "baseline",
    });
    assert.deepEqual(readSettings({ deployer: { principalIds: ["a"] } }).deployer, {
      principalIds: ["a"],
      assignmentsComplete: false,
      mayAssignRoles: false,
    });
  });

  it("report every problem with its path", () => {
    const problems = checkSettings({
      profle: "strict",
      externalFacts: {
        roleAssignments: [
          { principalId: "p", role: "Network Contributer", scope: "/subscriptions/s" },
          { principalId: "p", role: "Reader", scope: "subscriptions/s" },
        ],
        networkSecurityGroups: [
          {
            id: "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/networkSecurityGroups/n",
            securityRules: [{ name: "r", priority: 50 }],
          },
        ],
      },
    });
    const paths = problems.map(({ path }) => path);
    assert.ok(paths.includes("profle"), paths.join());
    assert.ok(paths.includes("externalFacts.roleAssignments[0].role"), paths.join());
    assert.ok(paths.includes("externalFacts.roleAssignments[1].scope"), paths.join());
    assert.ok(
      paths.some((path) => path.startsWith("externalFacts.networkSecurityGroups[0].securityRules[0].priority")),
      paths.join(),
    );
  });

  it("find nothing wrong with what is right", () => {
    const subnet = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/n";
    assert.deepEqual(
      checkSettings({
        profile: "strict",
        inferencingSubnets: ["inference"],
        externalFacts: { roleAssignments: [{ principalId: "p", role: "Network Contributor", scope: subnet }] },
      }),
      [],
    );
  });

  it("are of the shape that the engine asks for, or every difference is told with its path", () => {
    const problems = checkShape({
      profile: "stric",
      deployer: { assignmentsComplete: "yes", mayAssignRole: true },
      inferencingSubnets: ["a", 7],
      externalFacts: { subnets: [{ id: "/s" }, { id: 3, addressPrefixes: "10.0.0.0/8" }], registrys: [] },
      exemptions: [{ rule: "", resource: "x", reason: "r", owner: "o", expires: "1.1.2027" }, null],
    });
    assert.deepEqual(
      problems.map(({ path, found, fix }) => [path, found, fix]),
      [
        ["profile", "`stric`", "did you mean `strict`?"],
        ["deployer.principalIds", "nothing", undefined],
        ["deployer.assignmentsComplete", "`yes`", undefined],
        ["deployer.mayAssignRole", "`mayAssignRole`", "did you mean `mayAssignRoles`?"],
        ["inferencingSubnets[1]", "`7`", undefined],
        ["externalFacts.subnets[1].id", "`3`", undefined],
        ["externalFacts.subnets[1].addressPrefixes", "`10.0.0.0/8`", undefined],
        ["externalFacts.registrys", "`registrys`", "did you mean `registries`?"],
        ["exemptions[0].rule", "``", undefined],
        ["exemptions[0].expires", "`1.1.2027`", undefined],
        ["exemptions[1]", "`null`", undefined],
      ],
    );
    assert.equal(problems[0]?.expected, "one of baseline, strict, audit");
    assert.equal(problems[1]?.expected, "a list");
  });

  it("may have keys that the engine passes over, which are told as what they are", () => {
    assert.deepEqual(checkShape({ profle: "strict", __proto__x: 1 }), []);
    const raw = JSON.parse('{"profle": "strict", "__proto__": {}, "constructor": 1}') as Record<string, unknown>;
    assert.deepEqual(
      checkSettings(raw).map(({ path, fix }) => [path, fix]),
      [
        ["profle", "did you mean `profile`?"],
        ["__proto__", undefined],
        ["constructor", undefined],
      ],
    );
  });

  it("name subnets by name or full id, and somebody who deploys", () => {
    const id = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v";
    const paths = (raw: Record<string, unknown>) => checkSettings(raw).map(({ path }) => path);
    assert.deepEqual(paths({ inferencingSubnets: ["nodes", `${id}/subnets/nodes`] }), []);
    assert.deepEqual(paths({ inferencingSubnets: ["v/nodes", id, "", `${id}/subnets`] }), [
      "inferencingSubnets[0]",
      "inferencingSubnets[1]",
      "inferencingSubnets[2]",
      "inferencingSubnets[3]",
    ]);
    assert.deepEqual(paths({ deployer: { principalIds: [] } }), ["deployer.principalIds"]);
    assert.equal(readSettings({ deployer: { principalIds: [] } }).deployer, undefined);
  });

  it("find what is wrong with a private endpoint that is stated", () => {
    const privateEndpoints = [{ id: "pe", subnetId: "/s", targetId: "/t", groupIds: ["registry"] }];
    const [problem] = checkSettings({ externalFacts: { privateEndpoints } });
    assert.match(problem?.path ?? "", /^externalFacts\.privateEndpoints\[0\]/);
  });

  it("advise against principals that surely are no object ids", () => {
    const roleAssignments = [{ principalId: "ann@example.com", role: "Reader", scope: "/" }];
    const advice = adviseSettings(
      readSettings({
        deployer: { principalIds: ["5f2c9d1e-8a47-4c0b-9f63-2d1b7e4a6c58", "bob@example.com", " "] },
        externalFacts: { roleAssignments },
      }),
    );
    assert.deepEqual(
      advice.map(({ path }) => path),
      ["deployer.principalIds[1]", "deployer.principalIds[2]", "externalFacts.roleAssignments[0].principalId"],
    );
    assert.deepEqual(adviseSettings(readSettings({})), []);
  });
});

import assert from "node:assert/strict";
import { checkSettings, readSettings } from "../../policies/settings";

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
});

/** Names on both sides of every border that Microsoft's table of name rules draws. */
import { strict as assert } from "node:assert";
import { checkResourceName, NamedResource } from "../../../azure/facts/resource-names";

const x = (length: number) => "x".repeat(length);

const table: Readonly<Record<NamedResource, { readonly good: readonly string[]; readonly bad: readonly string[] }>> = {
  resourceGroup: { good: ["r", "rg (1)_a-b.c".replace(" ", ""), x(90)], bad: ["", x(91), "rg.", "r/g", "r g"] },
  workspace: { good: [x(3), x(33), "ml_1-a"], bad: [x(2), x(34), "-ml", "_ml", "m.l1"] },
  onlineEndpoint: { good: [x(3), x(32), "score-1", "A1b"], bad: [x(2), x(33), "1ab", "a--b", "ab-", "a_b", "a.b"] },
  onlineDeployment: { good: ["blue", x(32)], bad: ["b", "b--lue", "9blue", x(33)] },
  compute: { good: ["cpu", x(24), "cpu-a1"], bad: ["c", "cp", x(25), "1cpu", "cpu-1", "c_pu"] },
  kubernetesCompute: { good: ["aks", x(16)], bad: ["ak", x(17), "aks-1", "aks_a"] },
  outboundRule: { good: [x(3), x(33), "pypi_1-a"], bad: [x(2), x(34), "-pypi", "py.pi"] },
  storageAccount: { good: [x(3), x(24), "st1"], bad: [x(2), x(25), "St1", "st-1", "st_1"] },
  keyVault: { good: [x(3), x(24), "kv-1"], bad: [x(2), x(25), "1kv", "kv--1", "kv-", "kv_1"] },
  containerRegistry: { good: [x(5), x(50), "Acr01"], bad: [x(4), x(51), "acr-01"] },
  logAnalyticsWorkspace: { good: [x(4), x(63), "1log-1"], bad: [x(3), x(64), "-log", "log-", "lo_g"] },
  applicationInsights: { good: ["a", x(260), "a (b)"], bad: ["", x(261), "a/b", "a?b", "a&b", "a%b", "a\\b", "ab."] },
  userAssignedIdentity: { good: [x(3), x(128), "id_1-a"], bad: [x(2), x(129), "-id", "_id", "i.d1"] },
  roleDefinition: { good: ["Join (prod) ml", x(512)], bad: ["", x(513), "a\nb"] },
  managedCluster: { good: ["a", x(63), "aks_1-a"], bad: ["", x(64), "-aks", "aks-", "a.ks"] },
  agentPool: { good: ["a", x(12), "pool1"], bad: ["", x(13), "1pool", "Pool", "po-ol"] },
  trustedAccessRoleBinding: { good: ["a", x(24), "-a-"], bad: ["", x(25), "a_b"] },
  virtualNetwork: { good: ["v1", x(64), "v.n-e_"], bad: ["v", x(65), "_vnet", "vnet-", "vnet.", "v net"] },
  subnet: { good: ["s", x(80), "s_"], bad: ["", x(81), "-s", "s."] },
  overlayClusterSubnet: { good: ["s", x(63)], bad: ["", x(64)] },
  networkSecurityGroup: { good: ["n", x(80)], bad: ["", x(81), ".n"] },
  securityRule: { good: ["Allow_1", x(80)], bad: ["", x(81), "Allow 1", "Allow-"] },
  routeTable: { good: ["r", x(80)], bad: ["", x(81)] },
  natGateway: { good: ["n", x(80)], bad: ["", x(81)] },
  publicIpAddress: { good: ["p", x(80)], bad: ["", x(81)] },
  privateEndpoint: { good: ["pe", x(64)], bad: ["p", x(65)] },
  privateDnsZone: {
    good: ["privatelink.azurecr.io", "a.b"],
    bad: ["azurecr", "a..b", ".a.b", `${x(60)}.abcd`, "a b.c"],
  },
  virtualNetworkLink: { good: ["l", x(80)], bad: ["", x(81)] },
};

describe("resource names", () => {
  for (const [kind, { good, bad }] of Object.entries(table)) {
    it(kind, () => {
      for (const name of good) {
        assert.equal(checkResourceName(kind as NamedResource, name), undefined, `\`${name}\``);
      }
      for (const name of bad) {
        const expectation = checkResourceName(kind as NamedResource, name);
        assert.match(expectation?.expected ?? "", /^\d+ to \d+ /, `\`${name}\``);
      }
    });
  }
});

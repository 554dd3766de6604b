/**
 * nsg-tag-typo: tags that no list of the cloud in use has. Azure refuses some and matches nothing by others; documents
 * themselves have three wrong ones. A name that differs by case only works, and is hard to read elsewhere.
 */
import { CapturedResource } from "../../../policies/capture/captured-stack";
import { Properties, Value } from "../../../policies/capture/wire-value";
import { declare, notYet } from "../../estates/captured";
import { changed, without } from "../../estates/change";
import { inTheCloud } from "../../estates/in-the-cloud";
import { outbound, outboundRules } from "../../estates/outbound-rules";
import { privateCompute } from "../../estates/private-compute";
import { judged } from "../judged";
import { assertSays } from "../said";
import { assertNever, assertOutcome, faultAmong, Outcome, tells } from "./outcome";
import { ruleNamed } from "./rule-named";

const rule = ruleNamed("nsg-tag-typo");

type Row = readonly [tag: string, outcome: Outcome, title?: string];

const guarded = (...securityRules: readonly Properties[]) => privateCompute({ securityRules }).resources;
const allowed = (tag: string) => guarded(outbound(`190 allow tcp * -> ${tag}:443`));

function tags(fact: string, table: readonly Row[], stack = allowed): void {
  describe(`nsg-tag-typo: ${fact}`, () => {
    for (const [tag, expected, title] of table) {
      it(`${tag}${title === undefined ? "" : `, ${title}`}: ${expected}`, () => {
        assertOutcome(judged(rule, stack(tag)), expected);
      });
    }
  });
}

tags("published tags", [
  ["AzureContainerRegistry.WestEurope", "pass"],
  ["AzureContainerRegistry", "pass"],
  ["AzureActiveDirectory", "pass"],
  ["AzureMachineLearning", "pass"],
  ["AzureMachineLearning.WestEurope", "advisory", "known, and of one region only"],
  ["AzureMachineLearningInference", "pass"],
  ["AzureFrontDoor.FirstParty", "pass"],
  ["AzureFrontDoor.Frontend", "pass"],
  ["AzureKeyVault.WestEurope", "pass"],
  ["BatchNodeManagement.WestUS", "pass"],
  ["Storage.GermanyWestCentral", "pass"],
  ["AzureDatabricks", "pass", "a service that has nothing to do with it"],
  ["ServiceBus", "pass"],
]);

tags("what is in no list and yet a destination", [
  ["Internet", "pass"],
  ["VirtualNetwork", "pass"],
  ["AzureLoadBalancer", "pass"],
  ["AzurePlatformDNS", "pass"],
  ["*", "pass"],
  ["10.0.0.0/8", "pass"],
  ["20.61.97.4", "pass"],
  ["0.0.0.0/0", "pass"],
]);

tags("wrong names, some of them from the documents", [
  ["Frontdoor.FirstParty", "fail"],
  ["Keyvault.westeurope", "fail"],
  ["KeyVault", "fail"],
  ["BatchNodeManagement.uswest", "fail"],
  ["AzureFrontDoor", "fail", "which has members only"],
  ["AzureKubernetesService", "fail", "a tag of the firewall's"],
  ["AzureRelay", "fail"],
  ["AzureContainerRegistry.West Europe", "fail", "the display name"],
  ["AzureContainerRegistry.west-europe", "fail"],
  ["AzureContainerRegistery", "fail"],
  ["AzureActiveDirectory.WestEurope", "fail", "which has no regions"],
  ["AzureFrontDoor.WestEurope", "fail"],
]);

tags("only AzureCloud shortens the names of regions, and writes them small", [
  ["AzureCloud.westeurope", "pass"],
  ["AzureCloud.centralfrance", "pass"],
  ["AzureCloud.germanywc", "pass"],
  ["AzureCloud.chilec", "pass"],
  ["AzureCloud.brazilse", "pass"],
  ["AzureCloud.francecentral", "fail"],
  ["AzureCloud.GermanyWestCentral", "fail"],
  ["AzureContainerRegistry.centralfrance", "fail"],
  ["AzureContainerRegistry.FranceCentral", "pass"],
  ["AzureCloud.WestEurope", "advisory"],
]);

tags("another case than the published one works", [
  ["Storage.westeurope", "advisory"],
  ["storage", "advisory"],
  ["azurecontainerregistry.WestEurope", "advisory"],
  ["AzureFrontDoor.FrontEnd", "advisory", "as one document writes it"],
  ["internet", "advisory"],
  ["virtualnetwork", "advisory"],
]);

for (const cloud of ["usgovernment", "china"] as const) {
  const region = cloud === "china" ? "ChinaEast2" : "USGovVirginia";
  tags(
    `in ${cloud}`,
    [
      ["AzureFrontDoor.FirstParty", "fail", "which is not published there"],
      ["AzureFrontDoor.Frontend", "pass"],
      ["AzureActiveDirectory", "pass"],
      [`Storage.${region}`, "pass"],
      [`AzureCloud.${region.toLowerCase()}`, "pass"],
      ["Storage.WestEurope", "fail", "another cloud's region"],
    ],
    (tag) => inTheCloud(cloud, allowed(tag)),
  );
}

tags("a region of another cloud", [
  ["Storage.USGovVirginia", "fail"],
  ["AzureContainerRegistry.ChinaEast2", "fail"],
]);

describe("nsg-tag-typo: where a rule names a tag", () => {
  const wrong = "Frontdoor.FirstParty";
  const rules: readonly (readonly [string, Properties])[] = [
    ["the destination of an allow", outbound(`190 allow tcp * -> ${wrong}:443`)],
    ["the destination of a deny", outbound(`190 deny tcp * -> ${wrong}:443`)],
    ["the source of an inbound allow", { ...outbound(`190 allow tcp ${wrong} -> *:443`), direction: "Inbound" }],
    ["the source of an outbound rule", outbound(`190 allow tcp ${wrong} -> *:443`)],
  ];
  for (const [title, wrongRule] of rules) {
    it(`${title}: fail`, () => assertOutcome(judged(rule, guarded(wrongRule)), "fail"));
  }
  it("a rule that is a resource of its own: fail", () => {
    const { resources, guard } = privateCompute();
    const { name, ...properties } = outbound(`190 allow tcp * -> ${wrong}:443`);
    const alone = declare(
      "azure-native:network:SecurityRule",
      String(name),
      { ...properties, networkSecurityGroupName: notYet },
      { networkSecurityGroupName: [guard] },
    );
    assertOutcome(judged(rule, [...resources, alone]), "fail");
  });
  it("a member that is no region: published, so never a fail", () => {
    assertNever(judged(rule, allowed("AzureActiveDirectory.ServiceEndpoint")), "fail");
  });
  it("no rules: never a fail", () => assertNever(judged(rule, guarded()), "fail", "advisory", "undecided"));
  it("an unknown destination: undecided", () => assertOutcome(judged(rule, allowed("?")), "undecided"));
  it("an unknown destination beside a wrong tag: fail", () => {
    const mixed = outboundRules("190 allow tcp * -> ?:443", `191 allow tcp * -> ${wrong}:443`);
    assertOutcome(judged(rule, guarded(...mixed)), "fail");
  });
  it("two wrong tags: both are named", () => {
    const two = outboundRules("190 allow tcp * -> Keyvault.WestEurope:443", `191 allow tcp * -> ${wrong}:443`);
    const told = judged(rule, guarded(...two))
      .map((one) => (one.verdict === "fail" ? tells(one.fault) : ""))
      .join(" ");
    assertSays(told, "AzureKeyVault.WestEurope", "AzureFrontDoor.FirstParty");
  });
  it("a group that guards no inferencing subnet: not applicable", () => {
    const estate = privateCompute({ securityRules: outboundRules(`190 allow tcp * -> ${wrong}:443`) });
    assertOutcome(judged(rule, without(estate.resources, estate.compute)), "not applicable");
  });
});

describe("nsg-tag-typo: routes of an inferencing subnet", () => {
  const routed = (addressPrefix: Value, used: "by the subnet" | "by nobody" = "by the subnet") => {
    const estate = privateCompute();
    const table = declare("azure-native:network:RouteTable", "routes", {
      routes: [{ name: "out", addressPrefix, nextHopType: "Internet" }],
    });
    const stack = changed(estate.resources, estate.subnet, {
      inputs: { routeTable: { id: notYet } },
      from: { routeTable: [table] },
    });
    return judged(rule, [...(used === "by nobody" ? estate.resources : stack), table]);
  };
  const table: readonly (readonly [string, Value, Outcome])[] = [
    ["a tag", "AzureMachineLearning", "pass"],
    ["a prefix", "0.0.0.0/0", "pass"],
    ["a wrong tag", "AzureMachineLearing", "fail"],
    ["a tag in other case", "azuremachinelearning", "advisory"],
    ["not known yet", notYet, "undecided"],
  ];
  for (const [title, prefix, expected] of table) {
    it(`${title}: ${expected}`, () => assertOutcome(routed(prefix), expected));
  }
  it("a wrong tag in a table that no inferencing subnet has: never a fail", () => {
    assertNever(routed("AzureMachineLearing", "by nobody"), "fail", "advisory", "undecided");
  });
  it("a route that is a resource of its own: fail", () => {
    const estate = privateCompute();
    const routes = declare("azure-native:network:RouteTable", "routes", {});
    const stack = changed(estate.resources, estate.subnet, {
      inputs: { routeTable: { id: notYet } },
      from: { routeTable: [routes] },
    });
    const route = declare(
      "azure-native:network:Route",
      "out",
      { routeTableName: notYet, addressPrefix: "BatchNodeManagement.uswest", nextHopType: "Internet" },
      { routeTableName: [routes] },
    );
    assertOutcome(judged(rule, [...stack, routes, route]), "fail");
  });
});

describe("nsg-tag-typo: outbound rules of the managed network", () => {
  const tagRule = (serviceTag: Value): Properties => ({
    type: "ServiceTag",
    category: "UserDefined",
    destination: { serviceTag, protocol: "TCP", portRanges: "443" },
  });
  const inline = (outboundRule: Properties) =>
    judged(rule, [
      declare("azure-native:machinelearningservices:Workspace", "managed", {
        workspaceName: "ml",
        location: "westeurope",
        managedNetwork: { isolationMode: "AllowOnlyApprovedOutbound", outboundRules: { extra: outboundRule } },
      }),
    ]);
  const standalone = (properties: Properties) => {
    const workspace = declare("azure-native:machinelearningservices:Workspace", "managed", {
      workspaceName: "ml",
      location: "westeurope",
      managedNetwork: { isolationMode: "AllowOnlyApprovedOutbound" },
    });
    const own: CapturedResource = declare(
      "azure-native:machinelearningservices:ManagedNetworkSettingsRule",
      "extra",
      { workspaceName: notYet, ruleName: "extra", properties },
      { workspaceName: [workspace] },
    );
    return judged(rule, [workspace, own]);
  };
  const table: readonly (readonly [string, Properties, Outcome])[] = [
    ["a tag", tagRule("AzureMonitor"), "pass"],
    ["a wrong tag", tagRule("Frontdoor.FirstParty"), "fail"],
    ["a tag in other case", tagRule("azuremonitor"), "advisory"],
    ["a tag not known yet", tagRule(notYet), "undecided"],
  ];
  for (const [title, outboundRule, expected] of table) {
    it(`inline, ${title}: ${expected}`, () => assertOutcome(inline(outboundRule), expected));
    it(`of its own, ${title}: ${expected}`, () => assertOutcome(standalone(outboundRule), expected));
  }
  it("a host name is no tag: never a fail", () => {
    assertNever(inline({ type: "FQDN", destination: "pypi.org" }), "fail", "advisory", "undecided");
  });
});

describe("nsg-tag-typo: what it says", () => {
  const meant: readonly (readonly [wrong: string, right: string])[] = [
    ["Frontdoor.FirstParty", "AzureFrontDoor.FirstParty"],
    ["Keyvault.westeurope", "AzureKeyVault.WestEurope"],
    ["BatchNodeManagement.uswest", "BatchNodeManagement.WestUS"],
    ["AzureContainerRegistry.West Europe", "AzureContainerRegistry.WestEurope"],
    ["AzureContainerRegistry.centralfrance", "AzureContainerRegistry.FranceCentral"],
    ["AzureCloud.francecentral", "AzureCloud.centralfrance"],
    ["Storage.westeurope", "Storage.WestEurope"],
  ];
  for (const [wrong, right] of meant) {
    it(`${wrong}: where it stands, and ${right}`, () => {
      const fault = faultAmong(
        judged(rule, guarded(outbound("180 allow tcp * -> Sql:1433"), outbound(`190 allow tcp * -> ${wrong}:443`))),
      );
      assertSays(tells(fault), wrong, right, "allow-190", "securityRules[1]");
      assertSays(fault.fix, right);
    });
  }
});

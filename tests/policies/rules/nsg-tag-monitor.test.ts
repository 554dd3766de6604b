/**
 * nsg-tag-monitor: computes send to Azure Monitor on TCP 443, unless Application Insights stands behind a private link
 * scope that the network reaches.
 */
import { declare, notYet } from "../../estates/captured";
import { outboundRules } from "../../estates/outbound-rules";
import { privateCompute } from "../../estates/private-compute";
import { endpointsTo, networkElsewhere, withInsights } from "../../estates/workspace-dependencies";
import { judged } from "../judged";
import { assertNever, assertOutcome } from "./outcome";
import { closed, itIsRequired } from "./required-tag";
import { ruleNamed } from "./rule-named";

const required = {
  id: "nsg-tag-monitor",
  tag: "AzureMonitor",
  stack: (estate: ReturnType<typeof privateCompute>) => withInsights(estate).resources,
};

itIsRequired(required);

describe("nsg-tag-monitor: a private link scope instead", () => {
  const rule = ruleNamed(required.id);
  const judge = (where: "here" | "elsewhere") => {
    const estate = privateCompute({ securityRules: outboundRules(closed) });
    const { resources, target } = withInsights(estate);
    const scope = declare("azure-native:monitor:PrivateLinkScope", "scope", {
      scopeName: "ampls",
      location: "global",
      accessModeSettings: { ingestionAccessMode: "Open", queryAccessMode: "Open" },
    });
    const scoped = declare(
      "azure-native:monitor:PrivateLinkScopedResource",
      "scoped",
      { scopeName: notYet, linkedResourceId: notYet },
      { scopeName: [scope], linkedResourceId: [target] },
    );
    const other = networkElsewhere();
    const network = where === "here" ? estate.network : other;
    return judged(rule, [...resources, scope, scoped, other, ...endpointsTo(scope, network, "azuremonitor")]);
  };
  it("with its endpoint in the network: pass", () => assertOutcome(judge("here"), "pass"));
  it("with its endpoint in another network: never a pass", () => {
    assertNever(judge("elsewhere"), "pass", "not applicable");
  });
});

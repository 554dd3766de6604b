// What Azure takes and never gives back: passwords, values of secrets, members that can only be written. A GET
// has none of it, so neither has a resource's state in azure-native, nor the sandbox's Azure on disk.
// Seen in states that azure-native's own tests recorded (provider/pkg/provider/testdata/recorded/TestProviderUpgrade in
// github.com/pulumi/pulumi-azure-native): a virtual machine without its password, a vault's secret without its value.

import type { PropertyShape } from "../../declarations/shape";
import type { ArmNode, Constraint } from "../schema/constraint";
import type { ResourceModel } from "../schema/resource-model";

/** Members of classes without a constraint file, by output path. */
const stated: Record<string, readonly string[]> = {
  // These have lists of their own, which are asked for with POST.
  // https://learn.microsoft.com/rest/api/appservice/web-apps/list-application-settings
  "azure-native:web:WebApp": ["siteConfig.appSettings", "siteConfig.connectionStrings"],
  "azure-native:web:WebAppSlot": ["siteConfig.appSettings", "siteConfig.connectionStrings"],
};

/** Whether the output at `path` (`osProfile.adminPassword`, without positions) is one that Azure keeps to itself. */
export function isWithheld(model: ResourceModel, path: string, property: PropertyShape): boolean {
  const name = path.slice(path.lastIndexOf(".") + 1);
  return (
    /password$/i.test(name) ||
    /never be returned|not returned on response|not returned in the get|- write only/i.test(property.documentation) ||
    (stated[model.token] ?? []).includes(path) ||
    (model.constraint !== undefined && flagged(model.constraint).has(name))
  );
}

const flaggedNames = new WeakMap<Constraint, ReadonlySet<string>>();

/** Names that the API description marks as secret or as written only, wherever they stand in the class. */
function flagged(constraint: Constraint): ReadonlySet<string> {
  const known = flaggedNames.get(constraint);
  if (known !== undefined) {
    return known;
  }
  const nodes: ArmNode[] = [constraint.body, ...Object.values(constraint.defs)];
  const names = nodes.flatMap((node) =>
    Object.entries(node.props ?? {}).flatMap(([name, { sensitive, writeOnly }]) =>
      sensitive === true || writeOnly === true ? [name] : [],
    ),
  );
  const found = new Set(names);
  flaggedNames.set(constraint, found);
  return found;
}

/** A rule by the id that the catalogue, exemptions and reports know it by. */
import { catalogue } from "../../../policies/rules/catalogue";
import { EstateRule } from "../../../policies/rules/rule";

export function ruleNamed(id: string): EstateRule {
  const rule = catalogue.find((one) => one.id === id);
  if (rule === undefined) {
    throw new Error(`no rule ${id}; the catalogue has ${catalogue.map((one) => one.id).join(", ")}`);
  }
  return rule;
}

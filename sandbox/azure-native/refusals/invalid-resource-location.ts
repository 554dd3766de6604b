// A resource can't move to another region: the same id with another location is refused.

import { member, text } from "../../provider/value";
import { normalizedLocation } from "../operations/difference";
import { nameOf } from "../operations/resource-id";
import type { Refusal } from "./refusal";

export const invalidResourceLocation: Refusal = {
  code: "InvalidResourceLocation",
  status: 409,
  source: "https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors",
  evidence: "read",
  message({ operation, id, properties }, azure) {
    if (operation !== "update") {
      return undefined;
    }
    const before = text(member(azure.get(id)?.properties ?? {}, "location"));
    const after = text(member(properties, "location"));
    if (before === undefined || after === undefined || normalizedLocation(before) === normalizedLocation(after)) {
      return undefined;
    }
    return `The resource '${nameOf(id)}' already exists in location '${before}'. A resource with the same name cannot be created in location '${after}'. Please select a new resource name.`;
  },
};

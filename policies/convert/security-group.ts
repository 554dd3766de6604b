/** `network:NetworkSecurityGroup` with its inline rules, and `network:SecurityRule` beside it. */
import { SecurityGroup } from "../../azure/estate/estate";
import { CloudName } from "../../azure/facts/clouds";
import { isUnknown, Maybe, unknown } from "../../azure/known";
import { readSecurityRule, ReadSecurityRule } from "../../azure/network/read-security-rule";
import { SecurityRule } from "../../azure/network/security-rule";
import { unknownSecurityRule } from "../../azure/network/unknown-security-rule";
import { Conversion, Resource } from "./conversion";
import { isProperties, listAt } from "./read";

interface ReadRules {
  readonly rules: Maybe<readonly SecurityRule[]>;
  readonly problems: SecurityGroup["problems"];
  readonly notes: SecurityGroup["notes"];
}

export function convertSecurityGroups(conversion: Conversion): readonly SecurityGroup[] {
  const groups = conversion.ofType("network:NetworkSecurityGroup").map((resource): SecurityGroup => {
    const id = conversion.id(resource, "Microsoft.Network", [["networkSecurityGroups", "networkSecurityGroupName"]]);
    return { origin: conversion.origin(resource), id, ...readInlineRules(conversion, resource) };
  });
  return addStandaloneRules(conversion, groups);
}

function readInlineRules(conversion: Conversion, resource: Resource): ReadRules {
  const list = listAt(resource.inputs, "securityRules") ?? [];
  if (isUnknown(list)) {
    return { rules: unknown(`the security rules of ${resource.name}`), problems: [], notes: [] };
  }
  const read = list.map((value, index) => {
    const path = `securityRules[${index}]`;
    const properties = isProperties(value) ? value : { name: isUnknown(value) ? value : unknown(path) };
    return isUnknown(value)
      ? { rule: unknownSecurityRule(path, value.unknown), problems: [], notes: [] }
      : readSecurityRule(properties, path, tagsOfCloud(conversion, resource));
  });
  return together(read);
}

function together(read: readonly ReadSecurityRule[]): ReadRules & { readonly rules: readonly SecurityRule[] } {
  return {
    rules: read.map((one) => one.rule),
    problems: read.flatMap((one) => one.problems),
    notes: read.flatMap((one) => one.notes),
  };
}

/** Where nobody says which cloud it is, a tag of any counts. */
function tagsOfCloud(conversion: Conversion, resource: Resource): { readonly cloud?: CloudName } {
  const cloud = conversion.cloud(resource);
  return isUnknown(cloud) ? {} : { cloud };
}

/** Standalone rules join their group; one whose group is not known makes every group undecided. */
function addStandaloneRules(conversion: Conversion, groups: readonly SecurityGroup[]): readonly SecurityGroup[] {
  const added = new Map<SecurityGroup, ReadSecurityRule[]>();
  let strays: string | undefined;
  for (const resource of conversion.ofType("network:SecurityRule")) {
    const group = conversion.parent(resource, "networkSecurityGroupName", groups);
    const candidates = conversion.candidates(resource, "networkSecurityGroupName", groups);
    // Left out, the engine makes one from the resource's own.
    const name = resource.inputs.securityRuleName ?? resource.name;
    const read = readSecurityRule({ name, ...resource.inputs }, resource.name, tagsOfCloud(conversion, resource));
    if (group !== undefined) {
      added.set(group, [...(added.get(group) ?? []), read]);
    } else if (candidates.length > 0 || isUnknown(resource.inputs.networkSecurityGroupName)) {
      strays = `which group security rule ${resource.name} belongs to`;
    }
  }
  return groups.map((group) => {
    if (strays !== undefined) {
      return { ...group, rules: unknown(strays) };
    }
    const more = together(added.get(group) ?? []);
    return {
      ...group,
      rules: isUnknown(group.rules) ? group.rules : [...group.rules, ...more.rules],
      problems: [...group.problems, ...more.problems],
      notes: [...group.notes, ...more.notes],
    };
  });
}

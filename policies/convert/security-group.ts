/** `network:NetworkSecurityGroup` with its inline rules, and `network:SecurityRule` beside it. */
import { SecurityGroup } from "../../azure/estate/estate";
import { isUnknown, Maybe, unknown } from "../../azure/known";
import { readSecurityRule } from "../../azure/network/read-security-rule";
import { SecurityRule } from "../../azure/network/security-rule";
import { Problem } from "../../azure/problem";
import { Conversion, Resource } from "./conversion";
import { isProperties, listAt } from "./read";

interface ReadRules {
  readonly rules: Maybe<readonly SecurityRule[]>;
  readonly problems: readonly Problem[];
}

export function convertSecurityGroups(conversion: Conversion): readonly SecurityGroup[] {
  const groups = conversion.ofType("network:NetworkSecurityGroup").map((resource): SecurityGroup => {
    const id = conversion.id(resource, "Microsoft.Network", [["networkSecurityGroups", "networkSecurityGroupName"]]);
    return { origin: conversion.origin(resource), id, ...readInlineRules(resource) };
  });
  return addStandaloneRules(conversion, groups);
}

function readInlineRules(resource: Resource): ReadRules {
  const list = listAt(resource.inputs, "securityRules") ?? [];
  if (isUnknown(list)) {
    return { rules: unknown(`the security rules of ${resource.name}`), problems: [] };
  }
  const read = list.map((value, index) => {
    const path = `securityRules[${index}]`;
    const properties = isProperties(value) ? value : { name: isUnknown(value) ? value : unknown(path) };
    return isUnknown(value) ? wholeRuleUnknown(path, value.unknown) : readSecurityRule(properties, path);
  });
  return { rules: read.map((one) => one.rule), problems: read.flatMap((one) => one.problems) };
}

/** A rule of which nothing is known may be any rule. */
function wholeRuleUnknown(path: string, because: string): { rule: SecurityRule; problems: readonly Problem[] } {
  const any = unknown(because);
  const rule: SecurityRule = {
    name: any,
    path,
    priority: any,
    direction: any,
    access: any,
    protocol: any,
    sources: any,
    destinations: any,
    sourcePorts: any,
    destinationPorts: any,
  };
  return { rule, problems: [] };
}

/** Standalone rules join their group; one whose group is not known makes every group undecided. */
function addStandaloneRules(conversion: Conversion, groups: readonly SecurityGroup[]): readonly SecurityGroup[] {
  const added = new Map<SecurityGroup, ReturnType<typeof readSecurityRule>[]>();
  let strays: string | undefined;
  for (const resource of conversion.ofType("network:SecurityRule")) {
    const group = conversion.parent(resource, "networkSecurityGroupName", groups);
    const candidates = conversion.candidates(resource, "networkSecurityGroupName", groups);
    const name = resource.inputs.securityRuleName;
    const read = readSecurityRule({ name, ...resource.inputs }, resource.name);
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
    const more = added.get(group) ?? [];
    const rules = isUnknown(group.rules) ? group.rules : [...group.rules, ...more.map((one) => one.rule)];
    return { ...group, rules, problems: [...group.problems, ...more.flatMap((one) => one.problems)] };
  });
}

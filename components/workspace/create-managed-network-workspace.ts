/**
 * The workspace resource with its managed virtual network.
 * https://learn.microsoft.com/azure/machine-learning/how-to-managed-network
 */
import { RuleCategory, Workspace } from "@pulumi/azure-native/machinelearningservices";
import * as pulumi from "@pulumi/pulumi";

import { checkedLater } from "../checked-later";
import { childNameWithin } from "../child-names";
import { DependencyIds } from "../dependencies/create-dependencies";
import { DependencyPlace } from "../dependencies/place";
import { workspaceTimeouts } from "../timeouts";
import { checkFqdn, checkServiceTag } from "./check-outbound-rules";
import { checkPrivateEndpointRule } from "./check-private-endpoint-rules";
import { WorkspaceIdentityChildren } from "./identity";
import { ManagedNetworkWorkspaceArgs } from "./managed-network-arguments";
import {
  FqdnOutboundRuleArgs,
  ManagedNetworkOutboundRules,
  OutboundAction,
  OutboundProtocol,
  PrivateEndpointOutboundRuleArgs,
  ServiceTagOutboundRuleArgs,
} from "./outbound-rules";
import { ManagedNetworkWorkspacePlan } from "./plan-managed-network";
import { workspaceBasics } from "./workspace-basics";

export function createManagedNetworkWorkspace(
  name: string,
  plan: ManagedNetworkWorkspacePlan,
  args: ManagedNetworkWorkspaceArgs,
  dependencies: DependencyIds,
  identity: WorkspaceIdentityChildren,
  place: DependencyPlace,
  child: pulumi.CustomResourceOptions,
): Workspace {
  return new Workspace(
    childNameWithin(name, "workspace", 33),
    {
      ...place,
      ...workspaceBasics(args, dependencies, identity.id),
      managedNetwork: {
        isolationMode: plan.isolation,
        firewallSku: args.firewallSku,
        managedNetworkKind: args.managedNetworkKind,
        outboundRules: outboundRules(args.outboundRules),
      },
      provisionNetworkNow: plan.provisionNetworkNow,
    },
    { ...child, dependsOn: [...identity.grants], customTimeouts: workspaceTimeouts },
  );
}

type RuleInput = ReturnType<typeof fqdnRule | typeof privateEndpointRule | typeof serviceTagRule>;

function outboundRules(rules: ManagedNetworkOutboundRules = {}) {
  const named = [
    ...Object.entries(rules.fqdn ?? {}).map(([name, rule]) => [name, fqdnRule(name, rule)] as const),
    ...Object.entries(rules.privateEndpoint ?? {}).map(
      ([name, rule]) => [name, privateEndpointRule(name, rule)] as const,
    ),
    ...Object.entries(rules.serviceTag ?? {}).map(([name, rule]) => [name, serviceTagRule(name, rule)] as const),
  ];
  return named.length === 0 ? undefined : Object.fromEntries<RuleInput>(named);
}

function fqdnRule(name: string, rule: FqdnOutboundRuleArgs) {
  const destination = checkedLater(rule.destination, `outbound rule "${name}"`, (known) =>
    checkFqdn({ destination: known }, `outboundRules.fqdn.${name}`),
  );
  return { type: "FQDN" as const, category: RuleCategory.UserDefined, destination };
}

function privateEndpointRule(name: string, rule: PrivateEndpointOutboundRuleArgs) {
  const { subresourceTarget, sparkEnabled } = rule;
  const serviceResourceId = checkedLater(rule.serviceResourceId, `outbound rule "${name}"`, (known) =>
    checkPrivateEndpointRule({ ...rule, serviceResourceId: known }, `outboundRules.privateEndpoint.${name}`),
  );
  return {
    type: "PrivateEndpoint" as const,
    category: RuleCategory.UserDefined,
    destination: { serviceResourceId, subresourceTarget, sparkEnabled: sparkEnabled ?? false },
  };
}

function serviceTagRule(name: string, rule: ServiceTagOutboundRuleArgs) {
  const later = (field: "serviceTag" | "portRanges") =>
    checkedLater(rule[field], `outbound rule "${name}"`, (known) =>
      // The other field, if it isn't known either, is checked on its own way.
      checkServiceTag({ ...rule, [field]: known }, `outboundRules.serviceTag.${name}`),
    );
  return {
    type: "ServiceTag" as const,
    category: RuleCategory.UserDefined,
    destination: {
      serviceTag: later("serviceTag"),
      portRanges: later("portRanges"),
      protocol: rule.protocol ?? OutboundProtocol.Tcp,
      action: rule.action ?? OutboundAction.Allow,
      addressPrefixes: rule.addressPrefixes,
    },
  };
}

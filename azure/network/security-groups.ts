/**
 * What the security groups of a subnet and of a network interface decide together: both have to allow a packet.
 * Outbound the interface's group is asked first, inbound the subnet's; without a group everything passes.
 * https://learn.microsoft.com/azure/virtual-network/network-security-group-how-it-works
 */
import { isUnknown, Maybe, Unknown } from "../known";
import { Flow, NetworkContext, SecurityRule } from "./security-rule";
import { decideInTurn, GroupInTurn, SecurityDecision, SecurityGroupPlace } from "./security-rules";
import { unknownSecurityRule } from "./unknown-security-rule";

export interface SecurityGroups {
  /** The rules of the subnet's group, without Azure's own. Absent: the subnet has no group. */
  readonly subnet?: Maybe<readonly SecurityRule[]>;
  /** The same of the network interface. */
  readonly networkInterface?: Maybe<readonly SecurityRule[]>;
}

/**
 * Decides packet by packet: what the first group allows is followed through the second, so two groups that allow some
 * of the flow each may deny all of it. `decidedBy` names, of the packets that pass, a rule of each group, and of the
 * others the one that denies them; no rule at all where there is no group.
 */
export function decideSecurityGroups(groups: SecurityGroups, flow: Flow, context: NetworkContext): SecurityDecision {
  const places = flow.direction === "Outbound" ? interfaceFirst : [...interfaceFirst].reverse();
  const inTurn = places.flatMap(({ key, of }): readonly GroupInTurn[] => {
    const rules = groups[key];
    return rules === undefined ? [] : [{ of, rules: isUnknown(rules) ? [anyRule(rules, key)] : rules }];
  });
  const decision = decideInTurn(inTurn, flow, context);
  return { ...decision, decidedBy: decision.decidedBy.filter(({ rule }) => !standIns.has(rule)) };
}

const interfaceFirst: readonly { readonly key: keyof SecurityGroups; readonly of: SecurityGroupPlace }[] = [
  { key: "networkInterface", of: "network interface" },
  { key: "subnet", of: "subnet" },
];

/** Rules that aren't known may do to any packet whatever rules can. */
function anyRule(rules: Unknown, path: string): SecurityRule {
  const rule = unknownSecurityRule(path, rules.unknown);
  standIns.add(rule);
  return rule;
}

/** They decide, but nobody wrote them, so no decision names them. */
const standIns = new WeakSet<SecurityRule>();

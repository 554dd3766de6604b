/**
 * May the deployer join the networks that inferencing needs?
 * https://learn.microsoft.com/azure/machine-learning/how-to-secure-inferencing-vnet, "Prerequisites"
 */
import { accessOf, GrantAnswer } from "../access/access-of";
import { explainAccess, AccessDecision } from "../access/explain-access";
import { findRole } from "../facts/roles";
import { isUnknown } from "../known";
import { Estate, EstateGrant, Thing } from "./estate";

/** Who deploys, as the owner of the stack states it. */
export interface Deployer {
  readonly principalIds: readonly string[];
  /** No assignment outside the stack and the facts matters: a missing grant is then proof. */
  readonly assignmentsComplete: boolean;
  /** Grants that this very stack makes count: the deployer may make them, or they exist already. */
  readonly mayAssignRoles: boolean;
}

export interface JoinRight {
  readonly decision: AccessDecision;
  /** A grant that this stack makes would decide it, but whether the deployer may make it is not stated. */
  readonly onlyByStack?: EstateGrant;
}

/** Does the deployer have `action` on this network or subnet? */
export function joinRight(estate: Estate, deployer: Deployer, action: string, on: Thing): JoinRight {
  if (isUnknown(on.id)) {
    return { decision: { verdict: "undecided", unknowns: [on.id.unknown] } };
  }
  const question = { principalIds: deployer.principalIds, action, scope: on.id };
  const { assignmentsComplete } = deployer;
  const options = { assignmentsComplete, denyAssignments: estate.denyAssignments };
  const decision = explainAccess(countedGrants(estate, deployer), question, options);
  if (decision.verdict === "allowed" || deployer.mayAssignRoles) {
    return { decision };
  }
  const withStack = explainAccess(estate.grants, question, options);
  const granted = estate.grants.find((grant) => grant === withStack.grantedBy);
  if (granted === undefined) {
    return { decision };
  }
  const because = `whether the deployer may make grant ${granted.name}, which this stack makes`;
  return { decision: { verdict: "undecided", unknowns: [because] }, onlyByStack: granted };
}

/** What each role assignment that reaches `on` gives the deployer of `action`. Nothing where it is not known what `on` is. */
export function joinGrants(
  estate: Estate,
  deployer: Deployer,
  action: string,
  on: Thing,
): readonly GrantAnswer<EstateGrant>[] {
  return isUnknown(on.id)
    ? []
    : accessOf(countedGrants(estate, deployer), { principalIds: deployer.principalIds, action, scope: on.id });
}

function countedGrants({ grants }: Estate, { mayAssignRoles }: Deployer): readonly EstateGrant[] {
  return grants.filter((grant) => grant.from === "fact" || mayAssignRoles);
}

/** Whether a grant's role is this built-in one, and no custom role that only bears its name. */
export function isBuiltIn({ role }: EstateGrant, ...names: readonly string[]): boolean {
  return !isUnknown(role) && names.some((name) => role === findRole(name));
}

/**
 * May the deployer join the networks that inferencing needs?
 * https://learn.microsoft.com/azure/machine-learning/how-to-secure-inferencing-vnet, "Prerequisites"
 */
import { explainAccess, AccessDecision } from "../access/explain-access";
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
  const options = { assignmentsComplete: deployer.assignmentsComplete };
  const counted = estate.grants.filter((grant) => grant.from === "fact" || deployer.mayAssignRoles);
  const decision = explainAccess(counted, question, options);
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

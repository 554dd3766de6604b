/** The knowledge and the decisions, without Pulumi: `import { … } from "azureml-secure-inference/azure"`. */
export * from "./known";
export * from "./problem";
export * from "./verdict";

export * from "./facts/source";
export * from "./facts/clouds";
export * from "./facts/regions";
export * from "./facts/service-tags";
export * from "./facts/required-flows";
export * from "./facts/roles";
export * from "./facts/linked-access";
export * from "./facts/private-link";
export * from "./facts/resource-names";

export * from "./network/address-set";
export * from "./network/port-set";
export * from "./network/service-tag-lattice";
export * from "./network/security-rule";
export * from "./network/read-security-rule";
export {
  type DecidingRule,
  type SecurityDecision,
  type SecurityGroupPlace,
  decideSecurityRules,
  defaultSecurityRules,
} from "./network/security-rules";
export * from "./network/security-groups";
export * from "./network/explain-security-rules";
export * from "./network/inspect-security-rules";

export * from "./access/scope";
export * from "./access/grant";
export * from "./access/action-pattern";
export * from "./access/explain-access";
export * from "./access/access-of";
export { type DenyAssignment, type DeniedPrincipal, everybody } from "./access/deny-assignment";
export { type Fault, type FaultKind } from "./access/judge-grant";

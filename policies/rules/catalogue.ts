/** Every rule of the pack. Ids follow the catalogue of facts this project keeps; they never change. */
import { rbacJoinSubnet } from "./access/rbac-join-subnet";
import { rbacJoinVnet } from "./access/rbac-join-vnet";
import { rbacNetRead } from "./access/rbac-net-read";
import { rbacNotactions } from "./access/rbac-notactions";
import { rbacRoleLookalike } from "./access/rbac-role-lookalike";
import { rbacWide } from "./access/rbac-wide";
import { nsgAcrPort } from "./network/nsg-acr-port";
import { nsgAcrRegion } from "./network/nsg-acr-region";
import { nsgAcrShadowed } from "./network/nsg-acr-shadowed";
import { nsgAcrTag } from "./network/nsg-acr-tag";
import { nsgAllowInternet } from "./network/nsg-allow-internet";
import { nsgExfil } from "./network/nsg-exfil";
import { nsgIn44224 } from "./network/nsg-in-44224";
import { nsgInOpen } from "./network/nsg-in-open";
import { nsgPriority } from "./network/nsg-priority";
import { nsgTagTypo } from "./network/nsg-tag-typo";
import { requiredFlowRules } from "./network/required-flow-rules";
import { securityRulePropertyRules } from "./network/security-rule-properties";
import { EstateRule } from "./rule";

export const catalogue: readonly EstateRule[] = [
  nsgAcrTag,
  nsgAcrShadowed,
  nsgAcrPort,
  nsgAcrRegion,
  ...requiredFlowRules,
  nsgTagTypo,
  ...securityRulePropertyRules,
  nsgPriority,
  nsgIn44224,
  nsgInOpen,
  nsgAllowInternet,
  nsgExfil,
  rbacJoinSubnet,
  rbacJoinVnet,
  rbacNetRead,
  rbacNotactions,
  rbacWide,
  rbacRoleLookalike,
];

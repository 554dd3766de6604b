/** Every rule of the pack. Ids follow the catalogue of facts this project keeps; they never change. */
import { rbacJoinSubnet } from "./access/rbac-join-subnet";
import { rbacJoinVnet } from "./access/rbac-join-vnet";
import { rbacNetRead } from "./access/rbac-net-read";
import { nsgAcrPort } from "./network/nsg-acr-port";
import { nsgAcrRegion } from "./network/nsg-acr-region";
import { nsgAcrShadowed } from "./network/nsg-acr-shadowed";
import { nsgAcrTag } from "./network/nsg-acr-tag";
import { EstateRule } from "./rule";

export const catalogue: readonly EstateRule[] = [
  nsgAcrTag,
  nsgAcrShadowed,
  nsgAcrPort,
  nsgAcrRegion,
  rbacJoinSubnet,
  rbacJoinVnet,
  rbacNetRead,
];

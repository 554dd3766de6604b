/** Who gets the right to join what. */
import { JoinRole, VirtualNetworkJoinAccessArgs } from "./join-access-arguments";

/** "If you plan on using virtual networks": the three actions of the article, word for word. */
export const joinActions: readonly string[] = [
  "Microsoft.Network/*/read",
  "Microsoft.Network/virtualNetworks/join/action",
  "Microsoft.Network/virtualNetworks/subnets/join/action",
];

export interface JoinAccessPlan {
  readonly role: JoinRole;
  readonly assignments: readonly PlannedJoin[];
}

export interface PlannedJoin {
  readonly deployer: string;
  /** Absent: the virtual network itself, which the article wants as well. */
  readonly subnet?: string;
}

export function planVirtualNetworkJoinAccess(args: VirtualNetworkJoinAccessArgs): JoinAccessPlan {
  const subnets = Object.keys(args.subnetIds).map((subnet) => ({ subnet }));
  return {
    role: args.role ?? JoinRole.JoinOnly,
    assignments: Object.keys(args.deployers).flatMap((deployer) =>
      [{}, ...subnets].map((scope) => ({ deployer, ...scope })),
    ),
  };
}

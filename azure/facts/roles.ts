/**
 * The built-in roles that matter here, with what they permit as far as it is documented.
 * https://learn.microsoft.com/azure/role-based-access-control/built-in-roles
 */
import { Maybe, unknown } from "../known";
import { Source } from "./source";

export interface RolePermission {
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
  readonly dataActions: readonly string[];
  readonly notDataActions: readonly string[];
}

export interface BuiltInRole {
  readonly name: string;
  /** The same in every tenant; a role definition's id ends in it. */
  readonly id: string;
  /** Unknown: the role exists, its full list of actions wasn't read. Never guessed. */
  readonly permissions: Maybe<readonly RolePermission[]>;
  readonly source: Source;
}

/** The role with this GUID, role definition id or display name. */
export function findRole(idOrName: string): BuiltInRole | undefined {
  const text = idOrName.toLowerCase();
  return rolesByKey.get(text) ?? rolesByKey.get(text.slice(text.lastIndexOf("/") + 1));
}

const list: Source = { document: "built-in-roles (role-based-access-control)", read: "2026-11-24" };

export const roles: readonly BuiltInRole[] = [
  full("Owner", "8e3af657-a8ff-443c-a75c-2fe8c4bcb635", ["*"]),
  full(
    "Contributor",
    "b24988ac-6180-42a0-ab88-20f7382dd24c",
    ["*"],
    [
      "Microsoft.Authorization/*/Delete",
      "Microsoft.Authorization/*/Write",
      "Microsoft.Authorization/elevateAccess/Action",
      "Microsoft.Blueprint/blueprintAssignments/write",
      "Microsoft.Blueprint/blueprintAssignments/delete",
      "Microsoft.Compute/galleries/share/action",
      "Microsoft.Purview/consents/write",
      "Microsoft.Purview/consents/delete",
      "Microsoft.Resources/deploymentStacks/manageDenySetting/action",
      "Microsoft.Subscription/cancel/action",
      "Microsoft.Subscription/enable/action",
    ],
  ),
];

function full(
  name: string,
  id: string,
  actions: readonly string[],
  notActions: readonly string[] = [],
  dataActions: readonly string[] = [],
): BuiltInRole {
  return { name, id, permissions: [{ actions, notActions, dataActions, notDataActions: [] }], source: list };
}

function named(name: string, id: string): BuiltInRole {
  return { name, id, permissions: unknown(`the actions of role ${name}`), source: list };
}

void named;

const rolesByKey: ReadonlyMap<string, BuiltInRole> = new Map(
  roles.flatMap((role) => [
    [role.id, role],
    [role.name.toLowerCase(), role],
  ]),
);

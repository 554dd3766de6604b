/**
 * Role assignments and what they allow.
 * https://learn.microsoft.com/azure/role-based-access-control/role-definitions
 */
import { Maybe } from "../known";
import { Scope } from "./scope";

/** Within one permission, `notActions` is subtracted from `actions`; permissions and roles add up. */
export interface Permission {
  readonly actions: readonly Maybe<string>[];
  readonly notActions: readonly Maybe<string>[];
}

export interface Role {
  /** For messages, for instance `Network Contributor`. */
  readonly name: string;
  readonly permissions: Maybe<readonly Permission[]>;
  /**
   * Where a custom role may be assigned: on these scopes and below them. Absent: everywhere, as the built-in roles.
   * Empty: nowhere.
   * https://learn.microsoft.com/azure/role-based-access-control/role-definitions#assignablescopes
   */
  readonly assignableScopes?: Maybe<readonly Maybe<Scope>[]>;
}

export interface Grant {
  /** For messages: the assignment's resource name, or where it is written in the configuration. */
  readonly name: string;
  readonly principalId: Maybe<string>;
  readonly principalType?: Maybe<string>;
  readonly role: Maybe<Role>;
  readonly scope: Maybe<Scope>;
  /** A condition makes a grant undecided. Absent: none. */
  readonly condition?: Maybe<string>;
}

/** May any of these principals perform the action on the scope? */
export interface AccessQuestion {
  readonly principalIds: readonly string[];
  /** For instance `Microsoft.Network/virtualNetworks/subnets/join/action`. */
  readonly action: string;
  readonly scope: Scope;
}

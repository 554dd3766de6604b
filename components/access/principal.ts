/**
 * Who gets a right. Azure refuses an assignment whose `principalType` doesn't fit, and the SDK fills in `User` where it
 * is left out, so both are always said.
 */
import * as pulumi from "@pulumi/pulumi";

/** Kind of a Microsoft Entra principal. A managed identity, of either sort, is a service principal. */
export enum PrincipalType {
  User = "User",
  Group = "Group",
  ServicePrincipal = "ServicePrincipal",
}

/** A Microsoft Entra principal that is given a role. */
export interface PrincipalArgs {
  /** Object id of the principal in the tenant, a GUID; for an application the id of its service principal, not of the app. */
  principalId: pulumi.Input<string>;
  /** What the id names. Azure refuses an assignment whose type doesn't fit the principal. */
  principalType: PrincipalType;
}

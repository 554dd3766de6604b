/**
 * A scope of role assignments: the path of an ARM id, compared by segment and without regard to case.
 * https://learn.microsoft.com/azure/role-based-access-control/scope-overview
 */

/**
 * One segment of a path. A resource that the same stack creates may have no known name yet; its segment is then
 * `{ of: <its URN> }`: equal to itself, and possibly equal to any literal.
 */
export type ScopeSegment = string | { readonly of: string };

/** Segments from the root, for instance `["subscriptions", "…", "resourcegroups", "rg"]`. The tenant's root is empty. */
export type Scope = readonly ScopeSegment[];

// Scopes of role assignments and role definitions.

/** What an extension resource is written on; empty for the tenant. */
export function parentScope(id: string): string {
  return id.slice(0, Math.max(0, id.toLowerCase().lastIndexOf("/providers/microsoft.authorization/")));
}

/**
 * The slow truth about grants: a question about a pattern is asked for every action of a small world, and a grant
 * gives an action if the role lists it and doesn't take it away. Nothing of it comes from `azure/`.
 */

export interface OracleGrant {
  readonly principal: string;
  /** Path of the scope, `/` the root. */
  readonly scope: string;
  readonly permissions: readonly { readonly actions: readonly string[]; readonly notActions: readonly string[] }[];
}

/** Every text of the letters up to a length: all actions there are. */
export function everyAction(letters: string, longest: number): readonly string[] {
  const all = [""];
  for (let start = 0, length = 0; length < longest; length++) {
    const end = all.length;
    for (; start < end; start++) {
      all.push(...[...letters].map((letter) => `${all[start] ?? ""}${letter}`));
    }
  }
  return all;
}

export function isGranted(grants: readonly OracleGrant[], principal: string, action: string, scope: string): boolean {
  return grants.some(
    (grant) =>
      grant.principal === principal &&
      (grant.scope === "/" || scope === grant.scope || scope.startsWith(`${grant.scope}/`)) &&
      grant.permissions.some(
        ({ actions, notActions }) =>
          actions.some((pattern) => fits(pattern, action)) && !notActions.some((pattern) => fits(pattern, action)),
      ),
  );
}

/** A `*` stands for nothing, or for a letter and whatever it stood for before. */
export function fits(pattern: string, text: string): boolean {
  if (pattern === "") {
    return text === "";
  }
  if (pattern.startsWith("*")) {
    return fits(pattern.slice(1), text) || (text !== "" && fits(pattern, text.slice(1)));
  }
  return text !== "" && pattern[0] === text[0] && fits(pattern.slice(1), text.slice(1));
}

/** How one thing of the estate points at another. A question about it has to face all four answers. */
import { Scope } from "../access/scope";

export type Link<T> =
  | { readonly link: "known"; readonly to: T }
  /** One of these, but a preview does not tell which. */
  | { readonly link: "one-of"; readonly candidates: readonly T[]; readonly because: string }
  | { readonly link: "none" }
  /** `id`: what it names, where that is known although nothing else is known of it. */
  | { readonly link: "unknown"; readonly because: string; readonly id?: Scope };

export const noLink: Link<never> = { link: "none" };

export function linkTo<T>(to: T): Link<T> {
  return { link: "known", to };
}

export function unknownLink<T>(because: string): Link<T> {
  return { link: "unknown", because };
}

/** Everything the link may lead to: one, several, or nothing. */
export function reachable<T>(link: Link<T>): readonly T[] {
  switch (link.link) {
    case "known":
      return [link.to];
    case "one-of":
      return link.candidates;
    case "none":
    case "unknown":
      return [];
  }
}

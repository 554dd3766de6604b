/**
 * Actions of Azure resource providers and the patterns that roles grant them by. `*` stands for any text, over any
 * number of segments; letters count in any case.
 * https://learn.microsoft.com/azure/role-based-access-control/role-definitions#actions
 */

/** Whether the pattern grants this one action. */
export function matchesAction(pattern: string, action: string): boolean {
  return coversPattern(pattern, action);
}

/**
 * Whether the outer pattern grants every action that the inner one does. No list of patterns covers another pattern
 * unless one of the list does alone: the inner pattern stands for more texts than any choice of narrower ones.
 */
export function coversPattern(outer: string, inner: string): boolean {
  // A `*` of the inner pattern is a letter that nothing but a `*` of the outer one matches.
  const [pattern, text] = [outer.toLowerCase(), inner.toLowerCase()];
  let [at, reached] = [0, 0];
  let retry: { readonly pattern: number; text: number } | undefined;
  while (reached < text.length) {
    if (pattern[at] === "*") {
      retry = { pattern: ++at, text: reached };
    } else if (at < pattern.length && pattern[at] === text[reached]) {
      at++;
      reached++;
    } else if (retry !== undefined) {
      // The last `*` takes one letter more.
      at = retry.pattern;
      reached = ++retry.text;
    } else {
      return false;
    }
  }
  return /^\**$/.test(pattern.slice(at));
}

/** Whether some action fits both patterns. */
export function patternsMeet(a: string, b: string): boolean {
  const [left, right] = [a.toLowerCase(), b.toLowerCase()];
  // row[j]: the rest of `left` from i and the rest of `right` from j have a text in common.
  let row = Array.from({ length: right.length + 1 }, (_, j) => /^\**$/.test(right.slice(j)));
  for (let i = left.length - 1; i >= 0; i--) {
    const next = row;
    row = [...next];
    for (let j = right.length; j >= 0; j--) {
      row[j] = meetsAt(left[i], right[j], { both: next[j + 1], left: next[j], right: row[j + 1] });
    }
  }
  return row[0] ?? false;
}

interface Rests {
  /** One letter further in both, in the left one, in the right one; undefined past the end. */
  readonly both: boolean | undefined;
  readonly left: boolean | undefined;
  readonly right: boolean | undefined;
}

function meetsAt(left: string | undefined, right: string | undefined, rests: Rests): boolean {
  if (left === "*") {
    return (rests.left ?? false) || (rests.right ?? false);
  }
  if (right === "*") {
    return (rests.right ?? false) || (rests.left ?? false);
  }
  return right !== undefined && left === right && (rests.both ?? false);
}

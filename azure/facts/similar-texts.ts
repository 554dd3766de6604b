/** Which of the known words somebody probably meant: small edit distance, or the same letters in another order. */

/**
 * The candidates near `text`, nearest first, at most three. `prefixes` may be missing from `text` at no cost.
 * Blanks, hyphens and case never count.
 */
export function similarTexts(
  text: string,
  candidates: readonly string[],
  prefixes: readonly string[],
): readonly string[] {
  const wanted = ["", ...prefixes].map((prefix) => plain(prefix + text.slice(0, longestText)));
  return candidates
    .map((candidate) => ({ candidate, distance: Math.min(...wanted.map((each) => distance(each, plain(candidate)))) }))
    .filter(({ candidate, distance }) => distance <= Math.max(1, Math.min(3, Math.floor(candidate.length / 4))))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}

/** Longer texts are no misspelt names, and comparing them would take long. */
const longestText = 100;

function plain(text: string): string {
  return text.replace(/[\s_-]/g, "").toLowerCase();
}

/** Levenshtein's distance; words turned around (`uswest`, `westus`) are nearer than any change of a letter. */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 3) {
    return Infinity;
  }
  if (a !== b && isTurnedAround(a, b)) {
    return 0.5;
  }
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const replaced = (previous[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? Infinity;
}

function isTurnedAround(a: string, b: string): boolean {
  return a.length === b.length && a.length > 3 && (b + b).includes(a);
}

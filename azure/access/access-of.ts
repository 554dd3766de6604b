/**
 * What each grant of some principals gives of a right, for whoever judges the grants and not the right: is one wider
 * than it needs to be, which one of two would do?
 */
import { AccessQuestion, Grant } from "./grant";
import { Fault, judgeGrants } from "./judge-grant";

export interface GrantAnswer<Given extends Grant = Grant> {
  readonly grant: Given;
  /** `perhaps`: it depends on what isn't known. */
  readonly gives: "surely" | "perhaps" | "not";
  /** Why it doesn't; empty unless `not`. */
  readonly lacks: readonly Fault[];
  /** What would have to be known; empty unless `perhaps`. */
  readonly unknowns: readonly string[];
}

/**
 * The grants that are, or may be, the principals' own or their groups', and that reach the scope or may, in the order
 * given. Several may give the right; whether one is needed beside the others, the caller sees. Deny assignments don't
 * count.
 */
export function accessOf<Given extends Grant>(
  grants: readonly Given[],
  question: AccessQuestion,
): readonly GrantAnswer<Given>[] {
  return judgeGrants(grants, question).flatMap(({ grant, faults, unknowns }): readonly GrantAnswer<Given>[] => {
    if (faults.some(({ kind }) => kind === "principal" || kind === "scope")) {
      return [];
    }
    const gives = faults.length > 0 ? "not" : unknowns.length > 0 ? "perhaps" : "surely";
    return [{ grant, gives, lacks: faults, unknowns: gives === "perhaps" ? unknowns : [] }];
  });
}

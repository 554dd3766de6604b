/** What somebody probably meant. */
import { similarTexts } from "../azure/facts/similar-texts";

/** A sentence that fits `Problem.fix`, or nothing if no candidate comes near. */
export function suggestion(text: string, candidates: readonly string[]): string | undefined {
  const near = similarTexts(text, candidates, []).map((each) => `\`${each}\``);
  return near.length === 0 ? undefined : `did you mean ${near.join(" or ")}?`;
}

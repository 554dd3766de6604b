/**
 * What may become of the packets of a flow, as a set of possibilities. Whether a part of the flow holds any packet at
 * all is not always certain, so "nothing" is one of them.
 */
import { Verdict } from "../verdict";
import { Access } from "./security-rule";

/** One possibility a bit: no packet, all allowed, all denied, some allowed and some denied. */
export type Possibilities = number;

const none = 0b0001;
const allowed = 0b0010;
const denied = 0b0100;
const both = 0b1000;

/** An access that is not known is one of the two. */
export function possibilitiesOf(access: Access | undefined): Possibilities {
  switch (access) {
    case "Allow":
      return allowed;
    case "Deny":
      return denied;
    case undefined:
      return allowed | denied;
  }
}

export const noPacket: Possibilities = none;

export function perhapsEmpty(possibilities: Possibilities): Possibilities {
  return possibilities | none;
}

export function surelyNotEmpty(possibilities: Possibilities): Possibilities {
  return possibilities & ~none;
}

/** What may become of two parts together, each free to do what it may. */
export function together(a: Possibilities, b: Possibilities): Possibilities {
  let result = 0;
  for (const first of cases) {
    for (const second of cases) {
      if (a & first.bit && b & second.bit) {
        result |= bitOf(first.allows || second.allows, first.denies || second.denies);
      }
    }
  }
  return result;
}

const cases = [
  { bit: none, allows: false, denies: false },
  { bit: allowed, allows: true, denies: false },
  { bit: denied, allows: false, denies: true },
  { bit: both, allows: true, denies: true },
] as const;

function bitOf(allows: boolean, denies: boolean): Possibilities {
  if (allows) {
    return denies ? both : allowed;
  }
  return denies ? denied : none;
}

/** The verdict is what all possibilities have in common. */
export function verdictOf(possibilities: Possibilities): Verdict {
  switch (surelyNotEmpty(possibilities)) {
    case allowed:
      return "allowed"; // nothing may be denied
    case denied:
      return "denied"; // nothing may be allowed
    case both:
      return "partly"; // something surely is allowed, and something surely denied
    default:
      return "undecided"; // more than one of these may be true
  }
}

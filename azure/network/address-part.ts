/**
 * One side of a part of a flow: addresses of one family that lie in a known set, inside some symbolic sets and outside
 * of others. It splits along any term of a rule and knows what is certain of the pieces.
 */
import { AddressFamily, AddressSet } from "./address-set";
import { partsOf } from "./service-tag-lattice";
import { apartByTagData, publishable, relateSets, serviceTagSet, Surroundings, SymbolicSet } from "./symbolic-set";

export interface AddressPart {
  readonly family: AddressFamily;
  readonly within: AddressSet;
  readonly inside: readonly SymbolicSet[];
  readonly outside: readonly SymbolicSet[];
}

/** One term of a rule or flow: addresses that are known, or a set with a name. */
export type AddressSide = AddressSet | SymbolicSet;

interface AddressSplit {
  /** What may lie in the term; undefined: surely nothing does. */
  readonly matched: AddressPart | undefined;
  /** What may lie outside; undefined: surely nothing does. */
  readonly rest: AddressPart | undefined;
  /** Whether it rests on published prefixes that the term and the part are apart. */
  readonly restsOnTagData: boolean;
}

export function wholeSide(side: AddressSide, family: AddressFamily): AddressPart | undefined {
  const within = (side instanceof AddressSet ? side : side.atMost).only(family);
  const inside = side instanceof AddressSet ? [] : [side];
  return within.isEmpty() ? undefined : { family, within, inside, outside: [] };
}

function splitPart(part: AddressPart, side: AddressSide, surroundings: Surroundings): AddressSplit {
  return side instanceof AddressSet ? splitAtAddresses(part, side) : splitAtSet(part, side, surroundings);
}

export interface SideSplit {
  readonly matched: readonly AddressPart[];
  /** Undefined: surely nothing lies outside of all terms. */
  readonly rest: AddressPart | undefined;
  readonly restsOnTagData: boolean;
}

/** The terms of a rule one after the other, each on what the ones before left. */
export function splitSide(part: AddressPart, terms: readonly AddressSide[], surroundings: Surroundings): SideSplit {
  const matched: AddressPart[] = [];
  let rest: AddressPart | undefined = part;
  let restsOnTagData = false;
  for (const term of terms) {
    if (rest === undefined) {
      break;
    }
    const split = splitPart(rest, term, surroundings);
    restsOnTagData ||= split.restsOnTagData;
    if (split.matched) {
      matched.push(split.matched);
    }
    rest = split.rest;
  }
  return { matched, rest, restsOnTagData };
}

/** Whether some address surely lies in it. Published tags are taken to hold IPv4 addresses; of IPv6 nobody says. */
export function isSurelyNonEmpty(part: AddressPart, surroundings: Surroundings): boolean {
  if (part.inside.length === 0 && part.outside.length === 0) {
    return true;
  }
  return surelyHeld(part) !== undefined || tagSurelyHeld(part, surroundings) !== undefined;
}

/** Addresses that are surely in the part, by the bounds alone. */
function surelyHeld(part: AddressPart): AddressSet | undefined {
  const held = part.outside.reduce(
    (left, set) => left.subtract(set.atMost),
    part.inside.reduce((left, set) => left.intersect(set.atLeast), part.within),
  );
  return held.isEmpty() ? undefined : held;
}

/** A published tag, one of the part's own or one that lies within it, whose addresses are surely all in the part. */
function tagSurelyHeld(part: AddressPart, surroundings: Surroundings): SymbolicSet | undefined {
  if (part.family === "IPv6") {
    return undefined;
  }
  const own = part.inside.find((tag) => isSurelyHeld(tag, part, surroundings));
  if (own !== undefined || !publishable.only(part.family).isSubsetOf(part.within)) {
    return own;
  }
  const parts = new Set(part.inside.flatMap((set) => partsOf(set.name)));
  return [...parts].map((tag) => serviceTagSet(tag, surroundings)).find((tag) => isSurelyHeld(tag, part, surroundings));
}

function isSurelyHeld(tag: SymbolicSet, part: AddressPart, surroundings: Surroundings): boolean {
  return (
    tag.atMost.only(part.family).isSubsetOf(part.within) &&
    part.inside.every((set) => isWithin(tag, set, surroundings)) &&
    part.outside.every((set) => relateSets(tag, set, surroundings) === "disjoint")
  );
}

function isWithin(a: SymbolicSet, b: SymbolicSet, surroundings: Surroundings): boolean {
  const relation = relateSets(a, b, surroundings);
  return relation === "within" || relation === "equal";
}

function splitAtAddresses(part: AddressPart, addresses: AddressSet): AddressSplit {
  if (!part.within.meets(addresses)) {
    return { matched: undefined, rest: part, restsOnTagData: false };
  }
  const rest = narrowed(part, part.within.subtract(addresses));
  const matched = rest === undefined ? part : narrowed(part, part.within.intersect(addresses));
  return { matched, rest, restsOnTagData: false };
}

function splitAtSet(part: AddressPart, set: SymbolicSet, surroundings: Surroundings): AddressSplit {
  if (part.within.isSubsetOf(set.atLeast) || part.inside.some((own) => isWithin(own, set, surroundings))) {
    return { matched: part, rest: undefined, restsOnTagData: false };
  }
  const apart = part.inside.find((own) => relateSets(own, set, surroundings) === "disjoint");
  if (apart !== undefined || part.outside.some((other) => isWithin(set, other, surroundings))) {
    return { matched: undefined, rest: part, restsOnTagData: apart !== undefined && apartByTagData(apart, set) };
  }
  const inner = narrowed(part, part.within.intersect(set.atMost));
  const outer = narrowed(part, part.within.subtract(set.atLeast));
  return {
    matched: inner && { ...inner, inside: [...inner.inside, set] },
    rest: outer && { ...outer, outside: [...outer.outside, set] },
    restsOnTagData: false,
  };
}

function narrowed(part: AddressPart, within: AddressSet): AddressPart | undefined {
  return within.isEmpty() ? undefined : { ...part, within };
}

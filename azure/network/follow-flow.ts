/**
 * Follows a flow through the rules, cutting it up on the way: what a rule matches is decided by it, what is left goes
 * on. The rule that decides a part stays with it, so nobody has to search for a reason afterwards.
 *
 * Most of a long list has nothing to do with most parts, so a part meets the rules that it may match only, down to the
 * first that surely takes all of it; where those are still many, it is halved first.
 */
import { isUnknown } from "../known";
import { FlowPair, pairsOf } from "./flow-question";
import { FlowPart, FlowSplit, isFlowPartSurelyNonEmpty, isPlain, portsMeet, splitFlow } from "./flow-part";
import { possibilitiesOf, Possibilities } from "./outcome";
import { halve, relevantSteps } from "./relevant-steps";
import { RuleMatches, Step } from "./rule-match";
import { isRun, runsOf, splitByRun, Run } from "./rule-run";
import { Flow } from "./security-rule";
import { Share, ShareTree } from "./share-tree";
import { Surroundings } from "./symbolic-set";

export interface Trace {
  readonly possibilities: Possibilities;
  /** Of several sure ones that the same rules decide, one. */
  readonly leaves: readonly Leaf[];
  /** Whether it matters that two published tags had no address in common. */
  readonly restsOnTagData: boolean;
}

/** A part of the flow and the rule that decides it. */
export interface Leaf extends Step {
  readonly part: FlowPart;
  /** The rules of earlier groups that let the part pass. */
  readonly passed: readonly Step[];
  /** Whether the part surely holds a packet that surely matches. */
  readonly sure: boolean;
  /** What isn't known of the rules or of the question; doubts about addresses stand in the part itself. */
  readonly doubts: readonly string[];
}

/** Follows the flow through the groups one after the other: what one allows goes on to the next. */
export function followFlow(groups: readonly RuleMatches[], flow: Flow, surroundings: Surroundings): Trace {
  return followPairs(groups, pairsOf(flow, surroundings), surroundings);
}

export function followPairs(
  groups: readonly RuleMatches[],
  pairs: readonly FlowPair[],
  surroundings: Surroundings,
): Trace {
  const walk: Walk = {
    tree: new ShareTree(),
    leaves: [],
    shown: new Set(),
    surroundings,
    last: groups.length - 1,
    restsOnTagData: false,
  };
  let open: readonly OpenPart[] = pairs.flatMap((pair) => startsOf(pair, walk));
  if (groups.length === 0) {
    open.forEach(({ share }) => walk.tree.decide(share, "surely", possibilitiesOf("Allow")));
  }
  groups.forEach((matches, group) => {
    const steps = matches.map((match, place) => ({ group, place, match }));
    const passing: OpenPart[] = [];
    open.forEach((start) => {
      followSteps(start, steps, walk, passing);
    });
    open = passing;
  });
  return { possibilities: walk.tree.evaluate(), leaves: walk.leaves, restsOnTagData: walk.restsOnTagData };
}

interface Walk {
  readonly tree: ShareTree;
  readonly leaves: Leaf[];
  /** Steps of which a sure leaf is kept already. */
  readonly shown: Set<Step>;
  readonly surroundings: Surroundings;
  /** Index of the last group, whose word is final. */
  readonly last: number;
  restsOnTagData: boolean;
}

/** A part of the flow that no rule has decided yet. */
interface OpenPart {
  readonly part: FlowPart;
  /** Its own, or one that holds more than the part: then the part is plain and nothing of it is in doubt. */
  readonly share: Share;
  readonly owns: "share" | "part of a share";
  readonly passed: readonly Step[];
  readonly doubts: readonly string[];
}

function startsOf({ parts, doubts }: FlowPair, { tree, surroundings }: Walk): readonly OpenPart[] {
  const pair = tree.add(tree.root, "surely");
  return parts.map((part) => ({
    part,
    doubts,
    owns: "share",
    passed: [],
    share: tree.add(pair, certainty(part, doubts, surroundings)),
  }));
}

/** What the steps let pass goes to `passing`, for the next group. */
function followSteps(start: OpenPart, steps: readonly Step[], walk: Walk, passing: OpenPart[]): void {
  const relevant = relevantSteps(start.part, steps);
  const tries = runsOf(relevant);
  const halves = tries.length > fewTries ? halve(start.part, relevant) : undefined;
  if (halves === undefined) {
    cutInOrder(start, tries, walk, passing);
    return;
  }
  for (const part of halves) {
    followSteps(smaller(start, part, walk), relevant, walk, passing);
  }
}

/** Fewer aren't worth looking for a place to cut. */
const fewTries = 8;

function cutInOrder(start: OpenPart, tries: readonly (Step | Run)[], walk: Walk, passing: OpenPart[]): void {
  let open: readonly OpenPart[] = [start];
  for (const each of tries) {
    const left: OpenPart[] = [];
    for (const part of open) {
      if (isRun(each)) {
        cutByRun(part, each, walk, left, passing);
      } else {
        cutByStep(part, each, walk, left, passing);
      }
    }
    open = left;
  }
}

function cutByStep(open: OpenPart, step: Step, walk: Walk, left: OpenPart[], passing: OpenPart[]): void {
  const { box, holds, unknowns } = step.match;
  if (!portsMeet(open.part, box)) {
    left.push(open);
    return;
  }
  const split = splitFlow(open.part, box, walk.surroundings);
  const each = beforeCut(open, [...split.matched, ...split.rest], walk);
  for (const part of split.matched) {
    if (holds === "surely") {
      decide(each, part, step, walk, passing);
    } else {
      // Whichever of its packets match, the others go on: together they are the whole part.
      const both = own(each, part, walk);
      decide(both, part, step, walk, passing);
      left.push({ ...both, doubts: [...each.doubts, ...unknowns], share: walk.tree.add(both.share, "perhaps") });
    }
  }
  leave(each, split, walk, left);
}

function cutByRun(open: OpenPart, run: Run, walk: Walk, left: OpenPart[], passing: OpenPart[]): void {
  const split = splitByRun(open.part, run, walk.surroundings);
  const each = beforeCut(open, [...split.taken.map(({ part }) => part), ...split.rest], walk);
  split.taken.forEach(({ part, step }) => {
    decide(each, part, step, walk, passing);
  });
  leave(each, split, walk, left);
}

/** Pieces of which each may be empty need a share that says that all of them aren't. */
function beforeCut(open: OpenPart, pieces: readonly FlowPart[], walk: Walk): OpenPart {
  return open.owns === "share" || pieces.every(isPlain) ? open : own(open, open.part, walk);
}

function own(open: OpenPart, part: FlowPart, { tree, surroundings }: Walk): OpenPart {
  const share = tree.add(open.share, certainty(part, open.doubts, surroundings));
  return { part, share, owns: "share", passed: open.passed, doubts: open.doubts };
}

function leave(
  each: OpenPart,
  { rest, restsOnTagData }: Pick<FlowSplit, "rest" | "restsOnTagData">,
  walk: Walk,
  left: OpenPart[],
): void {
  walk.restsOnTagData ||= restsOnTagData;
  for (const part of rest) {
    left.push(part === each.part ? each : smaller(each, part, walk));
  }
}

/** Where everything is certain, what becomes of the pieces adds up without a share of their own. */
function smaller(open: OpenPart, part: FlowPart, walk: Walk): OpenPart {
  const certain = open.doubts.length === 0 && isPlain(part);
  const { share, passed, doubts } = open;
  return certain ? { part, share, owns: "part of a share", passed, doubts } : own(open, part, walk);
}

/** The part is decided, or goes on to the next group; where the access isn't known, both. */
function decide(open: OpenPart, part: FlowPart, step: Step, walk: Walk, passing: OpenPart[]): void {
  const { match, group } = step;
  const { access } = match.rule;
  const doubts = match.holds === "perhaps" ? [...open.doubts, ...match.unknowns] : open.doubts;
  const holds = certainty(part, doubts, walk.surroundings);
  const final = group === walk.last || access === "Deny";
  if (final || isUnknown(access)) {
    keep(open, part, step, { holds, doubts }, walk);
  }
  if (final) {
    walk.tree.decide(open.share, holds, possibilitiesOf(isUnknown(access) ? undefined : access));
    return;
  }
  const share = walk.tree.add(open.share, holds);
  const passed = [...open.passed, step];
  if (isUnknown(access)) {
    share.otherwise = possibilitiesOf("Deny");
    passing.push({ part, share, owns: "share", passed, doubts: [...doubts, access.unknown] });
    return;
  }
  passing.push({ part, share, owns: "share", passed, doubts });
}

interface Certainty {
  readonly holds: Share["holds"];
  readonly doubts: readonly string[];
}

/** One sure leaf of known addresses shows as much as a thousand. */
function keep({ passed }: OpenPart, part: FlowPart, step: Step, { holds, doubts }: Certainty, walk: Walk): void {
  const { leaves, shown } = walk;
  const plain = holds === "surely" && isPlain(part);
  if (plain && shown.has(step) && passed.every((each) => shown.has(each))) {
    return;
  }
  const { group, place, match } = step;
  leaves.push({ group, place, match, part, passed, sure: holds === "surely", doubts });
  if (plain) {
    shown.add(step);
    passed.forEach((each) => shown.add(each));
  }
}

function certainty(part: FlowPart, doubts: readonly string[], surroundings: Surroundings): Share["holds"] {
  return doubts.length === 0 && isFlowPartSurelyNonEmpty(part, surroundings) ? "surely" : "perhaps";
}

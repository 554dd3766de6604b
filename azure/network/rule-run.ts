/**
 * Runs of rules that differ in the addresses of one side only, for instance a list of prefixes. A part is dealt out to
 * all of them at once: each address to the first rule of the run that has it.
 */
import { AddressPart, AddressSide, splitSide } from "./address-part";
import { AddressSet } from "./address-set";
import { FlowPart, FlowSplit, otherPortsOf, portsMeet } from "./flow-part";
import { Step } from "./rule-match";
import { Surroundings } from "./symbolic-set";

export interface Run {
  readonly varying: "source" | "destination";
  readonly steps: readonly Step[];
  /** The addresses of each step on the varying side. */
  readonly sets: readonly AddressSet[];
}

export function isRun(either: Step | Run): either is Run {
  return "steps" in either;
}

/** The steps in their order, long runs as one. */
export function runsOf(steps: readonly Step[]): readonly (Step | Run)[] {
  const result: (Step | Run)[] = [];
  for (let start = 0; start < steps.length;) {
    const run = longer(runFrom(steps, start, "destination"), runFrom(steps, start, "source"));
    if (run.steps.length >= worthDealing) {
      result.push(run);
    } else {
      result.push(...run.steps);
    }
    start += Math.max(run.steps.length, 1);
  }
  return result;
}

const worthDealing = 6;

function longer(a: Run, b: Run): Run {
  return b.steps.length > a.steps.length ? b : a;
}

/** At least the first step, be it no run at all. */
function runFrom(steps: readonly Step[], start: number, varying: Run["varying"]): Run {
  const first = steps[start];
  const run: Step[] = [];
  const sets: AddressSet[] = [];
  for (let index = start; index < steps.length; index++) {
    const step = steps[index];
    const set = step && addressesOf(step, varying);
    if (step === undefined || set === undefined || first === undefined || !differsOnlyIn(varying, first, step)) {
      break;
    }
    run.push(step);
    sets.push(set);
  }
  return run.length === 0 && first !== undefined ? { varying, steps: [first], sets } : { varying, steps: run, sets };
}

function addressesOf({ match }: Step, varying: Run["varying"]): AddressSet | undefined {
  const [only, ...more] = sidesOf(match.box, varying);
  return match.holds === "surely" && only instanceof AddressSet && more.length === 0 ? only : undefined;
}

function sidesOf(box: Step["match"]["box"], side: Run["varying"]): readonly AddressSide[] {
  return side === "source" ? box.sources : box.destinations;
}

function differsOnlyIn(varying: Run["varying"], a: Step, b: Step): boolean {
  const common = other(varying);
  const [one, two] = [a.match.box, b.match.box];
  return (
    one === two ||
    (one.destinationPorts.equals(two.destinationPorts) &&
      one.sourcePorts.equals(two.sourcePorts) &&
      sameSides(sidesOf(one, common), sidesOf(two, common)))
  );
}

function other(side: Run["varying"]): Run["varying"] {
  return side === "source" ? "destination" : "source";
}

function sameSides(a: readonly AddressSide[], b: readonly AddressSide[]): boolean {
  return (
    a.length === b.length &&
    a.every((side, index) => {
      const theirs = b[index];
      return side instanceof AddressSet ? theirs instanceof AddressSet && side.equals(theirs) : side === theirs;
    })
  );
}

export interface RunSplit extends Pick<FlowSplit, "rest" | "restsOnTagData"> {
  readonly taken: readonly { readonly part: FlowPart; readonly step: Step }[];
}

/** The same pieces as from one rule after the other, without those in between. */
export function splitByRun(part: FlowPart, run: Run, surroundings: Surroundings): RunSplit {
  const untouched = (restsOnTagData: boolean): RunSplit => ({ taken: [], rest: [part], restsOnTagData });
  const [first] = run.steps;
  if (first === undefined || !portsMeet(part, first.match.box)) {
    return untouched(false);
  }
  const { box } = first.match;
  const { varying } = run;
  const common = splitSide(part[other(varying)], sidesOf(box, other(varying)), surroundings);
  const { restsOnTagData } = common;
  const { dealt, rest } = part[varying].within.dealOut(run.sets);
  if (common.matched.length === 0 || dealt.every((share) => share.isEmpty())) {
    return untouched(restsOnTagData);
  }
  const ports = {
    sourcePorts: part.sourcePorts.intersect(box.sourcePorts),
    destinationPorts: part.destinationPorts.intersect(box.destinationPorts),
  };
  const piece = (side: AddressPart, within: AddressSet): FlowPart => ({
    ...part,
    ...ports,
    [other(varying)]: side,
    [varying]: { ...part[varying], within },
  });
  const taken = run.steps.flatMap((step, index) => {
    const share = dealt[index];
    return share === undefined || share.isEmpty()
      ? []
      : common.matched.map((side) => ({ part: piece(side, share), step }));
  });
  return {
    taken,
    rest: [
      ...otherPortsOf(part, box),
      ...(common.rest ? [piece(common.rest, part[varying].within)] : []),
      ...(rest.isEmpty() ? [] : common.matched.map((side) => piece(side, rest))),
    ],
    restsOnTagData,
  };
}

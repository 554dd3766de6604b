/**
 * Which rules of a group matter to a part of a flow, and where to halve the part so that fewer do. Nothing here decides
 * anything: a part cut in two is the same packets.
 */
import { AddressPart, AddressSide } from "./address-part";
import { AddressSet } from "./address-set";
import { FlowPart, hasNoSets, MatchBox, portsMeet } from "./flow-part";
import { PortSet } from "./port-set";
import { Step } from "./rule-match";

/** Those that may match, as far as bounds tell, down to the first that surely takes all of the part. */
export function relevantSteps(part: FlowPart, steps: readonly Step[]): readonly Step[] {
  const relevant: Step[] = [];
  for (const step of steps) {
    if (mayMeet(part, step.match.box)) {
      relevant.push(step);
      if (takesAll(part, step)) {
        break;
      }
    }
  }
  return relevant;
}

/** Whether bounds leave it open that the two have a packet in common. */
export function mayMeet(part: FlowPart, box: MatchBox): boolean {
  return portsMeet(part, box) && meetsSide(part.destination, box.destinations) && meetsSide(part.source, box.sources);
}

function meetsSide({ within }: AddressPart, sides: readonly AddressSide[]): boolean {
  return sides.some((side) => within.meets(side instanceof AddressSet ? side : side.atMost));
}

function takesAll(part: FlowPart, { match: { box, holds } }: Step): boolean {
  return (
    holds === "surely" &&
    part.destinationPorts.isSubsetOf(box.destinationPorts) &&
    part.sourcePorts.isSubsetOf(box.sourcePorts) &&
    coversSide(part.source, box.sources) &&
    coversSide(part.destination, box.destinations)
  );
}

function coversSide({ within, inside }: AddressPart, sides: readonly AddressSide[]): boolean {
  return sides.some((side) =>
    side instanceof AddressSet
      ? within.isSubsetOf(side)
      : within.isSubsetOf(side.atLeast) || inside.some((own) => own.kind === side.kind && own.name === side.name),
  );
}

/** Undefined: wherever one cuts, most rules would matter on both sides. */
export function halve(part: FlowPart, steps: readonly Step[]): readonly FlowPart[] | undefined {
  const stride = Math.ceil(steps.length / sampleSize);
  const sample = steps.filter((_, index) => index % stride === 0);
  const best = dimensions
    .map((dimension) => ({ dimension, ends: mayCut(part, steps, dimension) ? endsIn(part, sample, dimension) : [] }))
    .reduce((most, each) => (each.ends.length > most.ends.length ? each : most));
  const sorted = [...best.ends].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const middle = sorted[sorted.length >>> 1];
  if (middle === undefined) {
    return undefined;
  }
  const halves = cutAt(part, best.dimension, middle);
  const kept = halves.reduce((sum, half) => sum + relevantSteps(half, sample).length, 0);
  return kept <= sample.length * 1.6 ? halves : undefined;
}

/** So many rules tell well enough where the ends of all of them lie. */
const sampleSize = 32;

type Dimension = "destination" | "source" | "destinationPorts" | "sourcePorts";

const dimensions: readonly Dimension[] = ["destination", "source", "destinationPorts", "sourcePorts"];

type Point = number | bigint;

/**
 * A side stays whole if names matter there: what surely lies in a tag is known of all its addresses together, not of
 * each half of them.
 */
function mayCut(part: FlowPart, steps: readonly Step[], dimension: Dimension): boolean {
  if (dimension === "destinationPorts" || dimension === "sourcePorts") {
    return true;
  }
  const { within } = part[dimension];
  const settled = ({ match }: Step) => match.box[sidesOf[dimension]].every((side) => isSettled(within, side));
  return hasNoSets(part[dimension]) && steps.every(settled);
}

const sidesOf = { source: "sources", destination: "destinations" } as const;

/** Where the steps' boxes begin or end within the part. */
function endsIn(part: FlowPart, steps: readonly Step[], dimension: Dimension): readonly Point[] {
  if (dimension === "destinationPorts" || dimension === "sourcePorts") {
    return steps.flatMap(({ match }) => part[dimension].endsOf(match.box[dimension]));
  }
  const { within, family } = part[dimension];
  return steps.flatMap(({ match }) =>
    match.box[sidesOf[dimension]].flatMap((side) => (side instanceof AddressSet ? within.endsOf(side, family) : [])),
  );
}

/** Whether bounds tell of every address on which side of the set it lies. */
function isSettled(within: AddressSet, side: AddressSide): boolean {
  return side instanceof AddressSet || within.isSubsetOf(side.atLeast) || !within.meets(side.atMost);
}

function cutAt(part: FlowPart, dimension: Dimension, at: Point): readonly FlowPart[] {
  if (dimension === "destinationPorts" || dimension === "sourcePorts") {
    return part[dimension].cutAt(Number(at)).map((ports: PortSet) => ({ ...part, [dimension]: ports }));
  }
  const side = part[dimension];
  return side.within.cutAt(at).map((within) => ({ ...part, [dimension]: { ...side, within } }));
}

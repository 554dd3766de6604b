/**
 * The tree of how a flow was cut up. Each share is what its children hold together; a share that surely holds a packet
 * makes one of its children hold one, even where each child alone may be empty.
 */
import { noPacket, perhapsEmpty, Possibilities, surelyNotEmpty, together } from "./outcome";

export interface Share {
  readonly parent: Share | undefined;
  /** Whether it surely holds a packet, or may be empty. */
  readonly holds: "surely" | "perhaps";
  possibilities: Possibilities;
  /** What may become of it instead of what its children say. Absent: nothing else. */
  otherwise?: Possibilities;
}

export class ShareTree {
  readonly root: Share = { parent: undefined, holds: "surely", possibilities: noPacket };
  /** Parents before their children. */
  private readonly shares: Share[] = [this.root];

  /** A share of which its children will say what may become. */
  add(parent: Share, holds: Share["holds"]): Share {
    const share: Share = { parent, holds, possibilities: noPacket };
    this.shares.push(share);
    return share;
  }

  /** Part of a share is decided. */
  decide(parent: Share, holds: Share["holds"], possibilities: Possibilities): void {
    parent.possibilities = together(parent.possibilities, asHeld(holds, possibilities));
  }

  /** What may become of the whole flow. To be asked once, when everything is decided. */
  evaluate(): Possibilities {
    for (const share of this.shares.reverse()) {
      share.possibilities = asHeld(share.holds, share.possibilities) | (share.otherwise ?? 0);
      if (share.parent !== undefined) {
        share.parent.possibilities = together(share.parent.possibilities, share.possibilities);
      }
    }
    return this.root.possibilities;
  }
}

function asHeld(holds: Share["holds"], possibilities: Possibilities): Possibilities {
  return holds === "surely" ? surelyNotEmpty(possibilities) : perhapsEmpty(possibilities);
}

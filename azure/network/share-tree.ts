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

  /** With `possibilities`, the share is decided; without, its children will say. */
  add(parent: Share, holds: Share["holds"], possibilities: Possibilities = noPacket): Share {
    const share: Share = { parent, holds, possibilities };
    this.shares.push(share);
    return share;
  }

  /** What may become of the whole flow. To be asked once, when everything is decided. */
  evaluate(): Possibilities {
    for (const share of this.shares.reverse()) {
      share.possibilities =
        share.holds === "surely" ? surelyNotEmpty(share.possibilities) : perhapsEmpty(share.possibilities);
      share.possibilities |= share.otherwise ?? 0;
      if (share.parent !== undefined) {
        share.parent.possibilities = together(share.parent.possibilities, share.possibilities);
      }
    }
    return this.root.possibilities;
  }
}

/**
 * Spares the SDK work that none of this pack's policies has a use for. For every policy that judges a stack it
 * decodes all resources anew and links them into a graph; ours read what was captured instead. So the SDK gets a list
 * of which it sees nothing while it is the turn of one of ours, and everything when it is somebody else's. ADR-0004.
 */
import { requireFromPolicySdk, StackResource } from "./protocol";

export class Turn {
  private ours = false;
  private mayHide = false;

  /** The SDK looks at a policy's `validateStack` right before it collects the resources for that policy. */
  begin(): void {
    this.ours = true;
  }

  end(): void {
    this.ours = false;
  }

  /**
   * Until this has found that the SDK works as described above, nothing is hidden from it: one that works otherwise
   * costs more time, and no policy a resource.
   * @param handlers the SDK's module of request handlers
   */
  async check(handlers: () => unknown = () => requireFromPolicySdk("./server")): Promise<void> {
    this.mayHide = true;
    this.mayHide = await collectsForEachPolicy(this, handlers).catch(() => false);
  }

  /** The list as the SDK gets it. Reading it by index or by method gives everything, whoever's turn it is. */
  list<T>(resources: readonly T[]): T[] {
    this.end();
    return Object.defineProperty([...resources], Symbol.iterator, {
      value: () => {
        const hidden = this.ours && this.mayHide;
        // Once for each look at a policy: should the next one be somebody else's, it sees everything.
        this.end();
        return (hidden ? [] : resources)[Symbol.iterator]();
      },
    });
  }
}

type AnalyzeStack = (
  call: { readonly request: { getResourcesList(): StackResource[] } },
  answer: (error: unknown) => void,
) => void;

/** Tries it with a resource and three policies, of which the one in the middle is somebody else's. */
async function collectsForEachPolicy(turn: Turn, handlers: () => unknown): Promise<boolean> {
  const { makeAnalyzeStackRpcFun } = handlers() as Record<string, any>;
  const protocol = requireFromPolicySdk("@pulumi/pulumi/proto/analyzer_pb") as Record<string, any>;
  const { Struct } = requireFromPolicySdk("google-protobuf/google/protobuf/struct_pb.js") as Record<string, any>;
  const resource = new protocol.AnalyzerResource();
  resource.setProperties(new Struct());
  resource.setOptions(new protocol.AnalyzerResourceOptions());
  const seen: number[] = [];
  const see = (args: { readonly resources: readonly unknown[] }) => void seen.push(args.resources.length);
  const theirs = { name: "theirs", validateStack: see };
  const ours = {
    name: "ours",
    get validateStack() {
      turn.begin();
      return (args: Parameters<typeof see>[0]) => {
        turn.end();
        see(args);
      };
    },
  };
  const analyzeStack: AnalyzeStack = makeAnalyzeStackRpcFun("check", "1.0.0", "advisory", [ours, theirs, ours]);
  const request = { getResourcesList: () => turn.list<StackResource>([resource]) };
  await new Promise<void>((resolve, reject) =>
    analyzeStack({ request }, (error) => (error ? reject(error) : resolve())),
  );
  return seen.join() === "0,1,0";
}

/**
 * Listens to the engine's requests while the policy SDK handles them.
 *
 * The SDK unwraps secrets before a policy sees a property and gives stack policies outputs only; both are needed
 * here as they came. Its handlers begin with `getType()` (one resource) and `getResourcesList()` (the stack), so
 * those two calls tell which request is being worked on. ADR-0003.
 */
import { createRequire } from "node:module";

/** One resource as the engine registers it. */
export interface AnalyzeRequest {
  getType(): string;
  getUrn(): string;
  getName(): string;
  getProperties(): WireStruct | undefined;
  getProvider(): AnalyzeProvider | undefined;
}

export interface AnalyzeProvider {
  getUrn(): string;
  getProperties(): WireStruct | undefined;
}

/** A resource of the finished stack; its properties are outputs, so only the graph is read. */
export interface StackResource {
  getType(): string;
  getUrn(): string;
  getName(): string;
  getParent(): string;
  getDependenciesList(): string[];
  getPropertydependenciesMap(): { entries(): Iterable<[string, { getUrnsList(): string[] }]> } | undefined;
}

export interface WireStruct {
  toJavaScript(): Record<string, any>;
}

interface Listener {
  /** A request about one resource. Whatever the listener reads of its type calls it again with the same request. */
  resource(request: AnalyzeRequest): void;
  /** A finished stack; returned is the list that the SDK goes on with. */
  stack(resources: StackResource[]): StackResource[];
}

/** Calls the listener at the start of every request, in the copy of the protocol that the policy SDK itself uses. */
export function listenToEngine(listener: Listener): void {
  const protocol = requireFromPolicySdk("@pulumi/pulumi/proto/analyzer_pb") as Record<string, { prototype: any }>;
  intercept(protocol.AnalyzeRequest, "getType", (request, type: string) => {
    listener.resource(request);
    return type;
  });
  intercept(protocol.AnalyzeStackRequest, "getResourcesList", (_, resources: StackResource[]) =>
    listener.stack(resources),
  );
}

/** A module as the policy SDK itself would find it. */
export function requireFromPolicySdk(module: string): unknown {
  return createRequire(require.resolve("@pulumi/policy"))(module);
}

function intercept<T>(
  message: { prototype: any } | undefined,
  method: string,
  then: (request: any, answer: T) => T,
): void {
  const original: unknown = message?.prototype[method];
  if (message === undefined || typeof original !== "function") {
    throw new Error(`the policy SDK's protocol has no ${method}: this pack needs @pulumi/policy 1.21`);
  }
  message.prototype[method] = function (this: unknown, ...parameters: unknown[]): T {
    return then(this, original.apply(this, parameters) as T);
  };
}

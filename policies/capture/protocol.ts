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

export interface StackRequest {
  getResourcesList(): StackResource[];
}

export interface WireStruct {
  toJavaScript(): Record<string, any>;
}

interface Listener {
  resource(request: AnalyzeRequest): void;
  stack(request: StackRequest): void;
}

/**
 * Calls the listener at the start of every request, in the copy of the protocol that the policy SDK itself uses.
 * The listener only keeps the request: whatever it read from it here would call it again.
 */
export function listenToEngine(listener: Listener): void {
  const ofPolicySdk = createRequire(require.resolve("@pulumi/policy"));
  const protocol = ofPolicySdk("@pulumi/pulumi/proto/analyzer_pb") as Record<string, { prototype: any }>;
  intercept(protocol.AnalyzeRequest, "getType", (request) => listener.resource(request));
  intercept(protocol.AnalyzeStackRequest, "getResourcesList", (request) => listener.stack(request));
}

function intercept(message: { prototype: any } | undefined, method: string, then: (request: any) => void): void {
  const original: unknown = message?.prototype[method];
  if (message === undefined || typeof original !== "function") {
    throw new Error(`the policy SDK's protocol has no ${method}: this pack needs @pulumi/policy 1.21`);
  }
  message.prototype[method] = function (this: unknown, ...parameters: unknown[]): unknown {
    then(this);
    return original.apply(this, parameters);
  };
}

// The analyzer service between the engine and a Node.js policy pack. The policy SDK takes organization, project, stack
// and configuration from its environment, the engine tells them by ConfigureStack: so this answers Handshake and
// ConfigureStack itself, and passes every other call on, byte for byte, to the pack that was started meanwhile.

import * as grpc from "@grpc/grpc-js";
import { AnalyzerStackConfigureRequest } from "@pulumi/pulumi/proto/analyzer_pb";
import type { Readable } from "node:stream";
import { channelOptions } from "./channel-options";

const service = "/pulumirpc.Analyzer/";
const passedOn = ["Analyze", "AnalyzeStack", "Remediate", "GetAnalyzerInfo", "GetPluginInfo", "Configure", "Cancel"];
const answeredHere = ["Handshake", "ConfigureStack"];

const bytes = {
  requestStream: false,
  responseStream: false,
  requestSerialize: (value: Buffer) => value,
  requestDeserialize: (value: Buffer) => value,
  responseSerialize: (value: Buffer) => value,
  responseDeserialize: (value: Buffer) => value,
} as const;

type Call = grpc.ServerUnaryCall<Buffer, Buffer>;
type Reply = grpc.sendUnaryData<Buffer>;

export class PolicyProxy {
  private readonly server = new grpc.Server(channelOptions);
  private readonly stack = settleable<Buffer | undefined>();
  private readonly pack = settleable<grpc.Client>();

  /** Starts serving on a free port of this machine, and returns the port. */
  public listen(): Promise<number> {
    const methods = [...passedOn, ...answeredHere];
    const definition = Object.fromEntries(methods.map((method) => [method, { path: service + method, ...bytes }]));
    const implementation: grpc.UntypedServiceImplementation = Object.fromEntries(
      passedOn.map((method) => [method, (call: Call, reply: Reply) => void this.passOn(service + method, call, reply)]),
    );
    implementation["Handshake"] = (_: Call, reply: Reply) => reply(null, Buffer.alloc(0));
    implementation["ConfigureStack"] = (call: Call, reply: Reply) => {
      this.stack.resolve(call.request);
      reply(null, Buffer.alloc(0));
    };
    this.server.addService(definition, implementation);
    return new Promise((resolve, reject) => {
      this.server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) =>
        error ? reject(error) : resolve(port),
      );
    });
  }

  /** What the pack is told of its stack; nothing when the engine asks before it tells, as `policy publish` does. */
  public async stackEnvironment(): Promise<Record<string, string>> {
    const message = await this.stack.promise;
    if (message === undefined) {
      return {};
    }
    const stack = AnalyzerStackConfigureRequest.deserializeBinary(message);
    const named = {
      PULUMI_NODEJS_ORGANIZATION: stack.getOrganization(),
      PULUMI_NODEJS_PROJECT: stack.getProject(),
      PULUMI_NODEJS_STACK: stack.getStack(),
      PULUMI_NODEJS_DRY_RUN: String(stack.getDryRun()),
      PULUMI_CONFIG: JSON.stringify(Object.fromEntries(stack.getConfigMap().entries())),
    };
    return Object.fromEntries(Object.entries(named).filter(([, value]) => value !== ""));
  }

  /** Connects to the pack whose first line of output is its port; what follows goes to `rest`. */
  public attach(stdout: Readable, rest: (chunk: Buffer) => void): void {
    let head: Buffer | undefined = Buffer.alloc(0);
    stdout.on("data", (chunk: Buffer) => {
      if (head === undefined) {
        rest(chunk);
        return;
      }
      head = Buffer.concat([head, chunk]);
      const end = head.indexOf("\n");
      if (end < 0) {
        return;
      }
      const after = head.subarray(end + 1);
      void this.connect(head.subarray(0, end).toString().trim());
      head = undefined;
      if (after.length > 0) {
        rest(after);
      }
    });
    stdout.on("end", () => this.pack.reject(new Error("the policy pack ended before it told its port")));
  }

  /** Ends the service; calls that still wait for the pack fail with `reason`. */
  public close(reason: Error): void {
    this.stack.resolve(undefined);
    this.pack.reject(reason);
    this.server.forceShutdown();
  }

  private async connect(port: string): Promise<void> {
    if (!/^\d+$/.test(port)) {
      this.pack.reject(new Error(`the policy pack wrote "${port}" where its port was expected`));
      return;
    }
    const client = new grpc.Client(`127.0.0.1:${port}`, grpc.credentials.createInsecure(), channelOptions);
    const stack = await this.stack.promise;
    if (stack !== undefined) {
      const error = await new Promise<grpc.ServiceError | null>((done) => {
        call(client, `${service}ConfigureStack`, stack, (failure) => done(failure as grpc.ServiceError | null));
      });
      if (error && error.code !== grpc.status.UNIMPLEMENTED) {
        this.pack.reject(new Error(`the policy pack refused its stack: ${error.details}`));
        return;
      }
    }
    this.pack.resolve(client);
  }

  private async passOn(path: string, incoming: Call, reply: Reply): Promise<void> {
    this.stack.resolve(undefined);
    try {
      call(await this.pack.promise, path, incoming.request, reply);
    } catch (error) {
      reply({ code: grpc.status.UNAVAILABLE, details: error instanceof Error ? error.message : String(error) });
    }
  }
}

function call(client: grpc.Client, path: string, request: Buffer, reply: Reply): void {
  client.makeUnaryRequest(path, bytes.requestSerialize, bytes.responseDeserialize, request, (error, response) =>
    error ? reply(error) : reply(null, response),
  );
}

interface Settleable<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (reason: Error) => void;
}

/** A promise settled from outside; only the first time counts. */
function settleable<T>(): Settleable<T> {
  let resolve: (value: T) => void = () => undefined;
  let reject: (reason: Error) => void = () => undefined;
  const promise = new Promise<T>((onValue, onError) => {
    resolve = onValue;
    reject = onError;
  });
  promise.catch(() => undefined);
  return { promise, resolve, reject };
}

// Warnings on their way to the user: the engine's own log service, the only one a provider has for what
// is neither an error nor a result.

import type { EngineClient as Client } from "@pulumi/pulumi/proto/engine_grpc_pb.js";

export interface EngineLog {
  /** A provider that the engine attaches to learns the address only then. */
  connect(address: string): void;
  warn(urn: string, message: string): Promise<void>;
}

/** Loads and connects on the first warning: most runs have none, and the client costs start-up time. */
export function engineLog(address: string | undefined): EngineLog {
  let client: Client | undefined;
  let engine = address ?? "";
  return {
    connect(other) {
      engine = other;
      client = undefined;
    },
    async warn(urn, message) {
      if (engine === "") {
        return;
      }
      const grpc = require("@grpc/grpc-js") as typeof import("@grpc/grpc-js");
      const { EngineClient } =
        require("@pulumi/pulumi/proto/engine_grpc_pb") as typeof import("@pulumi/pulumi/proto/engine_grpc_pb");
      const { LogRequest, LogSeverity } =
        require("@pulumi/pulumi/proto/engine_pb") as typeof import("@pulumi/pulumi/proto/engine_pb");
      client ??= new EngineClient(engine, grpc.credentials.createInsecure());
      const request = new LogRequest();
      request.setSeverity(LogSeverity.WARNING);
      request.setUrn(urn);
      request.setMessage(message);
      const connected = client;
      // A warning that cannot be delivered must not fail the resource it is about.
      await new Promise<void>((resolve) => connected.log(request, () => resolve()));
    },
  };
}

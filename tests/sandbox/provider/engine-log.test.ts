// A warning reaches the engine's log, with the resource it is about, and fails nothing.

import assert from "node:assert/strict";
import * as grpc from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { type LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { azureNative } from "../../../sandbox/azure-native/provider";
import { memoryStore } from "../../../sandbox/provider/store";
import { clientOf, urn } from "../provider-client";

const workspace = urn("azure-native:machinelearningservices:Workspace", "ws");
const odd = { resourceGroupName: "rg", location: "westeurope", managedNetwork: { isolationMode: "Nope" } };

describe("sandbox warnings", () => {
  it("are told to the engine, as warnings about their resource", async () => {
    const said: { urn: string; message: string; severity: number }[] = [];
    const engine = new grpc.Server();
    engine.addService(EngineService, {
      log(call: grpc.ServerUnaryCall<LogRequest, Empty>, reply: grpc.sendUnaryData<Empty>) {
        const { request } = call;
        said.push({ urn: request.getUrn(), message: request.getMessage(), severity: request.getSeverity() });
        reply(null, new Empty());
      },
    });
    const port = await new Promise<number>((resolve, reject) => {
      const credentials = grpc.ServerCredentials.createInsecure();
      engine.bindAsync("127.0.0.1:0", credentials, (error, bound) => (error ? reject(error) : resolve(bound)));
    });
    const client = await clientOf(azureNative(memoryStore()), `127.0.0.1:${port}`);
    try {
      const { failures } = await client.check(workspace, odd);
      assert.deepEqual(failures, []);
      assert.equal(said.length, 1);
      assert.equal(said[0]?.severity, LogSeverity.WARNING);
      assert.equal(said[0]?.urn, workspace);
      assert.match(said[0]?.message ?? "", /'managedNetwork\.isolationMode' is "Nope"/);
    } finally {
      client.close();
      engine.forceShutdown();
    }
  });

  for (const [title, address] of [
    ["no engine", undefined],
    ["an engine that is gone", "127.0.0.1:1"],
  ] as const) {
    it(`fail nothing with ${title}`, async () => {
      const client = await clientOf(azureNative(memoryStore()), address);
      try {
        assert.deepEqual((await client.check(workspace, odd)).failures, []);
      } finally {
        client.close();
      }
    });
  }
});

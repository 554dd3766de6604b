// The service around a provider: what it answers itself, and what becomes of a fault.

import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { join } from "node:path";
import * as grpc from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { azureNative } from "../../../sandbox/azure-native/provider";
import type { ResourceProvider } from "../../../sandbox/provider/resource-provider";
import { serve, type Serving } from "../../../sandbox/provider/serve";
import { memoryStore } from "../../../sandbox/provider/store";
import { clientOf, urn } from "../provider-client";

const root = join(__dirname, "..", "..", "..");

describe("sandbox service", () => {
  let serving: Serving;
  let client: ResourceProviderClient;
  beforeEach(async () => {
    serving = await serve(azureNative(memoryStore()), undefined);
    client = new ResourceProviderClient(`127.0.0.1:${serving.port}`, grpc.credentials.createInsecure());
  });
  afterEach(() => {
    client.close();
    serving.stop();
  });

  it("shakes hands: secrets yes, references and outputs no", async () => {
    const response = await new Promise<messages.ProviderHandshakeResponse>((resolve, reject) => {
      client.handshake(new messages.ProviderHandshakeRequest(), (error, value) =>
        error ? reject(error) : resolve(value),
      );
    });
    assert.equal(response.getAcceptSecrets(), true);
    assert.equal(response.getAcceptResources(), false);
    assert.equal(response.getAcceptOutputs(), false);
    assert.equal(response.getSupportsAutonamingConfiguration(), true);
  });

  it("refuses a component by name", async () => {
    const request = new messages.ConstructRequest().setType("kubernetes:yaml/v2:ConfigGroup");
    const error = await new Promise<grpc.ServiceError | null>((resolve) => client.construct(request, resolve));
    assert.match(error?.details ?? "", /^the component kubernetes:yaml\/v2:ConfigGroup is not modelled by the sandbox/);
  });

  it("cancels", async () => {
    const error = await new Promise<grpc.ServiceError | null>((resolve) => client.cancel(new Empty(), resolve));
    assert.equal(error, null);
  });

  it("says of its own faults that they are its own", async () => {
    const broken: ResourceProvider = Object.assign(Object.create(azureNative(memoryStore())) as ResourceProvider, {
      check: () => {
        throw new TypeError("boom");
      },
    });
    const faulty = await clientOf(broken);
    try {
      const check = faulty.check(urn("azure-native:resources:ResourceGroup", "rg"), {});
      await assert.rejects(check, /^Error: fault of the sandbox, not of the program: TypeError: boom/);
    } finally {
      faulty.close();
    }
  });

  it("refuses a class that the SDK doesn't have, by name", async () => {
    const own = await clientOf(azureNative(memoryStore()));
    try {
      const check = own.check(urn("azure-native:network:Nothing", "x"), {});
      await assert.rejects(check, { message: "azure-native:network:Nothing is no resource of azure-native 3.28.0" });
    } finally {
      own.close();
    }
  });

  for (const plugin of ["azure-native", "kubernetes"]) {
    it(`${plugin} prints its port first, and ends with the process that started it`, async function () {
      this.timeout(20_000);
      // A shell that starts the plugin in the background and dies.
      const main = join("sandbox", plugin, "main.ts");
      const shell = spawn("sh", ["-c", `"$0" --import tsx ${main} & exec sleep 60`, process.execPath], {
        cwd: root,
      });
      const [port] = await lines(shell, 1);
      assert.match(port ?? "", /^\d+$/);
      shell.kill("SIGKILL");
      await once(shell, "exit");
      // Else the pipe, which the plugin shares, would keep this process.
      shell.stdout.destroy();
      await silent(Number(port));
    });
  }
});

async function lines(child: ChildProcess, count: number): Promise<string[]> {
  let text = "";
  while (text.split("\n").length <= count) {
    assert.ok(child.stdout !== null);
    const [chunk] = (await once(child.stdout, "data")) as [Buffer];
    text += chunk.toString();
  }
  return text.split("\n").slice(0, count);
}

/** Nobody answers there any more. */
async function silent(port: number): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const socket = connect(port, "127.0.0.1");
    const isRefused = await new Promise<boolean>((resolve) => {
      socket.once("connect", () => resolve(false));
      socket.once("error", () => resolve(true));
    });
    socket.destroy();
    if (isRefused) {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.fail("the plugin outlived its parent");
}

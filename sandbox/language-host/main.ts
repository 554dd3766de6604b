// The executable `pulumi-language-nodejs` of the sandbox: a stand-in for Pulumi's own Node.js language host, which is not
// published in a registry. The engine starts it with its own address, reads the port from the first line of stdout and
// calls pulumirpc.LanguageRuntime (proto/pulumi/language.proto of github.com/pulumi/pulumi). What the real host does with
// options, environment, working directory and exit codes is done here the same way, or faults would stay hidden.

import * as grpc from "@grpc/grpc-js";
import { LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb";
import { interruptChildren } from "./node-process";
import { languageRuntime } from "./language-runtime";
import { channelOptions } from "./channel-options";

function main(argv: readonly string[]): void {
  if (argv.some((argument) => /^--?version$/.test(argument))) {
    console.log("sandbox");
    return;
  }
  const engineAddress = argv.find((argument) => !argument.startsWith("-")) ?? "";
  const server = new grpc.Server(channelOptions);
  server.addService(LanguageRuntimeService, languageRuntime(engineAddress));
  server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
    if (error) {
      console.error(`language host: cannot listen on 127.0.0.1: ${error.message}`);
      process.exit(1);
    }
    process.stdout.write(`${port}\n`);
  });
  stopWithTheEngine();
}

/** The engine interrupts its plugins when it is done; when it was killed instead, its plugins get another parent. */
function stopWithTheEngine(): void {
  const stop = () => {
    interruptChildren();
    process.exit(0);
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) {
      stop();
    }
  }, 1000).unref();
}

main(process.argv.slice(2));

// LanguageRuntime.RunPlugin: a provider or policy pack written for Node.js, as a child process whose output is streamed
// back to the engine. Unlike a program it gets the environment and the working directory of the request; a policy pack
// runs in its own folder, because the policy SDK reads `./package.json` there.

import type { ServerWritableStream } from "@grpc/grpc-js";
import { type RunPluginRequest, RunPluginResponse } from "@pulumi/pulumi/proto/language_pb";
import { exitOf, locateModule, startNode } from "./node-process";
import { PolicyProxy } from "./policy-proxy";
import { runtimeOptions, type RuntimeOptions, typescriptEnvironment } from "./runtime-options";

type Stream = ServerWritableStream<RunPluginRequest, RunPluginResponse>;

/** Resolves when the plugin has ended or the engine has cancelled the stream. @throws Error when it failed. */
export async function runPlugin(stream: Stream): Promise<void> {
  const request = stream.request;
  const options = runtimeOptions(request.getInfo());
  if (request.getKind() === "analyzer") {
    await runPolicyPack(stream, options);
    return;
  }
  const directory = programDirectory(request);
  const child = startPlugin(stream, {
    module: process.env["PULUMI_LANGUAGE_NODEJS_RUN_PATH"] ?? "@pulumi/pulumi/cmd/run-plugin",
    // The real host hands `nodeargs` to the entry point and not to Node.js; a plugin that needs them fails there too.
    tail: [...options.nodeArguments, directory, ...request.getArgsList()],
    cwd: request.getPwd(),
    env: { ...environmentOf(request), ...typescriptEnvironment(options) },
  });
  child.stdout?.on("data", (chunk: Buffer) => stream.write(new RunPluginResponse().setStdout(chunk)));
  refuseFailure(await exitOf(child), stream);
}

/** A pack reads stack and configuration from its environment, so it is started when the engine has told them. */
async function runPolicyPack(stream: Stream, options: RuntimeOptions): Promise<void> {
  const request = stream.request;
  const directory = programDirectory(request);
  const proxy = new PolicyProxy();
  stream.once("cancelled", () => proxy.close(new Error("the engine has ended the policy pack")));
  try {
    stream.write(new RunPluginResponse().setStdout(Buffer.from(`${await proxy.listen()}\n`)));
    const stackEnvironment = await proxy.stackEnvironment();
    const child = startPlugin(stream, {
      module: "@pulumi/pulumi/cmd/run-policy-pack",
      tail: [...options.nodeArguments, ...request.getArgsList(), directory],
      cwd: directory,
      env: { ...environmentOf(request), ...typescriptEnvironment(options), ...stackEnvironment },
    });
    if (child.stdout) {
      proxy.attach(child.stdout, (chunk) => stream.write(new RunPluginResponse().setStdout(chunk)));
    }
    refuseFailure(await exitOf(child), stream);
  } catch (error) {
    proxy.close(error instanceof Error ? error : new Error(String(error)));
    if (!stream.cancelled) {
      throw error;
    }
  } finally {
    proxy.close(new Error("the policy pack has ended"));
  }
}

interface PluginStart {
  readonly module: string;
  /** Arguments after the entry point. */
  readonly tail: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

function startPlugin(stream: Stream, start: PluginStart) {
  const directory = programDirectory(stream.request);
  const child = startNode({
    nodeArguments: [locateModule(start.module, directory, `npm install in ${directory}`), ...start.tail],
    cwd: start.cwd,
    env: start.env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  child.stderr?.on("data", (chunk: Buffer) => stream.write(new RunPluginResponse().setStderr(chunk)));
  const kill = () => child.kill("SIGKILL");
  if (stream.cancelled) {
    kill();
  }
  stream.once("cancelled", kill);
  return child;
}

function programDirectory(request: RunPluginRequest): string {
  return request.getInfo()?.getProgramDirectory() ?? request.getProgram();
}

function environmentOf(request: RunPluginRequest): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = {};
  for (const entry of request.getEnvList()) {
    const equals = entry.indexOf("=", 1);
    env[entry.slice(0, equals)] = entry.slice(equals + 1);
  }
  return env;
}

function refuseFailure(exit: { code: number | undefined; signal: NodeJS.Signals | undefined }, stream: Stream): void {
  if (exit.code !== 0 && !stream.cancelled) {
    const how = exit.code === undefined ? `was ended by ${exit.signal ?? "a signal"}` : `exited with code ${exit.code}`;
    throw new Error(`plugin in ${programDirectory(stream.request)} ${how}`);
  }
}

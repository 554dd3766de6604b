// LanguageRuntime.Run: one program as a child process under the SDK's own entry point `@pulumi/pulumi/cmd/run`.
// Not done: the pair of files for synchronous invokes (`--sync`), which only SDKs before 2020 needed.

import { RunResponse, type RunRequest } from "@pulumi/pulumi/proto/language_pb";
import { type Exit, exitOf, locateModule, startNode } from "./node-process";
import { runtimeOptions, typescriptEnvironment } from "./runtime-options";

/** The SDK ends a program with this code when the user has already seen the error: nothing is to be added. */
const errorWasShown = 32;

/** Ends when the program does; `cancelled` interrupts it, and kills it after five seconds. */
export async function runProgram(
  request: RunRequest,
  engineAddress: string,
  cancelled: AbortSignal,
): Promise<RunResponse> {
  try {
    return response(await run(request, engineAddress, cancelled));
  } catch (error) {
    return new RunResponse().setError(error instanceof Error ? error.message : String(error));
  }
}

interface Ended extends Exit {
  readonly outOfMemory: boolean;
}

async function run(request: RunRequest, engineAddress: string, cancelled: AbortSignal): Promise<Ended> {
  const info = request.getInfo();
  const options = runtimeOptions(info);
  const directory = info?.getProgramDirectory() ?? request.getPwd();
  const module = process.env["PULUMI_LANGUAGE_NODEJS_RUN_PATH"] ?? "@pulumi/pulumi/cmd/run";
  const child = startNode({
    nodeArguments: [
      ...options.nodeArguments,
      locateModule(module, directory, "pulumi install"),
      ...programArguments(request, engineAddress),
    ],
    env: { ...process.env, ...configuration(request), ...typescriptEnvironment(options) },
    stdio: ["ignore", "inherit", "pipe"],
  });
  let outOfMemory = false;
  child.stderr?.on("data", (chunk: Buffer) => {
    outOfMemory ||= chunk.includes("heap out of memory");
    process.stderr.write(chunk);
  });
  const interrupt = () => {
    child.kill("SIGINT");
    setTimeout(() => child.kill("SIGKILL"), 5000).unref();
  };
  cancelled.addEventListener("abort", interrupt, { once: true });
  try {
    return { ...(await exitOf(child)), outOfMemory };
  } finally {
    cancelled.removeEventListener("abort", interrupt);
  }
}

function programArguments(request: RunRequest, engineAddress: string): string[] {
  const info = request.getInfo();
  const named: readonly (readonly [string, string])[] = [
    ["monitor", request.getMonitorAddress()],
    ["engine", engineAddress],
    ["organization", request.getOrganization()],
    ["project", request.getProject()],
    ["root-directory", info?.getRootDirectory() ?? ""],
    ["stack", request.getStack()],
    ["pwd", info?.getProgramDirectory() ?? request.getPwd()],
    ["parallel", String(request.getParallel())],
  ];
  return [
    ...named.flatMap(([name, value]) => (value === "" ? [] : [`--${name}`, value])),
    ...(request.getDryrun() ? ["--dry-run"] : []),
    info?.getEntryPoint() ?? ".",
    ...request.getArgsList(),
  ];
}

/** The SDK still reads keys in the form that they had before 2018: `namespace:config:name`. */
function configuration(request: RunRequest): Record<string, string> {
  const config: Record<string, string> = {};
  for (const [key, value] of request.getConfigMap().entries()) {
    const colon = key.indexOf(":");
    config[`${key.slice(0, colon)}:config:${key.slice(colon + 1).replace(/^config:/, "")}`] = value;
  }
  return {
    PULUMI_CONFIG: JSON.stringify(config),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
  };
}

function response(ended: Ended): RunResponse {
  if (ended.code === 0) {
    return new RunResponse();
  }
  if (ended.code === errorWasShown) {
    return new RunResponse().setBail(true);
  }
  const how =
    ended.code === undefined
      ? `Program was ended by ${ended.signal ?? "a signal"}`
      : `Program exited with non-zero exit code: ${ended.code}`;
  const memory = ended.outOfMemory
    ? ". Node.js ran out of memory: raise the limit with NODE_OPTIONS=--max-old-space-size=<megabytes>"
    : "";
  return new RunResponse().setError(how + memory);
}

// The stand-in over its protocol, pulumirpc.LanguageRuntime, with an entry point that writes down how it was started. What
// is expected is what Pulumi's own host does (sdk/nodejs/cmd/pulumi-language-nodejs of github.com/pulumi/pulumi).

import assert from "node:assert/strict";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import * as grpc from "@grpc/grpc-js";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import { AnalyzerHandshakeRequest, AnalyzerStackConfigureRequest } from "@pulumi/pulumi/proto/analyzer_pb";
import { LanguageRuntimeClient, LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb";
import {
  PackRequest,
  ProgramInfo,
  RunPluginRequest,
  type RunPluginResponse,
  RunRequest,
  type RunResponse,
} from "@pulumi/pulumi/proto/language_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { languageRuntime } from "../../../sandbox/language-host/language-runtime";

const root = path.resolve(__dirname, "../../..");

interface Started {
  readonly argv: readonly string[];
  readonly execArgv: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly pid: number;
}

/** Writes down how it was started, and does what ENTRY_POINT_DOES says. */
const entryPoint = `
  const { writeFileSync } = require("node:fs");
  const { env, argv, execArgv, pid } = process;
  writeFileSync(__dirname + "/started.json", JSON.stringify({ argv: argv.slice(2), execArgv, cwd: process.cwd(), env, pid }));
  eval(env.ENTRY_POINT_DOES ?? "");
`;

describe("language host: the stand-in over its protocol", function () {
  this.timeout(30_000);

  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), "language-host-")));
  const program = path.join(folder, "program");
  const server = new grpc.Server();
  let client: LanguageRuntimeClient;

  before(async () => {
    mkdirSync(program);
    writeFileSync(path.join(folder, "entry.js"), entryPoint);
    process.env["PULUMI_LANGUAGE_NODEJS_RUN_PATH"] = path.join(folder, "entry.js");
    server.addService(LanguageRuntimeService, languageRuntime("127.0.0.1:4711"));
    const port = await new Promise<number>((resolve, reject) => {
      server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) =>
        error ? reject(error) : resolve(bound),
      );
    });
    client = new LanguageRuntimeClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
  });

  afterEach(() => {
    delete process.env["ENTRY_POINT_DOES"];
    rmSync(path.join(folder, "started.json"), { force: true });
  });

  after(() => {
    delete process.env["PULUMI_LANGUAGE_NODEJS_RUN_PATH"];
    client.close();
    server.forceShutdown();
    rmSync(folder, { recursive: true });
  });

  function info(options: Record<string, string | boolean> = {}): ProgramInfo {
    return new ProgramInfo()
      .setRootDirectory(folder)
      .setProgramDirectory(program)
      .setEntryPoint("index.ts")
      .setOptions(Struct.fromJavaScript(options));
  }

  function started(): Started {
    return JSON.parse(readFileSync(path.join(folder, "started.json"), "utf8")) as Started;
  }

  function runRequest(options: Record<string, string | boolean> = {}): RunRequest {
    const request = new RunRequest()
      .setProject("project")
      .setStack("dev")
      .setOrganization("organization")
      .setMonitorAddress("127.0.0.1:4712")
      .setParallel(8)
      .setDryrun(true)
      .setInfo(info(options))
      .setConfigsecretkeysList(["project:token"]);
    request.getConfigMap().set("project:token", "abc").set("azure-native:location", "westeurope");
    return request;
  }

  function run(request: RunRequest): Promise<RunResponse> {
    return new Promise((resolve, reject) => {
      client.run(request, (error, response) => (error ? reject(error) : resolve(response)));
    });
  }

  describe("Run", () => {
    it("starts the SDK's entry point with what the engine asked for", async () => {
      const response = await run(runRequest({ typescript: false, nodeargs: "--title 'a program'" }));
      assert.deepEqual(response.toObject(), { error: "", bail: false });
      const { argv, execArgv, env } = started();
      assert.deepEqual(argv, [
        ...["--monitor", "127.0.0.1:4712"],
        ...["--engine", "127.0.0.1:4711"],
        ...["--organization", "organization"],
        ...["--project", "project"],
        ...["--root-directory", folder],
        ...["--stack", "dev"],
        ...["--pwd", program],
        ...["--parallel", "8"],
        "--dry-run",
        "index.ts",
      ]);
      assert.deepEqual(execArgv, ["--title", "a program"]);
      assert.deepEqual(JSON.parse(env["PULUMI_CONFIG"] ?? ""), {
        "project:config:token": "abc",
        "azure-native:config:location": "westeurope",
      });
      assert.deepEqual(JSON.parse(env["PULUMI_CONFIG_SECRET_KEYS"] ?? ""), ["project:token"]);
      assert.equal(env["PULUMI_NODEJS_TYPESCRIPT"], undefined);
    });

    it("asks for ts-node when the project doesn't say", async () => {
      await run(runRequest());
      assert.equal(started().env["PULUMI_NODEJS_TYPESCRIPT"], "true");
    });

    const ends: readonly (readonly [string, string, RegExp, boolean])[] = [
      ["is silent about an error that was shown", "process.exit(32)", /^$/, true],
      ["reports any other code", "process.exit(3)", /non-zero exit code: 3$/, false],
      ["reports a signal", "process.kill(process.pid, 'SIGKILL'); setTimeout(() => {}, 9999)", /SIGKILL/, false],
      [
        "says what helps when memory ran out",
        "console.error('FATAL ERROR: JavaScript heap out of memory'); process.exit(134)",
        /134\. .*--max-old-space-size/,
        false,
      ],
    ];
    for (const [name, does, error, bail] of ends) {
      it(name, async () => {
        process.env["ENTRY_POINT_DOES"] = does;
        const response = await run(runRequest());
        assert.match(response.getError(), error);
        assert.equal(response.getBail(), bail);
      });
    }

    it("refuses wrong options in words", async () => {
      const response = await run(runRequest({ typescript: "yes" }));
      assert.match(response.getError(), /typescript: expected a boolean, found "yes"/);
    });

    it("says what to do when the SDK is missing", async () => {
      delete process.env["PULUMI_LANGUAGE_NODEJS_RUN_PATH"];
      const response = await run(runRequest());
      process.env["PULUMI_LANGUAGE_NODEJS_RUN_PATH"] = path.join(folder, "entry.js");
      assert.match(response.getError(), /Pulumi SDK .* is not installed for .*program: run pulumi install/);
    });
  });

  describe("RunPlugin", () => {
    function plugin(kind: string, env: readonly string[]): RunPluginRequest {
      return new RunPluginRequest()
        .setKind(kind)
        .setPwd(folder)
        .setInfo(info({ typescript: false }))
        .setArgsList(["127.0.0.1:4711"])
        .setEnvList([...env]);
    }

    it("takes environment and working directory of the request, and streams what the plugin writes", async () => {
      const does = "console.log('4713'); console.error('hello')";
      const stream = client.runPlugin(plugin("resource", [`ENTRY_POINT_DOES=${does}`, "EMPTY=", "EQUALS=a=b"]));
      const written = { stdout: "", stderr: "" };
      await new Promise<void>((resolve, reject) => {
        stream.on("data", (response: RunPluginResponse) => {
          written.stdout += Buffer.from(response.getStdout_asU8()).toString();
          written.stderr += Buffer.from(response.getStderr_asU8()).toString();
        });
        stream.on("error", reject);
        stream.on("end", resolve);
      });
      assert.deepEqual(written, { stdout: "4713\n", stderr: "hello\n" });
      const { argv, cwd, env } = started();
      assert.deepEqual(argv, [program, "127.0.0.1:4711"]);
      assert.equal(cwd, folder);
      assert.deepEqual(env, { ENTRY_POINT_DOES: does, EMPTY: "", EQUALS: "a=b" });
    });

    it("fails when the plugin does", async () => {
      const stream = client.runPlugin(plugin("resource", ["ENTRY_POINT_DOES=process.exit(7)"]));
      const error = await new Promise<grpc.ServiceError>((resolve) => {
        stream.on("error", resolve);
        stream.resume();
      });
      assert.match(error.details, /exited with code 7/);
    });

    it("kills the plugin when the stream is cancelled", async () => {
      const does = "console.log('4713'); process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)";
      const stream = client.runPlugin(plugin("resource", [`ENTRY_POINT_DOES=${does}`]));
      stream.on("error", () => undefined);
      await new Promise((resolve) => stream.once("data", resolve));
      const { pid } = started();
      assert.equal(isAlive(pid), true);
      stream.cancel();
      for (let waited = 0; isAlive(pid) && waited < 5000; waited += 20) {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      assert.equal(isAlive(pid), false);
    });

    it("starts a policy pack in its own folder, once its stack is told, and passes calls on", async () => {
      symlinkSync(path.join(root, "node_modules"), path.join(program, "node_modules"));
      writeFileSync(path.join(program, "package.json"), `{ "name": "pack", "version": "1.2.3", "main": "index.js" }`);
      writeFileSync(
        path.join(program, "index.js"),
        `require("node:fs").writeFileSync("told.json", JSON.stringify([process.cwd(), process.env.PULUMI_CONFIG,
           process.env.PULUMI_NODEJS_STACK, process.env.PULUMI_NODEJS_DRY_RUN]));
         new (require("@pulumi/policy").PolicyPack)("pack", { policies: [] });`,
      );
      const stream = client.runPlugin(plugin("analyzer", [`PATH=${process.env["PATH"] ?? ""}`]));
      stream.on("error", () => undefined);
      const first = await new Promise<RunPluginResponse>((resolve) => stream.once("data", resolve));
      const port = Buffer.from(first.getStdout_asU8()).toString().trim();
      const analyzer = new AnalyzerClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
      await answer((reply) => analyzer.handshake(new AnalyzerHandshakeRequest(), reply));
      assert.equal(existsSync(path.join(program, "told.json")), false, "started before its stack was told");
      const stack = new AnalyzerStackConfigureRequest().setStack("dev").setProject("project").setDryRun(true);
      stack.getConfigMap().set("project:answer", "42");
      await answer((reply) => analyzer.configureStack(stack, reply));
      const asked = await answer<{ getName(): string; getVersion(): string }>((reply) =>
        analyzer.getAnalyzerInfo(new Empty(), reply),
      );
      assert.deepEqual([asked.getName(), asked.getVersion()], ["pack", "1.2.3"]);
      assert.deepEqual(JSON.parse(readFileSync(path.join(program, "told.json"), "utf8")), [
        program,
        `{"project:answer":"42"}`,
        "dev",
        "true",
      ]);
      analyzer.close();
      stream.cancel();
    });
  });

  it("refuses by name what needs the real host's generators", async () => {
    const error = await new Promise<grpc.ServiceError | null>((resolve) => {
      client.pack(new PackRequest(), (failure) => resolve(failure));
    });
    assert.equal(error?.code, grpc.status.UNIMPLEMENTED);
    assert.match(error.details, /does not implement pack/);
  });
});

function answer<T = unknown>(
  call: (reply: (error: grpc.ServiceError | null, response: T) => void) => void,
): Promise<T> {
  return new Promise((resolve, reject) => call((error, response) => (error ? reject(error) : resolve(response))));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

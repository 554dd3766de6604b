// The methods of pulumirpc.LanguageRuntime, each handed to the file that knows it. Code generation and packing need the
// real host's generators: they are refused by name.

import * as grpc from "@grpc/grpc-js";
import type { ILanguageRuntimeServer } from "@pulumi/pulumi/proto/language_grpc_pb";
import {
  AboutResponse,
  DependencyInfo,
  GetProgramDependenciesResponse,
  GetRequiredPackagesResponse,
  InstallDependenciesResponse,
  LanguageHandshakeResponse,
  type ProgramInfo,
  RuntimeOptionPrompt,
  RuntimeOptionsResponse,
  TemplateResponse,
} from "@pulumi/pulumi/proto/language_pb";
import { PackageDependency, PackageParameterization, PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { createRequire } from "node:module";
import * as path from "node:path";
import { findExecutable } from "./node-process";
import { installDependencies, installedPackages, packageManagerFor, versionOf } from "./package-manager";
import { type ProviderPackage, providerPackagesBelow } from "./provider-packages";
import { runPlugin } from "./run-plugin";
import { runProgram } from "./run-program";
import { packageManagerNames, runtimeOptions } from "./runtime-options";

/** `engineAddress` may be empty until Handshake tells it, when the engine attaches to a host that runs already. */
export function languageRuntime(engineAddress: string): ILanguageRuntimeServer {
  let engine = engineAddress;
  const cancel = new AbortController();
  return {
    handshake: unary((request) => {
      engine = request.getEngineAddress();
      return new LanguageHandshakeResponse();
    }),
    getPluginInfo: unary(() => new PluginInfo().setVersion("")),
    getRequiredPackages: unary((request) =>
      new GetRequiredPackagesResponse().setPackagesList(
        providerPackagesBelow(programDirectory(request.getInfo())).map(packageDependency),
      ),
    ),
    getRequiredPlugins: refused("getRequiredPlugins", "the engine asks for packages instead"),
    getProgramDependencies: unary((request) =>
      programDependencies(programDirectory(request.getInfo()), request.getTransitivedependencies()),
    ),
    run: (call, reply) => {
      const stop = new AbortController();
      call.once("cancelled", () => stop.abort());
      const cancelled = AbortSignal.any([stop.signal, cancel.signal]);
      void runProgram(call.request, engine, cancelled).then((response) => reply(null, response));
    },
    runPlugin: (stream) => {
      runPlugin(stream).then(() => stream.end(), failWith(stream));
    },
    installDependencies: (stream) => {
      const say = (text: string) => stream.write(new InstallDependenciesResponse().setStdout(Buffer.from(text)));
      const info = stream.request.getInfo();
      say("Installing dependencies...\n\n");
      installDependencies(programDirectory(info), runtimeOptions(info), (child) => {
        stream.once("cancelled", () => child.kill());
        child.stdout?.on("data", (chunk: Buffer) => stream.write(new InstallDependenciesResponse().setStdout(chunk)));
        child.stderr?.on("data", (chunk: Buffer) => stream.write(new InstallDependenciesResponse().setStderr(chunk)));
      }).then(() => {
        say("Finished installing dependencies\n\n");
        stream.end();
      }, failWith(stream));
    },
    runtimeOptionsPrompts: unary((request) => prompts(request.getInfo())),
    template: unary(() => new TemplateResponse()),
    about: unary((request) => about(request.getInfo())),
    cancel: unary(() => {
      cancel.abort();
      return new Empty();
    }),
    generateProgram: refused("generateProgram", needsGenerators),
    generateProject: refused("generateProject", needsGenerators),
    generatePackage: refused("generatePackage", needsGenerators),
    pack: refused("pack", needsGenerators),
    link: refused("link", needsGenerators),
  };
}

const needsGenerators = "install the released Pulumi CLI, whose Node.js host has the generators";

function unary<Request, Response>(answer: (request: Request) => Response): grpc.handleUnaryCall<Request, Response> {
  return (call, reply) => {
    let response: Response;
    try {
      response = answer(call.request);
    } catch (error) {
      reply({ code: grpc.status.UNKNOWN, details: messageOf(error) });
      return;
    }
    reply(null, response);
  };
}

function refused<Request, Response>(method: string, instead: string): grpc.handleUnaryCall<Request, Response> {
  return (_, reply) =>
    reply({
      code: grpc.status.UNIMPLEMENTED,
      details: `the sandbox's Node.js language host does not implement ${method}: ${instead}`,
    });
}

function failWith<Request, Response>(stream: grpc.ServerWritableStream<Request, Response>) {
  return (error: unknown) => stream.emit("error", { code: grpc.status.UNKNOWN, details: messageOf(error) });
}

function packageDependency(installed: ProviderPackage): PackageDependency {
  const dependency = new PackageDependency()
    .setKind("resource")
    .setName(installed.name)
    .setVersion(`v${installed.version}`)
    .setServer(installed.server);
  const parameterization = installed.parameterization;
  return parameterization === undefined
    ? dependency
    : dependency.setParameterization(
        new PackageParameterization()
          .setName(parameterization.name)
          .setVersion(parameterization.version)
          .setValue(parameterization.value),
      );
}

function programDependencies(directory: string, transitive: boolean): GetProgramDependenciesResponse {
  return new GetProgramDependenciesResponse().setDependenciesList(
    installedPackages(directory, transitive ? "transitive" : "direct").map(({ name, version }) =>
      new DependencyInfo().setName(name).setVersion(version),
    ),
  );
}

/** The one question of `pulumi new` and `pulumi install`: which package manager. */
function prompts(info: ProgramInfo | undefined): RuntimeOptionsResponse {
  if (info?.getOptions()?.getFieldsMap().has("packagemanager") === true) {
    return new RuntimeOptionsResponse();
  }
  const value = (name: string) => new RuntimeOptionPrompt.RuntimeOptionValue().setStringvalue(name);
  return new RuntimeOptionsResponse().setPromptsList([
    new RuntimeOptionPrompt()
      .setKey("packagemanager")
      .setDescription("The package manager that installs dependencies")
      .setChoicesList(packageManagerNames.map(value))
      .setDefault(value("npm")),
  ]);
}

function about(info: ProgramInfo | undefined): AboutResponse {
  const directory = programDirectory(info);
  const manager = packageManagerFor(directory, runtimeOptions(info));
  const response = new AboutResponse().setExecutable(findExecutable("node")).setVersion(versionOf("node") ?? "");
  const metadata = response.getMetadataMap();
  metadata.set("packagemanager", manager);
  metadata.set("packagemanagerVersion", versionOf(manager) ?? "");
  const typescript = typescriptVersion(directory);
  if (typescript !== undefined) {
    metadata.set("typescriptVersion", typescript);
  }
  return response;
}

function typescriptVersion(directory: string): string | undefined {
  try {
    const load = createRequire(path.join(directory, "index.js"));
    return (load("typescript/package.json") as { version?: string }).version;
  } catch {
    return undefined;
  }
}

function programDirectory(info: ProgramInfo | undefined): string {
  return info?.getProgramDirectory() ?? process.cwd();
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

// Carries a ResourceProvider to the engine: one gRPC service on a free local port, whose number is the
// first line on stdout, as the engine expects of every plugin.
// https://www.pulumi.com/docs/iac/build-with-pulumi/providers/implementers-guide/

import * as grpc from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { PluginInfo, type PluginAttach } from "@pulumi/pulumi/proto/plugin_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { type EngineLog, engineLog } from "./engine-log";
import { type CheckResult, type DifferenceKind, Refused, type ResourceProvider } from "./resource-provider";
import type { PropertyMap } from "./value";
import { withoutNulls } from "./value";
import { fromStruct, toStruct } from "./wire";

export interface Serving {
  port: number;
  stop(): void;
}

/** Serves until the process ends or `stop` is called. `engineAddress` may be empty: no warnings then. */
export async function serve(provider: ResourceProvider, engineAddress: string | undefined): Promise<Serving> {
  const server = new grpc.Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
  server.addService(ResourceProviderService, service(provider, engineLog(engineAddress)));
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    );
  });
  return { port, stop: () => server.forceShutdown() };
}

/** What a plugin's main file does: serve, and say where. */
export async function runPlugin(provider: ResourceProvider, engineAddress: string | undefined): Promise<void> {
  exitWithParent();
  const { port } = await serve(provider, engineAddress);
  process.stdout.write(`${port}\n`);
}

/** An engine that was killed can't stop its plugins; they would stay for ever. */
function exitWithParent(): void {
  const parent = process.ppid;
  const watch = (): void => {
    if (process.ppid !== parent) {
      process.exit(0);
    }
  };
  setInterval(watch, 2000).unref();
}

function service(provider: ResourceProvider, log: EngineLog): grpc.UntypedServiceImplementation {
  return {
    handshake: answer((request: messages.ProviderHandshakeRequest) => {
      provider.useProgramDirectory(request.getProgramDirectory() ?? "");
      return new messages.ProviderHandshakeResponse()
        .setAcceptSecrets(true)
        .setAcceptResources(false)
        .setAcceptOutputs(false)
        .setSupportsAutonamingConfiguration(true);
    }),
    attach: answer((request: PluginAttach) => {
      log.connect(request.getAddress());
      return new Empty();
    }),
    cancel: answer(() => new Empty()),
    getPluginInfo: answer(() => new PluginInfo().setVersion(provider.version)),
    getSchema: answer(() => new messages.GetSchemaResponse().setSchema(provider.schema())),
    checkConfig: answer((request: messages.CheckRequest) => new messages.CheckResponse().setInputs(request.getNews())),
    diffConfig: answer(() => new messages.DiffResponse().setChanges(messages.DiffResponse.DiffChanges.DIFF_NONE)),
    configure: answer((request: messages.ConfigureRequest) => {
      provider.configure(fromStruct(request.getArgs()));
      return new messages.ConfigureResponse()
        .setAcceptsecrets(true)
        .setSupportspreview(true)
        .setAcceptresources(false)
        .setAcceptoutputs(false)
        .setSupportsAutonamingConfiguration(true);
    }),
    invoke: answer((request: messages.InvokeRequest) => {
      const args = withoutNulls(fromStruct(request.getArgs()));
      const returned = provider.invoke({ token: request.getTok(), args, preview: request.getPreview() });
      return new messages.InvokeResponse().setReturn(toStruct(returned));
    }),
    construct: answer((request: messages.ConstructRequest) => refuse(`the component ${request.getType()}`)),
    call: answer((request: messages.CallRequest) => refuse(`the method ${request.getTok()}`)),
    parameterize: answer(() =>
      refuse(`a parameterized ${provider.name} (another API version as a package of its own)`),
    ),
    getMapping: answer(() => new messages.GetMappingResponse()),
    getMappings: answer(() => new messages.GetMappingsResponse()),
    ...resourceOperations(provider, log),
  };
}

function resourceOperations(provider: ResourceProvider, log: EngineLog): grpc.UntypedServiceImplementation {
  return {
    check: answer(async (request: messages.CheckRequest) => {
      const result = provider.check(checkRequest(request));
      for (const warning of result.warnings ?? []) {
        await log.warn(request.getUrn(), warning);
      }
      return checkResponse(result);
    }),
    diff: answer((request: messages.DiffRequest) => {
      const { differences, deleteBeforeReplace } = provider.diff({
        urn: request.getUrn(),
        id: request.getId(),
        oldInputs: bag(request.getOldInputs()),
        olds: bag(request.getOlds()),
        news: bag(request.getNews()),
      });
      return diffResponse(differences, deleteBeforeReplace);
    }),
    create: answer((request: messages.CreateRequest) => {
      const created = provider.create({
        urn: request.getUrn(),
        inputs: bag(request.getProperties()),
        preview: request.getPreview(),
      });
      return new messages.CreateResponse().setId(created.id).setProperties(toStruct(created.properties));
    }),
    read: answer((request: messages.ReadRequest) => {
      const read = provider.read({
        urn: request.getUrn(),
        id: request.getId(),
        olds: optionalBag(request.getProperties()),
        oldInputs: optionalBag(request.getInputs()),
      });
      if (read === undefined) {
        return new messages.ReadResponse();
      }
      return new messages.ReadResponse()
        .setId(read.id)
        .setProperties(toStruct(read.properties))
        .setInputs(toStruct(read.inputs));
    }),
    update: answer((request: messages.UpdateRequest) => {
      const properties = provider.update({
        urn: request.getUrn(),
        id: request.getId(),
        olds: bag(request.getOlds()),
        news: bag(request.getNews()),
        oldInputs: bag(request.getOldInputs()),
        preview: request.getPreview(),
      });
      return new messages.UpdateResponse().setProperties(toStruct(properties));
    }),
    delete: answer((request: messages.DeleteRequest) => {
      provider.delete({
        urn: request.getUrn(),
        id: request.getId(),
        olds: bag(request.getProperties()),
        oldInputs: bag(request.getOldInputs()),
      });
      return new Empty();
    }),
  };
}

/** What only the real provider has. */
function refuse(what: string): never {
  throw new Refused(
    `${what} is not modelled by the sandbox: leave it out there, or run it on the real provider; see docs/sandbox.md`,
  );
}

type Answer<Request> = (request: Request) => unknown;

/** One way from a handler to a reply. A refusal keeps its words; anything else is a fault of the sandbox. */
function answer<Request>(handle: Answer<Request>): grpc.handleUnaryCall<Request, unknown> {
  return (call, reply) => {
    Promise.resolve()
      .then(() => handle(call.request))
      .then(
        (response) => reply(null, response),
        (error: unknown) => reply({ code: grpc.status.UNKNOWN, details: wordsOf(error) }),
      );
  };
}

function wordsOf(error: unknown): string {
  if (error instanceof Refused) {
    return error.message;
  }
  return `fault of the sandbox, not of the program: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}

type StructMessage = Parameters<typeof fromStruct>[0];

function bag(struct: StructMessage): PropertyMap {
  return withoutNulls(fromStruct(struct));
}

function optionalBag(struct: StructMessage): PropertyMap | undefined {
  const map = bag(struct);
  return Object.keys(map).length === 0 ? undefined : map;
}

function checkRequest(request: messages.CheckRequest): Parameters<ResourceProvider["check"]>[0] {
  const autonaming = request.getAutonaming();
  return {
    urn: request.getUrn(),
    olds: optionalBag(request.getOlds()),
    news: bag(request.getNews()),
    randomSeed: request.getRandomseed_asU8(),
    ...(autonaming === undefined
      ? {}
      : { autonaming: { mode: autonamingMode(autonaming.getMode()), proposedName: autonaming.getProposedName() } }),
  };
}

function autonamingMode(mode: number): "propose" | "enforce" | "disable" {
  switch (mode) {
    case messages.CheckRequest.AutonamingOptions.Mode.ENFORCE:
      return "enforce";
    case messages.CheckRequest.AutonamingOptions.Mode.DISABLE:
      return "disable";
    default:
      return "propose";
  }
}

function checkResponse(result: CheckResult): messages.CheckResponse {
  const response = new messages.CheckResponse().setInputs(toStruct(result.inputs));
  for (const failure of result.failures) {
    response.addFailures(new messages.CheckFailure().setReason(failure.reason));
  }
  return response;
}

const protocolKinds: Record<DifferenceKind, messages.PropertyDiff.Kind> = {
  add: messages.PropertyDiff.Kind.ADD,
  "add-replace": messages.PropertyDiff.Kind.ADD_REPLACE,
  delete: messages.PropertyDiff.Kind.DELETE,
  "delete-replace": messages.PropertyDiff.Kind.DELETE_REPLACE,
  update: messages.PropertyDiff.Kind.UPDATE,
  "update-replace": messages.PropertyDiff.Kind.UPDATE_REPLACE,
};

function diffResponse(differences: Map<string, DifferenceKind>, deleteBeforeReplace: boolean): messages.DiffResponse {
  const { DIFF_NONE, DIFF_SOME } = messages.DiffResponse.DiffChanges;
  const response = new messages.DiffResponse()
    .setChanges(differences.size === 0 ? DIFF_NONE : DIFF_SOME)
    .setHasdetaileddiff(differences.size > 0);
  const changed = new Set<string>();
  const replaces = new Set<string>();
  for (const [path, kind] of differences) {
    const root = /^[^.[]+/.exec(path)?.[0] ?? path;
    changed.add(root);
    if (kind.endsWith("-replace")) {
      replaces.add(root);
    }
    const detail = new messages.PropertyDiff().setKind(protocolKinds[kind]).setInputdiff(true);
    response.getDetaileddiffMap().set(path, detail);
  }
  return response
    .setDiffsList([...changed])
    .setReplacesList([...replaces])
    .setDeletebeforereplace(replaces.size > 0 && deleteBeforeReplace);
}

// Talks to a provider of the sandbox as the engine does: through its port. For tests.

import * as grpc from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { ResourceProvider } from "../../sandbox/provider/resource-provider";
import { serve } from "../../sandbox/provider/serve";
import type { PropertyMap } from "../../sandbox/provider/value";
import { fromStruct, toStruct } from "../../sandbox/provider/wire";

export interface Checked {
  inputs: PropertyMap;
  failures: string[];
}

export interface Diffed {
  kinds: Record<string, string>;
  replaces: string[];
  deleteBeforeReplace: boolean;
  changes: "none" | "some";
}

/** Every member rejects with the provider's own words. */
export interface ProviderClient {
  configure(config: PropertyMap): Promise<void>;
  version(): Promise<string>;
  schema(): Promise<string>;
  check(urn: string, news: PropertyMap, olds?: PropertyMap, seed?: Uint8Array): Promise<Checked>;
  diff(urn: string, old: { inputs: PropertyMap; outputs: PropertyMap }, news: PropertyMap): Promise<Diffed>;
  create(urn: string, inputs: PropertyMap): Promise<{ id: string; outputs: PropertyMap }>;
  previewCreate(urn: string, inputs: PropertyMap): Promise<{ id: string; outputs: PropertyMap }>;
  read(
    urn: string,
    id: string,
    olds?: { inputs: PropertyMap; outputs: PropertyMap },
  ): Promise<{ id: string; outputs: PropertyMap; inputs: PropertyMap }>;
  update(urn: string, id: string, olds: PropertyMap, news: PropertyMap): Promise<PropertyMap>;
  previewUpdate(urn: string, id: string, olds: PropertyMap, news: PropertyMap): Promise<PropertyMap>;
  delete(urn: string, id: string): Promise<void>;
  invoke(token: string, args: PropertyMap): Promise<PropertyMap>;
  close(): void;
}

export async function clientOf(provider: ResourceProvider, engineAddress?: string): Promise<ProviderClient> {
  const serving = await serve(provider, engineAddress);
  const client = new ResourceProviderClient(`127.0.0.1:${serving.port}`, grpc.credentials.createInsecure());
  return {
    ...resourceCalls(client),
    async configure(config) {
      const request = new messages.ConfigureRequest().setArgs(toStruct(config)).setAcceptsecrets(true);
      await call<messages.ConfigureResponse>((done) => client.configure(request, done));
    },
    async version() {
      const info = await call<{ getVersion(): string }>((done) => client.getPluginInfo(new Empty(), done));
      return info.getVersion();
    },
    async schema() {
      const request = new messages.GetSchemaRequest();
      return (await call<messages.GetSchemaResponse>((done) => client.getSchema(request, done))).getSchema();
    },
    async invoke(token, args) {
      const request = new messages.InvokeRequest().setTok(token).setArgs(toStruct(args));
      return fromStruct((await call<messages.InvokeResponse>((done) => client.invoke(request, done))).getReturn());
    },
    close() {
      client.close();
      serving.stop();
    },
  };
}

/** `urn("azure-native:network:Subnet", "inference")` */
export function urn(type: string, name: string): string {
  return `urn:pulumi:test::sandbox::${type}::${name}`;
}

type Calls = Omit<ProviderClient, "configure" | "version" | "schema" | "invoke" | "close">;

function resourceCalls(client: ResourceProviderClient): Calls {
  return {
    async check(urn, news, olds, seed = new Uint8Array([1])) {
      const request = new messages.CheckRequest().setUrn(urn).setNews(toStruct(news)).setRandomseed(seed);
      if (olds !== undefined) {
        request.setOlds(toStruct(olds));
      }
      const response = await call<messages.CheckResponse>((done) => client.check(request, done));
      return {
        inputs: fromStruct(response.getInputs()),
        failures: response.getFailuresList().map((failure) => `${failure.getProperty()}${failure.getReason()}`),
      };
    },
    async diff(urn, old, news) {
      const request = new messages.DiffRequest()
        .setUrn(urn)
        .setOldInputs(toStruct(old.inputs))
        .setOlds(toStruct(old.outputs))
        .setNews(toStruct(news));
      return diffed(await call<messages.DiffResponse>((done) => client.diff(request, done)));
    },
    create: (urn, inputs) => created(client, new messages.CreateRequest().setUrn(urn).setProperties(toStruct(inputs))),
    previewCreate: (urn, inputs) =>
      created(client, new messages.CreateRequest().setUrn(urn).setProperties(toStruct(inputs)).setPreview(true)),
    async read(urn, id, olds) {
      const request = new messages.ReadRequest().setUrn(urn).setId(id);
      if (olds !== undefined) {
        request.setInputs(toStruct(olds.inputs)).setProperties(toStruct(olds.outputs));
      }
      const response = await call<messages.ReadResponse>((done) => client.read(request, done));
      return {
        id: response.getId(),
        outputs: fromStruct(response.getProperties()),
        inputs: fromStruct(response.getInputs()),
      };
    },
    update: (urn, id, olds, news) => updated(client, updateRequest(urn, id, olds, news)),
    previewUpdate: (urn, id, olds, news) => updated(client, updateRequest(urn, id, olds, news).setPreview(true)),
    async delete(urn, id) {
      const request = new messages.DeleteRequest().setUrn(urn).setId(id);
      await call<Empty>((done) => client.delete(request, done));
    },
  };
}

async function created(
  client: ResourceProviderClient,
  request: messages.CreateRequest,
): Promise<{ id: string; outputs: PropertyMap }> {
  const response = await call<messages.CreateResponse>((done) => client.create(request, done));
  return { id: response.getId(), outputs: fromStruct(response.getProperties()) };
}

function updateRequest(urn: string, id: string, olds: PropertyMap, news: PropertyMap): messages.UpdateRequest {
  return new messages.UpdateRequest().setUrn(urn).setId(id).setOlds(toStruct(olds)).setNews(toStruct(news));
}

async function updated(client: ResourceProviderClient, request: messages.UpdateRequest): Promise<PropertyMap> {
  return fromStruct((await call<messages.UpdateResponse>((done) => client.update(request, done))).getProperties());
}

const kindNames = ["add", "add-replace", "delete", "delete-replace", "update", "update-replace"];

function diffed(response: messages.DiffResponse): Diffed {
  const details = response.getDetaileddiffMap();
  const kinds: Record<string, string> = {};
  details.forEach((detail: messages.PropertyDiff, path: string) => {
    kinds[path] = kindNames[detail.getKind()] ?? "?";
  });
  return {
    kinds,
    replaces: response.getReplacesList(),
    deleteBeforeReplace: response.getDeletebeforereplace(),
    changes: response.getChanges() === messages.DiffResponse.DiffChanges.DIFF_SOME ? "some" : "none",
  };
}

type Done<Response> = (error: grpc.ServiceError | null, response: Response) => void;

function call<Response>(start: (done: Done<Response>) => unknown): Promise<Response> {
  return new Promise((resolve, reject) => {
    start((error, response) => (error === null ? resolve(response) : reject(new Error(error.details))));
  });
}

// An offline Kubernetes: every kind is taken, kept, changed and deleted; no controller runs, so nothing
// that a controller would make comes into being. Kinds that the SDK declares are checked against it.
// https://www.pulumi.com/registry/packages/kubernetes/

import { findingsOf, noLimits } from "../declarations/findings";
import { installedPackage } from "../declarations/installed";
import { type Declarations, readDeclarations } from "../declarations/package";
import type { ClassShape } from "../declarations/shape";
import { differencesOf } from "../provider/differences";
import { inventedHex } from "../provider/invented";
import {
  type CheckRequest,
  type CheckResult,
  type CreateRequest,
  type CreateResult,
  type DeleteRequest,
  type DiffRequest,
  type DiffResult,
  type InvokeRequest,
  parseUrn,
  type ReadRequest,
  type ReadResult,
  Refused,
  type ResourceProvider,
  type UpdateRequest,
} from "../provider/resource-provider";
import { packageSchema } from "../declarations/package-schema";
import type { Store } from "../provider/store";
import { isMap, member, type PropertyMap, text } from "../provider/value";
import { autonamed, isAutonamed, objectName } from "./names";
import { isClusterScoped, kindOf, type ObjectKind, replacingPaths } from "./kinds";
import { createdObject, previewedObject, updatedObject } from "./objects";

/** `sdkFolder` is the SDK whose kinds are meant; without it, the one that the program's folder resolves to. */
export function kubernetes(store: Store, sdkFolder?: string): ResourceProvider {
  return new Kubernetes(store, sdkFolder);
}

class Kubernetes implements ResourceProvider {
  readonly name = "kubernetes";
  private directory = "";
  private declarations: Declarations | undefined;
  private cluster = "default";
  private defaultNamespace = "default";

  constructor(
    private readonly store: Store,
    private readonly sdkFolder: string | undefined,
  ) {}

  get version(): string {
    return this.sdk().version;
  }

  useProgramDirectory(directory: string): void {
    this.directory = directory;
  }

  /** Two kubeconfigs are two clusters. */
  configure(config: PropertyMap): void {
    const kubeconfig = text(member(config, "kubeconfig")) ?? "";
    const context = text(member(config, "context")) ?? text(member(config, "cluster")) ?? "";
    this.cluster = kubeconfig + context === "" ? "default" : inventedHex(16, kubeconfig, context);
    this.defaultNamespace = text(member(config, "namespace")) ?? "default";
  }

  check(request: CheckRequest): CheckResult {
    const kind = this.kind(request.urn);
    const shape = this.shape(kind);
    const inputs = autonamed({ ...headerOf(kind, shape), ...request.news }, request);
    // A kind that the SDK doesn't declare is one that a CustomResourceDefinition adds: anything goes.
    const findings = shape === undefined ? { failures: [], warnings: [] } : findingsOf(shape.inputs, inputs, noLimits);
    return { inputs, ...findings };
  }

  diff(request: DiffRequest): DiffResult {
    const kind = this.kind(request.urn);
    const differences = differencesOf(request.oldInputs, request.news, {
      replacing: new Set(replacingPaths(kind)),
      // The API server's default, written out or not.
      same: (before, after, path) => path === "metadata.namespace" && before === after,
    });
    return { differences, deleteBeforeReplace: !isAutonamed(request.oldInputs) };
  }

  create(request: CreateRequest): CreateResult {
    const kind = this.kind(request.urn);
    if (request.preview) {
      return { id: "", properties: previewedObject(request.inputs, this.shape(kind)) };
    }
    const properties = createdObject(kind, request.inputs, this.defaultNamespace);
    const id = this.idOf(kind, properties);
    if (!this.store.create(this.path(kind, id), properties)) {
      throw new Refused(
        `resource ${id} was not successfully created: ${kind.kind} "${objectName(properties) ?? ""}" already exists`,
      );
    }
    return { id, properties };
  }

  read(request: ReadRequest): ReadResult | undefined {
    const properties = this.store.read(this.path(this.kind(request.urn), request.id));
    if (properties === undefined) {
      return undefined;
    }
    const written = Object.entries(properties).filter(([name]) => name !== "status");
    return { id: request.id, properties, inputs: request.oldInputs ?? Object.fromEntries(written) };
  }

  update(request: UpdateRequest): PropertyMap {
    const kind = this.kind(request.urn);
    if (request.preview) {
      return previewedObject(request.news, this.shape(kind));
    }
    const properties = updatedObject(kind, request.news, request.olds, this.defaultNamespace);
    this.store.write(this.path(kind, request.id), properties);
    return properties;
  }

  delete(request: DeleteRequest): void {
    const kind = this.kind(request.urn);
    this.store.remove(this.path(kind, request.id));
    if (kind.kind === "Namespace") {
      this.store.remove(`/kubernetes/${this.cluster}/namespaced/${request.id}`);
    }
  }

  invoke({ token }: InvokeRequest): PropertyMap {
    throw new Refused(
      `${token} is not modelled by the sandbox: it reads manifests or charts, which only the real provider renders. ` +
        "Write the objects as resources, or leave that part out of the sandbox; see docs/sandbox.md",
    );
  }

  schema(): string {
    return packageSchema(this.sdk());
  }

  private kind(urn: string): ObjectKind {
    const { type } = parseUrn(urn);
    const kind = kindOf(type);
    if (kind === undefined) {
      throw new Refused(`${type} is no kind of object`);
    }
    return kind;
  }

  private shape(kind: ObjectKind): ClassShape | undefined {
    const shape = this.sdk().resource(kind.declared);
    return shape !== undefined && shape.inputs.properties.size > 0 ? shape : undefined;
  }

  /** `namespace/name`, or the name alone for what lies in no namespace. */
  private idOf(kind: ObjectKind, object: PropertyMap): string {
    const metadata = member(object, "metadata");
    const name = objectName(object) ?? "";
    const namespace = text(member(isMap(metadata) ? metadata : object, "namespace"));
    return isClusterScoped(kind) || namespace === undefined ? name : `${namespace}/${name}`;
  }

  private path(kind: ObjectKind, id: string): string {
    const [namespace, name] = id.includes("/") ? id.split("/") : ["", id];
    const place = namespace === "" ? "cluster" : `namespaced/${namespace ?? ""}`;
    return `/kubernetes/${this.cluster}/${place}/${encodeURIComponent(kind.apiVersion)}/${kind.kind}/${name ?? ""}`;
  }

  private sdk(): Declarations {
    if (this.declarations === undefined) {
      const directory = this.sdkFolder ?? installedPackage(this.name, this.directory);
      if (directory === undefined) {
        throw new Refused("@pulumi/kubernetes is installed neither for the program nor for the sandbox: run npm ci");
      }
      this.declarations = readDeclarations(directory);
    }
    return this.declarations;
  }
}

/** A Helm release is no object of the API server, and has neither. */
function headerOf(kind: ObjectKind, shape: ClassShape | undefined): PropertyMap {
  const isObject = shape === undefined || shape.inputs.properties.has("apiVersion");
  return isObject ? { apiVersion: kind.apiVersion, kind: kind.kind } : {};
}

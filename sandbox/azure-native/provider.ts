// The offline azure-native: which class a request is about, what is configured, and which operation answers.

import { type Declarations, readDeclarations } from "../declarations/package";
import { installedPackage } from "../declarations/installed";
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
import { member, type PropertyMap, text, unknown, Unknown, type Value } from "../provider/value";
import { withDefaults } from "./operations/defaults";
import { difference } from "./operations/difference";
import { check } from "./operations/check";
import { invoke } from "./operations/invoke";
import { read } from "./operations/read";
import { type Cloud, create, remove, update } from "./operations/write";
import { type ResourceModel, resourceModel } from "./schema/resource-model";
import { resourceManager } from "./state/resource-manager";

/** A subscription and a tenant that no one has; the program's own configuration wins. */
export const sandboxSubscription = "5a9db0c5-0000-4000-8000-000000000001";
export const sandboxTenant = "5a9db0c5-0000-4000-8000-000000000002";

/** `sdkFolder` is the SDK whose classes are meant; without it, the one that the program's folder resolves to. */
export function azureNative(store: Store, sdkFolder?: string): ResourceProvider {
  return new AzureNative(store, sdkFolder);
}

class AzureNative implements ResourceProvider {
  readonly name = "azure-native";
  private readonly cloud: Cloud;
  private configuredLocation: string | undefined;
  private directory = "";
  private declarations: Declarations | undefined;
  private readonly models = new Map<string, ResourceModel>();
  /** Locations of groups that this run has checked and not yet made, by lower-case name. */
  private readonly plannedGroups = new Map<string, Value>();
  private readonly strangeGroups = new Set<string>();

  constructor(
    store: Store,
    private readonly sdkFolder: string | undefined,
  ) {
    this.cloud = {
      azure: resourceManager(store),
      subscriptionId: sandboxSubscription,
      tenantId: sandboxTenant,
    };
  }

  get version(): string {
    return this.sdk().version;
  }

  useProgramDirectory(directory: string): void {
    this.directory = directory;
    this.declarations = undefined;
    this.models.clear();
  }

  configure(config: PropertyMap): void {
    this.cloud.subscriptionId = text(member(config, "subscriptionId")) ?? this.cloud.subscriptionId;
    this.cloud.tenantId = text(member(config, "tenantId")) ?? this.cloud.tenantId;
    this.configuredLocation = text(member(config, "location"));
  }

  check(request: CheckRequest): CheckResult {
    const model = this.model(request.urn);
    const inputs = withDefaults(model, request, {
      configuredLocation: this.configuredLocation,
      locationOfGroup: (name) => this.locationOfGroup(name),
    });
    const name = text(member(inputs, "resourceGroupName"));
    if (model.token === "azure-native:resources:ResourceGroup" && name !== undefined) {
      this.plannedGroups.set(name.toLowerCase(), member(inputs, "location") ?? unknown);
    }
    const { failures, warnings } = check(model, inputs);
    return { inputs, failures, warnings: [...warnings, ...this.warningsOfStrangeGroups(inputs)] };
  }

  diff(request: DiffRequest): DiffResult {
    return difference(this.model(request.urn), request);
  }

  create(request: CreateRequest): CreateResult {
    return create(this.model(request.urn), request, this.cloud);
  }

  read(request: ReadRequest): ReadResult | undefined {
    return read(this.model(request.urn), request, this.cloud);
  }

  update(request: UpdateRequest): PropertyMap {
    return update(this.model(request.urn), request, this.cloud);
  }

  delete(request: DeleteRequest): void {
    remove(this.model(request.urn), request, this.cloud);
  }

  invoke(request: InvokeRequest): PropertyMap {
    return invoke(this.sdk(), request, this.cloud);
  }

  schema(): string {
    return packageSchema(this.sdk());
  }

  private model(urn: string): ResourceModel {
    const { type } = parseUrn(urn);
    const model = this.models.get(type) ?? resourceModel(this.sdk(), type);
    if (model === undefined) {
      throw new Refused(`${type} is no resource of ${this.name} ${this.version}`);
    }
    this.models.set(type, model);
    return model;
  }

  /** azure-native asks Azure; a group that nobody knows may still be made by the stack's next resource. */
  private locationOfGroup(name: string): Value {
    const id = `/subscriptions/${this.cloud.subscriptionId}/resourceGroups/${name}`;
    const stored = this.cloud.azure.get(id)?.properties["location"];
    return stored ?? this.plannedGroups.get(name.toLowerCase()) ?? unknown;
  }

  /** Once a group: its location is unknown, which a preview can live with and an update cannot. */
  private warningsOfStrangeGroups(inputs: PropertyMap): string[] {
    const name = text(member(inputs, "resourceGroupName"));
    const isStrange =
      name !== undefined &&
      member(inputs, "location") instanceof Unknown &&
      this.locationOfGroup(name) instanceof Unknown;
    if (!isStrange || this.strangeGroups.has(name.toLowerCase())) {
      return [];
    }
    this.strangeGroups.add(name.toLowerCase());
    return [
      `the sandbox knows no resource group '${name}', so the location of what lies in it is unknown: ` +
        "an update needs azure-native:location, or a stack on the same sandbox that makes the group",
    ];
  }

  private sdk(): Declarations {
    if (this.declarations === undefined) {
      const directory = this.sdkFolder ?? installedPackage(this.name, this.directory);
      if (directory === undefined) {
        throw new Refused(`@pulumi/${this.name} is installed neither for the program nor for the sandbox: run npm ci`);
      }
      this.declarations = readDeclarations(directory);
    }
    return this.declarations;
  }
}

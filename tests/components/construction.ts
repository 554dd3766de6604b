/**
 * Makes a component against a recording monitor and tells everything that it registered: types, names, parents, inputs
 * and options. It does not prove that Azure takes the inputs; the tests on the real engine do that against the sandbox.
 */
import * as pulumi from "@pulumi/pulumi";
import { MockMonitor } from "@pulumi/pulumi/runtime/mocks";
import { deserializeProperties } from "@pulumi/pulumi/runtime/rpc";

import { PropertyBag } from "./property-bag";

export interface Registered {
  readonly type: string;
  readonly name: string;
  /** Logical name and type of the parent; absent for what stands directly in the stack. */
  readonly parent?: string;
  readonly inputs: PropertyBag;
  /** Logical names of what it depends on, by option or by an input. */
  readonly dependsOn: readonly string[];
  readonly ignoreChanges: readonly string[];
  readonly replaceOnChanges: readonly string[];
  readonly deleteBeforeReplace: boolean;
  /** Logical name of the resource that it goes with. */
  readonly deletedWith?: string;
  readonly createTimeout: string;
}

export interface Construction<Made> {
  readonly made: Made;
  readonly registered: readonly Registered[];
}

export const subscription = "8d2e4b71-0c5f-4a96-b3d8-e17f60a9c254";
export const tenant = "2b7c9e50-6f1a-4d38-9c04-a5e8d1b3f672";

/** Runs `make`, waits until everything that it started is registered. An error of `make` is passed on. */
export async function construct<Made>(make: () => Made): Promise<Construction<Made>> {
  const monitor = new RecordingMonitor();
  const runtime = pulumi.runtime as unknown as HiddenRuntime;
  runtime.setMockOptions(monitor, "inference", "test");
  // Otherwise the first resource asks for nothing and options such as `deletedWith` are taken for unsupported.
  await runtime.awaitFeatureSupport();
  const made = make();
  await runtime.waitForRPCs();
  return { made, registered: monitor.registered };
}

/** The only registered resource of this type. @throws Error if there is none or another one. */
export function only(registered: readonly Registered[], type: string): Registered {
  const [found, ...more] = registered.filter((one) => one.type === type);
  if (found === undefined || more.length > 0) {
    throw new Error(`${more.length + (found === undefined ? 0 : 1)} resources of type ${type}`);
  }
  return found;
}

/** The resource of this logical name and of any type but a component's. @throws Error if there is none. */
export function named(registered: readonly Registered[], name: string): Registered {
  const found = registered.find((one) => one.name === name && one.type.startsWith("azure-native:"));
  if (found === undefined) {
    throw new Error(`no resource ${name} among ${registered.map((one) => one.name).join(", ")}`);
  }
  return found;
}

/** `type name`, sorted, for exact lists of children. */
export function typesAndNames(registered: readonly Registered[]): readonly string[] {
  return registered.map(({ type, name }) => `${type.replace("azure-native:", "")} ${name}`).sort();
}

/** The monitor gets more than `Mocks` tells, so its request is read itself. */
interface RegisterRequest {
  getType(): string;
  getName(): string;
  getParent(): string;
  getCustom(): boolean;
  getObject(): Parameters<typeof deserializeProperties>[0];
  getDependenciesList(): string[];
  getIgnorechangesList(): string[];
  getReplaceonchangesList(): string[];
  getDeletebeforereplace(): boolean;
  getDeletedwith(): string;
  getCustomtimeouts(): { getCreate(): string } | undefined;
}

class RecordingMonitor extends MockMonitor {
  readonly registered: Registered[] = [];

  constructor() {
    super({
      call: ({ token }) => {
        if (token !== "azure-native:authorization:getClientConfig") {
          throw new Error(`${token} isn't played`);
        }
        return { clientId: "", objectId: "", subscriptionId: subscription, tenantId: tenant };
      },
      newResource: ({ type, name, inputs, custom }) => ({
        id: custom === false ? undefined : idOf(type, name),
        state: { name, ...(inputs as PropertyBag), ...givenByAzure(type, name) },
      }),
    });
  }

  override async registerResource(
    request: RegisterRequest,
    callback: (error: unknown, response: unknown) => void,
  ): Promise<void> {
    try {
      this.registered.push(read(request));
    } catch (error) {
      // Thrown out of here it would leave the registration waiting for ever.
      callback(error, undefined);
      return;
    }
    await super.registerResource(request, callback);
  }
}

function read(request: RegisterRequest): Registered {
  const parent = request.getParent();
  const deletedWith = request.getDeletedwith();
  return {
    type: request.getType(),
    name: request.getName(),
    ...(parent === "" ? {} : { parent: parent.split("::").slice(2).join(" ").replace(/^.*\$/, "") }),
    inputs: deserializeProperties(request.getObject()) as PropertyBag,
    dependsOn: request.getDependenciesList().map(nameOf).sort(),
    ignoreChanges: request.getIgnorechangesList(),
    replaceOnChanges: request.getReplaceonchangesList(),
    deleteBeforeReplace: request.getDeletebeforereplace(),
    ...(deletedWith === "" ? {} : { deletedWith: nameOf(deletedWith) }),
    createTimeout: request.getCustomtimeouts()?.getCreate() ?? "",
  };
}

function nameOf(urn: string): string {
  return urn.slice(urn.lastIndexOf("::") + 2);
}

/** An id of the right type, since components take ids apart. */
export function idOf(type: string, name: string): string {
  const path = idPaths[type] ?? `Microsoft.Other/${type.split(":").at(-1)}/<name>`;
  const provider = path.replaceAll("<name>", name);
  return `/subscriptions/${subscription}/resourceGroups/rg/providers/${provider}`;
}

const workspaces = "Microsoft.MachineLearningServices/workspaces/ws";

const idPaths: Readonly<Record<string, string>> = {
  "azure-native:containerregistry:Registry": "Microsoft.ContainerRegistry/registries/<name>",
  "azure-native:containerservice:ManagedCluster": "Microsoft.ContainerService/managedClusters/<name>",
  "azure-native:keyvault:Vault": "Microsoft.KeyVault/vaults/<name>",
  "azure-native:machinelearningservices:Compute": `${workspaces}/computes/<name>`,
  "azure-native:machinelearningservices:OnlineEndpoint": `${workspaces}/onlineEndpoints/<name>`,
  "azure-native:machinelearningservices:Workspace": "Microsoft.MachineLearningServices/workspaces/<name>",
  "azure-native:network:Subnet": "Microsoft.Network/virtualNetworks/vnet/subnets/<name>",
  "azure-native:network:VirtualNetwork": "Microsoft.Network/virtualNetworks/<name>",
  "azure-native:privatedns:PrivateZone": "Microsoft.Network/privateDnsZones/<name>",
  "azure-native:storage:StorageAccount": "Microsoft.Storage/storageAccounts/<name>",
};

/** What only Azure knows, as far as components look at it. */
function givenByAzure(type: string, name: string): PropertyBag {
  switch (type) {
    case "azure-native:managedidentity:UserAssignedIdentity":
      return { principalId: `principal of ${name}` };
    case "azure-native:machinelearningservices:Compute":
      return { identity: { type: "SystemAssigned", principalId: `principal of ${name}` } };
    case "azure-native:machinelearningservices:OnlineEndpoint":
      return { properties: { scoringUri: `https://${name}.westeurope.inference.ml.azure.com/score` } };
    default:
      return {};
  }
}

/** What the SDK keeps from its declarations. */
interface HiddenRuntime {
  setMockOptions(monitor: MockMonitor, project: string, stack: string): void;
  awaitFeatureSupport(): Promise<void>;
  waitForRPCs(): Promise<void>;
}

// What a provider of the sandbox answers, without a word about the protocol that carries it.

import type { PropertyMap } from "./value";

/** A finding of a check. The property's path stands in the reason: the engine prints nested paths badly. */
export interface Failure {
  reason: string;
}

export interface CheckRequest {
  urn: string;
  /** Inputs of the last update; undefined for a new resource. */
  olds: PropertyMap | undefined;
  news: PropertyMap;
  /** Seed for names that have to be the same in preview and update; empty when the engine has none. */
  randomSeed: Uint8Array;
  /** The program's own naming rule, if it configured one. */
  autonaming?: { mode: "propose" | "enforce" | "disable"; proposedName: string };
}

export interface CheckResult {
  inputs: PropertyMap;
  failures: Failure[];
  /** Told to the user through the engine's log; a check itself knows only failures. */
  warnings?: string[];
}

export type DifferenceKind = "add" | "add-replace" | "delete" | "delete-replace" | "update" | "update-replace";

export interface DiffRequest {
  urn: string;
  id: string;
  oldInputs: PropertyMap;
  olds: PropertyMap;
  news: PropertyMap;
}

export interface DiffResult {
  /** By property path, e.g. `addressSpace.addressPrefixes[0]`. Empty: nothing changed. */
  differences: Map<string, DifferenceKind>;
  deleteBeforeReplace: boolean;
}

export interface CreateRequest {
  urn: string;
  inputs: PropertyMap;
  preview: boolean;
}

export interface CreateResult {
  /** Empty in a preview. */
  id: string;
  properties: PropertyMap;
}

export interface ReadRequest {
  urn: string;
  id: string;
  /** Undefined when the resource is only being looked up (`get`, import). */
  olds: PropertyMap | undefined;
  oldInputs: PropertyMap | undefined;
}

export interface ReadResult {
  id: string;
  properties: PropertyMap;
  inputs: PropertyMap;
}

export interface UpdateRequest {
  urn: string;
  id: string;
  olds: PropertyMap;
  news: PropertyMap;
  oldInputs: PropertyMap;
  preview: boolean;
}

export interface DeleteRequest {
  urn: string;
  id: string;
  olds: PropertyMap;
  oldInputs: PropertyMap;
}

export interface InvokeRequest {
  token: string;
  args: PropertyMap;
  preview: boolean;
}

/** Every member may throw a Refused; its text is what the user reads. */
export interface ResourceProvider {
  readonly name: string;
  readonly version: string;
  /** Where the program lies, once known: a provider reads the installed package there. */
  useProgramDirectory(directory: string): void;
  configure(config: PropertyMap): void;
  check(request: CheckRequest): CheckResult;
  diff(request: DiffRequest): DiffResult;
  create(request: CreateRequest): CreateResult;
  /** Undefined when the resource does not exist any more. */
  read(request: ReadRequest): ReadResult | undefined;
  update(request: UpdateRequest): PropertyMap;
  delete(request: DeleteRequest): void;
  invoke(request: InvokeRequest): PropertyMap;
  /** A Pulumi package schema as JSON. */
  schema(): string;
}

/** The sandbox, or the Azure it plays, says no. Only the message reaches the user, without a stack. */
export class Refused extends Error {}

export interface Urn {
  type: string;
  name: string;
}

/** `urn:pulumi:stack::project::parent$type::name`; the name may itself contain `::`. */
export function parseUrn(urn: string): Urn {
  const parts = urn.split("::");
  const types = (parts[2] ?? "").split("$");
  return { type: types[types.length - 1] ?? "", name: parts.slice(3).join("::") };
}

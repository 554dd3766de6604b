/** Where a required flow goes: which region's tag, and which resource of the estate stands behind it. */
import { findRegion } from "../facts/regions";
import { FlowReplacement, RequiredFlow } from "../facts/required-flows";
import { isUnknown, Maybe, unknown } from "../known";
import { Dependency, Estate, Registry, Workspace } from "./estate";
import { Workload } from "./inferencing-subnets";
import { Link, reachable } from "./link";

export interface FlowTarget {
  /** Canonical name of the region whose tag is meant, for instance `westeurope`; undefined: the tag is worldwide. */
  readonly region: Maybe<string> | undefined;
  /** The registry, storage account or key vault, if it is one of the estate's. */
  readonly thing?: Registry | Dependency;
  /** Why nothing is known of the thing, although it is certain that there is one: it belongs to another stack. */
  readonly unseen?: string;
  /** For messages: what this is, for instance `registry of workspace ml`. Absent: the tag says it all. */
  readonly name?: string;
}

/** One target for each region that may answer. `workloads`: those of one subnet that need the flow. */
export function targetsOf(estate: Estate, need: RequiredFlow, workloads: readonly Workload[]): readonly FlowTarget[] {
  const region = "serviceTag" in need.destination ? need.destination.region : undefined;
  switch (region) {
    case "of-registry":
      return targetsBehind(estate, workloads, placesOfWorkspaceRegistry, estate.registries.flatMap(placesOfRegistry));
    case "of-workspace":
      return targetsBehind(estate, workloads, (workspace) => [placeOfDependency(workspace, need.instead)], []);
    case undefined:
      return [{ region: undefined }];
  }
}

/** The targets of the workspaces that the workloads serve; if none is tied to them, the one that all may agree on. */
function targetsBehind(
  estate: Estate,
  workloads: readonly Workload[],
  targets: (workspace: Workspace) => readonly FlowTarget[],
  otherwise: readonly FlowTarget[],
): readonly FlowTarget[] {
  const links = workloads.flatMap((workload) => workload.workspaces);
  if (links.length > 0) {
    const workspaces = [...new Set(links.flatMap((link) => reachable(link)))];
    return unique([...workspaces.flatMap(targets), ...unseenTargets(links)]);
  }
  // No workspace is tied to this subnet: whichever the estate has may come to use it.
  const places = unique(estate.workspaces.flatMap(targets));
  return [theOne(places.length > 0 ? places : unique(otherwise))];
}

/** Targets of workspaces that are named and not seen. */
function unseenTargets(links: readonly Link<Workspace>[]): readonly FlowTarget[] {
  return links.flatMap((link) =>
    link.link === "unknown" ? [{ region: unknown(link.because), name: "the workspace's" }] : [],
  );
}

/** The target that all candidates agree on; otherwise an unknown one. */
function theOne(places: readonly FlowTarget[]): FlowTarget {
  const [first] = places;
  if (first !== undefined && places.every((place) => place.thing === first.thing && place.name === first.name)) {
    return first;
  }
  const names = places.map((place) => place.name).join(", ");
  return { region: unknown(names === "" ? "which workspace this serves" : `which of ${names} is meant`) };
}

function placesOfWorkspaceRegistry(workspace: Workspace): readonly FlowTarget[] {
  const name = `the registry of workspace \`${workspace.origin.name}\``;
  switch (workspace.registry.link) {
    case "none":
      return [{ region: canonicalRegion(workspace.location), name }];
    case "unknown":
      return [{ region: unknown(workspace.registry.because), name, unseen: workspace.registry.because }];
    case "known":
    case "one-of":
      return reachable(workspace.registry).flatMap(placesOfRegistry);
  }
}

function placesOfRegistry(registry: Registry): readonly FlowTarget[] {
  return [registry.location, ...registry.replicas].map((location) => ({
    region: canonicalRegion(location),
    thing: registry,
    name: `registry \`${registry.origin.name}\``,
  }));
}

/** The workspace's storage account or key vault where the flow is about one; otherwise only its region matters. */
function placeOfDependency(workspace: Workspace, replacement: FlowReplacement | undefined): FlowTarget {
  const name = `workspace \`${workspace.origin.name}\``;
  const link = dependencyLink(workspace, replacement);
  const thing = link?.link === "known" ? link.to : undefined;
  const location = thing === undefined || isUnknown(thing.location) ? workspace.location : thing.location;
  const unseen = link?.link === "unknown" ? link.because : undefined;
  return { region: canonicalRegion(location), name, ...(thing && { thing }), ...(unseen !== undefined && { unseen }) };
}

function dependencyLink(workspace: Workspace, replacement: FlowReplacement | undefined): Link<Dependency> | undefined {
  switch (replacement) {
    case "private-endpoint:storage":
      return workspace.storageAccount;
    case "private-endpoint:key-vault":
      return workspace.keyVault;
    default:
      return undefined;
  }
}

function canonicalRegion(location: Maybe<string>): Maybe<string> {
  return isUnknown(location) ? location : (findRegion(location)?.name ?? unknown(`the region \`${location}\``));
}

function unique(places: readonly FlowTarget[]): readonly FlowTarget[] {
  const seen = new Map(places.map((place) => [JSON.stringify([place.region, place.name]), place]));
  return [...seen.values()];
}

/**
 * What the engine told of a stack: the inputs of each resource as they were registered, and the graph between them
 * at the end. Inputs, because outputs are mostly unknown in a preview and lack the names that only inputs carry.
 */
import { AnalyzeRequest, StackResource } from "./protocol";
import { Properties, readProperties } from "./wire-value";

export interface CapturedProvider {
  readonly urn: string;
  readonly inputs: Properties;
}

export interface CapturedResource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  /** Absent: its inputs were not captured, because its type is of no interest or nothing was listening. */
  readonly inputs?: Properties;
  readonly provider?: CapturedProvider;
  readonly parent?: string;
  readonly dependencies: readonly string[];
  /** URNs by top-level input property. */
  readonly propertyDependencies: ReadonlyMap<string, readonly string[]>;
}

export interface Registration {
  readonly inputs: Properties;
  readonly provider?: CapturedProvider;
}

export function readRegistration(request: AnalyzeRequest): Registration {
  const provider = request.getProvider();
  return {
    inputs: readProperties(request.getProperties()?.toJavaScript() ?? {}),
    provider: provider && {
      urn: provider.getUrn(),
      inputs: readProperties(provider.getProperties()?.toJavaScript() ?? {}),
    },
  };
}

/** In URN order, since the engine sends them in none. Registrations of resources that are gone are left out. */
export function readStack(
  resources: readonly StackResource[],
  registrations: ReadonlyMap<string, Registration>,
): readonly CapturedResource[] {
  return resources
    .map((resource) => readResource(resource, registrations.get(resource.getUrn())))
    .sort((a, b) => (a.urn < b.urn ? -1 : 1));
}

function readResource(resource: StackResource, registration: Registration | undefined): CapturedResource {
  const parent = resource.getParent();
  const dependencies = [...(resource.getPropertydependenciesMap()?.entries() ?? [])];
  return {
    urn: resource.getUrn(),
    type: resource.getType(),
    name: resource.getName(),
    inputs: registration?.inputs,
    provider: registration?.provider,
    parent: parent === "" ? undefined : parent,
    dependencies: resource.getDependenciesList(),
    propertyDependencies: new Map(dependencies.map(([property, on]) => [property, on.getUrnsList()])),
  };
}

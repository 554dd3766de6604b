/**
 * The work of turning captured resources into an estate: who a property points at, and under which id a resource
 * lives. Property dependencies come first, ids second; a name is never guessed.
 */
import { containsScope, isScope, parseScope, sameScope, Scope, ScopeSegment } from "../../azure/access/scope";
import { Origin, Thing } from "../../azure/estate/estate";
import { Link, linkTo, noLink, unknownLink } from "../../azure/estate/link";
import { CloudName } from "../../azure/facts/clouds";
import { findRegion } from "../../azure/facts/regions";
import { isUnknown, Maybe, unknown } from "../../azure/known";
import { CapturedResource } from "../capture/captured-stack";
import { azureType } from "./type-token";
import { textAt } from "./read";

/** A captured resource whose inputs are there: converters see no other. */
export type Resource = CapturedResource & { readonly inputs: NonNullable<CapturedResource["inputs"]> };

export class Conversion {
  private readonly byUrn: ReadonlyMap<string, CapturedResource>;
  private readonly childrenOf = new Map<string, CapturedResource[]>();

  constructor(
    readonly resources: readonly CapturedResource[],
    /** Subscription of providers that leave it to the environment. */
    private readonly subscriptionId: string | undefined,
  ) {
    this.byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
    for (const resource of resources) {
      if (resource.parent !== undefined) {
        this.childrenOf.set(resource.parent, [...(this.childrenOf.get(resource.parent) ?? []), resource]);
      }
    }
  }

  /** All resources of an Azure type, for instance `network:Subnet`, under whichever token they were registered. */
  ofType(type: string): readonly Resource[] {
    return this.resources.filter((one): one is Resource => azureType(one.type) === type && one.inputs !== undefined);
  }

  /**
   * The things that a property leads to, by the resources that its value was computed from. A component's output
   * stands for the component's children.
   */
  candidates<T extends Thing>(resource: Resource, property: string, among: readonly T[]): readonly T[] {
    const top = property.split(/[.[]/)[0] ?? property;
    const urns = (resource.propertyDependencies.get(top) ?? []).flatMap((urn) => this.withDescendants(urn));
    return among.filter((thing) => thing.origin.urn !== undefined && urns.includes(thing.origin.urn));
  }

  /** Who `value`, an ARM id in `property`, points at. */
  link<T extends Thing>(
    resource: Resource,
    property: string,
    value: Maybe<string> | undefined,
    among: readonly T[],
    what: string,
  ): Link<T> {
    if (value === undefined || value === "") {
      return noLink;
    }
    const candidates = this.candidates(resource, property, among);
    if (isUnknown(value)) {
      return this.chosen(candidates, `which ${what} ${property} of ${resource.name} means`);
    }
    const scope = parseScope(value);
    const matches = isScope(scope) ? among.filter((thing) => sameScope(thing.id, scope) === "yes") : [];
    if (matches.length > 0 || candidates.length !== 1) {
      const because = `${what} ${value.split("/").at(-1)} is neither in this stack nor in the external facts`;
      const link = this.chosen(matches, because);
      return link.link === "unknown" && isScope(scope) ? { ...link, id: scope } : link;
    }
    return this.chosen(candidates, "");
  }

  private chosen<T>(candidates: readonly T[], because: string): Link<T> {
    const [first, ...rest] = candidates;
    if (first === undefined) {
      return unknownLink(because);
    }
    return rest.length === 0 ? linkTo(first) : { link: "one-of", candidates, because };
  }

  /** The parent that a child resource names, for instance a subnet's `virtualNetworkName`. */
  parent<T extends Thing>(resource: Resource, property: string, among: readonly T[]): T | undefined {
    const candidates = this.candidates(resource, property, among);
    if (candidates.length === 1) {
      return candidates[0];
    }
    const name = textAt(resource.inputs, property);
    const group = this.groupScope(resource);
    if (name === undefined || isUnknown(name) || isUnknown(group)) {
      return undefined;
    }
    return among.find((thing) => {
      const id = thing.id;
      if (isUnknown(id) || id.length !== group.length + 4) {
        return false;
      }
      return id.at(-1) === name.toLowerCase() && containsScope(group, id) !== "no";
    });
  }

  /** Where a resource says which of its things it is. `path` names an inline part of it. */
  origin(resource: CapturedResource, path = ""): Origin {
    return { name: path === "" ? resource.name : `${resource.name}.${path}`, urn: resource.urn, path };
  }

  /**
   * The id of a resource in a resource group: `types` pairs each ARM type segment with the property that carries
   * the name, for instance `[["virtualNetworks", "virtualNetworkName"], ["subnets", "subnetName"]]`.
   */
  id(resource: Resource, provider: string, types: readonly (readonly [string, string])[]): Maybe<Scope> {
    const group = this.groupScope(resource);
    if (isUnknown(group)) {
      return group;
    }
    const names = types.map(([, property], index) =>
      index === types.length - 1 ? this.ownName(resource, property) : this.nameOf(resource, property),
    );
    const missing = names.find(isUnknown);
    if (missing !== undefined) {
      return missing;
    }
    const path = types.flatMap(([type], index): ScopeSegment[] => [type.toLowerCase(), names[index] as ScopeSegment]);
    return [...group, "providers", provider.toLowerCase(), ...path];
  }

  /** The scope of the resource group that a resource names. */
  groupScope(resource: Resource): Maybe<Scope> {
    const name = this.nameOf(resource, "resourceGroupName");
    return isUnknown(name) ? name : ["subscriptions", this.subscription(resource), "resourcegroups", name];
  }

  /**
   * An omitted location is the provider's, else the resource group's. One that is not known and was computed from
   * nothing in the program was omitted too: the provider could not say yet.
   */
  location(resource: Resource): Maybe<string> {
    const own = textAt(resource.inputs, "location");
    if (own !== undefined && !isUnknown(own)) {
      return own;
    }
    const from = resource.propertyDependencies.has("location") ? "location" : "resourceGroupName";
    const group = this.groupBehind(resource, from);
    const location = group && textAt(group.inputs, "location");
    const ofProvider = resource.provider && textAt(resource.provider.inputs, "location");
    // The provider's own location would have been filled in by now, were it set when the provider was asked.
    const inherited = own === undefined ? (ofProvider ?? location) : location;
    return inherited ?? own ?? unknown(`the location of ${resource.name}`);
  }

  private groupBehind(resource: Resource, property: string): Resource | undefined {
    const urns = resource.propertyDependencies.get(property) ?? [];
    const groups = this.ofType("resources:ResourceGroup").filter((group) =>
      urns.flatMap((urn) => this.withDescendants(urn)).includes(group.urn),
    );
    if (groups.length === 1) {
      return groups[0];
    }
    const name = textAt(resource.inputs, "resourceGroupName");
    return this.ofType("resources:ResourceGroup").find(
      (group) => typeof name === "string" && textAt(group.inputs, "resourceGroupName") === name,
    );
  }

  /** As the provider says, else by the resource's own region. */
  cloud(resource: Resource): Maybe<CloudName> {
    const stated = resource.provider && textAt(resource.provider.inputs, "environment");
    if (typeof stated === "string") {
      return environments[stated.toLowerCase()] ?? unknown(`the cloud of environment ${stated}`);
    }
    const location = this.location(resource);
    const region = isUnknown(location) ? undefined : findRegion(location);
    return stated ?? region?.cloud ?? unknown(`the cloud of ${resource.name}`);
  }

  subscription(resource: Resource): ScopeSegment {
    const stated = resource.provider && textAt(resource.provider.inputs, "subscriptionId");
    const known = typeof stated === "string" ? stated : this.subscriptionId;
    return known?.toLowerCase() ?? { of: resource.provider?.urn ?? "the default provider" };
  }

  /** A resource's own name: known once the provider has named it, otherwise a reference to itself. */
  private ownName(resource: Resource, property: string): ScopeSegment {
    const name = textAt(resource.inputs, property);
    return typeof name === "string" ? name.toLowerCase() : { of: resource.urn };
  }

  /** A name that refers to another resource: literal, or that resource's own name. */
  private nameOf(resource: Resource, property: string): Maybe<ScopeSegment> {
    const name = textAt(resource.inputs, property);
    if (typeof name === "string") {
      return name.toLowerCase();
    }
    const behind = (resource.propertyDependencies.get(property) ?? [])
      .flatMap((urn) => this.withDescendants(urn))
      .map((urn) => this.byUrn.get(urn))
      .filter((one): one is Resource => one?.inputs !== undefined)
      .filter((one) => Object.hasOwn(one.inputs, property));
    const [only, ...others] = behind;
    if (only === undefined || others.length > 0) {
      return unknown(`${property} of ${resource.name}`);
    }
    return this.ownName(only, property);
  }

  private withDescendants(urn: string): readonly string[] {
    const resource = this.byUrn.get(urn);
    // Only a component stands for its children: a resource that happens to be somebody's parent means itself.
    if (resource === undefined || azureType(resource.type) !== undefined) {
      return [urn];
    }
    return [urn, ...(this.childrenOf.get(urn) ?? []).flatMap((child) => this.withDescendants(child.urn))];
  }
}

/** `environment` of the azure-native provider. */
const environments: Readonly<Record<string, CloudName>> = {
  public: "AzureCloud",
  usgovernment: "AzureUSGovernment",
  china: "AzureChinaCloud",
};

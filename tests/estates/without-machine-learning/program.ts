/**
 * A program written down resource by resource, as its author would write it: what it makes stands in one resource
 * group, and as in the first preview no id of anything is known.
 */
import { CapturedResource } from "../../../policies/capture/captured-stack";
import { Properties } from "../../../policies/capture/wire-value";
import { declare, notYet } from "../captured";

/** What an input property was computed from: the `from` of `declare`. */
export type From = Readonly<Record<string, readonly CapturedResource[]>>;

export class Program {
  public readonly resources: CapturedResource[] = [];
  public readonly group: CapturedResource;

  public constructor(name: string, location = "westeurope") {
    this.group = this.add("azure-native:resources:ResourceGroup", `${name}-rg`, { location });
  }

  /** A resource wherever it belongs: in the subscription, at a scope, in another cloud. */
  public add(type: string, name: string, inputs: Properties, from: From = {}): CapturedResource {
    const resource = declare(type, name, inputs, from);
    this.resources.push(resource);
    return resource;
  }

  /** A resource in the program's resource group, of which not even the name is known yet. */
  public inGroup(type: string, name: string, inputs: Properties, from: From = {}): CapturedResource {
    return this.add(type, name, { resourceGroupName: notYet, ...inputs }, { resourceGroupName: [this.group], ...from });
  }

  /** The same, as a child of a component. */
  public inComponent(
    parent: CapturedResource,
    type: string,
    name: string,
    inputs: Properties,
    from: From = {},
  ): CapturedResource {
    const child = { ...this.inGroup(type, name, inputs, from), parent: parent.urn };
    this.resources[this.resources.length - 1] = child;
    return child;
  }
}

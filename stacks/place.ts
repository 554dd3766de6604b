/** What every program of an environment is given, and what it hands back. */
import * as pulumi from "@pulumi/pulumi";

import type { InferenceNetwork } from "../index";

export interface Place {
  /** Beginning of every logical name. */
  readonly name: string;
  readonly resourceGroupName: pulumi.Output<string>;
  readonly location: string;
  readonly tags: Record<string, string>;
}

/** Ids, names and endpoints: what another stack or a person needs. */
export type StackOutputs = Record<string, pulumi.Output<string>>;

/** The id of a subnet that the program itself declared. */
export function subnetId(network: InferenceNetwork, subnet: string): pulumi.Output<string> {
  const id = network.subnetIds[subnet];
  if (id === undefined) {
    throw new Error(`the network has no subnet ${subnet}`);
  }
  return id;
}

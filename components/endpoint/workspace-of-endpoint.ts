/** The workspace that an endpoint goes into, from its id: it may belong to another stack. */
import * as pulumi from "@pulumi/pulumi";

import { armIdParts } from "../check-arm-id";

export interface EndpointWorkspace {
  readonly id: pulumi.Input<string>;
  readonly subscriptionId: pulumi.Output<string>;
  readonly resourceGroupName: pulumi.Output<string>;
  readonly workspaceName: pulumi.Output<string>;
}

export function workspaceOfEndpoint(id: pulumi.Input<string>): EndpointWorkspace {
  const parts = armIdParts(id, "Microsoft.MachineLearningServices/workspaces", "workspaceId");
  return {
    id,
    subscriptionId: parts.subscriptionId,
    resourceGroupName: parts.resourceGroupName,
    workspaceName: parts.apply(({ names }) => names[0] ?? ""),
  };
}

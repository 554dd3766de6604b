/** Where a component's resources go and what they are marked with. */
import * as pulumi from "@pulumi/pulumi";

export interface DependencyPlace {
  resourceGroupName: pulumi.Input<string>;
  /** Absent: azure-native takes the provider's location, or the resource group's. */
  location: pulumi.Input<string> | undefined;
  tags: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
}

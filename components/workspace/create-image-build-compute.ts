/**
 * The compute cluster that builds images inside the network, without public addresses and without logins.
 * https://learn.microsoft.com/azure/machine-learning/how-to-secure-workspace-vnet, "Enable Azure Container Registry"
 */
import { Compute, RemoteLoginPortPublicAccess, Workspace } from "@pulumi/azure-native/machinelearningservices";
import * as pulumi from "@pulumi/pulumi";

import { childName } from "../child-names";
import { DependencyPlace } from "../dependencies/place";
import { ImageBuildComputeArgs } from "./custom-vnet-arguments";
import { CustomVnetWorkspacePlan } from "./plan-custom-vnet";

export function createImageBuildCompute(
  name: string,
  plan: CustomVnetWorkspacePlan,
  args: ImageBuildComputeArgs | undefined,
  workspace: Workspace,
  place: DependencyPlace,
  child: pulumi.CustomResourceOptions,
): Compute | undefined {
  if (args === undefined) {
    return undefined;
  }
  return new Compute(
    childName(name, "image-builder"),
    {
      ...place,
      workspaceName: workspace.name,
      computeName: plan.imageBuildCompute,
      properties: {
        computeType: "AmlCompute",
        computeLocation: place.location,
        disableLocalAuth: true,
        properties: {
          subnet: { id: args.subnetId },
          enableNodePublicIp: false,
          remoteLoginPortPublicAccess: RemoteLoginPortPublicAccess.Disabled,
          vmSize: args.vmSize ?? "Standard_D4s_v5",
          scaleSettings: { minNodeCount: 0, maxNodeCount: args.maxNodeCount ?? 2, nodeIdleTimeBeforeScaleDown: "PT5M" },
        },
      },
    },
    child,
  );
}

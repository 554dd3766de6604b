/**
 * The workspace resource without a managed network: its traffic is the virtual network's.
 * https://learn.microsoft.com/azure/machine-learning/how-to-secure-workspace-vnet
 */
import { IsolationMode, Workspace } from "@pulumi/azure-native/machinelearningservices";
import * as pulumi from "@pulumi/pulumi";

import { childNameWithin } from "../child-names";
import { DependencyIds } from "../dependencies/create-dependencies";
import { DependencyPlace } from "../dependencies/place";
import { workspaceTimeouts } from "../timeouts";
import { CustomVnetWorkspaceArgs } from "./custom-vnet-arguments";
import { WorkspaceIdentityChildren } from "./identity";
import { CustomVnetWorkspacePlan } from "./plan-custom-vnet";
import { workspaceBasics } from "./workspace-basics";

export function createCustomVnetWorkspace(
  name: string,
  plan: CustomVnetWorkspacePlan,
  args: CustomVnetWorkspaceArgs,
  dependencies: DependencyIds,
  identity: WorkspaceIdentityChildren,
  place: DependencyPlace,
  child: pulumi.CustomResourceOptions,
): Workspace {
  const basics = { names: args.names, description: args.description, imageBuildCompute: plan.imageBuildCompute };
  const subnet = args.serverlessComputeSubnetId;
  return new Workspace(
    childNameWithin(name, "workspace", 33),
    {
      ...place,
      ...workspaceBasics(basics, dependencies, identity.id),
      managedNetwork: { isolationMode: IsolationMode.Disabled },
      serverlessComputeSettings:
        subnet === undefined ? undefined : { serverlessComputeCustomSubnet: subnet, serverlessComputeNoPublicIP: true },
    },
    { ...child, customTimeouts: workspaceTimeouts },
  );
}

/** What a workspace in a network of one's own consists of, and which row asked for it. */
import { PlannedGrant } from "../access/grants";
import { DependenciesPlan, planDependencies, WorkspaceDependency } from "../dependencies/plan";
import { PrivateEndpointService } from "../dns/private-endpoint-service";
import { PlannedPrivateEndpoint } from "../network/private-endpoint";
import { CustomVnetWorkspaceArgs } from "./custom-vnet-arguments";
import { planWorkspaceGrants } from "./identity";
import { planPrivateEndpoints, WantedEndpoint } from "./private-access";

export interface CustomVnetWorkspacePlan {
  readonly dependencies: DependenciesPlan;
  readonly grants: readonly PlannedGrant[];
  /** Of the dependencies; they exist before the workspace. */
  readonly dependencyEndpoints: readonly PlannedPrivateEndpoint[];
  readonly workspaceEndpoints: readonly PlannedPrivateEndpoint[];
  /** Name of the cluster that builds images; absent: none is made. */
  readonly imageBuildCompute?: string;
}

const defaultBuilder = "image-builder";

export function planCustomVnetWorkspace(args: CustomVnetWorkspaceArgs): CustomVnetWorkspacePlan {
  const dependencies = planDependencies(args);
  const endpoints = planPrivateEndpoints(args.privateAccess, customVnetEndpoints(args));
  const isWorkspace = ({ service }: PlannedPrivateEndpoint) => service === PrivateEndpointService.AzureMlWorkspace;
  return {
    dependencies,
    grants: planWorkspaceGrants(args.identity, dependencies),
    dependencyEndpoints: endpoints.filter((endpoint) => !isWorkspace(endpoint)),
    workspaceEndpoints: endpoints.filter(isWorkspace),
    imageBuildCompute: args.imageBuild === undefined ? undefined : (args.imageBuild.name ?? defaultBuilder),
  };
}

const endpointsOf: readonly (readonly [WorkspaceDependency, PrivateEndpointService, string])[] = [
  ["storageAccount", PrivateEndpointService.Blob, "models and code are kept there"],
  ["storageAccount", PrivateEndpointService.File, "compute mounts its file shares"],
  ["keyVault", PrivateEndpointService.KeyVault, "compute and people read secrets there"],
  ["containerRegistry", PrivateEndpointService.ContainerRegistry, "images are pulled from it"],
];

/** Everything closed that is created here and used from the network. */
export function customVnetEndpoints(args: CustomVnetWorkspaceArgs): WantedEndpoint[] {
  const { create } = planDependencies(args);
  const because = "the workspace is called through it";
  return [
    ...endpointsOf
      .filter(([dependency]) => create.includes(dependency))
      .map(([, service, reason]) => ({ service, because: reason })),
    { service: PrivateEndpointService.AzureMlWorkspace, because },
  ];
}

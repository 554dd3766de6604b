/**
 * A workspace with its registry, and a compute in a subnet of the customer's, guarded by one security group: the
 * smallest estate to which the article's rules apply. As in the first preview: no id is known.
 */
import { CapturedResource } from "../../policies/capture/captured-stack";
import { Properties } from "../../policies/capture/wire-value";
import { declare, notYet } from "./captured";

export interface PrivateComputeOptions {
  /** Inline rules of the security group, in the properties of azure-native. */
  readonly securityRules?: readonly Properties[];
  /** Location of the registry; the workspace and the network are in westeurope. */
  readonly registryLocation?: string;
  /** Puts a private endpoint for the registry into the same virtual network. */
  readonly registryEndpoint?: "same-network" | "none";
  readonly more?: readonly CapturedResource[];
}

export interface PrivateCompute {
  readonly resources: readonly CapturedResource[];
  readonly group: CapturedResource;
  readonly network: CapturedResource;
  readonly guard: CapturedResource;
  readonly subnet: CapturedResource;
  readonly registry: CapturedResource;
  readonly workspace: CapturedResource;
  readonly compute: CapturedResource;
}

export function privateCompute(options: PrivateComputeOptions = {}): PrivateCompute {
  const group = declare("azure-native:resources:ResourceGroup", "rg", {
    resourceGroupName: "rg-ml",
    location: "westeurope",
  });
  const inGroup = { resourceGroupName: [group] };
  const guard = declare(
    "azure-native:network:NetworkSecurityGroup",
    "nsg",
    {
      resourceGroupName: notYet,
      networkSecurityGroupName: "nsg-inference",
      location: "westeurope",
      securityRules: options.securityRules ?? [],
    },
    inGroup,
  );
  const network = declare(
    "azure-native:network:VirtualNetwork",
    "vnet",
    {
      resourceGroupName: notYet,
      virtualNetworkName: "vnet-ml",
      location: "westeurope",
      addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
    },
    inGroup,
  );
  const subnet = declare(
    "azure-native:network:Subnet",
    "inference",
    {
      resourceGroupName: notYet,
      virtualNetworkName: notYet,
      subnetName: "inference",
      addressPrefix: "10.0.2.0/24",
      networkSecurityGroup: { id: notYet },
    },
    { ...inGroup, virtualNetworkName: [network], networkSecurityGroup: [guard] },
  );
  const registry = declare(
    "azure-native:containerregistry:Registry",
    "registry",
    { resourceGroupName: notYet, registryName: "acrml", location: options.registryLocation ?? "westeurope" },
    inGroup,
  );
  const workspace = declare(
    "azure-native:machinelearningservices:Workspace",
    "workspace",
    { resourceGroupName: notYet, workspaceName: "ml", location: "westeurope", containerRegistry: notYet },
    { ...inGroup, containerRegistry: [registry] },
  );
  const compute = declare(
    "azure-native:machinelearningservices:Compute",
    "scoring",
    {
      resourceGroupName: notYet,
      workspaceName: notYet,
      computeName: "scoring",
      properties: { computeType: "AmlCompute", properties: { subnet: { id: notYet } } },
    },
    { ...inGroup, workspaceName: [workspace], properties: [subnet] },
  );
  const endpoint = declare(
    "azure-native:network:PrivateEndpoint",
    "registry-endpoint",
    {
      resourceGroupName: notYet,
      privateEndpointName: "pe-registry",
      subnet: { id: notYet },
      privateLinkServiceConnections: [{ groupIds: ["registry"], privateLinkServiceId: notYet }],
    },
    { ...inGroup, subnet: [subnet], privateLinkServiceConnections: [registry] },
  );
  const endpoints = options.registryEndpoint === "same-network" ? [endpoint] : [];
  const resources = [
    group,
    guard,
    network,
    subnet,
    registry,
    workspace,
    compute,
    ...endpoints,
    ...(options.more ?? []),
  ];
  return { resources, group, network, guard, subnet, registry, workspace, compute };
}

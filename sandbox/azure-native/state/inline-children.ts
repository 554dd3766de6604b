// Resources that Azure also shows, and takes, as a list inside their parent. azure-native keeps such a
// list when the program leaves it out, because the children may be resources of their own.
// The properties whose documentation in the SDK says that they are also available as standalone resources.

export interface InlineChildren {
  property: string;
  /** Segment of the child's id below its parent's. */
  segment: string;
  token: string;
}

const lists: Record<string, InlineChildren[]> = {
  "azure-native:network:VirtualNetwork": [
    { property: "subnets", segment: "subnets", token: "azure-native:network:Subnet" },
    {
      property: "virtualNetworkPeerings",
      segment: "virtualNetworkPeerings",
      token: "azure-native:network:VirtualNetworkPeering",
    },
  ],
  "azure-native:network:NetworkSecurityGroup": [
    { property: "securityRules", segment: "securityRules", token: "azure-native:network:SecurityRule" },
  ],
  "azure-native:network:RouteTable": [{ property: "routes", segment: "routes", token: "azure-native:network:Route" }],
  "azure-native:network:ServiceEndpointPolicy": [
    {
      property: "serviceEndpointPolicyDefinitions",
      segment: "serviceEndpointPolicyDefinitions",
      token: "azure-native:network:ServiceEndpointPolicyDefinition",
    },
  ],
};

export function inlineChildrenOf(token: string): InlineChildren[] {
  return lists[token] ?? [];
}

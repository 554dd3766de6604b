/**
 * Which right on another resource ARM asks for when somebody creates one that refers to it. Without it the deployment
 * ends in `LinkedAuthorizationFailed`, however many rights there are on the created resource itself.
 * https://learn.microsoft.com/azure/role-based-access-control/troubleshooting
 */
import { Source } from "./source";

export interface LinkedAccess {
  readonly id: string;
  /** For messages, for instance `private endpoint`. */
  readonly name: string;
  /** ARM type of what is created. */
  readonly created: string;
  /** What has to be permitted, on the linked resource or above it. */
  readonly action: string;
  /** ARM type of the resource that it refers to. */
  readonly linked: string;
  /** Who has to have the right: whoever creates the resource, or an identity of the resource itself. */
  readonly by: "creator" | "own-identity";
  /** `verified`: a document says so. `practice`: seen, but no document was read that does. */
  readonly evidence: "verified" | "practice";
  readonly source: Source;
}

/** The rows about one type of resource, in any case. */
export function linkedAccessOf(created: string): readonly LinkedAccess[] {
  return linkedAccess.filter((row) => row.created.toLowerCase() === created.toLowerCase());
}

const network = "Microsoft.Network/virtualNetworks";
const subnet = `${network}/subnets`;
const joinSubnet = `${subnet}/join/action`;
const joinNetwork = `${network}/join/action`;

/** Of what only practice tells, the action itself is in the list of the provider's operations. */
const operations = page("permissions/networking (role-based-access-control)");

export const linkedAccess: readonly LinkedAccess[] = [
  verified(
    { id: "private-endpoint", name: "private endpoint", created: "Microsoft.Network/privateEndpoints" },
    joinSubnet,
    subnet,
    page("rbac-permissions (private-link)"),
  ),
  practice(
    { id: "network-interface", name: "network interface", created: "Microsoft.Network/networkInterfaces" },
    joinSubnet,
    subnet,
  ),
  practice(
    { id: "cluster", name: "AKS cluster", created: "Microsoft.ContainerService/managedClusters" },
    joinSubnet,
    subnet,
  ),
  practice(
    { id: "agent-pool", name: "AKS agent pool", created: "Microsoft.ContainerService/managedClusters/agentPools" },
    joinSubnet,
    subnet,
  ),
  {
    ...verified(
      { id: "cluster-identity", name: "AKS cluster", created: "Microsoft.ContainerService/managedClusters" },
      joinSubnet,
      subnet,
      page("concepts-network-cni-overview (AKS)"),
    ),
    by: "own-identity",
  },
  practice({ id: "firewall", name: "firewall", created: "Microsoft.Network/azureFirewalls" }, joinSubnet, subnet),
  practice({ id: "bastion", name: "Bastion host", created: "Microsoft.Network/bastionHosts" }, joinSubnet, subnet),
  practice(
    {
      id: "machine-learning-compute",
      name: "Azure ML compute",
      created: "Microsoft.MachineLearningServices/workspaces/computes",
    },
    joinSubnet,
    subnet,
  ),
  verified(
    {
      id: "serverless-subnet",
      name: "workspace with a subnet for serverless compute",
      created: "Microsoft.MachineLearningServices/workspaces",
    },
    joinSubnet,
    subnet,
    page("how-to-use-serverless-compute"),
  ),
  practice(
    {
      id: "zone-link",
      name: "virtual network link",
      created: "Microsoft.Network/privateDnsZones/virtualNetworkLinks",
    },
    joinNetwork,
    network,
  ),
  practice(
    { id: "dns-resolver", name: "DNS resolver", created: "Microsoft.Network/dnsResolvers" },
    joinNetwork,
    network,
  ),
  practice(
    { id: "peering", name: "peering", created: `${network}/virtualNetworkPeerings` },
    `${network}/peer/action`,
    network,
  ),
  practice(
    { id: "subnet-security-group", name: "subnet with a network security group", created: subnet },
    "Microsoft.Network/networkSecurityGroups/join/action",
    "Microsoft.Network/networkSecurityGroups",
  ),
  practice(
    { id: "subnet-route-table", name: "subnet with a route table", created: subnet },
    "Microsoft.Network/routeTables/join/action",
    "Microsoft.Network/routeTables",
  ),
  practice(
    { id: "subnet-nat-gateway", name: "subnet with a NAT gateway", created: subnet },
    "Microsoft.Network/natGateways/join/action",
    "Microsoft.Network/natGateways",
  ),
  verified(
    {
      id: "zone-group",
      name: "private DNS zone group",
      created: "Microsoft.Network/privateEndpoints/privateDnsZoneGroups",
    },
    "Microsoft.Network/privateDnsZones/join/action",
    "Microsoft.Network/privateDnsZones",
    page("rbac-permissions (private-link)"),
  ),
  practice(
    {
      id: "storage-network-rule",
      name: "storage account with a network rule",
      created: "Microsoft.Storage/storageAccounts",
    },
    `${subnet}/joinViaServiceEndpoint/action`,
    subnet,
  ),
  verified(
    { id: "ddos-plan", name: "virtual network with a DDoS plan", created: network },
    "Microsoft.Network/ddosProtectionPlans/join/action",
    "Microsoft.Network/ddosProtectionPlans",
    page("manage-permissions (ddos-protection)"),
  ),
];

type Created = Pick<LinkedAccess, "id" | "name" | "created">;

function verified(created: Created, action: string, linked: string, source: Source): LinkedAccess {
  return { ...created, action, linked, by: "creator", evidence: "verified", source };
}

function practice(created: Created, action: string, linked: string): LinkedAccess {
  return { ...created, action, linked, by: "creator", evidence: "practice", source: operations };
}

function page(document: string): Source {
  return { document, read: "2026-11-24" };
}

import * as authorization from "@pulumi/azure-native/authorization";
import * as containerservice from "@pulumi/azure-native/containerservice";
import * as managedidentity from "@pulumi/azure-native/managedidentity";
import * as network from "@pulumi/azure-native/network";
import * as resources from "@pulumi/azure-native/resources";
import * as appsv1 from "@pulumi/kubernetes/apps/v1";
import * as corev1 from "@pulumi/kubernetes/core/v1";
import { Provider } from "@pulumi/kubernetes/provider";
import * as pulumi from "@pulumi/pulumi";

const config = new pulumi.Config();
const nodeCount = config.getNumber("nodeCount") ?? 3;
const nodeSize = config.get("nodeSize") ?? "Standard_D2s_v5";
const owner = config.get("owner") ?? "platform";

const resourceGroup = new resources.ResourceGroup("cluster-rg");

// Operators come in over a network of their own, whose rules stand in the group
const operatorsGroup = new network.NetworkSecurityGroup("operators-nsg", {
  resourceGroupName: resourceGroup.name,
  securityRules: [
    {
      name: "allow-bastion",
      priority: 100,
      direction: network.SecurityRuleDirection.Inbound,
      access: network.SecurityRuleAccess.Allow,
      protocol: network.SecurityRuleProtocol.Tcp,
      sourceAddressPrefix: "VirtualNetwork",
      sourcePortRange: "*",
      destinationAddressPrefix: "*",
      destinationPortRanges: ["22", "3389"],
    },
  ],
});

const operatorsNetwork = new network.VirtualNetwork("operators-vnet", {
  resourceGroupName: resourceGroup.name,
  addressSpace: { addressPrefixes: ["10.39.0.0/24"] },
  subnets: [{ name: "operators", addressPrefix: "10.39.0.0/26", networkSecurityGroup: { id: operatorsGroup.id } }],
});

// The nodes' subnet and rules are resources, so that others can add theirs
const nodesGroup = new network.NetworkSecurityGroup("nodes-nsg", { resourceGroupName: resourceGroup.name });

new network.SecurityRule("allow-https", {
  resourceGroupName: resourceGroup.name,
  networkSecurityGroupName: nodesGroup.name,
  priority: 100,
  direction: network.SecurityRuleDirection.Inbound,
  access: network.SecurityRuleAccess.Allow,
  protocol: network.SecurityRuleProtocol.Tcp,
  sourceAddressPrefix: "Internet",
  sourcePortRange: "*",
  destinationAddressPrefix: "*",
  destinationPortRange: "443",
});

const virtualNetwork = new network.VirtualNetwork("cluster-vnet", {
  resourceGroupName: resourceGroup.name,
  addressSpace: { addressPrefixes: ["10.40.0.0/16"] },
  tags: { owner },
});

const nodes = new network.Subnet("nodes", {
  resourceGroupName: resourceGroup.name,
  virtualNetworkName: virtualNetwork.name,
  addressPrefix: "10.40.16.0/20",
  networkSecurityGroup: { id: nodesGroup.id },
});

new network.VirtualNetworkPeering("operators-to-cluster", {
  resourceGroupName: resourceGroup.name,
  virtualNetworkName: operatorsNetwork.name,
  remoteVirtualNetwork: { id: virtualNetwork.id },
  allowVirtualNetworkAccess: true,
});

new network.VirtualNetworkPeering("cluster-to-operators", {
  resourceGroupName: resourceGroup.name,
  virtualNetworkName: virtualNetwork.name,
  remoteVirtualNetwork: { id: operatorsNetwork.id },
  allowVirtualNetworkAccess: true,
});

const identity = new managedidentity.UserAssignedIdentity("cluster-identity", {
  resourceGroupName: resourceGroup.name,
});

// Network Contributor: the cluster joins its load balancer to the subnet
const joinsNetwork = new authorization.RoleAssignment("cluster-joins-network", {
  scope: virtualNetwork.id,
  principalId: identity.principalId,
  principalType: authorization.PrincipalType.ServicePrincipal,
  roleDefinitionId: "/providers/Microsoft.Authorization/roleDefinitions/4d97b98b-1d4f-4787-a291-c67834d212e7",
});

const cluster = new containerservice.ManagedCluster(
  "cluster",
  {
    resourceGroupName: resourceGroup.name,
    dnsPrefix: "demo",
    enableRBAC: true,
    identity: {
      type: containerservice.ResourceIdentityType.UserAssigned,
      userAssignedIdentities: [identity.id],
    },
    agentPoolProfiles: [
      {
        name: "system",
        mode: containerservice.AgentPoolMode.System,
        type: containerservice.AgentPoolType.VirtualMachineScaleSets,
        osType: containerservice.OSType.Linux,
        count: nodeCount,
        vmSize: nodeSize,
        osDiskSizeGB: 64,
        maxPods: 60,
        vnetSubnetID: nodes.id,
      },
    ],
    networkProfile: {
      networkPlugin: containerservice.NetworkPlugin.Azure,
      networkPolicy: containerservice.NetworkPolicy.Azure,
      serviceCidr: "10.41.0.0/16",
      dnsServiceIP: "10.41.0.10",
    },
  },
  { dependsOn: [joinsNetwork] },
);

const credentials = containerservice.listManagedClusterUserCredentialsOutput({
  resourceGroupName: resourceGroup.name,
  resourceName: cluster.name,
});

export const kubeconfig = pulumi.secret(
  credentials.kubeconfigs.apply((all) => Buffer.from(all[0]?.value ?? "", "base64").toString("utf8")),
);

const provider = new Provider("cluster", { kubeconfig });

const namespace = new corev1.Namespace("hello", {}, { provider });

const labels = { app: "hello" };
const deployment = new appsv1.Deployment(
  "hello",
  {
    metadata: { namespace: namespace.metadata.name, labels },
    spec: {
      replicas: 2,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          containers: [
            {
              name: "hello",
              image: "mcr.microsoft.com/azuredocs/aks-helloworld:v1",
              ports: [{ containerPort: 80, name: "http" }],
              env: [{ name: "TITLE", value: "Hello" }],
              resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { memory: "256Mi" } },
            },
          ],
        },
      },
    },
  },
  { provider },
);

const service = new corev1.Service(
  "hello",
  {
    metadata: { namespace: namespace.metadata.name, labels: deployment.spec.template.metadata.labels },
    spec: {
      type: corev1.ServiceSpecType.LoadBalancer,
      selector: labels,
      ports: [{ port: 80, targetPort: "http" }],
    },
  },
  { provider },
);

export const clusterName = cluster.name;
export const namespaceName = namespace.metadata.name;
export const address = service.status.apply(
  (status) => status?.loadBalancer?.ingress?.[0]?.ip ?? status?.loadBalancer?.ingress?.[0]?.hostname,
);
